#include "analyze/types/set_returning.hpp"

#include "analyze/bound/bound_walk.hpp"
#include "analyze/scope/clause_name.hpp"
#include "analyze/types/messages.hpp"

namespace pgscribe::analyze {

namespace {

bool is_window_frame(ExprKind kind) {
  return kind == ExprKind::window_frame_range || kind == ExprKind::window_frame_rows ||
         kind == ExprKind::window_frame_groups;
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

void check_set_placement(ParseState& state, const BoundExpr* last_srf, Span location) {
  switch (placement(state.expr_kind)) {
    case SetPlacement::ignored: return;
    case SetPlacement::target: state.has_target_srfs = true; return;
    case SetPlacement::from_function:
      if (state.last_srf == last_srf) return;
      fail(state, state.last_srf != nullptr ? state.last_srf->span : location, msg::SetReturningNotAtTopOfFrom());
    case SetPlacement::forbidden: break;
  }
  fail(state, location,
       msg::SetReturningNotAllowedIn(is_window_frame(state.expr_kind) ? "window definitions"
                                                                      : placement_name(state.expr_kind)));
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
