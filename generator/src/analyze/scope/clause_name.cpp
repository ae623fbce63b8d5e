#include "analyze/scope/clause_name.hpp"

namespace pgscribe::analyze {

const char* clause_name(ExprKind kind) {
  switch (kind) {
    case ExprKind::other: return "extension expression";
    case ExprKind::join_on: return "JOIN/ON";
    case ExprKind::from_subselect: return "sub-SELECT in FROM";
    case ExprKind::from_function: return "function in FROM";
    case ExprKind::where: return "WHERE";
    case ExprKind::having: return "HAVING";
    case ExprKind::filter: return "FILTER";
    case ExprKind::window_partition: return "window PARTITION BY";
    case ExprKind::window_order: return "window ORDER BY";
    case ExprKind::window_frame_range: return "window RANGE";
    case ExprKind::window_frame_rows: return "window ROWS";
    case ExprKind::window_frame_groups: return "window GROUPS";
    case ExprKind::select_target: return "SELECT";
    case ExprKind::insert_target: return "INSERT";
    case ExprKind::update_source:
    case ExprKind::update_target: return "UPDATE";
    case ExprKind::merge_when: return "MERGE WHEN";
    case ExprKind::group_by: return "GROUP BY";
    case ExprKind::order_by: return "ORDER BY";
    case ExprKind::distinct_on: return "DISTINCT ON";
    case ExprKind::limit: return "LIMIT";
    case ExprKind::offset: return "OFFSET";
    case ExprKind::returning:
    case ExprKind::merge_returning: return "RETURNING";
    case ExprKind::values:
    case ExprKind::values_single: return "VALUES";
    case ExprKind::index_expression: return "index expression";
    case ExprKind::index_predicate: return "index predicate";
    case ExprKind::call_argument: return "CALL";
    case ExprKind::cycle_mark: return "CYCLE";
    case ExprKind::check_constraint: return "CHECK";
    case ExprKind::default_value: return "DEFAULT";
    case ExprKind::column_generation: return "GENERATED AS";
    case ExprKind::partition_key: return "PARTITION BY";
    case ExprKind::policy: return "POLICY";
    case ExprKind::trigger_when: return "WHEN";
    case ExprKind::type_conversion: return "USING";
  }
  return "unrecognized expression kind";
}

const char* placement_name(ExprKind kind) {
  switch (kind) {
    case ExprKind::join_on: return "JOIN conditions";
    case ExprKind::from_function: return "functions in FROM";
    case ExprKind::merge_when: return "MERGE WHEN conditions";
    case ExprKind::index_expression: return "index expressions";
    case ExprKind::index_predicate: return "index predicates";
    case ExprKind::call_argument: return "CALL arguments";
    case ExprKind::check_constraint: return "check constraints";
    case ExprKind::default_value: return "DEFAULT expressions";
    case ExprKind::column_generation: return "column generation expressions";
    case ExprKind::partition_key: return "partition key expressions";
    case ExprKind::policy: return "policy expressions";
    case ExprKind::trigger_when: return "trigger WHEN conditions";
    case ExprKind::type_conversion: return "transform expressions";
    default: return clause_name(kind);
  }
}

}  // namespace pgscribe::analyze
