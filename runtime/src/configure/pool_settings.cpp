#include "configure/pool_settings.hpp"

#include <array>
#include <charconv>
#include <stdexcept>

namespace pgscribe::detail {

namespace {

using std::chrono::milliseconds;

std::size_t parse_count(std::string_view text) {
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || end != text.data() + text.size()) throw std::invalid_argument("a whole number");
  return count;
}

struct Unit {
  std::string_view name;
  milliseconds::rep size;
};
// `ms` before `m`.
constexpr std::array kUnits{Unit{"ms", 1}, Unit{"s", 1000}, Unit{"m", 60'000}, Unit{"h", 3'600'000},
                            Unit{"d", 86'400'000}};

// As Go's time.ParseDuration, which pgxpool uses: numbers with units one after the other, or 0.
milliseconds parse_duration(std::string_view text) {
  const std::invalid_argument bad{"a duration such as 500ms, 30s or 1h30m"};
  if (text == "0") return milliseconds{0};
  if (text.empty()) throw bad;
  milliseconds total{0};
  while (!text.empty()) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc{} || number < 0 || number > 1e9) throw bad;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    const Unit* unit = nullptr;
    for (const Unit& candidate : kUnits) {
      if (text.starts_with(candidate.name)) {
        unit = &candidate;
        break;
      }
    }
    if (unit == nullptr) throw bad;
    text.remove_prefix(unit->name.size());
    total += milliseconds{static_cast<milliseconds::rep>(number * static_cast<double>(unit->size) + 0.5)};
  }
  return total;
}

std::string print_duration(milliseconds duration) { return std::to_string(duration.count()) + "ms"; }

template <auto Member>
constexpr PoolSetting count(std::string_view key, std::string_view member) {
  return {key, member, [](PoolOptions& options, std::string_view text) { options.*Member = parse_count(text); },
          [](const PoolOptions& options) { return std::to_string(options.*Member); }};
}

template <auto Member>
constexpr PoolSetting duration(std::string_view key, std::string_view member) {
  return {key, member, [](PoolOptions& options, std::string_view text) { options.*Member = parse_duration(text); },
          [](const PoolOptions& options) { return print_duration(options.*Member); }};
}

void set_statements(PoolOptions& options, std::string_view text) {
  if (text == "prepared")
    options.statements = StatementMode::prepared;
  else if (text == "unprepared")
    options.statements = StatementMode::unprepared;
  else
    throw std::invalid_argument("prepared or unprepared");
}

std::string get_statements(const PoolOptions& options) {
  return options.statements == StatementMode::prepared ? "prepared" : "unprepared";
}

void set_reset_on_release(PoolOptions& options, std::string_view text) {
  if (text == "none")
    options.reset_on_release = ResetOnRelease::none;
  else if (text == "discard_all")
    options.reset_on_release = ResetOnRelease::discard_all;
  else
    throw std::invalid_argument("none or discard_all");
}

std::string get_reset_on_release(const PoolOptions& options) {
  return options.reset_on_release == ResetOnRelease::none ? "none" : "discard_all";
}

void set_check_transaction_bypass(PoolOptions& options, std::string_view text) {
  if (text != "true" && text != "false") throw std::invalid_argument("true or false");
  options.check_transaction_bypass = text == "true";
}

std::string get_check_transaction_bypass(const PoolOptions& options) {
  if (!options.check_transaction_bypass) return "";
  return *options.check_transaction_bypass ? "true" : "false";
}

constexpr std::array kSettings{
    count<&PoolOptions::max_connections>("pool_max_conns", "max_connections"),
    count<&PoolOptions::min_connections>("pool_min_conns", "min_connections"),
    count<&PoolOptions::min_idle_connections>("pool_min_idle_conns", "min_idle_connections"),
    duration<&PoolOptions::max_lifetime>("pool_max_conn_lifetime", "max_lifetime"),
    duration<&PoolOptions::max_lifetime_jitter>("pool_max_conn_lifetime_jitter", "max_lifetime_jitter"),
    duration<&PoolOptions::max_idle_time>("pool_max_conn_idle_time", "max_idle_time"),
    duration<&PoolOptions::health_check_period>("pool_health_check_period", "health_check_period"),
    duration<&PoolOptions::acquire_timeout>("pool_acquire_timeout", "acquire_timeout"),
    duration<&PoolOptions::connect_timeout>("pool_connect_timeout", "connect_timeout"),
    duration<&PoolOptions::statement_timeout>("pool_statement_timeout", "statement_timeout"),
    duration<&PoolOptions::reconnect_backoff>("pool_reconnect_backoff", "reconnect_backoff"),
    duration<&PoolOptions::max_reconnect_backoff>("pool_max_reconnect_backoff", "max_reconnect_backoff"),
    count<&PoolOptions::max_statements>("pool_max_statements", "max_statements"),
    PoolSetting{"pool_statements", "statements", &set_statements, &get_statements},
    PoolSetting{"pool_reset_on_release", "reset_on_release", &set_reset_on_release, &get_reset_on_release},
    PoolSetting{"pool_check_transaction_bypass", "check_transaction_bypass", &set_check_transaction_bypass,
                &get_check_transaction_bypass},
};

}  // namespace

std::span<const PoolSetting> pool_settings() noexcept { return kSettings; }

void set_pool_setting(PoolOptions& options, const PoolSetting& setting, std::string_view text,
                      std::string_view shown_name) {
  try {
    setting.set(options, text);
  } catch (const std::invalid_argument& expected) {
    // Not what was given: a secret may have been written one key too early.
    throw ConfigurationError("\"" + std::string{shown_name} + "\" must be " + expected.what());
  }
}

}  // namespace pgscribe::detail
