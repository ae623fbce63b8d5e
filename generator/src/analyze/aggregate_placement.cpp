#include "analyze/aggregate_placement.hpp"

namespace pgscribe::analyze {

namespace {

/// Where PostgreSQL does not say the clause's name but a phrase of its own. Null: the clause's name, or allowed.
const char* place_phrase(ExprKind kind) {
  switch (kind) {
    case ExprKind::join_on:
    case ExprKind::join_using: return "JOIN conditions";
    case ExprKind::from_function: return "functions in FROM";
    case ExprKind::policy: return "policy expressions";
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
    default: return nullptr;
  }
}

}  // namespace

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
  const char* phrase = place_phrase(kind);
  return phrase != nullptr ? phrase : clause_name(kind);
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
  const char* phrase = place_phrase(kind);
  return phrase != nullptr ? phrase : clause_name(kind);
}

}  // namespace pgscribe::analyze
