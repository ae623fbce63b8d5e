#include "analyze/rewrite_checks.hpp"

#include <algorithm>

#include "analyze/range_table.hpp"

// rewriteTargetListIU: what PostgreSQL's rewriter, which runs for PREPARE, finds wrong with assignments.

namespace pgscribe::analyze {
namespace {

bool is_default(const TargetEntry* target) {
  return target != nullptr && std::holds_alternative<DefaultExpr>(target->expr->node);
}

/// A column of a VALUES list that holds nothing but DEFAULT (findDefaultOnlyColumns).
bool is_default_only(const BoundQuery& query, const TargetEntry& target) {
  const auto* var = std::get_if<ColumnVar>(&target.expr->node);
  if (var == nullptr || var->levels_up != 0 || var->column <= 0) return false;
  const RangeEntry& entry = query.range_table[static_cast<std::size_t>(var->relation)];
  if (entry.kind != RangeKind::values) return false;
  const auto position = static_cast<std::size_t>(var->column) - 1;
  return std::all_of(entry.values.begin(), entry.values.end(),
                     [&](const BoundList& row) { return std::holds_alternative<DefaultExpr>(row[position]->node); });
}

/// get_assignment_input: a field or an element is assigned, so another one of the same column may be, too.
bool assigns_a_part(const BoundExpr& expr) {
  if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node);
      coercion != nullptr && coercion->method == CoercionMethod::domain) {
    return assigns_a_part(*coercion->arg);
  }
  if (std::holds_alternative<FieldStoreExpr>(expr.node)) return true;
  const auto* subscript = std::get_if<SubscriptExpr>(&expr.node);
  return subscript != nullptr && subscript->assigned;
}

class Assignments {
 public:
  Assignments(ParseState& state, const BoundQuery& query, const std::vector<TargetEntry>& targets)
      : state_(state), query_(query), targets_(targets) {}

  bool check_repeated() const {
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      const TargetEntry* earlier = find(targets_[i].attribute, i);
      if (earlier == nullptr || (assigns_a_part(*earlier->expr) && assigns_a_part(*targets_[i].expr))) continue;
      report(state_, "42601", targets_[i].span, "multiple assignments to same column \"" + targets_[i].name + "\"");
      return false;
    }
    return true;
  }

  /// `overriding` as INSERT says it.
  bool check_insert(const catalog::Relation& relation, sql::Overriding overriding) const {
    for (const TargetEntry& target : targets_) {
      const catalog::Column& column = relation.columns[static_cast<std::size_t>(target.attribute) - 1];
      if (is_default(&target) || is_default_only(query_, target)) continue;
      const bool is_overridden = overriding != sql::Overriding::none;
      if (column.identity == 'a' && !is_overridden) {
        return fail(target, "cannot insert a non-DEFAULT value into column \"" + column.name + "\"",
                    identity_detail(column), "Use OVERRIDING SYSTEM VALUE to override.");
      }
      if (column.is_generated) {
        return fail(target, "cannot insert a non-DEFAULT value into column \"" + column.name + "\"",
                    generated_detail(column), {});
      }
    }
    return true;
  }

  bool check_update(const catalog::Relation& relation) const {
    for (const TargetEntry& target : targets_) {
      const catalog::Column& column = relation.columns[static_cast<std::size_t>(target.attribute) - 1];
      if (is_default(&target) || (column.identity != 'a' && !column.is_generated)) continue;
      return fail(target, "column \"" + column.name + "\" can only be updated to DEFAULT",
                  column.is_generated ? generated_detail(column) : identity_detail(column), {});
    }
    return true;
  }

 private:
  [[nodiscard]] const TargetEntry* find(int attribute, std::size_t before) const {
    for (std::size_t i = 0; i < before; ++i) {
      if (targets_[i].attribute == attribute) return &targets_[i];
    }
    return nullptr;
  }

  static std::string identity_detail(const catalog::Column& column) {
    return "Column \"" + column.name + "\" is an identity column defined as GENERATED ALWAYS.";
  }
  static std::string generated_detail(const catalog::Column& column) {
    return "Column \"" + column.name + "\" is a generated column.";
  }

  bool fail(const TargetEntry& target, std::string message, std::string detail, std::string hint) const {
    report(state_, "428C9", target.span, std::move(message), std::move(hint), std::move(detail));
    return false;
  }

  ParseState& state_;
  const BoundQuery& query_;
  const std::vector<TargetEntry>& targets_;
};

bool check_insert(ParseState& state, const BoundQuery& query, const catalog::Relation& relation) {
  const Assignments row(state, query, query.targets);
  const Assignments update(state, query, query.conflict.set);
  return row.check_repeated() && row.check_insert(relation, query.overriding) && update.check_repeated() &&
         update.check_update(relation);
}

bool check_update(ParseState& state, const BoundQuery& query, const catalog::Relation& relation) {
  const Assignments row(state, query, query.targets);
  return row.check_repeated() && row.check_update(relation);
}

bool check_merge(ParseState& state, const BoundQuery& query, const catalog::Relation& relation) {
  return std::all_of(query.merge_actions.begin(), query.merge_actions.end(), [&](const BoundMergeAction& action) {
    const Assignments row(state, query, action.targets);
    if (!row.check_repeated()) return false;
    const bool is_insert = action.action == sql::MergeAction::insert;
    return is_insert ? row.check_insert(relation, action.overriding) : row.check_update(relation);
  });
}

}  // namespace

bool check_rewritable(ParseState& state, const BoundQuery& query) {
  for (const CteEntry& cte : query.ctes) {
    if (cte.query && !check_rewritable(state, *cte.query)) return false;
  }
  if (query.result_relation < 0) return true;
  const catalog::Relation& relation = *query.range_table[static_cast<std::size_t>(query.result_relation)].relation;
  switch (query.kind) {
    case QueryKind::insert: return check_insert(state, query, relation);
    case QueryKind::update: return check_update(state, query, relation);
    case QueryKind::merge: return check_merge(state, query, relation);
    default: return true;
  }
}

}  // namespace pgscribe::analyze
