#pragma once

#include <string>

#include "catalog/ddl_context.hpp"

// Triggers, rules and policies, which have names of their own in each table.

namespace pgscribe::catalog {

[[nodiscard]] bool is_part_of_table(sql::ObjectKind kind);
/// The table in the name of a part.
[[nodiscard]] sql::QualifiedName table_of(const sql::ObjectName& part);
/// Reports that a table has a part of this kind and name already [42710].
[[nodiscard]] bool check_part_is_new(const DdlContext& context, const Relation& table, sql::ObjectKind kind,
                                     const std::string& name, Span span);
/// Reports that it has none [42704].
[[nodiscard]] bool check_part_exists(const DdlContext& context, const Relation& table, sql::ObjectKind kind,
                                     const std::string& name, Span span);

}  // namespace pgscribe::catalog
