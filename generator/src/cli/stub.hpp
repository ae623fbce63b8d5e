#pragma once

#include <string>

// `pgscribe stub`: what CREATE EXTENSION makes, as SQL.

namespace pgscribe::cli {

/// What CREATE EXTENSION makes in the database that `conninfo` names, as SQL for `stubs:` of the configuration: types,
/// functions and aggregates without their bodies, operators, operator classes, casts, tables and views. An extension
/// that is not installed there is created in a transaction that is rolled back. Throws std::exception with the server's
/// message.
[[nodiscard]] std::string extension_stub(const std::string& conninfo, const std::string& extension);

}  // namespace pgscribe::cli
