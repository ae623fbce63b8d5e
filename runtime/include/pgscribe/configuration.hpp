#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "pgscribe/error.hpp"
#include "pgscribe/pool.hpp"

/// PoolOptions from text: the environment here, connection strings in `pgscribe/pool.hpp`, YAML in
/// `pgscribe/yaml_configuration.hpp`.
namespace pgscribe {

/// A setting is unknown or has a value that it cannot have. The message names it, and leaves secrets out.
class ConfigurationError : public detail::ErrorKind<ConfigurationError, Error> {
 public:
  using ErrorKind::ErrorKind;
  explicit ConfigurationError(std::string message) : ErrorKind(ErrorFields{.message = std::move(message)}) {}
};

/// From `<prefix>DATABASE_URL`, `<prefix>PGHOST` and libpq's other variables, and `<prefix>POOL_MAX_CONNS` and so on.
/// What DATABASE_URL says comes first. With a prefix, libpq's variables without it still fill what is left open.
/// Throws ConfigurationError.
[[nodiscard]] PoolOptions pool_options_from_environment(std::string_view prefix = {});

/// A connection string with `***` for passwords.
[[nodiscard]] std::string redact_conninfo(std::string_view conninfo);

/// Everything that is not the default, for logs, without secrets: `conninfo="host=db password=***" max_connections=20`.
[[nodiscard]] std::string to_string(const PoolOptions& options);

}  // namespace pgscribe
