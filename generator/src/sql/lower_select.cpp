#include <string_view>
#include <utility>

#include "sql/lowering.hpp"

// SELECT with its clauses, VALUES and set operations.

namespace pgscribe::sql {
namespace {

Target lower_target(Lowering& l, NodeView n) {
  l.seek(n.location());
  const std::size_t first = l.cursor();
  Target target;
  target.value = lower_expr(l, n["val"]);
  l.close_brackets(first);
  if (const std::string_view name = n.text("name"); !name.empty()) target.name = l.locate(name);
  target.span = l.tokens_span(first, l.cursor());
  return target;
}

GroupItem lower_group_item(Lowering& l, NodeView tagged);

std::vector<GroupItem> lower_group_items(Lowering& l, NodeView list) {
  std::vector<GroupItem> items;
  for (const NodeView item : list) items.push_back(lower_group_item(l, item));
  return items;
}

GroupItem lower_group_item(Lowering& l, NodeView tagged) {
  if (!tagged.is("GroupingSet")) return {lower_expr(l, tagged), nullptr};
  const NodeView n = tagged.body();
  GroupingSet set;
  set.span = l.token(n.location());
  const std::string_view kind = n.text("kind");
  if (kind == "GROUPING_SET_ROLLUP") set.kind = GroupingSetKind::rollup;
  if (kind == "GROUPING_SET_CUBE") set.kind = GroupingSetKind::cube;
  if (kind == "GROUPING_SET_SETS") set.kind = GroupingSetKind::sets;
  if (const Level level(l, set.span); level) set.content = lower_group_items(l, n["content"]);
  return {nullptr, std::make_shared<const GroupingSet>(std::move(set))};
}

std::vector<LockingClause> lower_locking(Lowering& l, NodeView list) {
  std::vector<LockingClause> result;
  for (const NodeView item : list) {
    const NodeView n = item.body();
    LockingClause clause;
    const std::size_t keyword = l.find_ahead({"for"});
    clause.span = l.tokens_span(keyword, keyword + 1);
    for (const NodeView relation : n["lockedRels"]) clause.relations.push_back(lower_relation(l, relation.body()));
    const std::string_view strength = n.text("strength");
    if (strength == "LCS_FORKEYSHARE") clause.strength = LockStrength::key_share;
    if (strength == "LCS_FORSHARE") clause.strength = LockStrength::share;
    if (strength == "LCS_FORNOKEYUPDATE") clause.strength = LockStrength::no_key_update;
    const std::string_view wait = n.text("waitPolicy");
    if (wait == "LockWaitSkip") clause.wait = LockWait::skip_locked;
    if (wait == "LockWaitError") clause.wait = LockWait::no_wait;
    result.push_back(std::move(clause));
  }
  return result;
}

CteSearch lower_search(Lowering& l, NodeView n) {
  CteSearch search;
  l.seek(n.location());
  search.span = l.token(n.location());
  search.columns = lower_column_names(l, n["search_col_list"]);
  search.breadth_first = n.flag("search_breadth_first");
  search.sequence_column = l.locate(n.text("search_seq_column"));
  return search;
}

CteCycle lower_cycle(Lowering& l, NodeView n) {
  CteCycle cycle;
  l.seek(n.location());
  cycle.span = l.token(n.location());
  cycle.columns = lower_column_names(l, n["cycle_col_list"]);
  cycle.mark_column = l.locate(n.text("cycle_mark_column"));
  cycle.mark_value = lower_expr(l, n["cycle_mark_value"]);
  cycle.mark_default = lower_expr(l, n["cycle_mark_default"]);
  cycle.path_column = l.locate(n.text("cycle_path_column"));
  return cycle;
}

CommonTableExpr lower_cte(Lowering& l, NodeView n) {
  CommonTableExpr cte;
  l.seek(n.location());
  cte.span = l.token(n.location());
  cte.name = {std::string(n.text("ctename")), cte.span};
  cte.columns = lower_column_names(l, n["aliascolnames"]);
  const TokenIndex& tokens = l.tokens();
  l.advance(l.find_ahead({"as"}));
  const std::size_t open = l.find_ahead({"("});
  const std::size_t close = tokens.match(open);
  const Span inside =
      close > open + 1 ? l.to_file({tokens.range(open + 1).begin, tokens.range(close - 1).end}) : cte.span;
  l.advance(open + 1);
  cte.query = lower_inner_statement(l, n["ctequery"], inside);
  l.advance(close + 1);
  if (const NodeView search = n["search_clause"]) cte.search = lower_search(l, search);
  if (const NodeView cycle = n["cycle_clause"]) cte.cycle = lower_cycle(l, cycle);
  return cte;
}

void lower_set_operation(Lowering& l, NodeView n, Select& select) {
  const std::string_view op = n.text("op");
  if (op == "SETOP_UNION") select.set_operator = SetOperator::union_;
  if (op == "SETOP_INTERSECT") select.set_operator = SetOperator::intersect;
  if (op == "SETOP_EXCEPT") select.set_operator = SetOperator::except;
  if (select.set_operator == SetOperator::none) return;
  select.set_all = n.flag("all");
  select.left = std::make_shared<const Select>(lower_select(l, n["larg"]));
  l.advance(l.find_ahead({"union", "intersect", "except"}) + 1);
  select.right = std::make_shared<const Select>(lower_select(l, n["rarg"]));
}

void lower_distinct_clause(Lowering& l, NodeView list, Select& select) {
  if (list.size() == 0) return;
  select.distinct = true;
  select.distinct_on = lower_exprs(l, list);  // plain DISTINCT is a list of one NULL
}

void lower_limit(Lowering& l, NodeView n, Select& select) {
  const std::size_t before = l.cursor();
  select.limit = lower_expr(l, n["limitCount"]);
  select.offset = lower_expr(l, n["limitOffset"]);
  select.limit_with_ties = n.text("limitOption") == "LIMIT_OPTION_WITH_TIES";
  const std::size_t after = l.cursor();
  l.seek_token(before);  // FOR UPDATE may stand on either side of LIMIT
  select.locking = lower_locking(l, n["lockingClause"]);
  l.advance(after);
}

}  // namespace

std::vector<Target> lower_targets(Lowering& l, NodeView list) {
  std::vector<Target> targets;
  for (const NodeView item : list) targets.push_back(lower_target(l, item.body()));
  return targets;
}

IntoClause lower_into(Lowering& l, NodeView n) {
  IntoClause into;
  into.relation = lower_relation(l, n["rel"]);
  into.columns = lower_column_names(l, n["colNames"]);
  into.with_no_data = n.flag("skipData");
  return into;
}

std::optional<WithClause> lower_with(Lowering& l, NodeView n) {
  if (!n) return std::nullopt;
  WithClause with;
  with.recursive = n.flag("recursive");
  l.seek(n.location());
  with.span = l.token(n.location());
  for (const NodeView cte : n["ctes"]) with.ctes.push_back(lower_cte(l, cte.body()));
  return with;
}

Select lower_select(Lowering& l, NodeView n) {
  Select select;
  const std::size_t first = l.find_ahead({"select", "values", "table", "with"});
  const std::size_t begin = first < l.tokens().size() ? first : l.cursor();
  const Level level(l, l.to_file(l.tokens().range(begin)));
  if (!level) return select;
  l.advance(begin);
  select.with = lower_with(l, n["withClause"]);
  lower_set_operation(l, n, select);
  lower_distinct_clause(l, n["distinctClause"], select);
  select.targets = lower_targets(l, n["targetList"]);
  if (const NodeView into = n["intoClause"]) select.into = lower_into(l, into);
  select.from = lower_from(l, n["fromClause"]);
  select.where = lower_expr(l, n["whereClause"]);
  select.group_distinct = n.flag("groupDistinct");
  select.group_by = lower_group_items(l, n["groupClause"]);
  select.having = lower_expr(l, n["havingClause"]);
  for (const NodeView window : n["windowClause"]) select.windows.push_back(lower_window(l, window.body()));
  for (const NodeView row : n["valuesLists"]) select.values.push_back(lower_exprs(l, row.items()));
  select.order_by = lower_sort(l, n["sortClause"]);
  lower_limit(l, n, select);
  l.close_brackets(begin);
  select.span = l.tokens_span(begin, l.cursor());
  return select;
}

Ref<Select> lower_select_ref(Lowering& l, NodeView tagged, std::size_t open) {
  if (!tagged.is("SelectStmt")) {
    l.unsupported(tagged.tag(), l.token(-1));
    return std::make_shared<const Select>();
  }
  Select select = lower_select(l, tagged.body());
  const std::size_t close = l.tokens().match(open);
  // what stands behind the last node (LIMIT ALL, NOWAIT ...) has no location; the parenthesis tells where it ends
  if (close < l.tokens().size() && close > open + 1) {
    select.span = l.tokens_span(open + 1, close);
    l.advance(close + 1);
  }
  return std::make_shared<const Select>(std::move(select));
}

}  // namespace pgscribe::sql
