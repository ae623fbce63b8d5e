#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"

// Names that PostgreSQL makes up: commands/indexcmds.c, catalog/pg_constraint.c, catalog/pg_type.c. Migrations refer to
// them (DROP CONSTRAINT t_c_key), so they must come out the same.

namespace pgscribe::catalog {

/// makeObjectName: name1_name2_label, the names cut so that 63 bytes are kept.
[[nodiscard]] std::string make_object_name(std::string_view name1, std::string_view name2, std::string_view label);
/// ChooseRelationName: the first of name, name1, name2 ... that no relation of the schema has (nor, if asked, a
/// constraint).
[[nodiscard]] std::string choose_relation_name(const Catalog& catalog, std::string_view schema, std::string_view name1,
                                               std::string_view name2, std::string_view label, bool is_constraint);
/// ChooseConstraintName: likewise among the schema's constraints and `taken`.
[[nodiscard]] std::string choose_constraint_name(const Catalog& catalog, std::string_view schema,
                                                 std::string_view name1, std::string_view name2, std::string_view label,
                                                 const std::vector<std::string>& taken = {});
/// ChooseIndexNameAddition: column names joined by `_`.
[[nodiscard]] std::string join_column_names(const std::vector<std::string>& columns);
/// makeArrayTypeName
[[nodiscard]] std::string choose_array_type_name(const Catalog& catalog, std::string_view schema,
                                                 std::string_view element);
/// makeMultirangeTypeName, without its check that the name is free.
[[nodiscard]] std::string multirange_type_name(std::string_view range);
/// Truncates to 63 bytes as the scanner does for a long identifier.
[[nodiscard]] std::string truncate_identifier(std::string_view name);

/// ConstraintNameIsUsed within a schema, domains included.
[[nodiscard]] bool has_constraint(const Catalog& catalog, std::string_view schema, std::string_view name);
/// ... on one relation.
[[nodiscard]] bool has_constraint(const Relation& relation, std::string_view name);

}  // namespace pgscribe::catalog
