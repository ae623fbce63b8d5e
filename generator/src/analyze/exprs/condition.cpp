#include "analyze/scope/recursion.hpp"
#include "analyze/types/coercion.hpp"

// Conditions: WHERE, HAVING, ON, FILTER, WHEN.

namespace pgscribe::analyze {

BoundRef transform_condition(ParseState& state, const sql::ExprRef& clause, ExprKind kind, std::string_view construct) {
  if (!clause) return nullptr;
  return coerce_to_boolean(state, transform_expr(state, *clause, kind), construct);
}

}  // namespace pgscribe::analyze
