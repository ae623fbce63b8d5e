#include "analyze/variants/variant_plan.hpp"

#include <algorithm>
#include <utility>

#include "analyze/variants/keyset.hpp"
#include "analyze/variants/messages.hpp"
#include "analyze/variants/optional_joins.hpp"
#include "analyze/variants/optional_parts.hpp"
#include "analyze/variants/orders.hpp"
#include "analyze/variants/patch.hpp"

namespace pgscribe::analyze {

VariantKey VariantPlan::least() const {
  VariantKey key = 0;
  for (const OrderChoice& order : orders) key |= bit(order.labels.front());
  return key;
}

VariantKey VariantPlan::whole() const {
  VariantKey key = least();
  for (std::size_t i = 0; i < switches.size(); ++i) {
    const Switch::Kind kind = switches[i].kind;
    if (kind != Switch::Kind::label && kind != Switch::Kind::reverse && kind != Switch::Kind::cursor) key |= bit(i);
  }
  return key;
}

const Slot::Alternative* VariantPlan::alternative(const Slot& slot, VariantKey key) const {
  const auto found =
      std::find_if(slot.alternatives.begin(), slot.alternatives.end(),
                   [&](const Slot::Alternative& alternative) { return alternative.condition.holds(key); });
  return found == slot.alternatives.end() ? nullptr : &*found;
}

VariantKey VariantPlan::add(Switch one, const query::QueryDecl& decl, support::Diagnostics& diagnostics) {
  if (switches.size() == kMostSwitches) {
    diagnostics.add(*decl.file, one.span, msg::TooManySwitches(kMostSwitches));
    return 0;
  }
  switches.push_back(std::move(one));
  return bit(switches.size() - 1);
}

std::optional<VariantPlan> plan_variants(const query::QueryDecl& decl, const AnalyzedQuery& whole,
                                         support::Diagnostics& diagnostics) {
  VariantPlan plan;
  if (!plan_optional_parts(decl, whole, plan, diagnostics) || !plan_optional_joins(decl, whole, plan, diagnostics) ||
      !plan_orders(decl, whole, plan, diagnostics) || !plan_keyset(decl, whole, plan, diagnostics) ||
      !plan_patch(decl, whole, plan, diagnostics))
    return std::nullopt;
  add_order_slot(decl, plan);
  std::stable_sort(plan.slots.begin(), plan.slots.end(), [](const Slot& a, const Slot& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
  });
  return plan;
}

}  // namespace pgscribe::analyze
