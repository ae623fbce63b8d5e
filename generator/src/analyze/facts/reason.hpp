#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "support/span.hpp"

// What a fact of a statement consists of: the claim, and why it holds.

namespace pgscribe::analyze {

/// How many rows a statement can return.
enum class Cardinality { none, exactly_one, at_most_one, many };
[[nodiscard]] std::string_view to_string(Cardinality cardinality);

/// What can be a reason; reasons.inc has what each says.
enum class Why : unsigned char {
  none,
#define PGSCRIBE_WHY(name, text) name,
#include "analyze/facts/reasons.inc"
#undef PGSCRIBE_WHY
};

/// Why something is as it is, and the place in the SQL that decides.
struct Reason {
  Why why = Why::none;
  support::Span span{};              ///< empty: no single place
  std::vector<std::string> names{};  ///< what the text names: "posters", "LEFT JOIN"
  std::vector<Reason> rests_on{};

  [[nodiscard]] bool empty() const { return why == Why::none; }
  friend bool operator==(const Reason&, const Reason&) = default;
};
/// One plain line; "" of none.
[[nodiscard]] std::string text(const Reason& reason);

/// Whether NULL is in an array. `unknown`: nothing in the schema or the statement says so, as of an array that is
/// stored; its reader takes it for free of NULL and checks.
enum class Elements { unknown, never_null, nullable };

/// Where a result column's value comes from, when it is a plain column of a relation.
struct ColumnOrigin {
  catalog::Oid relation = catalog::kInvalidOid;
  int attribute = 0;
};

}  // namespace pgscribe::analyze
