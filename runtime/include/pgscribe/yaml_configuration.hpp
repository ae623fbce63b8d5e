#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "pgscribe/configuration.hpp"

/// PoolOptions from YAML. Link `pgscribe::yaml`, which exists where yaml-cpp was found.
namespace pgscribe {

/// From a section of a YAML document; `section` is a path of keys (`services.database`), empty for the whole document.
///
///     database:
///       url: ${DATABASE_URL:postgresql://localhost/app}   # or host, port, dbname, user, ... as libpq names them
///       password: ${DB_PASSWORD}
///       ssl: {mode: verify-full, rootcert: /etc/ssl/db.crt, cert: client.crt, key: client.key}
///       pool: {max_connections: 20, acquire_timeout: 5s}
///
/// `${VAR}` is a variable of the environment that must be set, `${VAR:default}` one that need not, `$$` a dollar.
/// Keys of `pool` are the members of PoolOptions. Throws ConfigurationError.
[[nodiscard]] PoolOptions pool_options_from_yaml(std::string_view text, std::string_view section = "database");
[[nodiscard]] PoolOptions read_pool_options(const std::filesystem::path& file, std::string_view section = "database");

/// A text with its `${VAR}`, `${VAR:default}` and `$$` replaced, for the program's other settings. Throws
/// ConfigurationError.
[[nodiscard]] std::string expand_variables(std::string_view text);

}  // namespace pgscribe
