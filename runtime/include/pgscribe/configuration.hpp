#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "pgscribe/error.hpp"
#include "pgscribe/pool.hpp"

/// PoolOptions from text: connection strings, the environment; YAML is in `pgscribe/yaml_configuration.hpp`.
namespace pgscribe {

/// A setting is unknown or has a value that it cannot have. The message names it, and leaves secrets out.
class ConfigurationError : public detail::ErrorKind<ConfigurationError, Error> {
 public:
  using ErrorKind::ErrorKind;
  explicit ConfigurationError(std::string message) : ErrorKind(ErrorFields{.message = std::move(message)}) {}
};

/// From a connection string or URL that may have settings of the pool in it, named as pgxpool names them:
/// `postgresql://app@db/app?sslmode=verify-full&pool_max_conns=20&pool_max_conn_lifetime=1h30m`.
///
/// pool_max_conns, pool_min_conns, pool_min_idle_conns, pool_max_conn_lifetime, pool_max_conn_lifetime_jitter,
/// pool_max_conn_idle_time, pool_health_check_period, and of our own pool_acquire_timeout, pool_connect_timeout,
/// pool_statement_timeout, pool_reconnect_backoff, pool_max_reconnect_backoff, pool_max_statements, pool_statements
/// (`prepared` or `unprepared`). Durations are numbers with units: ms, s, m, h, d. Throws ConfigurationError.
[[nodiscard]] PoolOptions parse_pool_options(std::string_view conninfo);

/// From `<prefix>DATABASE_URL`, `<prefix>PGHOST` and libpq's other variables, and `<prefix>POOL_MAX_CONNS` and so on.
/// What DATABASE_URL says comes first. With a prefix, libpq's variables without it still fill what is left open.
/// Throws ConfigurationError.
[[nodiscard]] PoolOptions pool_options_from_environment(std::string_view prefix = {});

/// A connection string with `***` for passwords.
[[nodiscard]] std::string redact_conninfo(std::string_view conninfo);

/// Everything that is not the default, for logs, without secrets: `conninfo="host=db password=***" max_connections=20`.
[[nodiscard]] std::string to_string(const PoolOptions& options);

}  // namespace pgscribe
