#pragma once

#include <string>
#include <vector>

#include "analyze/scope/parse_state.hpp"
#include "sql/ast.hpp"

// Select lists (parse_target.c).

namespace pgscribe::analyze {

/// transformTargetList: stars expanded (and the expansion recorded in AnalysisContext::edits), names given by
/// FigureColname.
[[nodiscard]] std::vector<TargetEntry> transform_target_list(ParseState& state, const std::vector<sql::Target>& targets,
                                                             ExprKind kind);
/// transformTargetEntry for one expression that is bound already or not (`bound` may be null).
[[nodiscard]] TargetEntry transform_target(ParseState& state, const sql::Expr& expr, BoundRef bound, ExprKind kind,
                                           const std::string* name, bool junk);
/// resolveTargetListUnknowns: unknown literals and parameters in output become text.
void resolve_target_unknowns(ParseState& state, std::vector<TargetEntry>& targets);
/// FigureColname
[[nodiscard]] std::string column_name_of(const sql::Expr& expr);
/// The same for an expression that has been transformed: a scalar sub-select gives the name of its column.
[[nodiscard]] std::string column_name_of(const ParseState& state, const sql::Expr& expr);
/// FigureIndexColname-like: empty when nothing better than ?column? is known.
[[nodiscard]] std::string column_name_or_empty(const sql::Expr& expr);
/// transformAssignedExpr: `expr` as a new value for `attribute` of the target relation, through `indirection`.
[[nodiscard]] BoundRef transform_assigned_expr(ParseState& state, BoundRef expr, ExprKind kind,
                                               const std::string& column, int attribute,
                                               const std::vector<sql::IndirectionStep>& indirection, Span location);
/// checkInsertTargets: attribute numbers of INSERT's column list, or of all columns when none is given.
[[nodiscard]] std::vector<int> insert_target_attributes(ParseState& state, const std::vector<sql::Target>& columns);

}  // namespace pgscribe::analyze
