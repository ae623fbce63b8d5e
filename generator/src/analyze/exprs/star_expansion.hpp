#pragma once

#include <vector>

#include "analyze/scope/parse_state.hpp"
#include "analyze/scope/scope.hpp"
#include "sql/ast.hpp"

// `*` and `t.*` in select lists and rows (ExpandColumnRefStar and its kin of parse_target.c).

namespace pgscribe::analyze {

/// `*`, `t.*` or `(expr).*`.
[[nodiscard]] bool is_star(const sql::Expr& expr);
/// The columns a star stands for.
[[nodiscard]] std::vector<ExpandedColumn> expand_star(ParseState& state, const sql::Expr& star, ExprKind kind);
/// Remembers the expansion of a star in a select list or a row as an edit of the SQL text, once, where each column can
/// be named without changing what the star means. That of `TABLE t` is one, too.
void record_star_edit(ParseState& state, const sql::Expr& star, const std::vector<ExpandedColumn>& columns);

}  // namespace pgscribe::analyze
