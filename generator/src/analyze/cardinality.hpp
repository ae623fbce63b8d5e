#pragma once

#include "analyze/analyzed_query.hpp"

namespace pgscribe::analyze {

struct RowCount {
  Cardinality cardinality = Cardinality::many;
  Reason reason;     ///< "movies_pkey", "LIMIT 1", "aggregate without GROUP BY" ...
};

/// How many rows the statement returns to the client: from unique keys, LIMIT, aggregates, VALUES, RETURNING.
[[nodiscard]] RowCount row_count(const BoundQuery& query, const catalog::Catalog& catalog);

}  // namespace pgscribe::analyze
