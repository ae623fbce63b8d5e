#pragma once

#include <string>
#include <vector>

#include "catalog/ddl_context.hpp"
#include "catalog/table_constraint.hpp"

// One column of CREATE TABLE or ADD COLUMN: type, default, NOT NULL, identity.

namespace pgscribe::catalog {

/// A column as written, before its table exists (transformColumnDefinition).
struct ColumnDraft {
  Column column;
  bool is_serial = false;
  bool has_sequence = false;                  ///< serial or identity
  std::vector<PlacedConstraint> constraints;  ///< keys, checks, foreign keys that stand at it
  Span span;                                  ///< of its name
};

/// Reports a collation that is missing [42704] or cannot be of the type [42804]; `span`: COLLATE.
[[nodiscard]] bool check_collation(const DdlContext& context, const sql::QualifiedName& name, Span span, Oid type);

/// Resolves type, collation and column constraints; `table` is for messages. An unknown type is reported and becomes
/// kErrorType. False: nothing usable.
bool draft_column(DdlContext& context, const sql::ColumnDefinition& definition, const std::string& table,
                  ColumnDraft& draft);
/// Only the constraints, for a column that comes from a parent or a type.
bool draft_column_constraints(DdlContext& context, const sql::ColumnDefinition& definition, const std::string& table,
                              ColumnDraft& draft);

/// The sequence behind a serial or identity column of an existing table.
void add_column_sequence(DdlContext& context, Oid table, int column, bool is_identity);

/// `column name "x" conflicts with a system column name` [42701].
bool check_not_system_column(const DdlContext& context, const std::string& name, Span span);

}  // namespace pgscribe::catalog
