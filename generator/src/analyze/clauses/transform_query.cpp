#include "analyze/clauses/transform_query.hpp"

#include "analyze/checks/collations.hpp"
#include "analyze/clauses/select_into.hpp"
#include "analyze/clauses/statements.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/scope/depth_guard.hpp"

namespace pgscribe::analyze {
namespace {

void transform_any_select(ParseState& state, const sql::Select& select) {
  const DepthGuard guard(state.context);
  if (guard.is_too_deep()) fail(state, select.span, msg::StackDepthLimitExceeded());
  if (!select.values.empty()) {
    transform_values(state, select);
  } else if (select.set_operator != sql::SetOperator::none) {
    transform_set_operations(state, select);
  } else {
    transform_select(state, select);
  }
}

/// SELECT INTO is a CREATE TABLE AS, at the top only.
const sql::IntoClause* top_level_into(const ParseState& state, const sql::Statement& statement) {
  const auto* select = std::get_if<sql::Select>(&statement.node);
  return state.parent == nullptr && select != nullptr && select->values.empty() ? find_into(*select) : nullptr;
}

void transform_select_into(ParseState& state, const sql::Statement& statement, const sql::IntoClause& into) {
  sql::Select query = without_into(std::get<sql::Select>(statement.node));
  sql::CreateTableAs create;
  create.into = into;
  create.query = std::make_shared<const sql::Statement>(sql::Statement{std::move(query), statement.span});
  transform_utility(state, sql::Statement{std::move(create), statement.span});
}

void transform_any(ParseState& state, const sql::Statement& statement) {
  if (const sql::IntoClause* into = top_level_into(state, statement))
    return transform_select_into(state, statement, *into);
  std::visit(sql::Overloaded{
                 [&](const sql::Select& n) { transform_any_select(state, n); },
                 [&](const sql::Insert& n) { transform_insert(state, n); },
                 [&](const sql::Update& n) { transform_update(state, n); },
                 [&](const sql::Delete& n) { transform_delete(state, n); },
                 [&](const sql::Merge& n) { transform_merge(state, n); },
                 [&](const auto&) { transform_utility(state, statement); },
             },
             statement.node);
}

/// Runs `body` in a state of its own below `parent` and gives the query it made.
template <class Body>
QueryRef in_new_state(AnalysisContext& context, ParseState* parent, Body body) {
  auto query = std::make_shared<BoundQuery>();
  ParseState state{context};
  state.parent = parent;
  state.query = query.get();
  body(state);
  derive_collations(state);
  query->has_aggregates = state.has_aggregates;
  query->has_window_functions = state.has_window_functions;
  query->has_target_srfs = state.has_target_srfs;
  return query;
}

}  // namespace

QueryRef transform_statement(AnalysisContext& context, ParseState* parent, const sql::Statement& statement) {
  return in_new_state(context, parent, [&](ParseState& state) { transform_any(state, statement); });
}

QueryRef transform_subquery(ParseState& parent, const sql::Select& select, CteEntry* parent_cte,
                            bool resolve_unknowns) {
  return in_new_state(parent.context, &parent, [&](ParseState& state) {
    state.parent_cte = parent_cte;
    state.resolve_unknowns = resolve_unknowns;
    transform_any_select(state, select);
  });
}

QueryRef transform_cte_query(ParseState& parent, const sql::Statement& statement, CteEntry& cte) {
  return in_new_state(parent.context, &parent, [&](ParseState& state) {
    state.parent_cte = &cte;
    transform_any(state, statement);
  });
}

}  // namespace pgscribe::analyze
