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
    Span place{};                       ///< of the text, where it is written in a directive
  };
  Span span;
  /// At most one of them holds; where none does, there is no text.
  std::vector<Alternative> alternatives;
};

/// A way to sort: the statement's own, or one of a directive.
struct SortWay {
  Condition when;
  std::string list;
  std::optional<std::string> text{};  ///< what stands there instead of the author's
  Span place{};                       ///< in a directive
};

/// A join that is left out with all of these switches.
struct OptionalJoin {
  std::string name;
  VariantKey needed = 0;
};

/// A parameter that the author did not write.
struct AddedParameter {
  int number = 0;
  std::string name;
};

struct VariantPlan {
  std::vector<Switch> switches;
  std::vector<OrderChoice> orders;
  std::vector<OptionalJoin> joins;
  std::vector<SortWay> ways;
  std::optional<Keyset> keyset;
  std::vector<AddedParameter> added;
  std::vector<Slot> slots;  ///< in the order of the text; they do not overlap
  VariantKey sent_if_any = 0;

  /// The bit of a switch.
  [[nodiscard]] static VariantKey bit(std::size_t index) { return VariantKey{1} << index; }
  /// What can be left out is there, and each order is the statement's own.
  [[nodiscard]] VariantKey whole() const;
  /// Nothing of it is.
  [[nodiscard]] VariantKey least() const;
  [[nodiscard]] const Slot::Alternative* alternative(const Slot& slot, VariantKey key) const;
  /// Its bit; 0 after a report that there are too many.
  VariantKey add(Switch one, const query::QueryDecl& decl, support::Diagnostics& diagnostics);
};

/// From the directives of `decl`, whose text `whole` describes. Empty after a report.
[[nodiscard]] std::optional<VariantPlan> plan_variants(const query::QueryDecl& decl, const AnalyzedQuery& whole,
                                                       support::Diagnostics& diagnostics);

}  // namespace pgscribe::analyze
