#include "analyze/checks/rewrite_checks.hpp"

#include <algorithm>

#include "analyze/checks/assignments.hpp"
#include "analyze/checks/data_change.hpp"
#include "analyze/checks/merge_rewrite.hpp"
#include "analyze/checks/messages.hpp"

// RewriteQuery and rewriteTargetView of rewriteHandler.c.

namespace pgscribe::analyze {
namespace {

using catalog::DataChange;
using catalog::Relation;
using catalog::RewriteRule;

/// What the rules of a relation make of a change (fireRules).
struct RuleEffect {
  bool replaces = false;     ///< an unconditional DO INSTEAD
  bool may_replace = false;  ///< a conditional DO INSTEAD
  bool adds = false;         ///< a DO ALSO with actions
  bool acts = false;         ///< any rule with actions
  bool returns_rows = false;
  int actions = 0;  ///< of the unconditional DO INSTEAD rules
};

RuleEffect effect_of(const Relation& relation, DataChange event) {
  RuleEffect effect;
  for (const RewriteRule& rule : relation.rules) {
    if (rule.event != event) continue;
    effect.returns_rows = effect.returns_rows || rule.returns_rows;
    effect.acts = effect.acts || rule.action_count > 0;
    if (rule.instead && !rule.conditional) {
      effect.replaces = true;
      effect.actions += rule.action_count;
    } else if (rule.instead) {
      effect.may_replace = true;
    } else {
      effect.adds = effect.adds || rule.action_count > 0;
    }
  }
  return effect;
}

bool has_rules(const Relation& relation, DataChange event) {
  return std::any_of(relation.rules.begin(), relation.rules.end(),
                     [&](const RewriteRule& rule) { return rule.event == event; });
}

/// One INSERT, UPDATE or DELETE, followed through views down to the relation that it really changes.
class ChangeRewrite {
 public:
  ChangeRewrite(ParseState& state, const BoundQuery& query, DataChange event, bool is_cte)
      : state_(state),
        query_(query),
        event_(event),
        is_cte_(is_cte),
        relation_(query.range_table[static_cast<std::size_t>(query.result_relation)].relation),
        row_(state, query, query.targets, event == DataChange::insert),
        conflict_(state, query, query.conflict.set, false) {}

  void check() {
    while (relation_ != nullptr) {
      row_.check(*relation_);
      conflict_.check(*relation_);
      const RuleEffect effect = effect_of(*relation_, event_);
      const bool is_view = relation_->kind == catalog::RelationKind::view && !has_instead_trigger(*relation_, event_);
      if (effect.replaces || !is_view) {
        check_returning(effect);
        check_conflict_rules(effect);
        if (is_cte_) check_cte_rules(effect);
        return;
      }
      if (effect.may_replace) refuse_view(msg::ViewHasConditionalRules());
      const catalog::ViewBase& base = relation_->as_view()->base;
      if (base.relation == catalog::kInvalidOid && base.obstacle.empty()) return;
      check_view(base);
      if (query_.where && std::holds_alternative<CurrentOfExpr>(query_.where->node)) {
        refuse(msg::CurrentOfOnView());
      }
      row_.descend(base);
      conflict_.descend(base);
      relation_ = state_.context.catalog.relation(base.relation);
    }
  }

 private:
  [[nodiscard]] Span target_span() const {
    return query_.range_table[static_cast<std::size_t>(query_.result_relation)].span;
  }

  [[noreturn]] void refuse(support::Message message) { fail(state_, target_span(), std::move(message)); }

  [[noreturn]] void refuse_view(const std::string& detail) {
    const ChangeWords words = words_of(event_);
    refuse(msg::CannotChangeView(words.verb, relation_->name, detail, words.gerund, words.command));
  }

  void check_view(const catalog::ViewBase& base) {
    if (!base.obstacle.empty()) refuse_view(base.obstacle);
    if (event_ == DataChange::delete_) return;
    const bool has_columns = std::any_of(base.columns.begin(), base.columns.end(),
                                         [](const catalog::ViewColumn& column) { return column.obstacle.empty(); });
    if (!has_columns) refuse_view(msg::ViewHasNoUpdatableColumns());
    row_.check_view_columns(*relation_, words_of(event_).verb);
    conflict_.check_view_columns(*relation_, words_of(event_).verb);
  }

  void check_conflict_rules(const RuleEffect& effect) {
    if (query_.conflict.action == ConflictAction::none) return;
    if (!effect.acts && !has_rules(*relation_, DataChange::update)) return;
    refuse(msg::OnConflictWithRules());
  }

  void check_returning(const RuleEffect& effect) {
    const bool is_replaced = effect.replaces || effect.may_replace;
    if (!is_replaced || query_.returning.empty() || effect.returns_rows) return;
    const std::string command = words_of(event_).command;
    refuse(msg::CannotPerformReturning(command, relation_->name));
  }

  void check_cte_rules(const RuleEffect& effect) {
    const char* kind = nullptr;
    if (effect.may_replace) {
      kind = "conditional DO INSTEAD";
    } else if (effect.adds) {
      kind = "DO ALSO";
    } else if (effect.replaces && effect.actions == 0) {
      kind = "DO INSTEAD NOTHING";
    } else if (effect.actions > 1) {
      kind = "multi-statement DO INSTEAD";
    }
    if (kind != nullptr) refuse(msg::RulesInDataModifyingWith(kind));
  }

  ParseState& state_;
  const BoundQuery& query_;
  DataChange event_;
  bool is_cte_;
  const Relation* relation_;
  Assignments row_;
  Assignments conflict_;
};

/// rewriteSearchAndCycle: the columns that it adds come from the self-reference in the recursive term's own FROM.
void check_search_cycle_reference(ParseState& state, const CteEntry& cte) {
  if ((!cte.declaration->search && !cte.declaration->cycle) || !cte.query->set_operations) return;
  const auto& right = cte.query->set_operations->right;
  if (!right || right->entry < 0) return;
  const RangeEntry& term = cte.query->range_table[static_cast<std::size_t>(right->entry)];
  const bool has_reference =
      term.subquery &&
      std::any_of(term.subquery->range_table.begin(), term.subquery->range_table.end(),
                  [](const RangeEntry& entry) { return entry.kind == RangeKind::cte && entry.self_reference; });
  if (!has_reference) fail(state, cte.declaration->span, msg::SearchCycleReferenceNotAtTop(cte.name));
}

void check_change(ParseState& state, const BoundQuery& query, bool is_cte) {
  for (const CteEntry& cte : query.ctes) {
    if (!cte.query) continue;
    check_search_cycle_reference(state, cte);
    check_change(state, *cte.query, true);
  }
  switch (query.kind) {
    case QueryKind::insert: return ChangeRewrite(state, query, DataChange::insert, is_cte).check();
    case QueryKind::update: return ChangeRewrite(state, query, DataChange::update, is_cte).check();
    case QueryKind::delete_: return ChangeRewrite(state, query, DataChange::delete_, is_cte).check();
    case QueryKind::merge: return check_merge_rewrite(state, query);
    default: return;
  }
}

}  // namespace

void check_rewritable(ParseState& state, const BoundQuery& query) { check_change(state, query, false); }

}  // namespace pgscribe::analyze
