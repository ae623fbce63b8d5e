#include "session/connect_plan.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

#include "session/conninfo.hpp"

namespace pgscribe::detail {

namespace {

/// What a connection string and, as libpq does, the environment say.
class Settings {
 public:
  explicit Settings(const SessionOptions& session) {
    std::string problem;
    const ConninfoOptions options = parse_options(session.conninfo, problem);
    if (!options) throw ConnectionError(ErrorFields{.message = std::move(problem)});
    for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
      const char* value = option->val;
      if (value == nullptr && option->keyword == std::string_view{"target_session_attrs"} &&
          !session.target_session_attrs.empty()) {
        value = session.target_session_attrs.c_str();
      }
      if (value == nullptr && option->envvar != nullptr) value = std::getenv(option->envvar);
      if (value != nullptr) values_[option->keyword] = value;
    }
  }

  [[nodiscard]] std::string operator[](std::string_view keyword) const {
    const auto found = values_.find(keyword);
    return found == values_.end() ? std::string{} : found->second;
  }
  /// The parts between commas; none when it is not set.
  [[nodiscard]] std::vector<std::string> list(std::string_view keyword) const {
    std::vector<std::string> parts;
    const std::string text = (*this)[keyword];
    for (std::size_t at = 0; at <= text.size() && !text.empty();) {
      const std::size_t end = std::min(text.find(',', at), text.size());
      parts.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    return parts;
  }

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

TargetServer target_server(std::string_view target_session_attrs) noexcept {
  if (target_session_attrs == "read-write") return TargetServer::read_write;
  if (target_session_attrs == "read-only") return TargetServer::read_only;
  if (target_session_attrs == "primary") return TargetServer::primary;
  if (target_session_attrs == "standby") return TargetServer::standby;
  return TargetServer::any;
}

// The hosts one by one; just one attempt that leaves it to libpq when there are not several, or when the lists do not
// fit each other, which libpq reports.
std::vector<ConnectAttempt> attempts_of(const Settings& settings) {
  const auto hosts = settings.list("host");
  const auto addresses = settings.list("hostaddr");
  const auto ports = settings.list("port");
  const std::size_t count = std::max(hosts.size(), addresses.size());
  const auto fits = [count](const auto& list) { return list.empty() || list.size() == count; };
  if (count < 2 || !fits(hosts) || !fits(addresses) || !(ports.size() == 1 || fits(ports))) return {ConnectAttempt{}};
  std::vector<ConnectAttempt> attempts(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (!hosts.empty()) attempts[i].host = hosts[i];
    if (!addresses.empty()) attempts[i].hostaddr = addresses[i];
    if (ports.size() == count) attempts[i].port = ports[i];
  }
  return attempts;
}

// Any standby, and when there is none, any server.
void prefer_standby(std::vector<ConnectAttempt>& attempts) {
  const std::size_t count = attempts.size();
  attempts.insert(attempts.end(), attempts.begin(), attempts.begin() + static_cast<std::ptrdiff_t>(count));
  for (std::size_t i = 0; i < attempts.size(); ++i) attempts[i].target_session_attrs = i < count ? "standby" : "any";
}

}  // namespace

ConnectPlan plan_connection(const SessionOptions& options) {
  const Settings settings{options};
  ConnectPlan plan{.attempts = attempts_of(settings), .timeout = options.connect_timeout};
  const long seconds = std::strtol(settings["connect_timeout"].c_str(), nullptr, 10);
  if (seconds > 0) plan.timeout = std::chrono::seconds{seconds};
  if (settings["load_balance_hosts"] == "random") {
    std::shuffle(plan.attempts.begin(), plan.attempts.end(), std::minstd_rand{std::random_device{}()});
  }
  const std::string target = settings["target_session_attrs"];
  plan.target = target_server(target);
  if (target == "prefer-standby" && plan.attempts.size() > 1) prefer_standby(plan.attempts);
  return plan;
}

}  // namespace pgscribe::detail
