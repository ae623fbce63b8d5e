#pragma once

#include "analyze/parse_state.hpp"
#include "sql/ast.hpp"

// parse_agg.c

namespace pgscribe::analyze {

/// transformAggregateCall: finds the level the aggregate belongs to, checks nesting and placement; `expr` holds an AggregateExpr with its arguments bound.
void place_aggregate(ParseState& state, BoundExpr& expr, const std::vector<sql::SortItem>& order_by, bool distinct);
/// transformWindowFuncCall
void place_window_call(ParseState& state, BoundExpr& expr, const sql::WindowDefinition& over);
/// GROUPING(...)
[[nodiscard]] BoundRef transform_grouping(ParseState& state, const sql::GroupingCall& call, Span span);
/// parseCheckAggregates: every column outside an aggregate must be grouped or functionally dependent on a grouped primary key [42803].
void check_aggregates(ParseState& state, BoundQuery& query);

}  // namespace pgscribe::analyze
