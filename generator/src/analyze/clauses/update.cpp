#include "analyze/clauses/clauses.hpp"
#include "analyze/clauses/cte.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/statements.hpp"
#include "analyze/exprs/target_list.hpp"
#include "analyze/from/from_clause.hpp"
#include "analyze/scope/range_table.hpp"
#include "catalog/messages.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"

// UPDATE and DELETE (transformUpdateStmt and transformDeleteStmt).

namespace pgscribe::analyze {
namespace {

/// attnameAttNum, system columns included.
int assigned_attribute(ParseState& state, const sql::Name& column) {
  const catalog::Relation& relation = target_relation(state);
  if (const int attribute = relation.attribute_number(column.text); attribute != 0) return attribute;
  if (const catalog::SystemColumn* system = catalog::find_system_column(column.text)) return system->attribute_number;
  std::vector<std::string> names;
  for (const catalog::Column& candidate : relation.columns) {
    if (!candidate.dropped) names.push_back(candidate.name);
  }
  const std::string nearest = support::nearest_name(column.text, names);
  fail(state, column.span,
       msg::ColumnOfRelationDoesNotExist(column.text, relation.name,
                                         nearest.empty() ? std::string() : msg::DidYouMean(nearest)));
}

/// FROM or USING, which must not see the target relation though a join with it is what they make.
void transform_other_relations(ParseState& state, const std::vector<sql::Ref<sql::FromItem>>& items) {
  NamespaceItem& target = state.names.front();
  target.lateral_only = true;
  target.lateral_ok = false;
  transform_from(state, items);
  state.names.front().lateral_only = false;
  state.names.front().lateral_ok = true;
}

}  // namespace

void transform_update(ParseState& state, const sql::Update& update) {
  BoundQuery& query = *state.query;
  query.kind = QueryKind::update;
  if (update.with) transform_with(state, *update.with);
  set_target_relation(state, update.relation, update.relation_span, true);
  transform_other_relations(state, update.from);
  query.where = transform_condition(state, update.where, ExprKind::where, "WHERE");
  transform_returning(state, update.returning);
  query.targets = transform_update_targets(state, update.set);
}

void transform_delete(ParseState& state, const sql::Delete& statement) {
  BoundQuery& query = *state.query;
  query.kind = QueryKind::delete_;
  if (statement.with) transform_with(state, *statement.with);
  set_target_relation(state, statement.relation, statement.relation_span, true);
  transform_other_relations(state, statement.using_items);
  query.where = transform_condition(state, statement.where, ExprKind::where, "WHERE");
  transform_returning(state, statement.returning);
}

std::vector<TargetEntry> transform_update_targets(ParseState& state, const std::vector<sql::Target>& set) {
  std::vector<TargetEntry> targets = transform_target_list(state, set, ExprKind::update_source);
  for (std::size_t i = 0; i < set.size() && i < targets.size(); ++i) {
    const sql::Name& column = *set[i].name;
    TargetEntry& target = targets[i];
    target.attribute = assigned_attribute(state, column);
    if (set[i].indirection.empty()) {
      note_parameter_target(state, *target.expr,
                            {&target_relation(state), target.attribute, true, false, {}, {}, false});
    }
    target.name = column.text;
    target.expr = transform_assigned_expr(state, target.expr, ExprKind::update_target, column.text, target.attribute,
                                          set[i].indirection, column.span);
  }
  return targets;
}

}  // namespace pgscribe::analyze
