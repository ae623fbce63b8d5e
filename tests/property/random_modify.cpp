#include <algorithm>
#include <iterator>

#include "random_query.hpp"

namespace property {

namespace {

constexpr int kFirstWithRowVersions = 18;

}  // namespace

Query QueryWriter::modify() {
  const int kind = random_.below(10);
  Query query = kind < 5 ? insert() : kind < 8 ? update() : remove();
  query.writes = true;
  return query;
}

std::string QueryWriter::returning(const Scope& scope, const Source& target, Query& query) {
  query.columns = random_types();
  Scope seen = scope;
  std::string names;
  if (server_version_ >= kFirstWithRowVersions && random_.chance(60)) {
    const bool has_names = random_.chance(30);
    if (has_names) names = " WITH (OLD AS was, NEW AS made)";
    for (const char* version : {has_names ? "was" : "old", has_names ? "made" : "new"}) {
      Source row{version, {}, nullptr};
      for (const TableColumn& column : target.table->columns)
        row.columns.push_back({row.alias + "." + column.name, column.type});
      seen.sources.push_back(std::move(row));
    }
  }
  return " RETURNING" + names + " " + select_list(query.columns, seen, 1);
}

Query QueryWriter::insert() {
  const Table& table = pick_table(false);
  Source target{new_alias(), {}, &table};
  for (const TableColumn& column : table.columns)
    target.columns.push_back({target.alias + "." + column.name, column.type});
  std::vector<std::string> names;
  std::vector<Type> types;
  for (const TableColumn& column : table.columns) {
    if (!column.is_insertable || random_.chance(10)) continue;
    names.push_back(column.name);
    types.push_back(column.type);
  }
  Query query;
  query.sql = "INSERT INTO " + table.name + " AS " + target.alias;
  if (names.empty()) {
    query.sql += " DEFAULT VALUES";
  } else if (random_.chance(25)) {
    query.sql += " (" + joined(names) + ") " + of_types(types, 0, nullptr).sql;
  } else {
    std::vector<std::string> rows;
    for (int i = random_.chance(75) ? 1 : 2; i > 0; --i) {
      std::vector<std::string> values;
      for (const Type type : types) {
        const bool bare = has_parameters_ && random_.chance(40);
        values.push_back(bare                 ? "$" + std::to_string(++parameters_)
                         : random_.chance(10) ? "DEFAULT"
                                              : expression(type, Scope{}, 1));
      }
      rows.push_back("(" + joined(values) + ")");
    }
    query.sql += " (" + joined(names) + ") VALUES " + joined(rows);
  }
  Scope scope;
  scope.sources.push_back(target);
  if (random_.chance(50)) {
    query.sql += " ON CONFLICT";
    std::vector<Key> keys;
    std::copy_if(table.keys.begin(), table.keys.end(), std::back_inserter(keys),
                 [](const Key& key) { return !key.columns.empty(); });
    if (keys.empty() || random_.chance(30)) {
      query.sql += " DO NOTHING";
    } else {
      const Key& key = random_.pick(keys);
      query.sql += " (" + joined(key.columns) + ")" + (key.predicate.empty() ? "" : " WHERE " + key.predicate);
      const TableColumn& column = random_.pick(table.columns);
      Scope both = scope;
      Source excluded{"excluded", {}, nullptr};
      for (const TableColumn& each : table.columns) excluded.columns.push_back({"excluded." + each.name, each.type});
      both.sources.push_back(excluded);
      if (!column.is_insertable || random_.chance(20)) {
        query.sql += " DO NOTHING";
      } else {
        query.sql += " DO UPDATE SET " + column.name + " = " + expression(column.type, both, 1);
        if (random_.chance(40)) query.sql += " WHERE " + boolean(both, 1);
      }
    }
  }
  query.sql += returning(scope, target, query);
  return query;
}

Query QueryWriter::update() {
  const Table& table = pick_table(false);
  Scope scope;
  Source target{new_alias(), {}, &table};
  for (const TableColumn& column : table.columns)
    target.columns.push_back({target.alias + "." + column.name, column.type});
  scope.sources.push_back(target);
  std::string sources;
  Scope others;
  if (random_.chance(40)) {
    sources = from(others, 1);
    scope.sources.insert(scope.sources.end(), others.sources.begin(), others.sources.end());
  }
  Query query;
  std::vector<std::string> assignments;
  for (const TableColumn& column : table.columns) {
    if (!column.is_insertable || !random_.chance(40)) continue;
    const bool bare = has_parameters_ && random_.chance(25);
    assignments.push_back(column.name + " = " +
                          (bare ? "$" + std::to_string(++parameters_) : expression(column.type, scope, 1)));
  }
  if (assignments.empty()) return remove();
  query.sql = "UPDATE " + table.name + " AS " + target.alias + " SET " + joined(assignments) + sources;
  if (!table.keys.empty() && random_.chance(40)) {
    query.sql += " WHERE " + key_condition(target, scope);
  } else {
    query.sql += where(scope, 1);
  }
  query.sql += returning(scope, target, query);
  return query;
}

Query QueryWriter::remove() {
  const Table& table = pick_table(false);
  Scope scope;
  Source target{new_alias(), {}, &table};
  for (const TableColumn& column : table.columns)
    target.columns.push_back({target.alias + "." + column.name, column.type});
  scope.sources.push_back(target);
  std::string sources;
  if (random_.chance(40)) {
    Scope others;
    sources = from(others, 1);
    sources.replace(0, 5, " USING");
    scope.sources.insert(scope.sources.end(), others.sources.begin(), others.sources.end());
  }
  Query query;
  query.sql = "DELETE FROM " + table.name + " AS " + target.alias + sources;
  if (!table.keys.empty() && random_.chance(40)) {
    query.sql += " WHERE " + key_condition(target, scope);
  } else {
    query.sql += where(scope, 1);
  }
  query.sql += returning(scope, target, query);
  return query;
}

}  // namespace property
