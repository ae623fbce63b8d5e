#include "analyze/exprs/clauses.hpp"

#include "analyze/bound/bound_walk.hpp"
#include "analyze/clauses/clause_rules.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/types/coercion.hpp"

// WHERE, HAVING and LIMIT. ORDER BY, GROUP BY, windows and DISTINCT have files of their own.

namespace pgscribe::analyze {

BoundRef transform_condition(ParseState& state, const sql::ExprRef& clause, ExprKind kind, std::string_view construct) {
  if (!clause) return nullptr;
  return coerce_to_boolean(state, transform_expr(state, *clause, kind), construct);
}

BoundRef transform_limit(ParseState& state, const sql::ExprRef& clause, ExprKind kind, std::string_view construct,
                         bool with_ties) {
  if (!clause) return nullptr;
  BoundRef bound = coerce_to_specific_type(state, transform_expr(state, *clause, kind), catalog::oid::int8, construct);
  check_no_columns(state, *bound, construct);
  ParameterSlot::Target target;
  target.name_hint = kind == ExprKind::offset ? "offset" : "limit";
  note_parameter_target(state, *bound, target);
  // Only a literal NULL can be seen here; one that an expression hides is found when the query runs.
  if (with_ties && kind == ExprKind::limit && std::holds_alternative<sql::NullLiteral>(clause->node)) {
    report(state, "2201W", clause->span, "row count cannot be null in FETCH FIRST ... WITH TIES clause");
  }
  return bound;
}

bool check_no_columns(ParseState& state, const BoundExpr& expr, std::string_view construct) {
  const BoundExpr* column = find_local_column(expr);
  if (column == nullptr) return true;
  report(state, "42P10", column->span, "argument of " + std::string(construct) + " must not contain variables");
  return false;
}

}  // namespace pgscribe::analyze
