#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/ddl_context.hpp"

// The tables that migration tools keep for themselves.

namespace pgscribe::catalog {

/// Whether a migration tool keeps its own records in a table of that name.
[[nodiscard]] bool is_migration_table(std::string_view name);
/// Whether a table is one that a migration tool keeps its own records in: it is there although no migration makes it,
/// and it is no part of what a program works with.
[[nodiscard]] bool is_migration_table(const Relation& relation);

/// The tables of migration tools that a statement refers to and that are missing: those that an error of `said` is
/// about, and the target of INSERT, UPDATE and DELETE.
[[nodiscard]] std::vector<std::string> missing_migration_tables(const Catalog& catalog, const sql::Statement& statement,
                                                                const support::Diagnostics& said);

/// Makes the tool's table of that name, as the tool does.
void add_migration_table(DdlContext& context, const std::string& name);

}  // namespace pgscribe::catalog
