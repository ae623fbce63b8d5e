#include "analyze/variants/optional_parts.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "analyze/variants/messages.hpp"
#include "analyze/variants/named_parameter.hpp"
#include "analyze/variants/statement_text.hpp"
#include "support/joined.hpp"

namespace pgscribe::analyze {
namespace {

using query::OptionalItem;
using query::PlacedName;

/// A condition of the statement and the switch that it goes with.
struct OwnedCondition {
  std::size_t list = 0;
  std::size_t conjunct = 0;
  std::size_t owner = 0;
};

/// What a comment stands in front of: a condition, or several in a parenthesis.
struct MarkedConditions {
  Span span;
  std::vector<OwnedCondition> conditions;
};

class OptionalPlanner {
 public:
  OptionalPlanner(const query::QueryDecl& decl, const AnalyzedQuery& whole, VariantPlan& plan,
                  support::Diagnostics& diagnostics)
      : decl_(decl),
        whole_(whole),
        plan_(plan),
        diagnostics_(diagnostics),
        text_(decl),
        conditions_(text_.conditions()),
        uses_(text_.parameter_uses()),
        marks_(text_.marks()) {}

  bool run() {
    for (const OptionalItem& item : decl_.variants.optional) {
      if (item.kind != OptionalItem::Kind::join && !add_switch(item)) return false;
    }
    for (std::size_t i = 0; i < plan_.switches.size(); ++i) {
      if (!own_conditions(i)) return false;
    }
    if (!check_nesting()) return false;
    for (std::size_t list = 0; list < conditions_.size(); ++list) add_slots(list);
    warn_of_all_rows();
    return true;
  }

 private:
  bool fail(Span span, support::Message message) {
    diagnostics_.add(*decl_.file, span, std::move(message));
    return false;
  }

  bool add_switch(const OptionalItem& item) {
    Switch added;
    added.name = item.name.text;
    added.span = item.name.span;
    switch (item.kind) {
      case OptionalItem::Kind::flag: added.kind = Switch::Kind::flag; break;
      case OptionalItem::Kind::group: added.kind = Switch::Kind::group; break;
      case OptionalItem::Kind::parameter:
      case OptionalItem::Kind::join: break;
    }
    const std::vector<PlacedName> parameters =
        item.kind == OptionalItem::Kind::parameter ? std::vector<PlacedName>{item.name} : item.parts;
    std::vector<std::string> names;
    for (const PlacedName& parameter : parameters) {
      const QueryParameter* named = named_parameter(decl_, whole_, parameter, diagnostics_);
      if (named == nullptr) return false;
      added.parameters.push_back(named->number);
      names.push_back(parameter.text);
      if (added.span.empty()) added.span = parameter.span;
    }
    if (added.name.empty()) added.name = support::joined(names, "_and_");
    for (const Switch& other : plan_.switches) {
      const bool shares = std::any_of(added.parameters.begin(), added.parameters.end(), [&](int number) {
        return std::find(other.parameters.begin(), other.parameters.end(), number) != other.parameters.end();
      });
      if (shares || other.name == added.name) return fail(added.span, msg::OptionalTwice(added.name));
    }
    return plan_.add(std::move(added), decl_, diagnostics_) != 0;
  }

  bool own_conditions(std::size_t index) {
    const Switch& own = plan_.switches[index];
    const std::vector<MarkedConditions> marked = marked_conditions(index);
    if (own.kind == Switch::Kind::flag) {
      if (marked.empty()) return fail(own.span, msg::FlagMarksNothing(own.name));
      return std::all_of(marked.begin(), marked.end(),
                         [&](const MarkedConditions& each) { return own_all(each, own.span); });
    }
    for (const ParameterUse& use : uses_) {
      if (!is_of(own, use)) continue;
      if (!own_condition_of(use, index, marked)) return false;
    }
    return true;
  }

  bool own_all(const MarkedConditions& marked, Span place) {
    return std::all_of(marked.conditions.begin(), marked.conditions.end(),
                       [&](const OwnedCondition& condition) { return own_condition(condition, place); });
  }

  bool own_condition_of(const ParameterUse& use, std::size_t index, const std::vector<MarkedConditions>& marked) {
    const std::string& name = plan_.switches[index].name;
    for (const MarkedConditions& each : marked) {
      if (contains(each.span, use.span)) return own_all(each, use.span);
    }
    for (std::size_t list = 0; list < conditions_.size(); ++list) {
      const std::vector<ConjunctText>& conjuncts = conditions_[list].conjuncts;
      for (std::size_t i = 0; i < conjuncts.size(); ++i) {
        if (!contains(conjuncts[i].span, use.span)) continue;
        if (!is_all_about(conjuncts[i], plan_.switches[index])) return fail(use.span, msg::OptionalUnderOr(name));
        return own_condition({list, i, index}, use.span);
      }
    }
    return fail(use.span, msg::OptionalUsedElsewhere(name));
  }

  /// Does every part that AND, OR and NOT join in it mention one of the switch's parameters?
  [[nodiscard]] bool is_all_about(const ConjunctText& conjunct, const Switch& own) const {
    const std::vector<sql::ExprRef> leaves = boolean_leaves(conjunct.condition);
    return std::all_of(leaves.begin(), leaves.end(), [&](const sql::ExprRef& leaf) {
      return std::any_of(uses_.begin(), uses_.end(),
                         [&](const ParameterUse& use) { return is_of(own, use) && contains(leaf->extent, use.span); });
    });
  }

  static bool is_of(const Switch& own, const ParameterUse& use) {
    return std::find(own.parameters.begin(), own.parameters.end(), use.number) != own.parameters.end();
  }

  bool own_condition(const OwnedCondition& condition, Span place) {
    if (conditions_[condition.list].clause == ConditionList::Clause::outer_on)
      return fail(place, msg::OptionalInOuterJoin(plan_.switches[condition.owner].name));
    for (const OwnedCondition& other : owned_) {
      if (other.list != condition.list || other.conjunct != condition.conjunct) continue;
      if (other.owner == condition.owner) return true;
      return fail(place,
                  msg::OptionalConditionShared(plan_.switches[condition.owner].name, plan_.switches[other.owner].name));
    }
    owned_.push_back(condition);
    return true;
  }

  [[nodiscard]] std::vector<MarkedConditions> marked_conditions(std::size_t index) const {
    std::vector<MarkedConditions> all;
    for (const Mark& mark : marks_) {
      if (mark.name != plan_.switches[index].name) continue;
      // The outermost list has the whole of what is marked.
      for (std::size_t list = 0; list < conditions_.size(); ++list) {
        MarkedConditions marked = marked_in(list, mark, index);
        if (marked.conditions.empty()) continue;
        all.push_back(std::move(marked));
        break;
      }
    }
    return all;
  }

  [[nodiscard]] MarkedConditions marked_in(std::size_t list, const Mark& mark, std::size_t index) const {
    MarkedConditions marked;
    const std::vector<ConjunctText>& conjuncts = conditions_[list].conjuncts;
    for (std::size_t i = 0; i < conjuncts.size(); ++i) {
      const bool is_first = marked.conditions.empty();
      if (is_first ? !mark.is_before(conjuncts[i].span.begin) : !contains(mark.target, conjuncts[i].span)) continue;
      if (is_first) marked.span.begin = conjuncts[i].span.begin;
      marked.span.end = conjuncts[i].span.end;
      marked.conditions.push_back({list, i, index});
    }
    return marked;
  }

  /// One switch inside of another one's condition would do nothing while that is left out.
  bool check_nesting() {
    for (const OwnedCondition& inner : owned_) {
      for (const OwnedCondition& outer : owned_) {
        if (&inner == &outer || !contains(conjunct(outer).span, conjunct(inner).span)) continue;
        if (inner.owner == outer.owner) continue;
        const Switch& own = plan_.switches[inner.owner];
        return fail(own.span, msg::OptionalConditionShared(own.name, plan_.switches[outer.owner].name));
      }
    }
    return true;
  }

  /// An UPDATE or DELETE that has no condition left when nothing is given.
  void warn_of_all_rows() {
    const sql::ExprRef* where = nullptr;
    if (const auto* update = std::get_if<sql::Update>(&decl_.statement.node)) where = &update->where;
    if (const auto* remove = std::get_if<sql::Delete>(&decl_.statement.node)) where = &remove->where;
    if (where == nullptr || !*where) return;
    const sql::ExprRef first = conjuncts_of(*where).front();
    for (std::size_t list = 0; list < conditions_.size(); ++list) {
      const std::vector<ConjunctText>& conjuncts = conditions_[list].conjuncts;
      if (conjuncts.front().condition != first) continue;
      for (std::size_t i = 0; i < conjuncts.size(); ++i) {
        if (owner_of(list, i) == nullptr) return;
      }
      diagnostics_.add(*decl_.file, decl_.name_span, msg::AllRowsChanged(decl_.name));
    }
  }

  [[nodiscard]] const ConjunctText& conjunct(const OwnedCondition& condition) const {
    return conditions_[condition.list].conjuncts[condition.conjunct];
  }

  [[nodiscard]] const OwnedCondition* owner_of(std::size_t list, std::size_t conjunct) const {
    const auto found = std::find_if(owned_.begin(), owned_.end(), [&](const OwnedCondition& condition) {
      return condition.list == list && condition.conjunct == conjunct;
    });
    return found == owned_.end() ? nullptr : &*found;
  }

  /// What is left out takes an AND with it: the one towards a condition that always leaves text. Where there is none,
  /// the first one leaves `true`, and so does what shares a parenthesis with others.
  void add_slots(std::size_t list) {
    const std::vector<ConjunctText>& conjuncts = conditions_[list].conjuncts;
    std::size_t anchor = 0;
    while (anchor < conjuncts.size() && owner_of(list, anchor) != nullptr && conjuncts[anchor].stands_alone) ++anchor;
    if (anchor == conjuncts.size()) anchor = 0;
    for (std::size_t i = 0; i < conjuncts.size(); ++i) {
      const OwnedCondition* owned = owner_of(list, i);
      if (owned == nullptr) continue;
      const VariantKey bit = VariantPlan::bit(owned->owner);
      const ConjunctText& text = conjuncts[i];
      Slot slot{text.span, {{Condition{.all = bit}, std::nullopt}}};
      if (i == anchor || !text.stands_alone) {
        slot.alternatives.push_back({Condition{.none = bit}, "true"});
      } else {
        slot.span = i < anchor ? text.with_and_after : text.with_and_before;
      }
      plan_.slots.push_back(std::move(slot));
    }
  }

  const query::QueryDecl& decl_;
  const AnalyzedQuery& whole_;
  VariantPlan& plan_;
  support::Diagnostics& diagnostics_;
  StatementText text_;
  std::vector<ConditionText> conditions_;
  std::vector<ParameterUse> uses_;
  std::vector<Mark> marks_;
  std::vector<OwnedCondition> owned_;
};

}  // namespace

bool plan_optional_parts(const query::QueryDecl& decl, const AnalyzedQuery& whole, VariantPlan& plan,
                         support::Diagnostics& diagnostics) {
  return decl.variants.optional.empty() || OptionalPlanner(decl, whole, plan, diagnostics).run();
}

}  // namespace pgscribe::analyze
