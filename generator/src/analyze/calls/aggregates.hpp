#pragma once

#include "analyze/scope/parse_state.hpp"
#include "sql/ast.hpp"

// Aggregate and window calls: their level, their order, their nesting (parse_agg.c).

namespace pgscribe::analyze {

/// transformAggregateCall: finds the level the aggregate belongs to, checks nesting and placement; `expr` holds an
/// AggregateExpr with its arguments bound (of an ordered-set aggregate: direct_args and args apart, `order_by` being
/// the WITHIN GROUP items of `args`).
void place_aggregate(ParseState& state, BoundExpr& expr, const std::vector<sql::SortItem>& order_by, bool distinct);
/// transformWindowFuncCall
void place_window_call(ParseState& state, BoundExpr& expr, const sql::WindowDefinition& over);
/// GROUPING(...)
[[nodiscard]] BoundRef transform_grouping(ParseState& state, const sql::GroupingCall& call, Span span);
/// parseCheckAggregates: every column outside an aggregate must be grouped or functionally dependent on a grouped
/// primary key [42803].
void check_aggregates(ParseState& state, BoundQuery& query);

/// expand_grouping_sets: what ROLLUP, CUBE and products of sets stand for, each as sorted indexes into
/// BoundQuery::group_by; none when there are more than `limit`.
[[nodiscard]] std::vector<std::vector<int>> expand_grouping_sets(const std::vector<GroupingSetNode>& sets,
                                                                 std::size_t limit);

}  // namespace pgscribe::analyze
