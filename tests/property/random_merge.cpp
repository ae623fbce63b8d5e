#include "random_query.hpp"

namespace property {

namespace {

constexpr int kFirstWithReturning = 17;

}  // namespace

Query QueryWriter::merge() {
  const Table& table = pick_table(false);
  Source target{new_alias(), {}, &table};
  for (const TableColumn& column : table.columns)
    target.columns.push_back({target.alias + "." + column.name, column.type});
  Scope source;
  const std::string item = random_.chance(70) ? this->table(source) : derived(source, 1, false);
  Scope both = source;
  both.sources.push_back(target);
  Scope only_target;
  only_target.sources.push_back(target);
  Query query;
  query.sql = "MERGE INTO " + table.name + " AS " + target.alias + " USING " + item + " ON " +
              (!table.keys.empty() && random_.chance(50) ? key_condition(target, both) : boolean(both, 1));
  for (int i = 1 + random_.below(3); i > 0; --i) {
    const int kind = random_.below(server_version_ >= kFirstWithReturning ? 3 : 2);
    const Scope& seen = kind == 0 ? both : kind == 1 ? source : only_target;
    query.sql += kind == 0 ? " WHEN MATCHED" : kind == 1 ? " WHEN NOT MATCHED" : " WHEN NOT MATCHED BY SOURCE";
    if (random_.chance(40)) query.sql += " AND " + boolean(seen, 1);
    query.sql += " THEN " + (kind == 1 ? merge_insert(table, seen) : merge_change(table, seen));
  }
  if (server_version_ < kFirstWithReturning) return query;
  // Without a target in the row there is only the source, and the other way round.
  query.sql += returning(both, target, query);
  if (random_.chance(30)) query.sql += ", merge_action() AS action";
  return query;
}

std::string QueryWriter::merge_insert(const Table& table, const Scope& scope) {
  if (random_.chance(10)) return "DO NOTHING";
  std::vector<std::string> names;
  std::vector<std::string> values;
  for (const TableColumn& column : table.columns) {
    if (!column.is_insertable || random_.chance(15)) continue;
    names.push_back(column.name);
    values.push_back(random_.chance(10) ? "DEFAULT" : expression(column.type, scope, 1));
  }
  if (names.empty()) return "INSERT DEFAULT VALUES";
  return "INSERT (" + joined(names) + ") VALUES (" + joined(values) + ")";
}

std::string QueryWriter::merge_change(const Table& table, const Scope& scope) {
  std::vector<std::string> assignments;
  for (const TableColumn& column : table.columns) {
    if (column.is_insertable && random_.chance(30))
      assignments.push_back(column.name + " = " + expression(column.type, scope, 1));
  }
  if (assignments.empty()) return random_.pick({"DELETE", "DELETE", "DO NOTHING"});
  return "UPDATE SET " + joined(assignments);
}

}  // namespace property
