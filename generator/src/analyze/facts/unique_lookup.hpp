#pragma once

#include <string>
#include <vector>

#include "analyze/bound/bound_query.hpp"
#include "analyze/facts/reason.hpp"

// Range entries that can have at most one row, by unique keys compared with values that are known already.

namespace pgscribe::analyze {

class FactMemo;

/// Which range entries of one query level can have at most one row, by unique keys that are compared with values known
/// already.
struct UniqueLookup {
  std::vector<bool> single;    ///< by range entry; the rows that an outer join fills with NULL not counted
  std::vector<Reason> keys;    ///< the key's name, or why, where `single`
  std::vector<bool> optional;  ///< an outer join may fill the entry with NULL
};
/// `known`: columns of the query's output (1-based) that have given values in the rows in question.
[[nodiscard]] UniqueLookup find_unique_lookups(const BoundQuery& query, FactMemo& memo,
                                               const std::vector<int>& known = {});

/// Right sides of LEFT JOINs, by range entry: ON alone leaves them at most one row for each row that they are joined
/// to.
[[nodiscard]] std::vector<int> find_lookup_joins(const BoundQuery& query, FactMemo& memo);

/// Has the value one and the same value in all rows, because it depends on nothing but parameters, constants, outer
/// columns and entries that have exactly one row or none?
[[nodiscard]] bool is_determined(const BoundExpr& expr, const UniqueLookup& lookup);

}  // namespace pgscribe::analyze
