#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/column_definition.hpp"
#include "catalog/ddl_context.hpp"

// Where a new table's columns come from besides its own list: INHERITS, PARTITION OF, OF, LIKE.

namespace pgscribe::catalog {

/// Columns of a table to be, and what has to follow once it exists.
struct TableDraft {
  Relation relation;
  std::vector<ColumnDraft> columns;           ///< parallel to relation.columns once merged
  std::vector<PlacedConstraint> constraints;  ///< table constraints as written
  std::vector<CheckConstraint> checks;        ///< inherited or copied by LIKE ... INCLUDING CONSTRAINTS
  std::vector<NotNullDraft> not_nulls{};      ///< copied by LIKE
  std::vector<Oid> like_indexes;              ///< relations whose indexes LIKE copies
};

/// MergeAttributes, first half: the parents' columns and checks.
bool inherit_columns(DdlContext& context, const std::vector<sql::RelationRef>& parents, TableDraft& draft);
/// PARTITION OF parent.
bool take_partition_columns(DdlContext& context, const sql::RelationRef& parent, TableDraft& draft);
/// `type x is not a composite type` [42809]: also of a table's row type.
[[nodiscard]] bool check_is_composite(const DdlContext& context, const Type& type, Span span);
/// OF type.
bool take_type_columns(DdlContext& context, const sql::TypeName& type, TableDraft& draft);
/// LIKE relation INCLUDING ...
bool copy_like_columns(DdlContext& context, const sql::LikeClause& like, TableDraft& draft);
/// A column of the table's own list: new, or merged with an inherited one (MergeAttributes, second half).
bool add_own_column(DdlContext& context, ColumnDraft column, TableDraft& draft);
/// The sequence of an identity column serves the partitions, too: since PostgreSQL 17.
[[nodiscard]] bool partitions_share_identity(const Catalog& catalog);
/// VIRTUAL and STORED, where the parent's generated column is the one and the child's the other.
[[nodiscard]] std::optional<std::pair<std::string_view, std::string_view>> other_generation_kinds(const Column& parent,
                                                                                                  const Column& child);
/// A column that is listed only to carry options (PARTITION OF, OF).
bool add_column_options(DdlContext& context, const sql::ColumnDefinition& definition, TableDraft& draft);

/// The relation as a parent, or null after a report.
[[nodiscard]] const Relation* require_parent(DdlContext& context, const sql::RelationRef& parent, bool of_partition,
                                             bool child_is_temporary);

}  // namespace pgscribe::catalog
