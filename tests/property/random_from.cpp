#include <algorithm>

#include "random_query.hpp"

namespace property {

const Table& QueryWriter::pick_table(bool may_be_view) {
  while (true) {
    const Table& table = random_.pick(schema_.tables);
    if (may_be_view || table.is_writable) return table;
  }
}

std::string QueryWriter::from(Scope& scope, int depth) {
  std::string text = " FROM " + from_item(scope, depth, true);
  if (random_.chance(20)) text += ", " + from_item(scope, depth, true);
  return text;
}

std::string QueryWriter::from_item(Scope& scope, int depth, bool may_be_lateral) {
  const int kind = random_.below(100);
  if (depth > 0 && kind < 55) return join(scope, depth - 1);
  if (depth > 0 && kind < 65) return derived(scope, depth - 1, may_be_lateral && random_.chance(40));
  if (kind < 72) return function(scope, depth, may_be_lateral);
  return table(scope);
}

/// A sub-select that shows the columns of a table under their names, so that the table's keys can be looked up in it.
std::string QueryWriter::keyed_subselect(Source& source) {
  const std::string inner = new_alias();
  std::vector<std::string> names;
  for (const TableColumn& column : source.table->columns) names.push_back(inner + "." + column.name);
  std::string query = " FROM " + source.table->name + " AS " + inner;
  if (random_.chance(30)) {
    const Table& other = pick_table(true);
    const std::string alias = new_alias();
    query +=
        random_.pick({" JOIN ", " LEFT JOIN "}) + other.name + " AS " + alias + " ON " +
        (other.keys.empty() ? "true" : key_condition({alias, {}, &other}, {{{inner, source.columns, source.table}}}));
  }
  if (random_.chance(40)) query += " WHERE " + inner + "." + random_.pick(source.table->columns).name + " IS NOT NULL";
  const int kind = random_.below(8);
  if (kind == 0) query += " GROUP BY " + joined(names);
  return "(SELECT " + std::string(kind == 1 ? "DISTINCT " : "") + joined(names) + query +
         (kind == 2 ? " LIMIT 2)" : ")") + " AS " + source.alias;
}

std::string QueryWriter::table(Scope& scope) {
  Source source;
  source.alias = new_alias();
  if (!ctes_.empty() && random_.chance(40)) {
    const Source& cte = random_.pick(ctes_);
    for (const Column& column : cte.columns) source.columns.push_back({source.alias + "." + column.sql, column.type});
    scope.sources.push_back(source);
    return cte.alias + " AS " + source.alias;
  }
  const Table& table = pick_table(true);
  source.table = &table;
  for (const TableColumn& column : table.columns)
    source.columns.push_back({source.alias + "." + column.name, column.type});
  const std::string text =
      !table.keys.empty() && random_.chance(20)
          ? keyed_subselect(source)
          : (table.is_view || !random_.chance(5) ? "" : "ONLY ") + table.name + " AS " + source.alias;
  scope.sources.push_back(std::move(source));
  return text;
}

std::string QueryWriter::derived(Scope& scope, int depth, bool lateral) {
  const Query query = random_.chance(15) ? values(depth, lateral ? &scope : scope.outer)
                                         : select(depth, lateral ? &scope : scope.outer);
  Source source;
  source.alias = new_alias();
  for (std::size_t i = 0; i < query.columns.size(); ++i)
    source.columns.push_back({source.alias + ".c" + std::to_string(i + 1), query.columns[i]});
  std::vector<std::string> names;
  for (std::size_t i = 0; i < query.columns.size(); ++i) names.push_back("c" + std::to_string(i + 1));
  const std::string text =
      (lateral ? "LATERAL (" : "(") + query.sql + ") AS " + source.alias + " (" + joined(names) + ")";
  scope.sources.push_back(std::move(source));
  return text;
}

std::string QueryWriter::function(Scope& scope, int depth, bool lateral) {
  static const Scope kNothing;
  const Scope& visible = lateral ? scope : kNothing;
  const std::string alias = new_alias();
  const int inner = depth > 0 ? 1 : 0;
  std::string call;
  Source source{alias, {{alias + ".c1", Type::integer}}, nullptr};
  std::string names = "c1";
  switch (random_.below(6)) {
    case 0: call = "generate_series(1, " + expression(Type::integer, visible, inner) + ")"; break;
    case 1: call = "unnest(" + expression(Type::integers, visible, inner) + ")"; break;
    case 2:
      call = "unnest(" + expression(Type::integers, visible, inner) + ", ARRAY['a', NULL])";
      source.columns.push_back({alias + ".c2", Type::text});
      names += ", c2";
      break;
    case 3:
      call = "ROWS FROM (generate_series(1, 2), generate_series(1, " + expression(Type::integer, visible, inner) + "))";
      source.columns.push_back({alias + ".c2", Type::integer});
      names += ", c2";
      break;
    case 4:
      call = random_.pick({"jsonb_each(", "jsonb_each("}) + "jsonb_build_object('k', " +
             expression(Type::integer, visible, inner) + ", 'l', NULL))";
      source.columns = {{alias + ".c1", Type::text}, {alias + ".c2", Type::json}};
      names += ", c2";
      break;
    default: call = "abs(" + expression(Type::integer, visible, inner) + ")"; break;
  }
  if (random_.chance(30)) {
    call += " WITH ORDINALITY";
    names += ", n";
    source.columns.push_back({alias + ".n::integer", Type::integer});
  }
  scope.sources.push_back(std::move(source));
  return call + " AS " + alias + " (" + names + ")";
}

std::string QueryWriter::joined_using(Scope& scope) {
  const Table& left = pick_table(true);
  const Table& right = pick_table(true);
  std::vector<std::string> shared;
  for (const TableColumn& column : left.columns) {
    const auto same = std::find_if(right.columns.begin(), right.columns.end(), [&](const TableColumn& other) {
      return other.name == column.name && other.type == column.type;
    });
    if (same != right.columns.end()) shared.push_back(column.name);
  }
  if (shared.empty()) return table(scope);
  const std::string name = random_.pick(shared);
  const std::string a = new_alias();
  const std::string b = new_alias();
  const std::string merged = new_alias();
  const auto add = [&](const std::string& alias, const std::vector<TableColumn>& columns) {
    Source source{alias, {}, nullptr};
    for (const TableColumn& column : columns) source.columns.push_back({alias + "." + column.name, column.type});
    scope.sources.push_back(std::move(source));
  };
  add(a, left.columns);
  add(b, right.columns);
  add(merged, {*std::find_if(left.columns.begin(), left.columns.end(),
                             [&](const TableColumn& column) { return column.name == name; })});
  return left.name + " AS " + a + random_.pick({" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN "}) + right.name +
         " AS " + b + " USING (" + name + ") AS " + merged;
}

std::string QueryWriter::join(Scope& scope, int depth) {
  if (random_.chance(20)) return joined_using(scope);
  const std::string kind = random_.pick(
      {" JOIN ", " LEFT JOIN ", " LEFT JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ", " CROSS JOIN "});
  // Only what stands in this join may be named in its condition.
  Scope local;
  local.outer = scope.outer;
  const std::string left = from_item(local, depth, false);
  const std::size_t left_sources = local.sources.size();
  const bool may_be_lateral = kind == " JOIN " || kind == " LEFT JOIN " || kind == " CROSS JOIN ";
  std::string right;
  if (may_be_lateral && depth > 0 && random_.chance(25)) {
    right = derived(local, depth - 1, true);
  } else {
    right = from_item(local, depth, false);
    if (random_.chance(25) && right.find(" JOIN ") != std::string::npos) right = "(" + right + ")";
  }
  if (right.find(" JOIN ") != std::string::npos && right.front() != '(' && right.compare(0, 7, "LATERAL") != 0)
    right = "(" + right + ")";
  std::string text = left + kind + right;
  if (kind == " FULL JOIN ") {
    const Source& a = local.sources[static_cast<std::size_t>(random_.below(static_cast<int>(left_sources)))];
    const Source& b =
        local.sources[left_sources +
                      static_cast<std::size_t>(random_.below(static_cast<int>(local.sources.size() - left_sources)))];
    Scope one;
    one.sources = {a};
    Scope other;
    other.sources = {b};
    const std::vector<Column> lefts = one.columns(Type::integer);
    const std::vector<Column> rights = other.columns(Type::integer);
    text += lefts.empty() || rights.empty() ? " ON true"
                                            : " ON " + random_.pick(lefts).sql + " = " + random_.pick(rights).sql;
  } else if (kind != " CROSS JOIN ") {
    const Source& source = random_.pick(local.sources);
    text += " ON " + (random_.chance(30) && source.table != nullptr && !source.table->keys.empty()
                          ? key_condition(source, local)
                      : random_.chance(15) ? "true"
                                           : boolean(local, 1));
  }
  scope.sources.insert(scope.sources.end(), local.sources.begin(), local.sources.end());
  return text;
}

std::string QueryWriter::key_condition(const Source& source, const Scope& scope) {
  const Key& key = random_.pick(source.table->keys);
  std::vector<std::string> conditions;
  const auto qualified = [&](std::string text) {
    // A key's expressions and predicates name columns of one letter.
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto is_word = [&](std::size_t at) {
        return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
      };
      const bool alone = !is_word(i + 1) && (i == 0 || !is_word(i - 1)) && text[i] >= 'a' && text[i] <= 'z' &&
                         (i == 0 || text[i - 1] != '\'');
      if (alone) result += source.alias + ".";
      result += text[i];
    }
    return result;
  };
  const auto value = [&](Type type) {
    if (random_.chance(10)) return subquery(type, random_.chance(70) ? Scope{} : scope, 0);
    return has_parameters_ && random_.chance(40) ? parameter(type) : leaf(type, scope);
  };
  for (const std::string& name : key.columns) {
    const auto column = std::find_if(source.table->columns.begin(), source.table->columns.end(),
                                     [&](const TableColumn& each) { return each.name == name; });
    if (random_.chance(8)) continue;
    if (random_.chance(6)) {
      conditions.push_back(source.alias + "." + name +
                           (random_.chance(50) ? " IS NULL" : " IS NOT DISTINCT FROM " + value(column->type)));
      continue;
    }
    conditions.push_back(random_.chance(85) ? source.alias + "." + name + " = " + value(column->type)
                                            : value(column->type) + " = " + source.alias + "." + name);
  }
  if (!key.expression.empty())
    conditions.push_back(qualified(key.expression) + " = " +
                         value(key.expression.compare(0, 6, "length") == 0 ? Type::integer : Type::text));
  if (!key.predicate.empty() && random_.chance(85)) conditions.push_back("(" + qualified(key.predicate) + ")");
  if (random_.chance(25)) conditions.push_back(boolean(scope, 0));
  return conditions.empty() ? "true" : joined(conditions, " AND ");
}

std::string QueryWriter::where(const Scope& scope, int depth) {
  if (random_.chance(30)) return "";
  std::string text = " WHERE " + boolean(scope, depth);
  if (random_.chance(40)) text += " AND " + boolean(scope, depth);
  return text;
}

}  // namespace property
