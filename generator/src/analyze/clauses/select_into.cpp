#include "analyze/clauses/select_into.hpp"

namespace pgscribe::analyze {

const sql::IntoClause* find_into(const sql::Select& select) {
  const sql::Select* leftmost = &select;
  while (leftmost->set_operator != sql::SetOperator::none) leftmost = leftmost->left.get();
  return leftmost->into ? &*leftmost->into : nullptr;
}

sql::Select without_into(const sql::Select& select) {
  sql::Select copy = select;
  if (copy.set_operator == sql::SetOperator::none) {
    copy.into.reset();
  } else {
    copy.left = std::make_shared<const sql::Select>(without_into(*select.left));
  }
  return copy;
}

}  // namespace pgscribe::analyze
