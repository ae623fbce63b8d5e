#pragma once

#include "analyze/bound/bound_expr.hpp"
#include "analyze/facts/nullability.hpp"

// Whether the elements of an array can be NULL, and why.

namespace pgscribe::analyze {

class QueryFacts;

/// The elements of an array, and why.
struct ElementFacts {
  Elements elements = Elements::unknown;
  Reason reason;
};

/// `expr` is an array. Says nothing of whether the array itself can be NULL.
[[nodiscard]] ElementFacts elements_of(const BoundExpr& expr, const QueryFacts& facts);

/// Of arrays that come from one or the other.
[[nodiscard]] ElementFacts either(ElementFacts a, const ElementFacts& b);

}  // namespace pgscribe::analyze
