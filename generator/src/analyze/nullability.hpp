#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyze/analyzed_query.hpp"
#include "analyze/parameters.hpp"

namespace pgscribe::analyze {

/// Whether an output column can be NULL, and why.
struct Nullability {
  bool not_null = false;
  Reason reason;
};

/// One entry per column of query.output(). Reads only the bound tree and the catalog.
[[nodiscard]] std::vector<Nullability> output_nullability(const BoundQuery& query, const catalog::Catalog& catalog);

/// Of one embed: whether range entry `entry` is on the optional side of a join for the output, and a column (1-based attribute) that cannot be NULL in a matching row.
struct EmbedNullability {
  bool optional = false;
  int marker_attribute = 0;
  Reason reason;
};
[[nodiscard]] EmbedNullability embed_nullability(const BoundQuery& query, int entry, const catalog::Catalog& catalog);

/// Which parameters (index = number - 1) the statement gives a meaning for NULL.
[[nodiscard]] std::vector<Nullability> parameter_nullability(const BoundQuery& query, const ParameterTable& parameters,
                                                             const catalog::Catalog& catalog);

}  // namespace pgscribe::analyze
