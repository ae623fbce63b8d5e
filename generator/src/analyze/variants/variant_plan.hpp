#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyze/analyzed_query.hpp"
#include "analyze/variant_set.hpp"
#include "query/query_decl.hpp"
#include "support/diagnostics.hpp"

// What of a statement's text is there when.

namespace pgscribe::analyze {

/// A part of the text that is not always the same.
struct Slot {
  struct Alternative {
    Condition condition;
    std::optional<std::string> text{};  ///< none: what the author wrote
  };
  Span span;
  /// At most one of them holds; where none does, there is no text.
  std::vector<Alternative> alternatives;
};

struct VariantPlan {
  std::vector<Switch> switches;
  std::vector<Slot> slots;  ///< in the order of the text; they do not overlap

  /// The bit of a switch.
  [[nodiscard]] static VariantKey bit(std::size_t index) { return VariantKey{1} << index; }
  [[nodiscard]] VariantKey all_on() const;
};

/// From the directives of `decl`, whose text `whole` describes. Empty after a report.
[[nodiscard]] std::optional<VariantPlan> plan_variants(const query::QueryDecl& decl, const AnalyzedQuery& whole,
                                                       support::Diagnostics& diagnostics);

}  // namespace pgscribe::analyze
