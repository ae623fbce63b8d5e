#pragma once

#include <vector>

#include "analyze/bound/bound_query.hpp"
#include "analyze/facts/reason.hpp"
#include "analyze/scope/parameters.hpp"

// Where NULL can and cannot appear. Reads only the bound tree and the catalog; the claim "not null" must hold on any
// data that the schema's constraints allow.

namespace pgscribe::analyze {

class FactMemo;

/// Whether a value can be NULL, and why; of an array, whether its elements can be.
struct Nullability {
  bool not_null = false;
  Reason reason;
  Elements elements = Elements::unknown;
  Reason element_reason{};
};

[[nodiscard]] Nullability nullable(Why why, Span span = {}, std::vector<std::string> names = {});
[[nodiscard]] Nullability not_null(Why why, Span span = {}, std::vector<std::string> names = {});

/// Makes `column` what is known of one whose values come from it or from `other`.
void include(Nullability& column, const Nullability& other);

/// Index = parameter number - 1.
struct NullableParameters {
  std::vector<bool> values;    ///< the caller may pass NULL for it
  std::vector<bool> elements;  ///< the caller may pass an array with NULL in it
};

/// One entry per column of query.output().
[[nodiscard]] std::vector<Nullability> output_nullability(const BoundQuery& query, FactMemo& memo);

/// Of one embed, the columns of the row that `member` is of.
struct EmbedNullability {
  bool optional = false;       ///< on the optional side of a join: absent in some rows
  int marker_attribute = 0;    ///< 1-based column that cannot be NULL when the entry is present; 0: none
  std::vector<bool> not_null;  ///< by attribute - 1: never NULL when the entry is present
  Reason reason;
};
[[nodiscard]] EmbedNullability embed_nullability(const BoundQuery& query, const ColumnVar& member, FactMemo& memo);

/// A column that no NULL can be assigned to.
[[nodiscard]] bool rejects_null(const catalog::Catalog& catalog, const catalog::Column& column);

/// Which parameters the statement gives a meaning for NULL: index = number - 1. `not_null` false: the C++ parameter is
/// optional.
[[nodiscard]] std::vector<Nullability> parameter_nullability(const BoundQuery& query, const ParameterTable& parameters,
                                                             const catalog::Catalog& catalog);

}  // namespace pgscribe::analyze
