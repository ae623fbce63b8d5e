#include "analyze/clauses/clause_rules.hpp"

#include "analyze/bound/bound_walk.hpp"

namespace pgscribe::analyze {

bool check_no_columns(ParseState& state, const BoundExpr& expr, std::string_view construct) {
  const BoundExpr* column = find_local_column(expr);
  if (column == nullptr) return true;
  report(state, "42P10", column->span, "argument of " + std::string(construct) + " must not contain variables");
  return false;
}

}  // namespace pgscribe::analyze
