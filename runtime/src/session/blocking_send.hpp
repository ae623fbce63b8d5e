#pragma once

#include <cstddef>

#include "session/session.hpp"

// Sending of much at once.

namespace pgscribe::detail {

/// What libpq cannot send yet, in its nonblocking mode, it moves to the front of its buffer with each piece that goes:
/// the time for a large value grows with its square. From this many bytes on that is felt.
inline constexpr std::size_t kLargeSend = 1 << 20;

/// For the time of a scope what is sent is waited for, as outside of pipelines, whatever the deadline; libpq reads
/// meanwhile what the server sends, so that neither waits for the other. Does nothing where the call has to end before
/// what was queued earlier is sent. A failure of the connection is left for the next call to find.
class BlockingSend {
 public:
  explicit BlockingSend(Session& session) noexcept : handle_(session.handle()) {
    if (PQisnonblocking(handle_) == 0) return;
    while (PQflush(handle_) == 1) {
      if (session.wait(session.call_deadline(), true) != WaitEnd::ready || PQconsumeInput(handle_) == 0) return;
    }
    switched_ = PQsetnonblocking(handle_, 0) == 0;
  }
  BlockingSend(const BlockingSend&) = delete;
  BlockingSend& operator=(const BlockingSend&) = delete;
  ~BlockingSend() {
    if (switched_) PQsetnonblocking(handle_, 1);
  }

 private:
  PGconn* handle_;
  bool switched_ = false;
};

}  // namespace pgscribe::detail
