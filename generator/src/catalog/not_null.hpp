#pragma once

#include <string>
#include <vector>

#include "catalog/ddl_context.hpp"

// NOT NULL constraints of tables, which have names of their own since PostgreSQL 18 (tablecmds.c, heap.c).

namespace pgscribe::catalog {

[[nodiscard]] bool has_not_null_constraints(const Catalog& catalog);

/// NOT NULL as it is written, or asked for by what stands at the column.
struct NotNullDraft {
  std::string column;
  std::string name;  ///< empty: one is chosen
  bool valid = true;
  bool no_inherit = false;
  Span span;
};

/// Null when there is none.
[[nodiscard]] const NotNullConstraint* find_not_null(const Relation& relation, int column);

/// Those of a new table: its own ones, merged with each other and with those of the tables it inherits from
/// (AddRelationNotNullConstraints). False after a report, as everywhere here.
bool add_first_not_nulls(DdlContext& context, Oid table, std::vector<NotNullDraft> own);
/// ADD CONSTRAINT n NOT NULL c, and NOT NULL of a new column (AddRelationNewConstraints).
bool add_not_null(DdlContext& context, Oid table, const NotNullDraft& draft, bool only);
/// ALTER COLUMN ... SET NOT NULL (ATExecSetNotNull).
bool set_not_null_constraint(DdlContext& context, Oid table, const std::string& column, bool only, Span span);
/// For a new primary key (ATPrepAddPrimaryKey).
bool require_not_null(DdlContext& context, Oid table, const std::string& column, bool only, Span span);
/// DROP NOT NULL, DROP CONSTRAINT (dropconstraint_internal).
bool drop_not_null_constraint(DdlContext& context, Oid table, int column, bool only, Span span);
/// VALIDATE CONSTRAINT.
bool validate_not_null(DdlContext& context, Oid table, int column, bool only, Span span);
/// ALTER CONSTRAINT ... INHERIT, NO INHERIT (ATExecAlterConstrInheritability).
bool set_not_null_inheritance(DdlContext& context, Oid table, int column, bool no_inherit, Span span);

/// INHERIT, ATTACH PARTITION: the child has what the parent hands down (MergeConstraintsIntoExisting).
bool check_child_not_nulls(const DdlContext& context, const Relation& parent, const Relation& child, Span span);
void inherit_not_nulls(DdlContext& context, const Relation& parent, Oid child);
/// NO INHERIT, DETACH PARTITION.
void disinherit_not_nulls(DdlContext& context, const Relation& parent, Oid child);

}  // namespace pgscribe::catalog
