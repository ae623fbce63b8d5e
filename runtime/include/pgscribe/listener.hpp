#pragma once

#include <chrono>
#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "pgscribe/connection_parameters.hpp"
#include "pgscribe/error.hpp"
#include "pgscribe/stop_token.hpp"

// LISTEN on a connection of its own.

namespace pgscribe {

/// What NOTIFY sent, or the news that some may have been missed.
struct Notification {
  std::string channel{};
  std::string payload{};
  /// Of the session that sent it.
  int backend_pid = 0;
  /// The connection was lost and made again: what was sent in between did not arrive. Everything else is empty then.
  /// Look at the tables once more.
  bool gap = false;

  bool operator==(const Notification&) const = default;
};

struct ListenerOptions {
  /// Not PgBouncer in transaction mode: LISTEN belongs to the session.
  std::string conninfo{};
  std::string application_name = "pgscribe listener";
  /// As PoolOptions::before_connect.
  BeforeConnect before_connect{};
  std::chrono::milliseconds connect_timeout = std::chrono::seconds{10};
  /// Between attempts to reconnect; doubled after each up to the maximum.
  std::chrono::milliseconds reconnect_backoff{50};
  std::chrono::milliseconds max_reconnect_backoff{1000};
};

/// LISTEN on a connection of its own. Not thread-safe.
class Listener {
 public:
  explicit Listener(ListenerOptions options);
  /// With the default options.
  template <std::convertible_to<std::string_view> Text>
  explicit Listener(const Text& conninfo)
      : Listener(ListenerOptions{.conninfo = std::string{std::string_view{conninfo}}}) {}
  Listener(Listener&&) noexcept;
  Listener& operator=(Listener&&) noexcept;
  ~Listener();

  /// From now on. The name is taken as it is, as if quoted. Throws ConnectionError, ServerError.
  void listen(std::string_view channel);
  void unlisten(std::string_view channel);

  /// The next notification; nothing after the timeout (zero: do not wait) or when a stop is requested. A lost
  /// connection is made again, which is announced by a notification with `gap`. Throws ConnectionError when the
  /// timeout passes without a connection.
  [[nodiscard]] std::optional<Notification> wait(std::chrono::milliseconds timeout, const StopToken& stop = {});
  /// Without a limit.
  [[nodiscard]] std::optional<Notification> wait(const StopToken& stop);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pgscribe
