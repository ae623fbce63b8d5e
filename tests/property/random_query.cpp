#include "random_query.hpp"

namespace property {

namespace {

std::string column_name(std::size_t index) { return "c" + std::to_string(index + 1); }

}  // namespace

std::string joined(const std::vector<std::string>& parts, const std::string& separator) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : separator) + part;
  return text;
}

Query QueryWriter::statement() {
  const int kind = random_.below(100);
  if (kind < 20) return modify();
  if (kind < 24) {
    Query query = merge();
    query.writes = true;
    return query;
  }
  if (kind < 38) return key_lookup();
  if (kind < 52) return with_query();
  return select(2 + random_.below(2), nullptr);
}

std::vector<Type> QueryWriter::random_types() {
  std::vector<Type> types;
  for (int i = 1 + random_.below(4); i > 0; --i) types.push_back(kTypes[random_.below(5)]);
  return types;
}

Query QueryWriter::select(int depth, const Scope* outer) {
  const int kind = random_.below(100);
  if (depth > 0 && kind < 10) return set_operation(depth - 1, outer);
  if (kind < 30) return grouped_select(depth, outer);
  if (kind < 33) return values(depth, outer);
  return simple_select(depth, outer);
}

/// A query with these column types, whatever it is made of.
Query QueryWriter::of_types(const std::vector<Type>& types, int depth, const Scope* outer) {
  Scope scope;
  scope.outer = outer;
  Query query;
  query.columns = types;
  const std::string sources = random_.chance(90) ? from(scope, depth) : "";
  const std::string conditions = where(scope, depth > 0 ? 1 : 0);
  query.sql = "SELECT " + select_list(types, scope, 1) + sources + conditions;
  return query;
}

std::string QueryWriter::select_list(const std::vector<Type>& types, const Scope& scope, int depth) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < types.size(); ++i)
    items.push_back(expression(types[i], scope, depth) + " AS " + column_name(i));
  return joined(items);
}

std::string QueryWriter::order_and_limit(std::size_t columns) {
  std::string text;
  if (random_.chance(25)) text += " ORDER BY " + std::to_string(1 + random_.below(static_cast<int>(columns)));
  if (random_.chance(12))
    text += random_.pick({" LIMIT 1", " LIMIT 2", " FETCH FIRST 1 ROW ONLY", " LIMIT 0", " LIMIT NULL", " LIMIT ALL"});
  if (random_.chance(5)) text += " OFFSET 1";
  return text;
}

Query QueryWriter::simple_select(int depth, const Scope* outer) {
  Scope scope;
  scope.outer = outer;
  Query query;
  query.columns = random_types();
  const std::string sources = random_.chance(95) ? from(scope, depth) : "";
  const std::string conditions = where(scope, depth);
  scope.windows = random_.chance(20);
  query.sql = "SELECT " + std::string(random_.chance(10) ? "DISTINCT " : "") +
              select_list(query.columns, scope, depth > 1 ? 2 : 1);
  std::string order = order_and_limit(query.columns.size());
  if (outer == nullptr && random_.chance(8)) {
    query.sql += ", generate_series(1, 2)" + random_.pick({"", " + generate_series(1, 3)"}) + " AS " +
                 column_name(query.columns.size());
    query.columns.push_back(Type::integer);
    if (random_.chance(40) && query.sql.find("DISTINCT") == std::string::npos)
      order = " ORDER BY generate_series(1, 3)";
  }
  if (outer == nullptr && depth > 1 && !scope.sources.empty() && random_.chance(10))
    query.sql += ", " + nested_rows(scope, depth - 1) + " AS w";
  query.sql += sources + conditions + order;
  return query;
}

/// A row as a value, or rows in an array, also in rows of rows.
std::string QueryWriter::nested_rows(const Scope& scope, int depth) {
  const std::string whole = random_.pick(scope.sources).alias;
  const std::string row = new_alias();
  const auto rows = [&] { return of_types(random_types(), 0, &scope).sql + random_.pick({"", "", " LIMIT 1"}); };
  switch (random_.below(6)) {
    case 0: return "ARRAY(SELECT " + row + " FROM (" + rows() + ") AS " + row + ")";
    case 1: return "(SELECT array_agg(" + row + ") FROM (" + rows() + ") AS " + row + ")";
    case 2: return "(SELECT " + row + " FROM (" + rows() + ") AS " + row + " LIMIT 1)";
    case 3: {
      const std::string item = leaf(random_.pick(std::vector<Type>{Type::integer, Type::text}), scope);
      return "ROW(" + item + ", " + expression(Type::integers, scope, 1) + ")";
    }
    case 4: {
      Scope inner;
      inner.outer = &scope;
      const std::string sources = from(inner, depth > 0 ? 1 : 0);
      const std::string alias = random_.pick(inner.sources).alias;
      return random_.chance(50) ? "ARRAY(SELECT " + alias + sources + where(inner, 0) + ")"
                                : "(SELECT array_agg(" + alias + ")" +
                                      random_.pick({"", (" FILTER (WHERE " + alias + " IS NOT NULL)").c_str()}) +
                                      sources + where(inner, 0) + ")";
    }
    default: return whole;
  }
}

Query QueryWriter::grouped_select(int depth, const Scope* outer) {
  Scope rows;
  rows.outer = outer;
  const std::string sources = from(rows, depth);
  const std::string conditions = where(rows, depth);
  Scope groups;
  groups.outer = outer;
  groups.aggregated = &rows;
  std::vector<std::string> keys;
  Source plain{"keys", {}, nullptr};
  Source computed{"", {}, nullptr};
  for (int i = random_.below(3); i > 0; --i) {
    const Type type = kTypes[random_.below(3)];
    std::vector<Column> columns;
    for (const Source& source : rows.sources) {
      for (const Column& column : source.columns) {
        if (column.type == type && column.sql.find("::") == std::string::npos) columns.push_back(column);
      }
    }
    if (columns.empty()) continue;
    Column key = random_.pick(columns);
    if (type == Type::integer && random_.chance(20)) {
      key.sql = "(" + key.sql + " + " + random_.pick(columns).sql + ")";
      computed.columns.push_back(key);
    } else {
      plain.columns.push_back(key);
    }
    keys.push_back(key.sql);
  }
  groups.sources = {plain, computed};
  Query query;
  query.columns = random_types();
  groups.windows = random_.chance(8);
  query.sql = "SELECT " + select_list(query.columns, groups, 2);
  std::string more;
  if (!plain.columns.empty() && plain.columns.front().type == Type::integer && random_.chance(30)) {
    // What WHERE says of it does not hold where a grouping set leaves the key out.
    const std::string made = "abs(" + plain.columns.front().sql + ")";
    query.sql += ", " + made + " AS " + column_name(query.columns.size());
    query.columns.push_back(Type::integer);
    more = (conditions.empty() ? " WHERE " : " AND ") + made + " >= 0";
  }
  query.sql += sources + conditions + more;
  groups.windows = false;
  if (!keys.empty()) {
    const std::string list = joined(keys);
    const int kind = random_.below(10);
    if (kind < 5) query.sql += " GROUP BY " + list;
    if (kind == 5) query.sql += " GROUP BY ROLLUP (" + list + ")";
    if (kind == 6) query.sql += " GROUP BY CUBE (" + list + ")";
    if (kind == 7) query.sql += " GROUP BY GROUPING SETS ((" + list + "), (" + keys.front() + "))";
    if (kind == 8) query.sql += " GROUP BY " + keys.front() + ", ROLLUP (" + list + ")";
    if (kind == 9) query.sql += " GROUP BY GROUPING SETS ((" + list + "), ())";
  } else if (random_.chance(10)) {
    query.sql += " GROUP BY ()";
  }
  if (random_.chance(25)) query.sql += " HAVING " + boolean(groups, 1);
  query.sql += order_and_limit(query.columns.size());
  return query;
}

Query QueryWriter::set_operation(int depth, const Scope* outer) {
  const std::vector<Type> types = random_types();
  Query query = of_types(types, depth, outer);
  for (int i = 1 + random_.below(2); i > 0; --i) {
    const Query other = of_types(types, depth, outer);
    query.sql = "(" + query.sql + ")" +
                random_.pick({" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT ", " INTERSECT ALL ", " EXCEPT ALL "}) +
                "(" + other.sql + ")";
  }
  query.sql += order_and_limit(types.size());
  return query;
}

Query QueryWriter::values(int depth, const Scope* outer) {
  Scope scope;
  scope.outer = outer;
  Query query;
  query.columns = random_types();
  std::vector<std::string> rows;
  for (int i = 1 + random_.below(3); i > 0; --i) {
    std::vector<std::string> fields;
    for (const Type type : query.columns)
      fields.push_back("(" + expression(type, scope, depth > 0 ? 1 : 0) + ")::" + sql_name(type));
    rows.push_back("(" + joined(fields) + ")");
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < query.columns.size(); ++i)
    names.push_back("column" + std::to_string(i + 1) + " AS " + column_name(i));
  query.sql = random_.chance(50) ? "SELECT " + joined(names) + " FROM (VALUES " + joined(rows) + ") AS " + new_alias()
                                 : "VALUES " + joined(rows);
  return query;
}

/// Rows by unique keys: one table, or several joined on their keys.
Query QueryWriter::key_lookup() {
  Scope scope;
  Query query;
  std::string sources = " FROM " + table(scope);
  std::vector<std::string> conditions;
  const auto add_condition = [&](const Source source) {
    if (source.table != nullptr && !source.table->keys.empty())
      conditions.push_back(key_condition(source, random_.chance(50) ? scope : Scope{}));
  };
  add_condition(scope.sources.front());
  for (int i = random_.below(3); i > 0; --i) {
    const std::string kind = random_.pick({" JOIN ", " LEFT JOIN ", " LEFT JOIN "});
    const std::string item = table(scope);
    const Source source = scope.sources.back();
    const bool has_key = source.table != nullptr && !source.table->keys.empty();
    sources += kind + item + " ON " + (has_key ? key_condition(source, scope) : "true");
    if (!has_key && random_.chance(50)) conditions.push_back(boolean(scope, 1));
  }
  query.columns = random_types();
  query.sql = "SELECT " + select_list(query.columns, scope, 1) + sources +
              (conditions.empty() ? "" : " WHERE " + joined(conditions, " AND "));
  if (random_.chance(10))
    query.sql += " FOR UPDATE OF " + scope.sources.front().alias + random_.pick({"", " SKIP LOCKED"});
  return query;
}

Query QueryWriter::with_query() {
  if (random_.chance(35)) return recursive_query();
  std::vector<std::string> items;
  bool writes = false;
  for (int i = 1 + random_.below(2); i > 0; --i) {
    const bool changes = random_.chance(25);
    const Query query = changes ? modify() : select(1, nullptr);
    writes = writes || query.writes;
    Source cte{new_alias(), {}, nullptr};
    std::vector<std::string> names;
    for (std::size_t c = 0; c < query.columns.size(); ++c) {
      cte.columns.push_back({column_name(c), query.columns[c]});
      names.push_back(column_name(c));
    }
    const std::string how = changes ? "" : random_.pick({"", "MATERIALIZED ", "NOT MATERIALIZED "});
    items.push_back(cte.alias + " (" + joined(names) + ") AS " + how + "(" + query.sql + ")");
    ctes_.push_back(std::move(cte));
  }
  Query query = random_.chance(85) ? select(1 + random_.below(2), nullptr) : modify();
  query.sql = "WITH " + joined(items) + " " + query.sql;
  query.writes = query.writes || writes;
  return query;
}

Query QueryWriter::recursive_query() {
  const std::vector<Type> types = random_types();
  Source self{new_alias(), {{"n", Type::integer}}, nullptr};
  for (std::size_t i = 0; i < types.size(); ++i) self.columns.push_back({column_name(i), types[i]});
  std::vector<std::string> names{"n"};
  for (std::size_t i = 0; i < types.size(); ++i) names.push_back(column_name(i));
  Scope first;
  const std::string first_from = random_.chance(50) ? from(first, 0) : "";
  const std::string start = "SELECT 1, " + select_list(types, first, 1) + first_from;
  Scope next;
  const std::string alias = new_alias();
  Source reference{alias, {}, nullptr};
  for (const Column& column : self.columns) reference.columns.push_back({alias + "." + column.sql, column.type});
  next.sources.push_back(reference);
  std::string sources = " FROM " + self.alias + " AS " + alias;
  if (random_.chance(50)) {
    Scope scope = next;
    sources += random_.pick({" JOIN ", " LEFT JOIN "}) + table(scope);
    next = scope;
    sources += " ON " + boolean(next, 1);
  }
  std::string items = select_list(types, next, 1);
  if (random_.chance(25)) {
    // A WITH inside the recursive term, which reads the recursive one.
    const std::string inner = new_alias();
    items = "c1";
    for (std::size_t i = 1; i < types.size(); ++i) items += ", " + column_name(i);
    sources = " FROM (WITH " + inner + " AS (SELECT " + alias + ".n AS n, " + select_list(types, next, 1) + sources +
              ") SELECT * FROM " + inner + ") AS " + alias;
  }
  const std::string step = "SELECT " + alias + ".n + 1, " + items + sources + " WHERE " + alias + ".n < 3";
  ctes_.push_back(self);
  Query query = select(1, nullptr);
  query.sql = "WITH RECURSIVE " + self.alias + " (" + joined(names) + ") AS (" + start +
              random_.pick({" UNION ", " UNION ALL "}) + step + ") " + query.sql;
  return query;
}

}  // namespace property
