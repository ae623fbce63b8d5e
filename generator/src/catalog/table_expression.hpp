#pragma once

#include <memory>
#include <optional>

#include "catalog/ddl_context.hpp"

// Expressions over one table in DDL: of indexes, constraints, defaults.

namespace pgscribe::catalog {

/// What the expression gives and reads, as the analysis sees it in `SELECT expr FROM ONLY table`. Nothing, and nothing
/// reported, when it cannot tell.
[[nodiscard]] std::optional<QueryShape> analyze_over(const DdlContext& context, const Relation& table,
                                                     const sql::Expr& expr);
/// The same of an expression that reads no table, as a default is.
[[nodiscard]] std::optional<QueryShape> analyze_alone(const DdlContext& context, const sql::Expr& expr);

/// What the expression uses, as far as it can be told; never null.
[[nodiscard]] std::shared_ptr<const ObjectUses> uses_over(const DdlContext& context, const Relation& table,
                                                          const sql::Expr& expr);
[[nodiscard]] std::shared_ptr<const ObjectUses> uses_alone(const DdlContext& context, const sql::Expr& expr);
/// Of a condition over the rows OLD and NEW of the table.
[[nodiscard]] std::shared_ptr<const ObjectUses> uses_over_rows(const DdlContext& context, const Relation& table,
                                                               const sql::Expr& expr);
/// Of a rule's condition and actions; null: nothing is known.
[[nodiscard]] std::shared_ptr<const ObjectUses> uses_of_rule(const DdlContext& context, const sql::CreateRule& rule);
/// Finds out what the generated columns of a table use that is there now. Reports `generation expression is not
/// immutable` [42P17].
bool note_generation_uses(DdlContext& context, Oid table);

}  // namespace pgscribe::catalog
