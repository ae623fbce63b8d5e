#include <string_view>
#include <utility>

#include "sql/lower_json.hpp"
#include "sql/lowering.hpp"

// Items of FROM and of WITH, sampled, joined, lateral.

namespace pgscribe::sql {
namespace {

using Node = decltype(FromItem::node);

Ref<FromItem> make_item(Node node, Span span) {
  return std::make_shared<const FromItem>(FromItem{std::move(node), span});
}

Ref<FromItem> lower_range_var(Lowering& l, NodeView n) {
  RelationRef relation = lower_relation(l, n);
  const Span span = relation.name.span;
  return make_item(std::move(relation), span);
}

/// The tree has no location for a subquery in FROM: it opens at the next parenthesis that holds a query.
std::size_t find_subquery(const Lowering& l) {
  const TokenIndex& tokens = l.tokens();
  for (std::size_t i = l.cursor(); i < tokens.size(); ++i) {
    if (!tokens.is(i, "(")) continue;
    std::size_t inner = i;
    while (tokens.is(inner, "(")) ++inner;
    for (const std::string_view keyword : {"select", "values", "with", "table"}) {
      if (tokens.is(inner, keyword)) return i;
    }
    i = inner;
  }
  return tokens.size();
}

Ref<FromItem> lower_subquery(Lowering& l, NodeView n) {
  SubqueryFrom item;
  item.lateral = n.flag("lateral");
  const std::size_t open = find_subquery(l);
  const bool lateral_keyword = open > 0 && l.tokens().is(open - 1, "lateral");
  const std::size_t first = lateral_keyword ? open - 1 : open;
  const Span span = l.tokens_span(first, first + 1);
  item.select = lower_select_ref(l, n["subquery"], open);
  item.alias = lower_alias(l, n["alias"]);
  if (!item.alias && l.server_version() < 16) l.missing_alias(!item.select->values.empty(), span);
  return make_item(std::move(item), span);
}

std::vector<ColumnDefinitionItem> lower_column_items(Lowering& l, NodeView list) {
  std::vector<ColumnDefinitionItem> items;
  for (const NodeView item : list) {
    const NodeView n = item.body();
    const Span span = l.token(n.location());
    items.push_back({{std::string(n.text("colname")), span}, lower_type(l, n["typeName"])});
    if (const NodeView collation = n["collClause"]) {
      items.back().collation_span = l.token(collation.location());
      items.back().collation = lower_name(l, collation["collname"]);
    }
  }
  return items;
}

Ref<FromItem> lower_function(Lowering& l, NodeView n) {
  FunctionFrom item;
  item.lateral = n.flag("lateral");
  item.ordinality = n.flag("ordinality");
  item.rows_from = n.flag("is_rowsfrom");
  for (const NodeView function : n["functions"]) {
    FunctionItem entry;
    bool first = true;
    for (const NodeView part : function.items()) {  // the call, then its column definitions
      if (first) {
        entry.call = lower_expr(l, part);
      } else {
        entry.column_definitions = lower_column_items(l, part.items());
      }
      first = false;
    }
    if (entry.call) item.functions.push_back(std::move(entry));
  }
  item.alias = lower_alias(l, n["alias"]);
  item.column_definitions = lower_column_items(l, n["coldeflist"]);
  const Span span = item.functions.empty() ? l.token(-1) : item.functions.front().call->span;
  return make_item(std::move(item), span);
}

Ref<FromItem> lower_xml_table(Lowering& l, NodeView n) {
  XmlTableFrom item;
  item.lateral = n.flag("lateral");
  const Span span = l.token(n.location());
  for (const NodeView ns : n["namespaces"]) {
    const NodeView target = ns.body();
    Target entry;
    entry.value = lower_expr(l, target["val"]);
    if (const std::string_view name = target.text("name"); !name.empty()) entry.name = l.locate(name);
    entry.span = l.token(target.location());
    item.namespaces.push_back(std::move(entry));
  }
  item.row = lower_expr(l, n["rowexpr"]);
  item.document = lower_expr(l, n["docexpr"]);
  for (const NodeView entry : n["columns"]) {
    const NodeView c = entry.body();
    XmlTableColumn column;
    const Span column_span = l.token(c.location());
    column.name = {std::string(c.text("colname")), column_span};
    if (const NodeView type = c["typeName"]) column.type = lower_type(l, type);
    column.path = lower_expr(l, c["colexpr"]);
    column.default_value = lower_expr(l, c["coldefexpr"]);
    column.not_null = c.flag("is_not_null");
    item.columns.push_back(std::move(column));
  }
  item.alias = lower_alias(l, n["alias"]);
  return make_item(std::move(item), span);
}

Ref<FromItem> lower_table_sample(Lowering& l, NodeView n) {
  TableSampleFrom item;
  item.relation = lower_from_item(l, n["relation"]);
  item.method = lower_name(l, n["method"], n.location());
  item.args = lower_exprs(l, n["args"]);
  item.repeatable = lower_expr(l, n["repeatable"]);
  const Span span = item.relation ? item.relation->span : l.token(n.location());
  return make_item(std::move(item), span);
}

Ref<FromItem> lower_join(Lowering& l, NodeView n) {
  JoinFrom join;
  const std::string_view kind = n.text("jointype");
  if (kind == "JOIN_LEFT") join.kind = JoinKind::left;
  if (kind == "JOIN_RIGHT") join.kind = JoinKind::right;
  if (kind == "JOIN_FULL") join.kind = JoinKind::full;
  join.natural = n.flag("isNatural");
  join.left = lower_from_item(l, n["larg"]);
  join.right = lower_from_item(l, n["rarg"]);
  join.using_columns = lower_column_names(l, n["usingClause"]);
  join.using_alias = lower_alias(l, n["join_using_alias"]);
  join.on = lower_expr(l, n["quals"]);
  join.alias = lower_alias(l, n["alias"]);
  const Span span = join.left ? join.left->span : l.token(-1);
  return make_item(std::move(join), span);
}

}  // namespace

Ref<FromItem> lower_from_item(Lowering& l, NodeView tagged) {
  const std::string_view tag = tagged.tag();
  const NodeView n = tagged.body();
  const Level level(l, l.to_file(l.tokens().range(l.cursor())));
  if (!level) return make_item(Unsupported{std::string(tag)}, l.token(-1));
  if (tag == "RangeVar") return lower_range_var(l, n);
  if (tag == "RangeSubselect") return lower_subquery(l, n);
  if (tag == "RangeFunction") return lower_function(l, n);
  if (tag == "JoinExpr") return lower_join(l, n);
  if (tag == "RangeTableSample") return lower_table_sample(l, n);
  if (tag == "RangeTableFunc") return lower_xml_table(l, n);
  if (tag == "JsonTable") return lower_json_table(l, n);
  const Span span = l.token(n.location());
  l.unsupported(tag, span);
  n.pass_over();
  return make_item(Unsupported{std::string(tag)}, span);
}

std::vector<Ref<FromItem>> lower_from(Lowering& l, NodeView list) {
  std::vector<Ref<FromItem>> items;
  for (const NodeView item : list) items.push_back(lower_from_item(l, item));
  return items;
}

}  // namespace pgscribe::sql
