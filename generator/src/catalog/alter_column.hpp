#pragma once

#include "catalog/ddl_context.hpp"

// The actions of ALTER TABLE on one column (ATExecAddColumn, ATExecDropColumn, ATExecAlterColumnType ...). False after
// a report.

namespace pgscribe::catalog {

bool add_column(DdlContext& context, Oid table, const sql::AlterTableAction& action, bool only);
bool drop_column(DdlContext& context, Oid table, const sql::AlterTableAction& action, bool only);
bool set_column_type(DdlContext& context, Oid table, const sql::AlterTableAction& action);
/// SET / DROP DEFAULT, SET / DROP NOT NULL, ADD / SET / DROP IDENTITY, DROP EXPRESSION.
bool set_column_property(DdlContext& context, Oid table, const sql::AlterTableAction& action, bool only);

/// Marks a column as dropped with what hangs on it: keys, foreign keys, checks, owned sequences.
void remove_column(DdlContext& context, Oid table, int column);

}  // namespace pgscribe::catalog
