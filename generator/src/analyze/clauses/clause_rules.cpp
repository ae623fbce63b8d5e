#include "analyze/clauses/clause_rules.hpp"

#include "analyze/bound/bound_walk.hpp"
#include "analyze/clauses/messages.hpp"

namespace pgscribe::analyze {

bool check_no_columns(ParseState& state, const BoundExpr& expr, std::string_view construct) {
  const BoundExpr* column = find_local_column(expr);
  if (column == nullptr) return true;
  report(state, column->span, msg::ArgumentContainsVariables(construct));
  return false;
}

}  // namespace pgscribe::analyze
