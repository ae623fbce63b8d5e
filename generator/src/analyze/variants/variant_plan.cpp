#include "analyze/variants/variant_plan.hpp"

#include <algorithm>
#include <utility>

#include "analyze/variants/optional_parts.hpp"

namespace pgscribe::analyze {

VariantKey VariantPlan::all_on() const {
  VariantKey key = 0;
  for (std::size_t i = 0; i < switches.size(); ++i) key |= bit(i);
  return key;
}

std::optional<VariantPlan> plan_variants(const query::QueryDecl& decl, const AnalyzedQuery& whole,
                                         support::Diagnostics& diagnostics) {
  VariantPlan plan;
  if (!plan_optional_parts(decl, whole, plan, diagnostics)) return std::nullopt;
  std::sort(plan.slots.begin(), plan.slots.end(),
            [](const Slot& a, const Slot& b) { return a.span.begin < b.span.begin; });
  return plan;
}

}  // namespace pgscribe::analyze
