#include <algorithm>

#include "random_query.hpp"

namespace property {

/// Columns of tables, each name once and none that the select list gives; often with a key of one among them.
std::vector<Column> QueryWriter::sort_columns(const Scope& scope) {
  std::vector<Column> columns;
  std::vector<std::string> names;
  const auto add = [&](const Source& source, const std::string& name) {
    const auto is_it = [&](const Column& column) { return column.sql == source.alias + "." + name; };
    const auto column = std::find_if(source.columns.begin(), source.columns.end(), is_it);
    if (column == source.columns.end() || name.front() == 'c' ||
        std::find(names.begin(), names.end(), name) != names.end())
      return;
    columns.push_back(*column);
    names.push_back(name);
  };
  for (const Source& source : scope.sources) {
    if (source.table == nullptr) continue;
    if (random_.chance(30)) add(source, random_.pick(source.table->columns).name);
    const Key* key = plain_key(*source.table);
    if (key == nullptr || random_.chance(20)) continue;
    for (const std::string& name : key->columns) add(source, name);
  }
  return columns;
}

std::string QueryWriter::sort_list(std::vector<Column> columns) {
  if (random_.chance(30)) std::reverse(columns.begin(), columns.end());
  const bool is_descending = random_.chance(50);
  std::vector<std::string> items;
  for (const Column& column : columns) {
    const bool is_other_way = random_.chance(30);
    items.push_back(column.sql + (is_descending != is_other_way ? " DESC" : ""));
  }
  return joined(items);
}

Query QueryWriter::pages() {
  Scope scope;
  const std::string sources = random_.chance(60) ? " FROM " + table(scope) : from(scope, 1);
  const std::vector<Column> keys = sort_columns(scope);
  if (keys.empty()) return filtered();
  Query query;
  query.refusal = "which can be NULL, because";
  std::vector<std::string> shown;
  for (const Column& key : keys) {
    shown.push_back(key.sql);
    query.columns.push_back(key.type);
  }
  const std::vector<Type> types = random_types();
  query.columns.insert(query.columns.end(), types.begin(), types.end());
  query.sql = "SELECT " + joined(shown) + ", " + select_list(types, scope, 1) + sources;
  if (random_.chance(60)) query.sql += " WHERE " + boolean(scope, 1) + random_.pick({"", " OR false"});
  const std::string list = sort_list(keys);
  query.sql += " ORDER BY " + list;
  query.directives = "-- @keyset after, before\n";
  const std::string other = sort_list(keys);
  if (other != list && random_.chance(50))
    query.directives += "-- @order sort first\n-- @order sort second: " + other + "\n";
  return query;
}

}  // namespace property
