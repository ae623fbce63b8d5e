#pragma once

#include <string>
#include <vector>

#include "catalog/ddl_context.hpp"
#include "catalog/relation.hpp"
#include "sql/ast_expr.hpp"

// What the fold needs to know of the expressions in constraints and indexes, without typing them.

namespace pgscribe::catalog {

/// Names of the columns an expression over one table reads, in order of appearance, each once. Whole-row references are
/// left out.
[[nodiscard]] std::vector<std::string> columns_read(const sql::Expr& expr);

/// Where the first one stands.
[[nodiscard]] std::optional<Span> first_column(const sql::Expr& expr);
/// Their attribute numbers in `relation`.
[[nodiscard]] std::vector<int> column_numbers_read(const Relation& relation, const sql::Expr& expr);

[[nodiscard]] bool reads_system_column(const Relation& relation, const sql::Expr& expr);

/// The user's function that a call means, as far as it can be told without types: the only one with its name that
/// takes so many arguments.
[[nodiscard]] std::optional<Oid> called_function(const Catalog& catalog, const sql::FunctionCall& call);
/// The user's functions that an expression calls, as far as its calls can be told apart without types: by name and
/// number of arguments.
[[nodiscard]] std::vector<Oid> functions_called(const Catalog& catalog, const sql::Expr& expr);

/// Reports `column "x" does not exist` [42703] for the first name that is neither a column of `relation` nor a system
/// column.
[[nodiscard]] bool check_columns_exist(const DdlContext& context, const Relation& relation, const sql::Expr& expr);

/// Reports the first generated column that a generation expression reads [42P17].
[[nodiscard]] bool check_reads_no_generated(const DdlContext& context, const Relation& relation, const sql::Expr& expr);
/// Some of them are virtual generated columns, which no index can hold.
[[nodiscard]] bool has_virtual_column(const Relation& relation, const std::vector<int>& columns);

/// Columns that cannot be NULL where CHECK (expr) holds: `c IS NOT NULL`, alone or among ANDs (a CHECK passes on NULL,
/// but IS NOT NULL never is).
[[nodiscard]] std::vector<std::string> columns_proved_not_null(const sql::Expr& expr);

/// Recomputes Column::never_null of a stored relation from its valid CHECKs and NOT NULL domains.
void update_never_null(const Catalog& catalog, Relation& relation);
/// NOT NULL, or a CHECK that says it, on the domain or one that it is over.
[[nodiscard]] bool is_not_null_domain(const Catalog& catalog, Oid type);

/// The expression with references to column `from` renamed; the same object when there are none.
[[nodiscard]] sql::ExprRef rename_column(const sql::ExprRef& expr, const std::string& from, const std::string& to);

/// The names PostgreSQL gives the columns of an index (FigureIndexColname, ChooseIndexColumnNames).
[[nodiscard]] std::vector<std::string> index_column_names(const std::vector<sql::IndexElement>& elements);

}  // namespace pgscribe::catalog
