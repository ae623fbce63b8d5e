#include "analyze/variants/orders.hpp"

#include <algorithm>
#include <utility>

#include "analyze/variants/messages.hpp"
#include "analyze/variants/sort_list.hpp"
#include "analyze/variants/statement_text.hpp"
#include "support/messages.hpp"

namespace pgscribe::analyze {
namespace {

using query::OrderItem;

constexpr const char* kOwnLabel = "standard";

class OrderPlanner {
 public:
  OrderPlanner(const query::QueryDecl& decl, const AnalyzedQuery& whole, VariantPlan& plan,
               support::Diagnostics& diagnostics)
      : decl_(decl),
        plan_(plan),
        diagnostics_(diagnostics),
        own_(StatementText(decl).order_by()),
        own_text_(own_.empty() ? std::string() : sql::apply_edits(decl.file->text(), own_.span(), whole.sent_edits)) {}

  bool run() {
    const std::vector<OrderItem>& items = decl_.variants.orders;
    if (own_.empty()) return fail(items.front().order.span, msg::OrderWithoutOrderBy());
    order_.name = items.front().order.text;
    order_.span = items.front().order.span;
    if (!add_own(items)) return false;
    for (const OrderItem& item : items) {
      if (item.order.text != order_.name) return fail(item.order.span, msg::TwoOrders(order_.name, item.order.text));
      if (!is_own(item) && !add(item, std::string(decl_.file->slice(item.list)))) return false;
    }
    if (order_.has_reverse()) {
      Switch reverse{Switch::Kind::reverse, order_.name + " descending", {}, order_.span};
      order_.reverse = plan_.switches.size();
      const VariantKey bit = plan_.add(std::move(reverse), decl_, diagnostics_);
      if (bit == 0) return false;
      add_reversed(bit);
    }
    plan_.orders.push_back(std::move(order_));
    return true;
  }

 private:
  bool fail(Span span, support::Message message) {
    diagnostics_.add(*decl_.file, span, std::move(message));
    return false;
  }

  /// The statement's own ORDER BY, or a label for it.
  [[nodiscard]] bool is_own(const OrderItem& item) const {
    return item.list.empty() || same_tokens(decl_.file->slice(item.list), own_text_);
  }

  bool add_own(const std::vector<OrderItem>& items) {
    OrderItem own;
    own.label = {kOwnLabel, order_.span};
    for (const OrderItem& item : items) {
      if (!is_own(item)) continue;
      if (!own.order.text.empty()) return fail(item.label.span, msg::OrderNamedTwice(own.label.text));
      own = item;
    }
    own.list = {};
    return add(own, own_text_);
  }

  bool add(const OrderItem& item, const std::string& list) {
    for (const std::size_t label : order_.labels) {
      if (plan_.switches[label].name == item.label.text)
        return fail(item.label.span, msg::OrderLabelTwice(order_.name, item.label.text));
    }
    if (!item.list.empty() && !is_sort_list(list)) return fail(item.list, msg::OrderNotClosed(list));
    if (item.is_reversible) {
      for (const std::string& key : sort_items(list)) {
        if (!reversed(key)) return fail(item.label.span, msg::OrderNotReversible(key));
      }
    }
    order_.labels.push_back(plan_.switches.size());
    order_.reversible.push_back(item.is_reversible);
    const VariantKey bit = plan_.add({Switch::Kind::label, item.label.text, {}, item.label.span}, decl_, diagnostics_);
    if (bit == 0) return false;
    plan_.ways.push_back({Condition{.all = bit}, list, std::nullopt, item.list});
    if (!item.list.empty()) plan_.ways.back().text = list;
    return true;
  }

  void add_reversed(VariantKey reverse) {
    for (std::size_t i = 0; i < order_.labels.size(); ++i) {
      if (!order_.reversible[i]) continue;
      SortWay turned = plan_.ways[i];
      plan_.ways[i].when.none = reverse;
      turned.when.all |= reverse;
      turned.list = reversed_list(turned.list);
      turned.text = turned.list;
      plan_.ways.push_back(std::move(turned));
    }
  }

  const query::QueryDecl& decl_;
  VariantPlan& plan_;
  support::Diagnostics& diagnostics_;
  ListText own_;
  std::string own_text_;
  OrderChoice order_;
};

}  // namespace

bool plan_orders(const query::QueryDecl& decl, const AnalyzedQuery& whole, VariantPlan& plan,
                 support::Diagnostics& diagnostics) {
  if (!decl.variants.orders.empty()) return OrderPlanner(decl, whole, plan, diagnostics).run();
  const ListText own = StatementText(decl).order_by();
  if (!own.empty()) plan.ways = {{{}, sql::apply_edits(decl.file->text(), own.span(), whole.sent_edits)}};
  return true;
}

void add_order_slot(const query::QueryDecl& decl, VariantPlan& plan) {
  const bool has_before = plan.keyset && !plan.keyset->before.empty();
  if (plan.ways.empty() || (plan.orders.empty() && !has_before)) return;
  const VariantKey before = has_before ? VariantPlan::bit(plan.keyset->before_switch) : 0;
  Slot slot{StatementText(decl).order_by().span(), {}};
  for (const SortWay& way : plan.ways) {
    Condition forwards = way.when;
    forwards.none |= before;
    slot.alternatives.push_back({forwards, way.text, way.place});
    if (!has_before) continue;
    Condition backwards = way.when;
    backwards.all |= before;
    slot.alternatives.push_back({backwards, reversed_list(way.list), way.place});
  }
  plan.slots.push_back(std::move(slot));
}

}  // namespace pgscribe::analyze
