#include <algorithm>

#include "random_query.hpp"

namespace property {

/// A key of columns that holds for all rows, always; null: none.
const Key* QueryWriter::plain_key(const Table& table) {
  std::vector<const Key*> keys;
  for (const Key& key : table.keys) {
    if (!key.columns.empty() && key.predicate.empty() && key.is_kept) keys.push_back(&key);
  }
  return keys.empty() ? nullptr : random_.pick(keys);
}

Query QueryWriter::bulk() {
  const Table& table = pick_table(false);
  const Key* key = plain_key(table);
  Source target{new_alias(), {}, &table};
  for (const TableColumn& column : table.columns)
    target.columns.push_back({target.alias + "." + column.name, column.type});
  Query query;
  query.writes = true;
  std::vector<std::string> compared;
  for (const TableColumn& column : table.columns) {
    if (column.is_insertable && column.name != "id") compared.push_back(column.name + "::text");
  }
  if (compared.empty()) return modify();
  query.target = "SELECT " + joined(compared) + " FROM " + table.name;
  const bool is_insert = key == nullptr || random_.chance(60);
  query.sql = is_insert ? bulk_insert(target, key, query) : bulk_update(target, *key, query);
  const std::string word = query.key.empty() ? "" : random_.pick({"", "", " distinct", " in order"});
  query.directives = "-- @bulk" + word + "\n";
  query.refusal = word == " in order" ? "@bulk in order " : "needs a key among the parameters";
  if (word != " in order" && random_.chance(30)) return query;
  query.sql += " RETURNING ";
  for (const TableColumn& column : table.columns) {
    // Numbers of each row's own, and what is made of them: no two runs agree on these.
    if (is_insert && (!column.is_insertable || column.name == "id")) continue;
    query.sql += (query.columns.empty() ? "" : ", ") + target.alias + "." + column.name;
    query.columns.push_back(column.type);
  }
  return query;
}

std::string QueryWriter::bulk_insert(const Source& target, const Key* key, Query& query) {
  std::vector<std::string> names;
  std::vector<std::string> values;
  const bool is_key_given = key != nullptr && random_.chance(80);
  int key_columns = 0;
  for (const TableColumn& column : target.table->columns) {
    const bool is_key =
        key != nullptr && std::find(key->columns.begin(), key->columns.end(), column.name) != key->columns.end();
    if (!column.is_insertable || (random_.chance(15) && !is_key)) continue;
    names.push_back(column.name);
    if (random_.chance(75) || (is_key && is_key_given) || parameters_ == 0) {
      values.push_back("$" + std::to_string(++parameters_));
      key_columns += is_key ? 1 : 0;
      if (is_key) query.key.push_back("p" + std::to_string(parameters_));
    } else {
      values.push_back(random_.chance(20) ? "DEFAULT" : random_constant(random_, column.type));
    }
  }
  std::string sql = "INSERT INTO " + target.table->name + " AS " + target.alias + " (" + joined(names) + ") VALUES (" +
                    joined(values) + ")";
  const bool has_whole_key = key != nullptr && key_columns == static_cast<int>(key->columns.size());
  if (!has_whole_key) query.key.clear();
  if (!has_whole_key || random_.chance(25)) return sql;
  sql += " ON CONFLICT (" + joined(key->columns) + ")";
  const std::string changed = random_.pick(names);
  return sql + (random_.chance(40) ? " DO NOTHING" : " DO UPDATE SET " + changed + " = excluded." + changed);
}

/// Of what no key has, so that the rows of a range do not meet.
std::string QueryWriter::bulk_update(const Source& target, const Key& key, Query& query) {
  std::vector<std::string> conditions;
  for (const std::string& name : key.columns) {
    conditions.push_back(target.alias + "." + name + " = $" + std::to_string(++parameters_));
    query.key.push_back("p" + std::to_string(parameters_));
  }
  const std::string where = " WHERE " + joined(conditions, " AND ");
  std::vector<std::string> assignments;
  for (const TableColumn& column : target.table->columns) {
    const bool is_key = std::any_of(target.table->keys.begin(), target.table->keys.end(), [&](const Key& other) {
      return std::find(other.columns.begin(), other.columns.end(), column.name) != other.columns.end();
    });
    if (column.is_insertable && !is_key && random_.chance(70))
      assignments.push_back(column.name + " = $" + std::to_string(++parameters_));
  }
  if (assignments.empty()) return "DELETE FROM " + target.table->name + " AS " + target.alias + where;
  return "UPDATE " + target.table->name + " AS " + target.alias + " SET " + joined(assignments) + where;
}

}  // namespace property
