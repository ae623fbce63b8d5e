#pragma once

#include <vector>

#include "analyze/bound/bound_query.hpp"
#include "analyze/facts/column_origin.hpp"

// Whose values a parameter takes: of the columns that it is compared with, assigned to or an alternative of.

namespace pgscribe::analyze {

/// A parameter takes the values of a column: it is assigned to it, compared with it, or stands beside it as another
/// value of the same expression (COALESCE, CASE, NULLIF, GREATEST).
struct ParameterLink {
  ColumnOrigin column;
  bool elements = false;  ///< the parameter is an array, and its elements are the column's values
  bool assigned = false;
};

/// By parameter number - 1, in order of appearance. Sees through casts, the expressions above, sub-selects, WITH items,
/// VALUES and unnest().
[[nodiscard]] std::vector<std::vector<ParameterLink>> parameter_links(const BoundQuery& query, std::size_t count);

}  // namespace pgscribe::analyze
