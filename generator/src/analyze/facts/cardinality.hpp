#pragma once

#include "analyze/bound/bound_query.hpp"
#include "analyze/facts/reason.hpp"

// How many rows a statement can give, and what bounds them.

namespace pgscribe::analyze {

class FactMemo;

/// How many rows, and what bounds them.
struct RowCount {
  Cardinality cardinality = Cardinality::many;
  Reason reason;  ///< "movies_pkey", "LIMIT 1", "aggregate without GROUP BY"
};

/// How many rows the statement returns to the client: from unique keys, LIMIT, aggregates, VALUES, RETURNING, and what
/// triggers and rules make of it. `none`: it has no result columns.
[[nodiscard]] RowCount row_count(const BoundQuery& query, FactMemo& memo);
/// How many rows of a SELECT without set operations have given values in the columns of its output that `known` names
/// (1-based).
[[nodiscard]] RowCount row_count_where_known(const BoundQuery& query, const std::vector<int>& known, FactMemo& memo);

/// What the author of a statement that can return several rows can do to get one: the keys to compare, or LIMIT.
[[nodiscard]] std::string bounding_hint(const BoundQuery& query, FactMemo& memo);

}  // namespace pgscribe::analyze
