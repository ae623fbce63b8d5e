#include "analyze/calls/aggregates.hpp"

#include <algorithm>
#include <utility>

#include "analyze/bound/deep_walk.hpp"
#include "analyze/calls/aggregate_placement.hpp"
#include "analyze/calls/messages.hpp"
#include "analyze/scope/recursion.hpp"
#include "analyze/scope/scope.hpp"
#include "analyze/types/coercion.hpp"

// transformAggregateCall, transformWindowFuncCall, transformGroupingFunc: which level a call belongs to and whether it
// may stand there.

namespace pgscribe::analyze {

namespace {

constexpr int kNone = -1;

/// Levels found in an aggregate's arguments, relative to the query that the call stands in; kNone: nothing found.
struct Levels {
  int column = kNone;
  int aggregate = kNone;
};

void lower(int& least, int level) {
  if (level >= 0 && (least == kNone || level < least)) least = level;
}

int aggregate_level(const BoundExpr& expr) {
  if (const auto* aggregate = std::get_if<AggregateExpr>(&expr.node)) return aggregate->levels_up;
  if (const auto* grouping = std::get_if<GroupingExpr>(&expr.node)) return grouping->levels_up;
  return kNone;
}

bool is_set_returning_call(const BoundExpr& expr) {
  if (const auto* call = std::get_if<FunctionCallExpr>(&expr.node))
    return call->function != nullptr && call->function->returns_set;
  const auto* op = std::get_if<OperatorExpr>(&expr.node);
  return op != nullptr && op->op != nullptr && op->op->returns_set;
}

/// check_agg_arguments_walker
Levels find_levels(ParseState& state, const BoundList& args) {
  Levels levels;
  const Visitor visitor = [&](const BoundExpr& expr, int depth) {
    if (const auto* var = std::get_if<ColumnVar>(&expr.node)) {
      lower(levels.column, var->levels_up - depth);
      return Walk::skip;
    }
    if (const int level = aggregate_level(expr); level != kNone) lower(levels.aggregate, level - depth);
    if (depth > 0) return Walk::descend;
    if (is_set_returning_call(expr)) fail(state, expr.span, msg::AggregateContainsSetReturning());
    if (std::holds_alternative<WindowExpr>(expr.node)) fail(state, expr.span, msg::AggregateContainsWindowCall());
    return Walk::descend;
  };
  for (const BoundRef& arg : args) {
    if (arg != nullptr) walk_expr(*arg, 0, visitor);
  }
  return levels;
}

/// locate_agg_of_level
Span span_of_aggregate(const BoundList& args, int level) {
  Span found;
  const Visitor visitor = [&](const BoundExpr& expr, int depth) {
    if (aggregate_level(expr) != level + depth || aggregate_level(expr) == kNone) return Walk::descend;
    found = expr.span;
    return Walk::stop;
  };
  for (const BoundRef& arg : args) {
    if (arg != nullptr && walk_expr(*arg, 0, visitor)) break;
  }
  return found;
}

Span span_of_column(const BoundList& args, int level) {
  Span found;
  const Visitor visitor = [&](const BoundExpr& expr, int depth) {
    const auto* var = std::get_if<ColumnVar>(&expr.node);
    if (var == nullptr || var->levels_up != level + depth) return Walk::descend;
    found = expr.span;
    return Walk::stop;
  };
  for (const BoundRef& arg : args) {
    if (arg != nullptr && walk_expr(*arg, 0, visitor)) break;
  }
  return found;
}

/// check_agg_arguments: the level the call belongs to.
int level_of_call(ParseState& state, const BoundList& direct_args, const BoundList& args) {
  const Levels levels = find_levels(state, args);
  int level = 0;
  if (levels.column != kNone && levels.aggregate != kNone) {
    level = std::min(levels.column, levels.aggregate);
  } else {
    level = std::max({levels.column, levels.aggregate, 0});
  }
  if (level == levels.aggregate) fail(state, span_of_aggregate(args, level), msg::AggregatesNested());
  const Levels direct = find_levels(state, direct_args);
  if (direct.column != kNone && direct.column < level) {
    fail(state, span_of_column(direct_args, direct.column), msg::OuterAggregateWithLowerVariable());
  }
  if (direct.aggregate != kNone && direct.aggregate <= level) {
    fail(state, span_of_aggregate(direct_args, direct.aggregate), msg::AggregatesNested());
  }
  return level;
}

/// check_agglevels_and_constraints; `what`: "aggregate functions" or "grouping operations".
void settle(ParseState& state, int level, std::string_view what, Span span) {
  ParseState& owner = state_at(state, level);
  owner.has_aggregates = true;
  const std::string place = forbidden_aggregate_place(owner.expr_kind);
  if (!place.empty()) fail(state, span, msg::AggregatesNotAllowedIn(what, place));
}

/// A DISTINCT aggregate sorts its inputs, and its ORDER BY may only name arguments (transformDistinctClause).
void check_distinct(ParseState& state, const BoundList& args, const std::vector<SortKey>& order_by) {
  const catalog::Catalog& catalog = state.context.catalog;
  for (const SortKey& key : order_by) {
    if (key.target < static_cast<int>(args.size())) continue;
    fail(state, key.expr->span, msg::AggregateOrderByNotInArguments());
  }
  for (const BoundRef& arg : args) {
    const std::string type = catalog.format_type(arg->type);
    if (!catalog.has_equality(arg->type)) fail(state, arg->span, msg::NoEqualityOperator(type));
    if (!catalog.is_orderable(arg->type)) fail(state, arg->span, msg::DistinctAggregateNeedsOrdering(type));
  }
}

/// The sort keys of WITHIN GROUP (ORDER BY ...), whose expressions are the aggregated arguments.
std::vector<SortKey> order_within_group(ParseState& state, const std::vector<sql::SortItem>& items, BoundList& args) {
  const catalog::Catalog& catalog = state.context.catalog;
  std::vector<SortKey> keys;
  for (std::size_t i = 0; i < args.size() && i < items.size(); ++i) {
    if (args[i]->type == catalog::oid::unknown) {
      args[i] = coerce_type(state, args[i], {catalog::oid::text});
    }
    if (!catalog.is_orderable(args[i]->type)) {
      fail(state, args[i]->span, msg::NoOrderingOperator(catalog.format_type(args[i]->type)));
    }
    const bool descending = items[i].direction == sql::SortDirection::descending;
    const bool nulls_first =
        items[i].nulls == sql::NullsOrder::default_ ? descending : items[i].nulls == sql::NullsOrder::first;
    keys.push_back({args[i], static_cast<int>(i), descending, nulls_first});
  }
  return keys;
}

bool contains_window_call(const BoundList& args, Span* span) {
  const Visitor visitor = [&](const BoundExpr& expr, int depth) {
    if (depth > 0) return Walk::skip;
    if (!std::holds_alternative<WindowExpr>(expr.node)) return Walk::descend;
    *span = expr.span;
    return Walk::stop;
  };
  return std::any_of(args.begin(), args.end(),
                     [&](const BoundRef& arg) { return arg != nullptr && walk_expr(*arg, 0, visitor); });
}

/// Index into window_definitions that becomes BoundQuery::windows.
int window_of(ParseState& state, const sql::WindowDefinition& over) {
  if (!over.is_reference) {
    state.window_definitions.push_back(over);
    return static_cast<int>(state.window_definitions.size()) - 1;
  }
  for (std::size_t i = 0; i < state.window_definitions.size(); ++i) {
    if (state.window_definitions[i].name == over.existing) return static_cast<int>(i);
  }
  fail(state, over.span, msg::WindowDoesNotExist(over.existing));
}

}  // namespace

void place_aggregate(ParseState& state, BoundExpr& expr, const std::vector<sql::SortItem>& order_by, bool distinct) {
  auto& aggregate = std::get<AggregateExpr>(expr.node);
  aggregate.distinct = distinct;
  if (aggregate.function->aggregate_kind != catalog::AggregateKind::normal) {
    aggregate.order_by = order_within_group(state, order_by, aggregate.args);
  } else {
    aggregate.order_by = transform_aggregate_order(state, order_by, aggregate.args);
    // addTargetToGroupList
    for (BoundRef& arg : aggregate.args) {
      if (distinct && arg->type == catalog::oid::unknown) {
        arg = coerce_type(state, arg, {catalog::oid::text, -1, CoercionContext::implicit, true, arg->span});
      }
    }
    if (distinct) check_distinct(state, aggregate.args, aggregate.order_by);
  }
  BoundList aggregated = aggregate.args;
  for (const SortKey& key : aggregate.order_by) aggregated.push_back(key.expr);
  if (aggregate.filter != nullptr) aggregated.push_back(aggregate.filter);
  const int level = level_of_call(state, aggregate.direct_args, aggregated);
  aggregate.levels_up = level;
  settle(state, level, "aggregate functions", expr.span);
}

void place_window_call(ParseState& state, BoundExpr& expr, const sql::WindowDefinition& over) {
  auto& call = std::get<WindowExpr>(expr.node);
  Span inner;
  if (state.has_window_functions && contains_window_call(call.args, &inner)) {
    fail(state, inner, msg::WindowCallsNested());
  }
  if (const std::string place = forbidden_window_place(state.expr_kind); !place.empty()) {
    fail(state, expr.span, msg::WindowFunctionsNotAllowedIn(place));
  }
  call.window = window_of(state, over);
  state.has_window_functions = true;
}

BoundRef transform_grouping(ParseState& state, const sql::GroupingCall& call, Span span) {
  constexpr std::size_t kMaxGroupingArguments = 31;
  if (call.args.size() > kMaxGroupingArguments) fail(state, span, msg::TooManyGroupingArguments());
  GroupingExpr grouping;
  for (const sql::ExprRef& arg : call.args) grouping.args.push_back(transform_expr(state, *arg, state.expr_kind));
  const int level = level_of_call(state, {}, grouping.args);
  grouping.levels_up = level;
  settle(state, level, "grouping operations", span);
  return make_bound(std::move(grouping), catalog::oid::int4, span);
}

}  // namespace pgscribe::analyze
