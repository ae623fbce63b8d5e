#pragma once

#include <vector>

#include "sql/ast.hpp"

// The conditions of a statement, at any level, as lists of what AND joins.

namespace pgscribe::analyze {

/// A condition that a clause asks for: WHERE, HAVING, ON, FILTER.
struct ConditionList {
  enum class Clause { where, having, inner_on, outer_on, filter };
  Clause clause = Clause::where;
  /// What AND joins, however parentheses stand; one where there is no AND.
  std::vector<sql::ExprRef> conjuncts;
};

/// Of every level of the statement; an outer one before those inside of it.
[[nodiscard]] std::vector<ConditionList> condition_lists(const sql::Statement& statement);

/// What AND joins, however parentheses stand.
[[nodiscard]] std::vector<sql::ExprRef> conjuncts_of(const sql::ExprRef& condition);

/// The parts of a condition that AND, OR and NOT join.
[[nodiscard]] std::vector<sql::ExprRef> boolean_leaves(const sql::ExprRef& condition);

}  // namespace pgscribe::analyze
