#include "analyze/clauses/clause_rules.hpp"

#include "analyze/bound/bound_walk.hpp"
#include "analyze/clauses/messages.hpp"

namespace pgscribe::analyze {

void check_no_columns(ParseState& state, const BoundExpr& expr, std::string_view construct) {
  if (const BoundExpr* column = find_local_column(expr)) {
    fail(state, column->span, msg::ArgumentContainsVariables(construct));
  }
}

}  // namespace pgscribe::analyze
