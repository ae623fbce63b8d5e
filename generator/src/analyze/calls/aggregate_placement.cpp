#include "analyze/calls/aggregate_placement.hpp"

#include "analyze/scope/clause_name.hpp"

namespace pgscribe::analyze {

std::string forbidden_aggregate_place(ExprKind kind) {
  switch (kind) {
    case ExprKind::other:
    case ExprKind::having:
    case ExprKind::window_partition:
    case ExprKind::window_order:
    case ExprKind::select_target:
    case ExprKind::order_by:
    case ExprKind::distinct_on: return {};
    // Only a LATERAL sub-select gets here.
    case ExprKind::from_subselect: return "FROM clause of their own query level";
    default: break;
  }
  return placement_name(kind);
}

std::string forbidden_window_place(ExprKind kind) {
  switch (kind) {
    case ExprKind::other:
    case ExprKind::select_target:
    case ExprKind::order_by:
    case ExprKind::distinct_on: return {};
    case ExprKind::window_partition:
    case ExprKind::window_order:
    case ExprKind::window_frame_range:
    case ExprKind::window_frame_rows:
    case ExprKind::window_frame_groups: return "window definitions";
    default: break;
  }
  return placement_name(kind);
}

}  // namespace pgscribe::analyze
