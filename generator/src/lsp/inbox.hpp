#pragma once

#include <condition_variable>
#include <deque>
#include <iosfwd>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>

#include "lsp/frame.hpp"

// What a client has sent and the server has not looked at.

namespace pgscribe::lsp {

using Json = nlohmann::json;

/// One message. `fault` is set where what came is none, and says why.
struct Incoming {
  enum class Fault { none, no_json, no_message, too_large, no_length };
  Fault fault = Fault::none;
  Json message{};
  bool is_cancelled = false;  ///< a request that its client does not wait for any more
};

/// Reads on a thread of its own, so that a client can take back what waits, and so that the server sees whether more is
/// to come before it does work for what it has. Ends with the stream, or with the client's `exit`.
class Inbox {
 public:
  explicit Inbox(std::istream& in);
  ~Inbox();
  Inbox(const Inbox&) = delete;
  Inbox& operator=(const Inbox&) = delete;

  /// The next message, waited for; nothing at the end.
  [[nodiscard]] std::optional<Incoming> take();
  [[nodiscard]] bool is_empty();

 private:
  void read(std::istream& in);
  void put(Incoming incoming);
  void cancel(const Json& id);

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Incoming> waiting_;
  bool ended_ = false;
  std::thread reader_;
};

}  // namespace pgscribe::lsp
