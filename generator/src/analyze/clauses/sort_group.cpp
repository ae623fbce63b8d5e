#include "analyze/clauses/sort_group.hpp"

#include <algorithm>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/calls/messages.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/exprs/target_list.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/scope/clause_name.hpp"
#include "analyze/scope/scope.hpp"
#include "analyze/types/coercion.hpp"

namespace pgscribe::analyze {
namespace {

/// strip_implicit_coercions
const BoundExpr& without_implicit_coercions(const BoundExpr& expr) {
  if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node); coercion != nullptr && coercion->is_implicit) {
    return without_implicit_coercions(*coercion->arg);
  }
  if (const auto* call = std::get_if<FunctionCallExpr>(&expr.node);
      call != nullptr && call->form == CallForm::implicit_cast && !call->args.empty()) {
    return without_implicit_coercions(*call->args.front());
  }
  return expr;
}

const BoundExpr* find_node(const BoundExpr& expr, bool (*matches)(const BoundExpr&, int)) {
  const BoundExpr* found = nullptr;
  walk(expr, [&](const BoundExpr& node, int depth) {
    if (found == nullptr && matches(node, depth)) found = &node;
    return found == nullptr;
  });
  return found;
}

bool is_local_aggregate(const BoundExpr& expr, int depth) {
  if (const auto* aggregate = std::get_if<AggregateExpr>(&expr.node)) return aggregate->levels_up == depth;
  if (const auto* grouping = std::get_if<GroupingExpr>(&expr.node)) return grouping->levels_up == depth;
  return false;
}

bool is_window_call(const BoundExpr& expr, int depth) {
  return depth == 0 && std::holds_alternative<WindowExpr>(expr.node);
}

/// checkTargetlistEntrySQL92: an output item named by GROUP BY must not hold what GROUP BY could not hold itself.
int check_target(ParseState& state, const std::vector<TargetEntry>& targets, int index, ExprKind kind) {
  if (kind != ExprKind::group_by) return index;
  const BoundExpr& expr = *targets[static_cast<std::size_t>(index)].expr;
  const std::string clause = clause_name(kind);
  if (state.has_aggregates) {
    if (const BoundExpr* aggregate = find_node(expr, is_local_aggregate)) {
      fail(state, aggregate->span, msg::AggregatesInClause(clause));
    }
  }
  if (state.has_window_functions) {
    if (const BoundExpr* window = find_node(expr, is_window_call)) {
      fail(state, window->span, msg::WindowFunctionsNotAllowedIn(clause));
    }
  }
  return index;
}

constexpr int kNotFound = -1;

int find_by_name(ParseState& state, const sql::Name& name, const std::vector<TargetEntry>& targets, ExprKind kind) {
  // GROUP BY prefers an input column of this level; ORDER BY prefers an output column.
  if (kind == ExprKind::group_by && find_column(state, name.text, true, name.span) != nullptr) return kNotFound;
  int found = kNotFound;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (targets[i].junk || targets[i].name != name.text) continue;
    if (found == kNotFound) {
      found = static_cast<int>(i);
    } else if (!equal(*targets[static_cast<std::size_t>(found)].expr, *targets[i].expr)) {
      fail(state, name.span, msg::ClauseNameAmbiguous(clause_name(kind), name.text));
    }
  }
  return found;
}

int find_by_position(ParseState& state, int position, Span span, const std::vector<TargetEntry>& targets,
                     ExprKind kind) {
  int seen = 0;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (!targets[i].junk && ++seen == position) return static_cast<int>(i);
  }
  fail(state, span, msg::PositionIsNotInSelectList(clause_name(kind), position));
}

bool is_other_constant(const sql::Expr& expr) {
  return std::holds_alternative<sql::StringLiteral>(expr.node) ||
         std::holds_alternative<sql::FloatLiteral>(expr.node) || std::holds_alternative<sql::NullLiteral>(expr.node) ||
         std::holds_alternative<sql::BitStringLiteral>(expr.node) ||
         std::holds_alternative<sql::BooleanLiteral>(expr.node);
}

}  // namespace

int find_target_sql92(ParseState& state, const sql::Expr& item, std::vector<TargetEntry>& targets, ExprKind kind) {
  if (const auto* column = std::get_if<sql::ColumnRef>(&item.node);
      column != nullptr && !column->star && column->fields.size() == 1) {
    const int found = find_by_name(state, column->fields.front(), targets, kind);
    if (found != kNotFound) return check_target(state, targets, found, kind);
  }
  if (const auto* position = std::get_if<sql::IntegerLiteral>(&item.node)) {
    return check_target(state, targets, find_by_position(state, position->value, item.span, targets, kind), kind);
  }
  if (is_other_constant(item)) fail(state, item.span, msg::NonIntegerConstantIn(clause_name(kind)));
  return find_target_sql99(state, item, targets, kind);
}

int find_target_sql99(ParseState& state, const sql::Expr& item, std::vector<TargetEntry>& targets, ExprKind kind) {
  BoundRef bound = transform_expr(state, item, kind);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (equal(*bound, without_implicit_coercions(*targets[i].expr))) return static_cast<int>(i);
  }
  targets.push_back(transform_target(state, item, std::move(bound), kind, nullptr, true));
  return static_cast<int>(targets.size()) - 1;
}

void make_groupable(ParseState& state, TargetEntry& target, Span location) {
  if (target.expr->type == catalog::oid::unknown) {
    target.expr =
        coerce_type(state, target.expr, {catalog::oid::text, -1, CoercionContext::implicit, true, target.expr->span});
  }
  check_sort_operators(state, target.expr->type, false, location);
}

void check_sort_operators(ParseState& state, Oid type, bool needs_order, Span location) {
  const catalog::Catalog& catalog = state.context.catalog;
  if (needs_order && !catalog.is_orderable(type)) {
    fail(state, location, msg::NoOrderingOperator(catalog.format_type(type)));
  }
  if (!catalog.has_equality(type)) fail(state, location, msg::NoEqualityOperator(catalog.format_type(type)));
}

bool has_target(const std::vector<SortKey>& keys, int target) {
  return std::any_of(keys.begin(), keys.end(), [&](const SortKey& key) { return key.target == target; });
}

}  // namespace pgscribe::analyze
