#include "analyze/checks/merge_rewrite.hpp"

#include <algorithm>
#include <vector>

#include "analyze/checks/assignments.hpp"
#include "analyze/checks/data_change.hpp"
#include "analyze/checks/messages.hpp"
#include "analyze/scope/analysis_error.hpp"

namespace pgscribe::analyze {
namespace {

using catalog::DataChange;
using catalog::Relation;

DataChange change_of(sql::MergeAction action) {
  if (action == sql::MergeAction::insert) return DataChange::insert;
  return action == sql::MergeAction::update ? DataChange::update : DataChange::delete_;
}

/// What one WHEN does.
struct Action {
  DataChange change;
  Assignments row;
};

class MergeRewrite {
 public:
  MergeRewrite(ParseState& state, const BoundQuery& query)
      : state_(state), target_(query.range_table[static_cast<std::size_t>(query.result_relation)]) {
    for (const BoundMergeAction& action : query.merge_actions) {
      if (action.action == sql::MergeAction::do_nothing) continue;
      const bool is_insert = action.action == sql::MergeAction::insert;
      actions_.push_back(
          {change_of(action.action), Assignments(state, query, action.targets, is_insert, action.overriding)});
    }
  }

  void check() {
    for (const Relation* relation = target_.relation; relation != nullptr; relation = below(*relation)) {
      for (const Action& action : actions_) action.row.check(*relation);
      if (!relation->rules.empty()) refuse(msg::MergeOnRelationWithRules(relation->name));
      if (relation->kind != catalog::RelationKind::view || has_all_triggers(*relation)) return;
      check_view(*relation);
    }
  }

 private:
  [[noreturn]] void refuse(support::Message message) { fail(state_, target_.span, std::move(message)); }

  [[nodiscard]] bool has_all_triggers(const Relation& view) const {
    return std::all_of(actions_.begin(), actions_.end(),
                       [&](const Action& action) { return has_instead_trigger(view, action.change); });
  }

  void check_view(const Relation& view) {
    bool has_trigger = false;
    for (const Action& action : actions_) {
      if (has_instead_trigger(view, action.change)) {
        has_trigger = true;
      } else if (const std::string& obstacle = view.as_view()->base.obstacle; !obstacle.empty()) {
        const ChangeWords words = words_of(action.change);
        refuse(msg::CannotMergeIntoView(words.verb, view.name, obstacle, words.gerund, words.command));
      }
    }
    if (has_trigger) refuse(msg::MergeIntoViewWithSomeTriggers(view.name));
    for (const Action& action : actions_) {
      if (action.change != DataChange::delete_) action.row.check_view_columns(view, "merge into");
    }
  }

  /// The relation below a view, with the assignments followed down to it.
  const Relation* below(const Relation& view) {
    const catalog::ViewBase& base = view.as_view()->base;
    const Relation* relation = state_.context.catalog.relation(base.relation);
    if (relation == nullptr) return nullptr;
    for (Action& action : actions_) action.row.descend(base);
    return relation;
  }

  ParseState& state_;
  const RangeEntry& target_;
  std::vector<Action> actions_;
};

}  // namespace

void check_merge_rewrite(ParseState& state, const BoundQuery& query) { MergeRewrite(state, query).check(); }

}  // namespace pgscribe::analyze
