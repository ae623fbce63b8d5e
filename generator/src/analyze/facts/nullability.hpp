#pragma once

#include <vector>

#include "analyze/bound/bound_query.hpp"
#include "analyze/facts/reason.hpp"
#include "analyze/scope/parameters.hpp"

// Where NULL can and cannot appear. Reads only the bound tree and the catalog; the claim "not null" must hold on any
// data that the schema's constraints allow.

namespace pgscribe::analyze {

class FactMemo;

/// Whether a value can be NULL, and why.
struct Nullability {
  bool not_null = false;
  Reason reason;
};

/// Index = parameter number - 1: the caller may pass NULL for it.
using NullableParameters = std::vector<bool>;

/// One entry per column of query.output().
[[nodiscard]] std::vector<Nullability> output_nullability(const BoundQuery& query, FactMemo& memo);

/// Of one embed, the columns of range entry `entry`.
struct EmbedNullability {
  bool optional = false;     ///< on the optional side of a join: absent in some rows
  int marker_attribute = 0;  ///< 1-based column that cannot be NULL when the entry is present; 0: none
  Reason reason;
};
[[nodiscard]] EmbedNullability embed_nullability(const BoundQuery& query, int entry, FactMemo& memo);

/// Which parameters the statement gives a meaning for NULL: index = number - 1. `not_null` false: the C++ parameter is
/// optional.
[[nodiscard]] std::vector<Nullability> parameter_nullability(const BoundQuery& query, const ParameterTable& parameters,
                                                             const catalog::Catalog& catalog);

}  // namespace pgscribe::analyze
