#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/schema_objects.hpp"
#include "support/diagnostics.hpp"

// Where a database is not what its migrations say.

namespace pgscribe::cli {

/// One object, or one part of it, that is not the same.
struct SchemaDifference {
  std::string object{};
  std::string part{};                        ///< empty: the object as a whole, or its definition
  std::optional<std::string> by_migrations;  ///< nothing: it is in the database alone
  std::optional<std::string> in_database;    ///< nothing: the database does not have it
};

/// In the order of the objects' names.
[[nodiscard]] std::vector<SchemaDifference> compare(const SchemaObjects& by_migrations,
                                                    const SchemaObjects& in_database);

/// Of the differences those that reach generated code: relations, columns and types that are missing or of another
/// type, NULLs where NOT NULL was believed, an enum's labels, and keys that row counts rest on.
[[nodiscard]] std::vector<SchemaDifference> that_reach_code(std::vector<SchemaDifference> differences,
                                                            const SchemaObjects& in_database);

/// Reports each as an error.
void report(const std::vector<SchemaDifference>& differences, support::Diagnostics& diagnostics);

}  // namespace pgscribe::cli
