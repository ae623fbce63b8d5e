#pragma once

#include "analyze/bound/bound_query.hpp"
#include "analyze/facts/reason.hpp"

namespace pgscribe::analyze {

class FactMemo;

/// How many rows, and what bounds them.
struct RowCount {
  Cardinality cardinality = Cardinality::many;
  Reason reason;  ///< "movies_pkey", "LIMIT 1", "aggregate without GROUP BY"
};

/// How many rows the statement returns to the client: from unique keys, LIMIT, aggregates, VALUES, RETURNING. `none`:
/// it has no result columns. An INSERT that a trigger suppresses is not foreseen.
[[nodiscard]] RowCount row_count(const BoundQuery& query, FactMemo& memo);

/// What the author of a statement that can return several rows can do to get one: the keys to compare, or LIMIT.
[[nodiscard]] std::string bounding_hint(const BoundQuery& query, FactMemo& memo);

}  // namespace pgscribe::analyze
