#include <algorithm>

#include "random_query.hpp"

namespace property {

Query QueryWriter::dynamic() {
  const bool had_parameters = has_parameters_;
  // Those that are written here are the only ones, so that each stands where it can be left out.
  has_parameters_ = false;
  const int kind = random_.below(100);
  Query query = kind < 30 ? patch() : kind < 50 ? pages() : filtered();
  has_parameters_ = had_parameters;
  return query;
}

/// A condition with a parameter that a caller may leave out, or one behind a flag.
std::string QueryWriter::optional_condition(const Scope& scope, std::vector<std::string>& optional) {
  if (random_.chance(25)) {
    const std::string flag = "flag" + std::to_string(optional.size());
    optional.push_back(":" + flag);
    return "/* " + flag + " */ " + boolean(scope, 1);
  }
  const Type type = random_.pick(std::vector<Type>{Type::integer, Type::integer, Type::text});
  const auto next = [&] { return "$" + std::to_string(++parameters_) + "::" + sql_name(type); };
  const std::string tested = leaf(type, scope);
  const std::string first = next();
  const std::string name = "p" + std::to_string(parameters_);
  switch (random_.below(4)) {
    case 0: {
      const std::string second = next();
      optional.push_back("(" + name + ", p" + std::to_string(parameters_) + ")");
      return tested + " BETWEEN " + first + " AND " + second;
    }
    case 1:
      optional.push_back(name);
      return "(" + tested + " >= " + first + " OR " + leaf(type, scope) + " = " + first + ")";
    default:
      optional.push_back(name);
      return tested + random_.pick({" = ", " = ", " <= ", " IS NOT DISTINCT FROM "}) + first;
  }
}

std::string QueryWriter::optional_conditions(const Scope& scope, const std::string& always,
                                             std::vector<std::string>& optional) {
  std::vector<std::string> conditions;
  if (!always.empty()) conditions.push_back(always);
  for (int i = 1 + random_.below(3); i > 0; --i) {
    const std::string condition = optional_condition(scope, optional);
    conditions.insert(random_.chance(50) ? conditions.begin() : conditions.end(), condition);
  }
  return joined(conditions, " AND ");
}

/// A table of which only a condition that can be left out reads; `asked` is that condition.
std::string QueryWriter::optional_join(const Scope& scope, Query& query, std::vector<std::string>& optional,
                                       std::string& asked) {
  const Table& table = pick_table(true);
  const Key* key = plain_key(table);
  if (key == nullptr) return "";
  const std::string alias = new_alias();
  const auto type_of = [&](const std::string& name) {
    return std::find_if(table.columns.begin(), table.columns.end(),
                        [&](const TableColumn& column) { return column.name == name; })
        ->type;
  };
  std::vector<std::string> conditions;
  for (const std::string& name : key->columns) {
    if (!random_.chance(12)) conditions.push_back(alias + "." + name + " = " + leaf(type_of(name), scope));
  }
  if (conditions.empty() || random_.chance(20))
    conditions.push_back(alias + "." + random_.pick(table.columns).name + " IS NOT NULL");
  const TableColumn& column = random_.pick(table.columns);
  const std::string name = "p" + std::to_string(++parameters_);
  asked = alias + "." + column.name + " = $" + std::to_string(parameters_) + "::" + sql_name(column.type) + " AND ";
  optional.push_back(name);
  query.directives = "-- @optional join " + alias + " when " + name + "\n";
  query.refusal = "is not joined by a unique key";
  return " LEFT JOIN " + table.name + " AS " + alias + " ON " + joined(conditions, " AND ");
}

Query QueryWriter::filtered() {
  Scope scope;
  Query query;
  std::vector<std::string> optional;
  const bool is_lookup = random_.chance(40);
  std::string sources = is_lookup ? " FROM " + table(scope) : from(scope, 1);
  const Source first = scope.sources.front();
  const bool has_key = first.table != nullptr && !first.table->keys.empty();
  const std::string always = has_key && random_.chance(60) ? key_condition(first, scope)
                             : random_.chance(50)          ? boolean(scope, 1)
                                                           : "";
  std::string asked;
  if (random_.chance(35)) sources += optional_join(scope, query, optional, asked);
  query.sql =
      sources + " WHERE " + asked + optional_conditions(scope, always.empty() ? "" : "(" + always + ")", optional);
  if (random_.chance(20)) {
    Scope groups;
    groups.aggregated = &scope;
    query.columns = random_types();
    query.sql = "SELECT " + select_list(query.columns, groups, 1) + query.sql;
    if (random_.chance(50)) query.sql += " HAVING " + optional_conditions(groups, "", optional);
  } else {
    query.columns = random_types();
    query.sql = "SELECT " + select_list(query.columns, scope, 1) + query.sql;
    if (random_.chance(50)) query.sql += sort_ways(scope, query);
    if (random_.chance(20)) query.sql += random_.pick({" LIMIT 1", " LIMIT 2"});
  }
  query.directives += "-- @optional " + joined(optional) + "\n";
  return query;
}

std::string QueryWriter::sort_ways(const Scope& scope, Query& query) {
  query.directives += "-- @order sort first\n";
  for (int i = random_.below(3); i > 0; --i)
    query.directives += "-- @order sort way" + std::to_string(i) + random_.pick({"", " desc-able"}) + ": " +
                        leaf(Type::integer, scope) + " + " + std::to_string(i) +
                        random_.pick({"", " DESC", " NULLS FIRST"}) + ", 1\n";
  return " ORDER BY " + leaf(Type::integer, scope) + " + 0, 1";
}

Query QueryWriter::patch() {
  const Table& table = pick_table(false);
  Scope scope;
  Source target{new_alias(), {}, &table};
  for (const TableColumn& column : table.columns)
    target.columns.push_back({target.alias + "." + column.name, column.type});
  scope.sources.push_back(target);
  std::vector<std::string> assignments;
  bool is_patch = false;
  for (const TableColumn& column : table.columns) {
    if (!column.is_insertable || random_.chance(30)) continue;
    const bool is_given = random_.chance(60);
    is_patch = is_patch || is_given;
    assignments.push_back(column.name + " = " +
                          (is_given ? "$" + std::to_string(++parameters_) : expression(column.type, scope, 1)));
  }
  if (!is_patch) return filtered();
  Query query;
  query.writes = true;
  std::vector<std::string> optional;
  query.directives = "-- @patch\n";
  query.sql = "UPDATE " + table.name + " AS " + target.alias + " SET " + joined(assignments) + " WHERE ";
  const std::string always = table.keys.empty() ? "true" : "(" + key_condition(target, scope) + ")";
  if (random_.chance(40)) {
    query.sql += optional_conditions(scope, always, optional);
    query.directives += "-- @optional " + joined(optional) + "\n";
  } else {
    query.sql += always;
  }
  query.sql += returning(scope, target, query);
  return query;
}

}  // namespace property
