#include "analyze/clauses/clause_rules.hpp"
#include "analyze/clauses/clauses.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/types/coercion.hpp"

// LIMIT and OFFSET.

namespace pgscribe::analyze {

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
    fail(state, clause->span, msg::NullRowCountWithTies());
  }
  return bound;
}

}  // namespace pgscribe::analyze
