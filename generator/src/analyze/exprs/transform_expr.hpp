#pragma once

#include <string>

#include "analyze/scope/recursion.hpp"
#include "sql/ast.hpp"

// Raw expressions to typed ones (parse_expr.c).

namespace pgscribe::analyze {

/// The recursion inside one expression (transformExprRecurse): keeps the current kind.
[[nodiscard]] BoundRef transform_expr_recurse(ParseState& state, const sql::Expr& expr);
/// transformExpressionList: expands `t.*` and `(row).*`; DEFAULT is kept where `allow_default`.
[[nodiscard]] BoundList transform_expr_list(ParseState& state, const sql::ExprList& exprs, ExprKind kind,
                                            bool allow_default);

/// transformContainerSubscripts for reading: `container` with consecutive subscripts applied.
[[nodiscard]] BoundRef transform_subscripts(ParseState& state, BoundRef container,
                                            const std::vector<const sql::IndirectionStep*>& subscripts, Span location);

/// exprLocation of a raw expression: its leftmost token; a parenthesis around it is none.
[[nodiscard]] Span raw_location(const sql::Expr& expr);

}  // namespace pgscribe::analyze
