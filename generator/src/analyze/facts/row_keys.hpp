#pragma once

#include <vector>

#include "analyze/bound/bound_query.hpp"

// Columns of a query's output of which no two rows have the same values.

namespace pgscribe::analyze {

class FactMemo;

/// Columns of the query's output of which no two rows have the same values that are not NULL: from the keys of what it
/// reads, GROUP BY, DISTINCT. One without columns: there is at most one row. A few, not all that there are.
[[nodiscard]] std::vector<catalog::RowKey> find_row_keys(const BoundQuery& query, FactMemo& memo);

}  // namespace pgscribe::analyze
