#pragma once

#include <string>
#include <vector>

#include "catalog/ddl_context.hpp"

// Constraints that are indexes, PRIMARY KEY, UNIQUE and EXCLUDE, and the copies of indexes that partitions get
// (indexcmds.c, DefineIndex).

namespace pgscribe::catalog {

/// PRIMARY KEY or UNIQUE. `column` is the column that a column constraint stands at, else empty. False after a report.
bool add_key(DdlContext& context, Oid table, const sql::Constraint& constraint, const std::string& column, bool only);
bool add_exclusion(DdlContext& context, Oid table, const sql::Constraint& constraint);
/// `constraint "x" for relation "t" already exists` [42710].
[[nodiscard]] bool check_constraint_name(const DdlContext& context, const Relation& relation, const std::string& name,
                                         Span span);
/// ADD CONSTRAINT name UNIQUE | PRIMARY KEY USING INDEX index.
bool add_index_constraint(DdlContext& context, Oid table, const sql::Constraint& constraint, bool only);

/// A copy of a key under a chosen name, with its index; one over the same columns stands for it. False: another primary
/// key is in the way [42P16].
bool copy_key(DdlContext& context, const Relation& source, const UniqueKey& key, Oid target);
/// A copy of an index that is no key, unless the target has one over the same columns.
void copy_index(DdlContext& context, const Relation& index, Oid target);
/// Indexes of `table` that are neither unique nor of constraints.
[[nodiscard]] std::vector<Oid> plain_indexes(const Catalog& catalog, Oid table);

/// The names of columns by their attribute numbers.
[[nodiscard]] std::vector<std::string> column_names(const Relation& relation, const std::vector<int>& numbers);

}  // namespace pgscribe::catalog
