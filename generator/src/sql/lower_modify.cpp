#include <string_view>
#include <utility>

#include "sql/lowering.hpp"

// INSERT, UPDATE, DELETE, MERGE.

namespace pgscribe::sql {
namespace {

Overriding overriding(NodeView n) {
  const std::string_view kind = n.text("override");
  if (kind == "OVERRIDING_USER_VALUE") return Overriding::user_value;
  return kind == "OVERRIDING_SYSTEM_VALUE" ? Overriding::system_value : Overriding::none;
}

InferenceItem lower_inference_item(Lowering& l, NodeView n) {
  InferenceItem item;
  if (const std::string_view name = n.text("name"); !name.empty()) item.column = l.locate(name);
  item.expr = lower_expr(l, n["expr"]);
  if (n["collation"].size() != 0) item.collation = lower_name(l, n["collation"]);
  if (n["opclass"].size() != 0) item.operator_class = lower_name(l, n["opclass"]);
  const std::string_view order = n.text("ordering");
  const std::string_view nulls = n.text("nulls_ordering");
  item.has_order = !order.empty() && order != "SORTBY_DEFAULT";
  item.has_nulls_order = !nulls.empty() && nulls != "SORTBY_NULLS_DEFAULT";
  return item;
}

OnConflict lower_on_conflict(Lowering& l, NodeView n) {
  OnConflict result;
  l.seek(n.location());
  result.span = l.token(n.location());
  result.do_update = n.text("action") == "ONCONFLICT_UPDATE";
  if (const NodeView infer = n["infer"]) {
    l.seek(infer.location());
    result.inference_span = l.token(infer.location());
    for (const NodeView element : infer["indexElems"]) {
      result.inference.push_back(lower_inference_item(l, element.body()));
    }
    result.has_inference = !result.inference.empty();
    result.inference_where = lower_expr(l, infer["whereClause"]);
    if (const std::string_view name = infer.text("conname"); !name.empty()) result.constraint = l.locate(name);
  }
  result.set = lower_assignments(l, n["targetList"]);
  result.where = lower_expr(l, n["whereClause"]);
  return result;
}

MergeWhen lower_merge_when(Lowering& l, NodeView n) {
  MergeWhen when;
  const std::size_t keyword = l.find_ahead({"when"});
  when.span = l.tokens_span(keyword, keyword + 1);
  // PostgreSQL 17 replaced the flag by MERGE_WHEN_MATCHED and two NOT MATCHED kinds.
  const std::string_view match = n.text("matchKind");
  if (n.flag("matched") || match == "MERGE_WHEN_MATCHED") when.match = MergeMatch::matched;
  if (match == "MERGE_WHEN_NOT_MATCHED_BY_SOURCE") when.match = MergeMatch::not_matched_by_source;
  if (when.match != MergeMatch::matched && l.tokens().is(keyword + 3, "by"))
    l.needs(construct::kMergeByTarget, l.to_file(l.tokens().range(keyword + 3)));
  when.condition = lower_expr(l, n["condition"]);
  const std::string_view command = n.text("commandType");
  if (command == "CMD_INSERT") when.action = MergeAction::insert;
  if (command == "CMD_UPDATE") when.action = MergeAction::update;
  if (command == "CMD_DELETE") when.action = MergeAction::delete_;
  when.overriding = overriding(n);
  when.targets = lower_assignments(l, n["targetList"]);
  when.values = lower_exprs(l, n["values"]);
  when.default_values = when.action == MergeAction::insert && when.values.empty();
  return when;
}

/// A list of targets; since PostgreSQL 18 a clause around it.
Returning lower_returning(Lowering& l, NodeView n) {
  const NodeView clause = n["returningClause"];
  Returning returning;
  for (const NodeView item : clause["options"]) {
    const NodeView option = item.body();
    const Span span = l.token(option.location());
    if (returning.options.empty()) l.needs(construct::kReturningAliases, span);
    const bool is_new = option.text("option") == "RETURNING_OPTION_NEW";
    returning.options.push_back({is_new, l.locate(option.text("value")), span});
  }
  returning.targets = lower_targets(l, clause ? clause["exprs"] : n["returningList"]);
  return returning;
}

}  // namespace

std::vector<Target> lower_assignments(Lowering& l, NodeView list) {
  std::vector<Target> targets;
  ExprRef source;  // `(a, b) = source` comes as one node for each column, each with its own copy of the source
  for (const NodeView item : list) {
    const NodeView n = item.body();
    l.seek(n.location());
    const std::size_t first = l.cursor();
    Target target;
    target.name = Name{std::string(n.text("name")), l.token(n.location())};
    target.indirection = lower_indirection(l, n["indirection"]);
    const NodeView value = n["val"];
    if (value.is("MultiAssignRef")) {
      const NodeView multi = value.body();
      const int index = multi.integer("colno");
      if (index == 1 || !source) {
        source = lower_expr(l, multi["source"]);
      } else {
        multi["source"].pass_over();
      }
      const Span span = source ? source->span : l.token(-1);
      ExprNode node = MultiAssignment{source, index, multi.integer("ncolumns")};
      target.value = make_expr(std::move(node), span, span);
      target.span = target.name->span;
    } else {
      target.value = lower_expr(l, value);
      l.close_brackets(first);
      target.span = l.tokens_span(first, l.cursor());
    }
    targets.push_back(std::move(target));
  }
  return targets;
}

Insert lower_insert(Lowering& l, NodeView n) {
  Insert insert;
  insert.with = lower_with(l, n["withClause"]);
  insert.relation = lower_relation(l, n["relation"]);
  insert.relation_span = insert.relation.name.span;
  insert.columns = lower_assignments(l, n["cols"]);
  insert.overriding = overriding(n);
  if (n["selectStmt"]) insert.source = lower_select_ref(l, n["selectStmt"]);
  if (const NodeView conflict = n["onConflictClause"]) insert.on_conflict = lower_on_conflict(l, conflict);
  insert.returning = lower_returning(l, n);
  return insert;
}

Update lower_update(Lowering& l, NodeView n) {
  Update update;
  update.with = lower_with(l, n["withClause"]);
  update.relation = lower_relation(l, n["relation"]);
  update.relation_span = update.relation.name.span;
  update.set = lower_assignments(l, n["targetList"]);
  update.from = lower_from(l, n["fromClause"]);
  update.where = lower_expr(l, n["whereClause"]);
  update.returning = lower_returning(l, n);
  return update;
}

Delete lower_delete(Lowering& l, NodeView n) {
  Delete result;
  result.with = lower_with(l, n["withClause"]);
  result.relation = lower_relation(l, n["relation"]);
  result.relation_span = result.relation.name.span;
  result.using_items = lower_from(l, n["usingClause"]);
  result.where = lower_expr(l, n["whereClause"]);
  result.returning = lower_returning(l, n);
  return result;
}

Merge lower_merge(Lowering& l, NodeView n) {
  Merge merge;
  merge.with = lower_with(l, n["withClause"]);
  const std::size_t keyword = l.find_ahead({"merge"});
  l.needs(construct::kMerge, l.tokens_span(keyword, keyword + 1));
  merge.relation = lower_relation(l, n["relation"]);
  merge.relation_span = merge.relation.name.span;
  merge.source = lower_from_item(l, n["sourceRelation"]);
  merge.on = lower_expr(l, n["joinCondition"]);
  for (const NodeView when : n["mergeWhenClauses"]) merge.whens.push_back(lower_merge_when(l, when.body()));
  const std::size_t returning = l.find_ahead({"returning"});
  merge.returning = lower_returning(l, n);
  if (!merge.returning.targets.empty()) l.needs(construct::kMergeReturning, l.to_file(l.tokens().range(returning)));
  return merge;
}

}  // namespace pgscribe::sql
