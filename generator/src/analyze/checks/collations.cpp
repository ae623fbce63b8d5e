#include "analyze/checks/collations.hpp"

#include <algorithm>
#include <utility>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/checks/messages.hpp"
#include "analyze/scope/scope.hpp"

namespace pgscribe::analyze {

namespace {

using Strength = CollationStrength;

constexpr const char* kDefault = "default";

/// What siblings have come to so far (assign_collations_context).
struct Derivation {
  Strength strength = Strength::none;
  std::string collation{};
  Span span{};
  std::string other{};  ///< conflict: the second collation
  Span other_span{};
};

Derivation implicit(std::string collation, Span span) { return {Strength::implicit, std::move(collation), span}; }

[[noreturn]] void fail_for_mismatch(ParseState& state, const Derivation& conflict) {
  fail(state, conflict.other_span, msg::ImplicitCollationMismatch(conflict.collation, conflict.other));
}

/// merge_collation_state
void merge(ParseState& state, const Derivation& child, Derivation& parent) {
  if (child.strength > parent.strength) {
    parent = child;
  } else if (child.strength == parent.strength && child.collation != parent.collation) {
    if (child.strength == Strength::explicit_) {
      fail(state, child.span, msg::ExplicitCollationMismatch(parent.collation, child.collation));
    } else if (child.strength == Strength::implicit && parent.collation == kDefault) {
      parent = child;
    } else if (child.strength == Strength::implicit && child.collation != kDefault) {
      parent.strength = Strength::conflict;
      parent.other = child.collation;
      parent.other_span = child.span;
    }
  }
}

class CollationWalk {
 public:
  explicit CollationWalk(ParseState& state) : state_(state) {}

  /// An expression on its own (assign_expr_collations).
  Derivation independent(const BoundRef& expr) {
    Derivation alone;
    if (expr != nullptr) visit(*expr, alone);
    return alone;
  }

  /// Like independent, for what is sorted or grouped by: there a conflict is an error.
  void sorted(const BoundRef& expr) {
    const Derivation derived = independent(expr);
    if (derived.strength == Strength::conflict) fail_for_mismatch(state_, derived);
  }

 private:
  void visit(BoundExpr& expr, Derivation& parent) {
    const Derivation own = derive(expr);
    expr.collation = own.strength == Strength::conflict ? std::string() : own.collation;
    expr.collation_strength = own.strength;
    merge(state_, own, parent);
  }
  void visit(const BoundRef& expr, Derivation& parent) {
    if (expr != nullptr) visit(*expr, parent);
  }
  void visit(const BoundList& exprs, Derivation& parent) {
    for (const BoundRef& expr : exprs) visit(expr, parent);
  }
  void each_independent(const BoundList& exprs) {
    for (const BoundRef& expr : exprs) independent(expr);
  }

  Derivation derive(BoundExpr& expr) {
    if (const auto* collate = std::get_if<CollateExpr>(&expr.node)) {
      independent(collate->arg);
      return {Strength::explicit_, collate->collation, collate->location};
    }
    if (const auto* row = std::get_if<RowExpr>(&expr.node)) {
      each_independent(row->fields);
      return {};
    }
    if (const auto* compare = std::get_if<RowCompareExpr>(&expr.node)) {
      for (std::size_t i = 0; i < compare->left.size(); ++i) {
        Derivation pair;
        visit(compare->left[i], pair);
        visit(compare->right[i], pair);
      }
      return {};
    }
    if (const auto* var = std::get_if<ColumnVar>(&expr.node)) return of_column(*var, expr);
    return of_operands(expr);
  }

  /// The general rule: what comes up from the operands, else the type's own.
  Derivation of_operands(BoundExpr& expr) {
    Derivation operands;
    visit_operands(expr, operands);
    std::string own = type_collation(state_.context.catalog, expr.type);
    if (own.empty()) return {};
    if (std::holds_alternative<CaseTest>(expr.node) && !case_collation_.empty()) own = case_collation_;
    // The field of a row has the collation of its declaration, whatever the row was made of.
    if (std::holds_alternative<FieldSelectExpr>(expr.node) || operands.strength == Strength::none) {
      return implicit(std::move(own), expr.span);
    }
    return operands;
  }

  void visit_operands(BoundExpr& expr, Derivation& operands) {
    if (const auto* aggregate = std::get_if<AggregateExpr>(&expr.node)) return visit_aggregate(*aggregate, operands);
    if (const auto* window = std::get_if<WindowExpr>(&expr.node)) {
      visit(window->args, operands);
      independent(window->filter);
      return;
    }
    if (const auto* subscript = std::get_if<SubscriptExpr>(&expr.node)) {
      each_independent(subscript->upper);
      each_independent(subscript->lower);
      visit(subscript->container, operands);
      visit(subscript->assigned, operands);
      return;
    }
    if (const auto* choice = std::get_if<CaseExpr>(&expr.node)) return visit_case(*choice, operands);
    if (const auto* subquery = std::get_if<SubqueryExpr>(&expr.node);
        subquery != nullptr && subquery->test == nullptr) {
      return visit_subquery(*subquery, operands);
    }
    for_each_child(expr, [&](const BoundRef& child) { visit(child, operands); });
  }

  void visit_case(const CaseExpr& choice, Derivation& operands) {
    const std::string outer = std::exchange(case_collation_, independent(choice.arg).collation);
    for (const auto& [when, then] : choice.whens) independent(when);
    case_collation_ = outer;
    for (const auto& [when, then] : choice.whens) visit(then, operands);
    visit(choice.otherwise, operands);
  }

  /// What only ORDER BY adds to an aggregate has no part in its result.
  void visit_aggregate(const AggregateExpr& aggregate, Derivation& operands) {
    visit(aggregate.direct_args, operands);
    visit(aggregate.args, operands);
    for (const SortKey& key : aggregate.order_by) sorted(key.expr);
    independent(aggregate.filter);
  }

  void visit_subquery(const SubqueryExpr& subquery, Derivation& operands) {
    if (subquery.query == nullptr) return;
    const std::vector<const TargetEntry*> output = subquery.query->output();
    if (output.empty()) return;
    const BoundExpr& column = *output.front()->expr;
    if (std::string collation = collation_of(column); !collation.empty()) {
      merge(state_, implicit(std::move(collation), column.span), operands);
    }
  }

  /// Of an expression of a query that is finished; before the first collation was met none was derived.
  std::string collation_of(const BoundExpr& expr) const {
    if (expr.collation_strength == Strength::conflict) return {};
    return expr.collation.empty() ? type_collation(state_.context.catalog, expr.type) : expr.collation;
  }

  Derivation of_column(const ColumnVar& var, const BoundExpr& expr) {
    std::string own = type_collation(state_.context.catalog, expr.type);
    if (own.empty()) return {};
    if (var.column <= 0) return implicit(std::move(own), expr.span);
    // A join's or VALUES' column is made of columns of the level that holds it.
    ParseState* level = &state_;
    for (int i = 0; i < var.levels_up && level->parent != nullptr; ++i) level = level->parent;
    CollationWalk holder(*level);
    std::string declared = holder.declared_collation(entry_of(state_, var), static_cast<std::size_t>(var.column) - 1);
    return implicit(declared.empty() ? std::move(own) : std::move(declared), expr.span);
  }

  /// What a column of a range entry was declared with or derived; empty: the type's own.
  std::string declared_collation(const RangeEntry& entry, std::size_t column) {
    switch (entry.kind) {
      case RangeKind::relation:
      case RangeKind::excluded:
        return column < entry.relation->columns.size() ? entry.relation->columns[column].collation : std::string();
      case RangeKind::subquery:
      case RangeKind::cte: {
        if (entry.subquery == nullptr) return entry.columns[column].collation;
        const std::vector<const TargetEntry*> output = entry.subquery->output();
        return column < output.size() ? collation_of(*output[column]->expr) : std::string();
      }
      case RangeKind::join: return independent(entry.join_columns[column]).collation;
      case RangeKind::values: {
        Derivation values;
        for (const BoundList& row : entry.values) visit(row[column], values);
        return values.strength == Strength::conflict ? std::string() : values.collation;
      }
      case RangeKind::function:
      case RangeKind::xml_table:
      case RangeKind::json_table:
      case RangeKind::named_row: break;
    }
    return {};
  }

  ParseState& state_;
  std::string case_collation_{};  ///< of the CASE argument that CaseTest stands for
};

bool is_named_in_relation(const RangeEntry& entry) {
  return entry.relation != nullptr &&
         std::any_of(entry.relation->columns.begin(), entry.relation->columns.end(),
                     [](const catalog::Column& column) { return !column.collation.empty(); });
}

/// Whether an output or junk column is sorted, grouped or made distinct by (ressortgroupref).
bool is_compared(const BoundQuery& query, std::size_t target) {
  const auto names_it = [&](const SortKey& key) { return key.target == static_cast<int>(target); };
  const auto has = [&](const std::vector<SortKey>& keys) { return std::any_of(keys.begin(), keys.end(), names_it); };
  const BoundRef& expr = query.targets[target].expr;
  const auto holds_it = [&](const BoundList& exprs) {
    return std::find(exprs.begin(), exprs.end(), expr) != exprs.end();
  };
  return has(query.order_by) || has(query.group_by) || (query.distinct && !query.targets[target].junk) ||
         holds_it(query.distinct_on) ||
         std::any_of(query.windows.begin(), query.windows.end(),
                     [&](const WindowClause& window) { return has(window.order_by) || holds_it(window.partition_by); });
}

}  // namespace

std::string type_collation(const catalog::Catalog& catalog, Oid type) {
  const catalog::Type* base = catalog.type(catalog.base_type(type));
  if (base == nullptr || !base->is_collatable) return {};
  return base->oid == catalog::oid::name ? "C" : kDefault;
}

void derive_collations(ParseState& state) {
  const BoundQuery& query = *state.query;
  bool& has_collations = state.context.has_collations;
  has_collations =
      has_collations || std::any_of(query.range_table.begin(), query.range_table.end(), is_named_in_relation);
  // The targets of a set operation have the collations of its columns.
  if (!has_collations || query.set_operations != nullptr) return;
  CollationWalk walk(state);
  for (std::size_t i = 0; i < query.targets.size(); ++i) {
    if (is_compared(query, i)) {
      walk.sorted(query.targets[i].expr);
    } else {
      walk.independent(query.targets[i].expr);
    }
  }
  for_each_expr(query, [&](const BoundRef& expr) { walk.independent(expr); });
}

void derive_common_collation(ParseState& state, const BoundExpr& left, const BoundExpr& right, bool is_compared,
                             BoundExpr& result) {
  if (!state.context.has_collations) return;
  Derivation common;
  for (const BoundExpr* side : {&left, &right}) {
    const auto* collate = std::get_if<CollateExpr>(&side->node);
    std::string collation = side->collation;
    if (collation.empty())
      collation = collate != nullptr ? collate->collation : type_collation(state.context.catalog, side->type);
    if (collation.empty() || side->collation_strength == Strength::conflict) continue;
    Strength strength = side->collation_strength;
    if (strength == Strength::none) strength = collate != nullptr ? Strength::explicit_ : Strength::implicit;
    merge(state, {strength, std::move(collation), collate != nullptr ? collate->location : side->span}, common);
  }
  if (common.strength == Strength::conflict) {
    if (is_compared) fail_for_mismatch(state, common);
    result.collation_strength = Strength::conflict;
    return;
  }
  if (common.strength == Strength::none) return;
  result.collation = common.collation;
  result.collation_strength = Strength::implicit;
}

std::string named_collation(const BoundExpr& expr) {
  return expr.collation == kDefault ? std::string() : expr.collation;
}

}  // namespace pgscribe::analyze
