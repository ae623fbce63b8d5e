#pragma once

#include <string>
#include <vector>

#include "catalog/ddl_context.hpp"

// Constraints of tables, for CREATE TABLE and ALTER TABLE ... ADD CONSTRAINT alike (parse_utilcmd.c, indexcmds.c,
// tablecmds.c).

namespace pgscribe::catalog {

/// PRIMARY KEY, UNIQUE, EXCLUDE, CHECK, FOREIGN KEY; others are ignored. `column` is the column that a column
/// constraint stands at, else empty. Reaches children and partitions as PostgreSQL does, unless `only` (ALTER TABLE
/// ONLY). False after a report.
bool add_table_constraint(DdlContext& context, Oid table, const sql::Constraint& constraint,
                          const std::string& column = {}, bool only = false);

/// A constraint that stands at `column`.
struct PlacedConstraint {
  sql::Constraint constraint;
  std::string column;
};
/// Several at once, in PostgreSQL's order (checks, keys with the primary key first, foreign keys), equal keys merged.
bool add_table_constraints(DdlContext& context, Oid table, std::vector<PlacedConstraint> constraints);

/// Gives a new partition the keys and foreign keys of its parent. False after a report.
bool copy_keys_to_partition(DdlContext& context, Oid parent, Oid partition);
/// For a primary key: attnotnull of the table and, unless `only`, of all that inherit the column. ONLY a partitioned
/// table: false after reporting the partition in which the column is not NOT NULL yet [42P16].
bool set_not_null(DdlContext& context, Oid table, const std::string& column, bool only, Span span);

/// Of columns, as foreign keys and the keys that they refer to name them.
[[nodiscard]] bool is_permutation_of(std::vector<int> a, std::vector<int> b);

}  // namespace pgscribe::catalog
