#include <string_view>
#include <unordered_map>
#include <utility>

#include "sql/lower_json.hpp"

// JSON_TABLE and its columns.

namespace pgscribe::sql {
namespace {

struct PathSpec {
  ExprRef path;
  std::optional<Name> name;
};

PathSpec lower_path(Lowering& l, NodeView n) {
  PathSpec spec;
  if (!n) return spec;
  spec.path = lower_expr(l, n["string"]);
  const int name_location = n.integer("name_location");
  if (const std::string_view name = n.text("name"); !name.empty())
    spec.name = Name{std::string(name), l.token(name_location)};
  return spec;
}

JsonTableColumn lower_column(Lowering& l, NodeView n) {
  static const std::unordered_map<std::string_view, JsonColumnKind> kinds{
      {"JTC_FOR_ORDINALITY", JsonColumnKind::ordinality},
      {"JTC_REGULAR", JsonColumnKind::regular},
      {"JTC_EXISTS", JsonColumnKind::exists},
      {"JTC_FORMATTED", JsonColumnKind::formatted},
      {"JTC_NESTED", JsonColumnKind::nested},
  };
  JsonTableColumn column;
  column.kind = kinds.at(n.text("coltype"));
  column.span = l.token(n.location());
  column.name = {std::string(n.text("name")), column.span};
  if (const NodeView type = n["typeName"]) column.type = lower_type(l, type);
  column.format = lower_json_format(l, n["format"]);
  PathSpec spec = lower_path(l, n["pathspec"]);
  column.path = std::move(spec.path);
  column.path_name = std::move(spec.name);
  column.wrapper = lower_json_wrapper(n);
  column.quotes = lower_json_quotes(n);
  column.on_empty = lower_json_behavior(l, n["on_empty"]);
  column.on_error = lower_json_behavior(l, n["on_error"]);
  const Level level(l, column.span);
  if (!level) return column;
  for (const NodeView item : n["columns"]) column.columns.push_back(lower_column(l, item.body()));
  return column;
}

}  // namespace

Ref<FromItem> lower_json_table(Lowering& l, NodeView n) {
  JsonTableFrom item;
  item.lateral = n.flag("lateral");
  const Span span = l.token(n.location());
  l.needs(construct::kJsonTable, span);
  item.document = lower_json_value(l, n["context_item"]);
  PathSpec spec = lower_path(l, n["pathspec"]);
  item.path = std::move(spec.path);
  item.path_name = std::move(spec.name);
  item.passing = lower_json_passing(l, n["passing"]);
  for (const NodeView column : n["columns"]) item.columns.push_back(lower_column(l, column.body()));
  item.on_error = lower_json_behavior(l, n["on_error"]);
  item.alias = lower_alias(l, n["alias"]);
  return std::make_shared<const FromItem>(FromItem{std::move(item), span});
}

}  // namespace pgscribe::sql
