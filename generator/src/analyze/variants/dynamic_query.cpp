#include "analyze/variants/dynamic_query.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "analyze/analyze_text.hpp"
#include "analyze/variants/keyset.hpp"
#include "analyze/variants/messages.hpp"
#include "analyze/variants/statement_text.hpp"
#include "analyze/variants/variant_plan.hpp"
#include "analyze/variants/variant_text.hpp"

namespace pgscribe::analyze {
namespace {

/// A combination of switches that is looked at, and what it is called.
struct Combination {
  VariantKey key = 0;
  std::string name;
};

void add_orders(const VariantPlan& plan, std::vector<Combination>& result) {
  for (const OrderChoice& order : plan.orders) {
    const VariantKey others = plan.whole() & ~VariantPlan::bit(order.labels.front());
    for (std::size_t i = 0; i < order.labels.size(); ++i) {
      const VariantKey key = others | VariantPlan::bit(order.labels[i]);
      const std::string& label = plan.switches[order.labels[i]].name;
      if (i != 0) result.push_back({key, msg::InOrder(order.name, label)});
      if (order.reversible[i])
        result.push_back({key | VariantPlan::bit(order.reverse), msg::InReverseOrder(order.name, label)});
    }
  }
}

/// Each end of a page in each order.
void add_pages(const VariantPlan& plan, std::vector<Combination>& result) {
  if (!plan.keyset) return;
  const VariantKey others = plan.whole() & ~plan.least();
  for (const SortWay& way : plan.ways) {
    for (const Switch& own : plan.switches) {
      if (own.kind != Switch::Kind::cursor) continue;
      const VariantKey bit = VariantPlan::bit(static_cast<std::size_t>(&own - plan.switches.data()));
      result.push_back({others | way.when.all | bit, msg::BehindCursor(own.name, way.list)});
    }
  }
}

/// Each switch alone off, all off, each way to sort.
std::vector<Combination> combinations(const VariantPlan& plan) {
  std::vector<Combination> result;
  std::size_t optional = 0;
  for (std::size_t i = 0; i < plan.switches.size(); ++i) {
    if ((plan.whole() & ~plan.least() & VariantPlan::bit(i)) == 0) continue;
    result.push_back({plan.whole() & ~VariantPlan::bit(i), msg::WithoutSwitch(plan.switches[i].name)});
    ++optional;
  }
  if (optional > 1) result.push_back({plan.least(), msg::WithoutSwitches()});
  for (const OptionalJoin& join : plan.joins) {
    const VariantKey key = plan.whole() & ~join.needed;
    const bool is_known =
        std::any_of(result.begin(), result.end(), [&](const Combination& known) { return known.key == key; });
    if (!is_known) result.push_back({key, msg::WithoutSwitch(join.name)});
  }
  add_pages(plan, result);
  add_orders(plan, result);
  // A variant that is never sent needs to be no statement.
  std::erase_if(result, [&](const Combination& combination) {
    return plan.sent_if_any != 0 && (combination.key & plan.sent_if_any) == 0;
  });
  return result;
}

/// The less is promised, the higher.
int weakness(Elements elements) {
  switch (elements) {
    case Elements::never_null: return 0;
    case Elements::unknown: return 1;
    case Elements::nullable: break;
  }
  return 2;
}

/// What is true in every variant, of a fact that is true in some.
void weaken(ResultColumn& column, const ResultColumn& other) {
  if (column.not_null && !other.not_null) {
    column.not_null = false;
    column.reason = other.reason;
  }
  column.is_always_null = column.is_always_null && other.is_always_null;
  column.not_null_if_present = column.not_null_if_present && other.not_null_if_present;
  if (!column.elements_stated && weakness(other.elements) > weakness(column.elements)) {
    column.elements = other.elements;
    column.element_reason = other.element_reason;
  }
  for (std::size_t i = 0; i < std::min(column.fields.size(), other.fields.size()); ++i)
    weaken(column.fields[i], other.fields[i]);
}

void weaken(ResultItem& item, const ResultItem& other) {
  if (!item.optional && other.optional) {
    item.optional = true;
    item.marker = other.marker;
    item.reason = other.reason;
  }
  for (std::size_t i = 0; i < item.columns.size(); ++i) weaken(item.columns[i], other.columns[i]);
}

class VariantCheck {
 public:
  VariantCheck(const query::QueryDecl& decl, const catalog::Catalog& catalog, const VariantPlan& plan,
               AnalyzedQuery& whole, support::Diagnostics& diagnostics)
      : decl_(decl), catalog_(catalog), plan_(plan), whole_(whole), diagnostics_(diagnostics) {}

  bool run() {
    for (const Combination& combination : combinations(plan_)) {
      if (!check(combination)) return false;
    }
    return true;
  }

 private:
  bool check(const Combination& combination) {
    support::Diagnostics said;
    std::optional<VariantDecl> variant = variant_decl(decl_, plan_, combination.key, catalog_.server_version(), said);
    std::optional<AnalyzedQuery> analyzed;
    if (variant) analyzed = analyze_text(variant->decl, catalog_, said);
    report(said, combination);
    if (!analyzed || said.has_errors()) return false;
    if (!has_same_parameters(*analyzed, *variant, combination)) return false;
    for (std::size_t i = 0; i < whole_.items.size(); ++i) weaken(whole_.items[i], analyzed->items[i]);
    if (analyzed->cardinality > whole_.cardinality) {
      whole_.cardinality = analyzed->cardinality;
      whole_.cardinality_reason = analyzed->cardinality_reason;
    }
    std::erase_if(whole_.row_keys, [&](const catalog::RowKey& key) {
      return std::find(analyzed->row_keys.begin(), analyzed->row_keys.end(), key) == analyzed->row_keys.end();
    });
    whole_.may_change_data = whole_.may_change_data || analyzed->may_change_data;
    whole_.variants.checked.push_back(
        {combination.name, combination.key, analyzed->sent_sql, std::move(variant->parameters)});
    return true;
  }

  /// Errors, and the warning that a variant may have more rows than the command takes.
  void report(const support::Diagnostics& said, const Combination& combination) {
    for (support::Diagnostic diagnostic : said.all()) {
      const bool is_error = diagnostic.severity == support::Severity::error;
      const bool is_new_warning = diagnostic.code == "many-rows" && whole_.cardinality != Cardinality::many;
      if (!is_error && !is_new_warning) continue;
      diagnostic.span = place_of(diagnostic.span, combination.key);
      diagnostic.message = msg::OfVariant(diagnostic.message, combination.name);
      diagnostics_.add(std::move(diagnostic));
    }
  }

  /// What a directive put there is pointed out in the directive.
  [[nodiscard]] Span place_of(Span span, VariantKey key) const {
    for (const Slot& slot : plan_.slots) {
      const Slot::Alternative* chosen = plan_.alternative(slot, key);
      if (contains(slot.span, span) && chosen != nullptr && !chosen->place.empty()) return chosen->place;
    }
    return span;
  }

  bool has_same_parameters(const AnalyzedQuery& analyzed, const VariantDecl& variant, const Combination& combination) {
    for (std::size_t i = 0; i < analyzed.parameters.size(); ++i) {
      const QueryParameter& found = analyzed.parameters[i];
      QueryParameter& known = whole_.parameters[static_cast<std::size_t>(variant.parameters[i]) - 1];
      if (known.type == catalog::kInvalidOid) adopt(known, found);
      if (found.type == known.type) continue;
      return fail(found.span, msg::VariantParameterType(known.name, combination.name));
    }
    return true;
  }

  /// A parameter that only variants have is what the first of them says.
  static void adopt(QueryParameter& added, const QueryParameter& found) {
    QueryParameter parameter = found;
    parameter.number = added.number;
    parameter.name = added.name;
    parameter.is_named = true;
    parameter.not_null = true;
    parameter.span = added.span;
    added = std::move(parameter);
  }

  bool fail(Span span, support::Message message) {
    diagnostics_.add(*decl_.file, span, std::move(message));
    return false;
  }

  const query::QueryDecl& decl_;
  const catalog::Catalog& catalog_;
  const VariantPlan& plan_;
  AnalyzedQuery& whole_;
  support::Diagnostics& diagnostics_;
};

/// A parameter that is only there when its switch is on: being absent is what its NULL would be.
void mark_optional_parameters(AnalyzedQuery& whole) {
  for (const Switch& own : whole.variants.switches) {
    if (own.kind == Switch::Kind::patch) {
      whole.parameters[static_cast<std::size_t>(own.parameters.front()) - 1].is_patch = true;
    }
    if (own.kind != Switch::Kind::parameter) continue;
    QueryParameter& parameter = whole.parameters[static_cast<std::size_t>(own.parameters.front()) - 1];
    parameter.not_null = false;
    parameter.rejects_null = false;
    parameter.reason = {Why::left_out, own.span};
  }
}

}  // namespace

std::optional<AnalyzedQuery> with_variants(const query::QueryDecl& decl, AnalyzedQuery whole,
                                           const catalog::Catalog& catalog, support::Diagnostics& diagnostics) {
  if (query::takes_many(decl.command)) {
    diagnostics.add(*decl.file, decl.name_span, msg::VariantsOfMany(decl.name, query::to_string(decl.command)));
    return std::nullopt;
  }
  const std::optional<VariantPlan> plan = plan_variants(decl, whole, diagnostics);
  if (!plan) return std::nullopt;
  for (const AddedParameter& added : plan->added) {
    QueryParameter& parameter = whole.parameters.emplace_back();
    parameter.number = added.number;
    parameter.name = added.name;
    parameter.span = plan->keyset->span;
  }
  if (!VariantCheck(decl, catalog, *plan, whole, diagnostics).run() || !check_keyset(decl, whole, *plan, diagnostics))
    return std::nullopt;
  whole.variants.switches = plan->switches;
  whole.variants.orders = plan->orders;
  whole.variants.keyset = plan->keyset;
  whole.variants.sent_if_any = plan->sent_if_any;
  whole.variants.pieces = pieces_of(decl, *plan, whole.sent_edits);
  mark_optional_parameters(whole);
  return whole;
}

AnalyzedQuery as_written(const AnalyzedQuery& whole) {
  AnalyzedQuery query = whole;
  query.variants = {};
  if (!whole.variants.keyset) return query;
  for (const KeysetColumn& column : whole.variants.keyset->columns) {
    std::erase_if(query.parameters, [&](const QueryParameter& parameter) {
      return parameter.number == column.after || parameter.number == column.before;
    });
  }
  return query;
}

AnalyzedQuery variant_query(const AnalyzedQuery& whole, const CheckedVariant& variant) {
  AnalyzedQuery query = whole;
  query.name += " " + variant.name;
  query.sql = query.sent_sql = variant.sql;
  query.variants = {};
  query.parameters.clear();
  for (const int number : variant.parameters)
    query.parameters.push_back(whole.parameters[static_cast<std::size_t>(number) - 1]);
  return query;
}

}  // namespace pgscribe::analyze
