#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "session/session.hpp"

// Which hosts to try, for how long, and for what kind of server.

namespace pgscribe::detail {

/// One try: what stands in place of the lists in the connection string. Nothing: what the string says.
struct ConnectAttempt {
  std::optional<std::string> host{};
  std::optional<std::string> hostaddr{};
  std::optional<std::string> port{};
  std::optional<std::string> target_session_attrs{};
};

/// How to connect. The hosts are tried one by one here and not by libpq, whose nonblocking functions do not give up a
/// silent host for the next one, and whose blocking function cannot be canceled.
struct ConnectPlan {
  std::vector<ConnectAttempt> attempts{};
  /// For each attempt.
  std::chrono::milliseconds timeout{0};
  TargetServer target = TargetServer::any;
};

/// Throws ConnectionError, without a value of the connection string, when that cannot be parsed.
[[nodiscard]] ConnectPlan plan_connection(const SessionOptions& options);

}  // namespace pgscribe::detail
