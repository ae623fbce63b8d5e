#include "analyze/calls/aggregates.hpp"
#include "analyze/clauses/clauses.hpp"
#include "analyze/clauses/cte.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/statements.hpp"
#include "analyze/exprs/target_list.hpp"
#include "analyze/from/from_clause.hpp"

// SELECT, clause by clause in PostgreSQL's order: the first coercion decides a parameter's type (transformSelectStmt).

namespace pgscribe::analyze {
namespace {

void transform_input(ParseState& state, const sql::Select& select) {
  if (select.with) transform_with(state, *select.with);
  if (select.into) fail(state, select.into->relation.name.span, msg::SelectIntoNotAllowed());
  state.window_definitions = select.windows;
  transform_from(state, select.from);
}

void transform_output(ParseState& state, const sql::Select& select) {
  BoundQuery& query = *state.query;
  query.targets = transform_target_list(
      state, select.targets, state.parent == nullptr ? state.context.outermost_targets : ExprKind::select_target);
  query.where = transform_condition(state, select.where, ExprKind::where, "WHERE");
  query.having = transform_condition(state, select.having, ExprKind::having, "HAVING");
}

void transform_ordering(ParseState& state, const sql::Select& select) {
  BoundQuery& query = *state.query;
  query.order_by = transform_order_by(state, select.order_by, query.targets, ExprKind::order_by, false);
  transform_group_by(state, select, query);
  transform_distinct(state, select, query);
  query.offset = transform_limit(state, select.offset, ExprKind::offset, "OFFSET", select.limit_with_ties);
  query.limit = transform_limit(state, select.limit, ExprKind::limit, "LIMIT", select.limit_with_ties);
  query.with_ties = select.limit_with_ties;
  transform_windows(state, query.targets);
}

}  // namespace

void transform_select(ParseState& state, const sql::Select& select) {
  BoundQuery& query = *state.query;
  query.kind = QueryKind::select;
  transform_input(state, select);
  transform_output(state, select);
  transform_ordering(state, select);
  if (state.resolve_unknowns) resolve_target_unknowns(state, query.targets);
  query.has_aggregates = state.has_aggregates;
  query.has_window_functions = state.has_window_functions;
  query.has_target_srfs = state.has_target_srfs;
  transform_locking(state, select.locking);
  if (state.has_aggregates || !query.group_by.empty() || !query.grouping_sets.empty() || query.having) {
    check_aggregates(state, query);
  }
}

void transform_decoration(ParseState& state, const sql::Select& select) {
  BoundQuery& query = *state.query;
  query.order_by = transform_order_by(state, select.order_by, query.targets, ExprKind::order_by, false);
  transform_limits(state, select);
}

void transform_limits(ParseState& state, const sql::Select& select) {
  BoundQuery& query = *state.query;
  query.offset = transform_limit(state, select.offset, ExprKind::offset, "OFFSET", select.limit_with_ties);
  query.limit = transform_limit(state, select.limit, ExprKind::limit, "LIMIT", select.limit_with_ties);
  query.with_ties = select.limit_with_ties;
}

}  // namespace pgscribe::analyze
