#include "analyze/set_returning.hpp"

#include "analyze/bound_walk.hpp"
#include "analyze/transform_expr.hpp"

namespace pgscribe::analyze {

namespace {

/// What the message calls a clause whose name is not an SQL keyword; empty for the others.
std::string_view described_clause(ExprKind kind) {
  switch (kind) {
    case ExprKind::join_on:
    case ExprKind::join_using: return "JOIN conditions";
    case ExprKind::policy: return "policy expressions";
    case ExprKind::window_frame_range:
    case ExprKind::window_frame_rows:
    case ExprKind::window_frame_groups: return "window definitions";
    case ExprKind::merge_when: return "MERGE WHEN conditions";
    case ExprKind::check_constraint:
    case ExprKind::domain_check: return "check constraints";
    case ExprKind::column_default:
    case ExprKind::function_default: return "DEFAULT expressions";
    case ExprKind::index_expression: return "index expressions";
    case ExprKind::index_predicate: return "index predicates";
    case ExprKind::statistics_expression: return "statistics expressions";
    case ExprKind::alter_column_transform: return "transform expressions";
    case ExprKind::execute_parameter: return "EXECUTE parameters";
    case ExprKind::trigger_when: return "trigger WHEN conditions";
    case ExprKind::partition_bound: return "partition bound";
    case ExprKind::partition_expression: return "partition key expressions";
    case ExprKind::call_argument: return "CALL arguments";
    case ExprKind::copy_where: return "COPY FROM WHERE conditions";
    case ExprKind::generated_column: return "column generation expressions";
    default: return {};
  }
}

enum class SetPlacement { ignored, target, from_function, forbidden };

SetPlacement placement(ExprKind kind) {
  switch (kind) {
    case ExprKind::other: return SetPlacement::ignored;
    case ExprKind::from_function: return SetPlacement::from_function;
    case ExprKind::window_partition:
    case ExprKind::window_order:
    case ExprKind::select_target:
    case ExprKind::insert_target:
    case ExprKind::group_by:
    case ExprKind::order_by:
    case ExprKind::distinct_on:
    case ExprKind::values_single: return SetPlacement::target;
    default: return SetPlacement::forbidden;
  }
}

}  // namespace

bool check_set_placement(ParseState& state, const BoundExpr* last_srf, Span location) {
  switch (placement(state.expr_kind)) {
    case SetPlacement::ignored: return true;
    case SetPlacement::target: state.has_target_srfs = true; return true;
    case SetPlacement::from_function:
      if (state.last_srf == last_srf) return true;
      report(state, "0A000", state.last_srf != nullptr ? state.last_srf->span : location,
             "set-returning functions must appear at top level of FROM");
      return false;
    case SetPlacement::forbidden: break;
  }
  const std::string_view described = described_clause(state.expr_kind);
  report(state, "0A000", location,
         "set-returning functions are not allowed in " +
             (described.empty() ? std::string(clause_name(state.expr_kind)) : std::string(described)));
  return false;
}

bool returns_set(const BoundExpr& expr) {
  if (const auto* call = std::get_if<FunctionCallExpr>(&expr.node)) {
    if (call->function != nullptr && call->function->returns_set) return true;
  } else if (const auto* op = std::get_if<OperatorExpr>(&expr.node)) {
    if (op->op != nullptr && op->op->returns_set) return true;
  } else if (std::holds_alternative<AggregateExpr>(expr.node) || std::holds_alternative<WindowExpr>(expr.node) ||
             std::holds_alternative<GroupingExpr>(expr.node)) {
    return false;  // their arguments were checked when they were built
  }
  bool found = false;
  for_each_child(expr, [&](const BoundRef& child) { found = found || returns_set(*child); });
  return found;
}

}  // namespace pgscribe::analyze
