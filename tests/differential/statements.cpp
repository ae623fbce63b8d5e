#include "statements.hpp"

#include <algorithm>
#include <cctype>

namespace pgscribe::differential {

namespace {

constexpr Vocabulary::Oid kInt8 = 20, kInt4 = 23, kText = 25;

std::string list(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

/// Words, numbers, strings and single other characters, with the spaces in front of them.
std::vector<std::string> tokens(const std::string& text) {
  std::vector<std::string> result;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    while (at < text.size() && text[at] == ' ') ++at;
    const auto is_word = [&](std::size_t i) {
      return i < text.size() && (std::isalnum(static_cast<unsigned char>(text[i])) != 0 || text[i] == '_' ||
                                 text[i] == '$' || text[i] == '"');
    };
    if (at < text.size() && text[at] == '\'') {
      for (++at; at < text.size() && text[at] != '\''; ++at) {
      }
      ++at;
    } else if (is_word(at)) {
      while (is_word(at)) ++at;
    } else {
      ++at;
    }
    result.push_back(text.substr(begin, at - begin));
  }
  return result;
}

}  // namespace

std::string Statements::next() {
  expressions_.reset();
  std::string text = statement();
  return random_.percent(6) ? damaged(text) : text;
}

std::string Statements::statement() {
  const std::size_t r = random_.below(100);
  if (r < 44) return select(random_.percent(55) ? 1 : random_.percent(80) ? 2 : 3);
  if (r < 50) return grouped_select();
  if (r < 54) return windowed_select();
  if (r < 60) return set_operation();
  if (r < 64) return values();
  if (r < 69) return with_query();
  if (r < 73) return recursive_query();
  if (r < 82) return insert();
  if (r < 90) return update();
  if (r < 93) return delete_();
  if (r < 97) return merge();
  return utility();
}

void Statements::see(const Vocabulary::Relation& relation, const std::string& qualifier) {
  for (const auto& [name, type] : relation.columns) expressions_.columns().push_back({qualifier + name, type});
}

std::string Statements::some_column() {
  return expressions_.columns().empty() ? "id" : random_.pick(expressions_.columns()).text;
}

std::string Statements::from_clause() {
  const std::size_t r = random_.below(100);
  if (r < 50) {
    see(vocabulary_.relation("item"), "");
    return "item";
  }
  if (r < 60) {
    const Vocabulary::Relation& relation = random_.pick(vocabulary_.relations);
    see(relation, "");
    return relation.name + (random_.percent(10)
                                ? random_.pick({" TABLESAMPLE system (10)", " TABLESAMPLE bernoulli ($1)",
                                                " TABLESAMPLE nosuch (1)", " AS r (x, y)", " *"})
                                : "");
  }
  if (r < 85) return joined_items();
  return from_item("q");
}

std::string Statements::joined_items() {
  const std::string left = random_.percent(60) ? "stock s" : from_item("s");
  if (left == "stock s") see(vocabulary_.relation("stock"), "s.");
  const bool lateral = random_.percent(15);
  std::string right = lateral ? "LATERAL (SELECT " + expressions_.any(1) + " AS id) i" : "item i";
  if (!lateral) see(vocabulary_.relation("item"), "i.");
  switch (random_.below(7)) {
    case 0: return left + ", " + right;
    case 1:
      if (!expressions_.is_careful()) return left + " NATURAL JOIN " + right;
      return left + " CROSS JOIN " + right;
    case 2:
      return left + random_.pick({" JOIN ", " LEFT JOIN ", " FULL JOIN "}) + right + " USING (id" +
             random_.pick({"", "", "", "", ", e", ", k"}) + ")" + random_.pick({"", "", " AS u", " AS s"});
    case 3: return left + " CROSS JOIN " + right;
    default:
      return left + random_.pick({" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN "}) + right + " ON " +
             expressions_.condition(1);
  }
}

std::string Statements::from_item(const std::string& alias) {
  if (vocabulary_.server_version >= 17 && random_.percent(8)) return expressions_.json_table(alias);
  std::vector<VisibleColumn> columns = {{alias + ".a", kInt4}};
  std::string text;
  switch (random_.below(9)) {
    case 0: text = "(SELECT " + expressions_.any(1) + " AS a, " + expressions_.atom() + " AS b) " + alias; break;
    case 1:
      columns = {{alias + ".x", kInt4}, {alias + ".y", kText}};
      text = "(VALUES (" + expressions_.of_type(kInt4, 0) + ", " + expressions_.of_type(kText, 0) + "), (" +
             list(expressions_.alike(2, 0)) + ")) " + alias + " (x, y)";
      break;
    case 2:
      columns.clear();
      text = expressions_.table_function(1) + " " + alias;
      break;
    case 3: text = expressions_.table_function(0) + " AS " + alias + " (a)"; break;
    case 4:
      columns.push_back({alias + ".ordinality", kInt8});
      text = expressions_.table_function(0) + " WITH ORDINALITY AS " + alias + " (a, ordinality)";
      break;
    case 5:
      columns.clear();
      text = "ROWS FROM (" + expressions_.table_function(0) + ", " + expressions_.table_function(0) + ") " + alias;
      break;
    case 6:
      columns.push_back({alias + ".b", kText});
      text = random_.pick({"jsonb_to_record('{}')", "json_to_recordset($1)", "any_record(1)", "set_of_records()",
                           "set_of_integers(1)", "jsonb_to_record(data)"}) +
             " AS " + alias + " (a integer, b text)";
      break;
    case 7:
      columns.clear();
      text =
          random_.pick({"jsonb_populate_record(NULL::pair, ", "json_populate_recordset(NULL::stock, ", "jsonb_each(",
                        "unnest(", "set_of_stock(", "set_of_rows(", "regexp_matches('a', ", "xmltable('/a' PASSING "}) +
          expressions_.atom() + ") " + alias;
      break;
    default:
      columns = {{alias + ".k", kInt4}, {alias + ".v", kText}, {alias + ".tags", 1009}};
      text = "stock AS " + alias;
  }
  expressions_.columns().insert(expressions_.columns().end(), columns.begin(), columns.end());
  return text;
}

std::string Statements::tail() {
  std::string text;
  if (expressions_.is_careful() && random_.percent(85)) {
    if (random_.percent(15))
      text += " ORDER BY " + random_.pick({some_column(), std::string("1")}) + random_.pick({"", " DESC"});
    if (random_.percent(15)) text += " LIMIT " + expressions_.of_type(kInt8, 1);
    return text;
  }
  if (random_.percent(30))
    text += " ORDER BY " +
            random_.pick({some_column(), std::string("1"), std::string("2"), std::string("c1"), expressions_.any(1),
                          some_column() + " DESC NULLS LAST, 1"}) +
            random_.pick({"", "", " DESC", " USING <", " NULLS FIRST"});
  if (random_.percent(12)) text += " LIMIT " + (random_.percent(50) ? expressions_.parameter() : expressions_.any(1));
  if (random_.percent(8)) text += " OFFSET " + expressions_.of_type(kInt8, 0);
  if (random_.percent(3)) text += random_.pick({" FETCH FIRST 3 ROWS ONLY", " FETCH FIRST 3 ROWS WITH TIES"});
  if (random_.percent(5))
    text +=
        random_.pick({" FOR UPDATE", " FOR SHARE OF item", " FOR NO KEY UPDATE SKIP LOCKED", " FOR UPDATE OF nosuch"});
  return text;
}

std::string Statements::select(int depth) {
  const std::string from = random_.percent(94) ? " FROM " + from_clause() : "";
  std::vector<std::string> items;
  for (std::size_t i = random_.percent(70) ? 1 : 2; i > 0; --i) {
    const std::size_t r = random_.below(100);
    items.push_back(r < 3                                 ? "*"
                    : r < 5 && !expressions_.is_careful() ? random_.pick({"s.*", "i.*", "item.*", "q.*"})
                    : r < 8                               ? some_column()
                                                          : expressions_.any(depth));
    if (random_.percent(12)) items.back() += random_.pick({" AS c1", " AS id", " c1"});
  }
  std::string text = "SELECT " +
                     (random_.percent(4) ? "DISTINCT "
                      : random_.percent(3)
                          ? "DISTINCT ON (" + random_.pick({some_column(), std::string("1"), std::string("c1")}) + ") "
                          : std::string()) +
                     list(items) + from;
  if (random_.percent(20)) text += " WHERE " + expressions_.condition(2);
  if (random_.percent(2)) text += " GROUP BY " + some_column();
  return text + tail();
}

std::string Statements::grouped_select() {
  const std::string from = from_clause();
  const std::string first = random_.percent(60) ? some_column() : expressions_.any(1);
  const std::string second = some_column();
  std::string text =
      "SELECT " + random_.pick({first, second, std::string("1"), std::string("grouping(") + first + ")"}) + ", " +
      expressions_.aggregate(1) + (random_.percent(40) ? ", " + expressions_.any(2) : "") + " FROM " + from;
  if (random_.percent(20)) text += " WHERE " + expressions_.condition(1);
  text +=
      " GROUP BY " +
      random_.pick({first, first + ", " + second, std::string("1"), "ROLLUP (" + first + ", " + second + ")",
                    "GROUPING SETS ((" + first + "), (" + second + "), ())", "CUBE (" + second + ")", std::string("()"),
                    "DISTINCT " + first + ", " + first, "(" + first + ", " + second + ")", std::string("3")});
  if (random_.percent(30))
    text += " HAVING " + random_.pick({expressions_.aggregate(1) + " = " + expressions_.atom(),
                                       expressions_.condition(1), first + " IS NULL"});
  return text + tail();
}

std::string Statements::windowed_select() {
  const std::string from = from_clause();
  std::string text = "SELECT ";
  for (std::size_t i = random_.below(2) + 1; i > 0; --i) {
    text += random_.pick(
                {std::string("row_number()"), "lag(" + expressions_.any(1) + ")", "sum(" + expressions_.any(1) + ")",
                 "nth_value(" + some_column() + ", " + expressions_.atom() + ")", "ntile(" + expressions_.atom() + ")",
                 expressions_.aggregate(1), "lead(" + list(expressions_.alike(3, 0)) + ")"}) +
            random_.pick({std::string(" OVER w"), std::string(" OVER (w)"),
                          " OVER (PARTITION BY " + some_column() + ")", " OVER (w ORDER BY " + some_column() + ")",
                          " OVER (PARTITION BY " + expressions_.any(1) + " ORDER BY " + expressions_.any(1) + ")",
                          " OVER (ORDER BY " + some_column() + " " + random_.pick({"ROWS", "RANGE", "GROUPS"}) +
                              " BETWEEN " + expressions_.atom() + " PRECEDING AND " +
                              random_.pick({std::string("CURRENT ROW"), expressions_.atom() + " FOLLOWING",
                                            std::string("UNBOUNDED FOLLOWING")}) +
                              ")"}) +
            (i > 1 ? ", " : "");
  }
  text += " FROM " + from;
  if (random_.percent(75))
    text += " WINDOW w AS (" +
            random_.pick({"ORDER BY " + some_column(), "PARTITION BY " + some_column(), std::string(),
                          "ORDER BY " + some_column() + " ROWS 2 PRECEDING", "ORDER BY 1", std::string("w")}) +
            ")";
  return text + tail();
}

std::string Statements::set_operation() {
  const std::string from = from_clause();
  const std::size_t width = random_.below(2) + 1;
  const std::size_t arms = random_.below(2) + 2;
  std::vector<std::vector<std::string>> columns;
  for (std::size_t i = 0; i < width; ++i) columns.push_back(expressions_.alike(arms, 1));
  std::string text;
  for (std::size_t arm = 0; arm < arms; ++arm) {
    std::vector<std::string> items;
    for (const std::vector<std::string>& column : columns) items.push_back(column[arm]);
    if (random_.percent(3)) items.emplace_back("1");
    text += (arm > 0 ? random_.pick({" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT ", " EXCEPT ALL "}) : "") +
            (random_.percent(8) ? "VALUES (" + list(items) + ")" : "SELECT " + list(items) + " FROM " + from);
  }
  if (random_.percent(25))
    text += " ORDER BY " + random_.pick({std::string("1"), some_column(), std::string("3"), expressions_.any(1)});
  if (random_.percent(10)) return "SELECT * FROM (" + text + ") q (x) WHERE x = " + expressions_.atom();
  return text + (random_.percent(10) ? random_.pick({" LIMIT $1", " FOR UPDATE", " OFFSET 2"}) : "");
}

std::string Statements::values() {
  const std::vector<std::string> first = expressions_.alike(3, 1);
  const std::vector<std::string> second = expressions_.alike(3, 1);
  std::string text = "VALUES ";
  const std::size_t rows = random_.below(3) + 1;
  for (std::size_t i = 0; i < rows; ++i)
    text += (i > 0 ? ", (" : "(") + first[i] + ", " + second[i] + (random_.percent(3) ? ", DEFAULT)" : ")");
  if (random_.percent(40))
    return text + (random_.percent(20) ? " ORDER BY " + random_.pick({"1", "column2", "3", "column1 + 1"}) : "");
  expressions_.columns() = {{"a", kInt4}, {"b", kText}};
  return "SELECT " + random_.pick({std::string("*"), expressions_.any(1)}) + " FROM (" + text + ") v (a, b) WHERE " +
         random_.pick({"a = " + expressions_.parameter(), expressions_.condition(1), std::string("b IS NULL")});
}

std::string Statements::with_query() {
  const std::string inner = random_.percent(75)
                                ? "SELECT " + expressions_.any(1) + " AS x, " + expressions_.atom() + " AS y FROM stock"
                                : random_.pick({"INSERT INTO stock (id) VALUES ($1) RETURNING id AS x, v AS y",
                                                "UPDATE stock SET k = 1 RETURNING k AS x, v AS y", "DELETE FROM stock",
                                                "DELETE FROM stock RETURNING id AS x, data AS y"});
  expressions_.columns() = {{"c.x", kInt4}, {"c.y", kText}, {"x", kInt4}, {"y", kText}};
  const std::string columns = random_.percent(12) ? random_.pick({" (x, y)", " (x)", " (x, y, z)", " (y, x)"}) : "";
  std::string body;
  switch (random_.below(6)) {
    case 0: body = "INSERT INTO stock (id, v) SELECT x, y FROM c" + returning(); break;
    case 1: body = "UPDATE stock SET k = c.x FROM c WHERE c.y = v" + returning(); break;
    case 2: body = "SELECT * FROM c, c d WHERE c.x = d.x"; break;
    default: body = "SELECT " + expressions_.any(2) + ", x FROM c" + tail();
  }
  return "WITH c" + columns + " AS " + random_.pick({"", "", "MATERIALIZED ", "NOT MATERIALIZED "}) + "(" + inner +
         ") " + body;
}

std::string Statements::recursive_query() {
  const std::vector<std::string> starts = expressions_.alike(2, 0);
  expressions_.columns() = {{"n", kInt4}, {"m", kText}, {"c.n", kInt4}};
  const std::string step =
      random_.pick({std::string("n + 1, m"), std::string("n, m || 'x'"), expressions_.any(1) + ", m",
                    list(expressions_.alike(2, 0)), std::string("n * 1.5, m"), std::string("n")});
  const std::string from = random_.pick({"c", "c", "c", "c", "c", "c", "c", "c", "c", "c", "c", "c, stock",
                                         "stock LEFT JOIN c ON true", "stock", "c, c d", "(SELECT * FROM c) q"});
  return "WITH RECURSIVE c (n, m) AS (SELECT " + list(starts) +
         random_.pick({" UNION ALL ", " UNION ", " UNION ALL ", " UNION ALL ", " UNION ALL ", " UNION ALL ",
                       " UNION ALL ", " INTERSECT "}) +
         "SELECT " + step + " FROM " + from + " WHERE " + expressions_.condition(1) +
         random_.pick({"", "", "", "", "", "", "", "", "", "", "", " LIMIT 1", " ORDER BY 1"}) + ")" +
         random_.pick({"", "", "", " SEARCH DEPTH FIRST BY n SET seq", " SEARCH BREADTH FIRST BY n, m SET seq",
                       " CYCLE n SET is_cycle USING path", " CYCLE n SET is_cycle TO 'Y' DEFAULT 'N' USING path",
                       " SEARCH DEPTH FIRST BY q SET seq"}) +
         " SELECT " + random_.pick({"*", "n", "seq", "is_cycle, path", "n, m"}) + " FROM c";
}

const Vocabulary::Relation& Statements::target() {
  if (random_.percent(55)) return vocabulary_.relation("item");
  for (int i = 0; i < 20; ++i) {
    const Vocabulary::Relation& relation = random_.pick(vocabulary_.relations);
    if (relation.is_table || random_.percent(10)) return relation;
  }
  return vocabulary_.relation("stock");
}

std::string Statements::returning() {
  if (random_.percent(65)) return "";
  std::string text = " RETURNING ";
  if (vocabulary_.server_version >= 18 && random_.percent(50)) text += old_and_new();
  return text + random_.pick({std::string("*"), some_column(), expressions_.any(1) + ", " + expressions_.any(1)});
}

/// Names of the row before and after in scope, and perhaps items of theirs.
std::string Statements::old_and_new() {
  const bool renamed = random_.percent(25);
  const std::string old_name = renamed ? "o" : random_.percent(95) ? "old" : "nosuch";
  const std::string new_name = renamed ? random_.pick({"n", "n", "n", "o", "s"}) : "new";
  std::vector<VisibleColumn> columns;
  for (const VisibleColumn& column : expressions_.columns()) {
    const std::string name = column.text.substr(column.text.find('.') + 1);
    columns.push_back({old_name + "." + name, column.type});
    columns.push_back({new_name + "." + name, column.type});
  }
  expressions_.columns().insert(expressions_.columns().end(), columns.begin(), columns.end());
  return std::string(renamed ? "WITH (OLD AS " + old_name + ", NEW AS " + new_name + ") " : "") +
         random_.pick({std::string(), old_name + ".*, ", new_name + ".*, ", old_name + ", ", expressions_.any(1) + ", ",
                       new_name + ".ctid, ", old_name + ".tableoid, "});
}

std::string Statements::insert() {
  const Vocabulary::Relation& relation = target();
  std::vector<std::string> names;
  std::vector<Vocabulary::Oid> types;
  for (std::size_t i = random_.below(4) + 1; i > 0; --i) {
    const auto& [name, type] = random_.pick(relation.columns);
    if (std::find(names.begin(), names.end(), name) != names.end() && random_.percent(97)) continue;
    names.push_back(name);
    types.push_back(type);
  }
  const auto row = [&](int depth) {
    std::vector<std::string> values;
    for (const Vocabulary::Oid type : types)
      values.push_back(random_.percent(5)    ? "DEFAULT"
                       : random_.percent(90) ? expressions_.of_type(type, depth)
                                             : expressions_.any(depth));
    if (random_.percent(3)) values.emplace_back("1");
    if (random_.percent(2)) values.pop_back();
    return list(values);
  };
  std::string text = "INSERT INTO " + relation.name + (random_.percent(20) ? " AS target" : "") +
                     (random_.percent(92) ? " (" + list(names) + ")" : "") +
                     (random_.percent(4) ? random_.pick({" OVERRIDING SYSTEM VALUE", " OVERRIDING USER VALUE"}) : "");
  const std::size_t r = random_.below(100);
  if (r < 3)
    text += " DEFAULT VALUES";
  else if (r < 40) {
    const std::string from = from_clause();
    text += " SELECT " + row(1) + " FROM " + from;
    expressions_.columns().clear();
  } else {
    text += " VALUES (" + row(1) + ")";
    if (random_.percent(30)) text += ", (" + row(1) + ")";
  }
  see(relation, "");
  if (random_.percent(20)) text += on_conflict();
  return text + returning();
}

std::string Statements::on_conflict() {
  const std::string arbiter = random_.pick(
      {std::string(), std::string("(id)"), std::string("(k, v)"), std::string("(v, k)"),
       std::string("(lower(v)) WHERE k > 0"), "(" + some_column() + ")", std::string("ON CONSTRAINT stock_pkey"),
       std::string("ON CONSTRAINT item_pkey"), std::string("ON CONSTRAINT nosuch"), std::string("(day, v)"),
       std::string("(id COLLATE \"C\")"), "(" + expressions_.any(1) + ")"});
  std::string text = " ON CONFLICT " + arbiter;
  if (random_.percent(35)) return text + " DO NOTHING";
  std::vector<VisibleColumn> excluded;
  for (const VisibleColumn& column : expressions_.columns())
    excluded.push_back({"excluded." + column.text, column.type});
  expressions_.columns().swap(excluded);
  text += " DO UPDATE SET " + (excluded.empty() ? "id" : random_.pick(excluded).text) + " = " +
          (random_.percent(50) ? some_column() : expressions_.any(1));
  if (random_.percent(25)) text += " WHERE " + expressions_.condition(1);
  expressions_.columns().swap(excluded);
  return text;
}

std::string Statements::assignments(const Vocabulary::Relation& relation) {
  std::vector<std::string> parts;
  for (std::size_t i = random_.below(2) + 1; i > 0; --i) {
    const auto& [name, type] = random_.pick(relation.columns);
    const auto& [other, other_type] = random_.pick(relation.columns);
    const std::string value = random_.percent(6)    ? "DEFAULT"
                              : random_.percent(85) ? expressions_.of_type(type, 2)
                                                    : expressions_.any(2);
    switch (random_.below(12)) {
      case 0:
        parts.push_back("(" + name + ", " + other + ") = (" + value + ", " + expressions_.of_type(other_type, 1) + ")");
        break;
      case 1:
        parts.push_back("(" + name + ", " + other + ") = (SELECT " + expressions_.of_type(type, 1) + ", " +
                        expressions_.of_type(other_type, 1) + ")");
        break;
      case 2: parts.push_back("(" + name + ") = ROW(" + value + ")"); break;
      case 3: parts.push_back(name + "[" + expressions_.atom() + "] = " + expressions_.any(1)); break;
      case 4:
        parts.push_back(random_.pick({"p.a", "p.b", "n.p", "n.p.b", "n.tags[1]", "ap[1].a", "dp.a", "p.nosuch",
                                      "ai[1:2]", "jb['a']", "jb[1]", "dj['x']", "ai[1][2]", "adi[1]", "txt.a"}) +
                        " = " + expressions_.any(1));
        break;
      default: parts.push_back(name + " = " + value);
    }
  }
  return list(parts);
}

std::string Statements::update() {
  const Vocabulary::Relation& relation = target();
  see(relation, "");
  std::string from;
  if (random_.percent(20)) {
    from = " FROM stock s";
    see(vocabulary_.relation("stock"), "s.");
  }
  const std::string set = assignments(relation);
  return "UPDATE " + std::string(random_.percent(4) ? "ONLY " : "") + relation.name + " SET " + set + from +
         (random_.percent(50)  ? " WHERE " + expressions_.condition(1)
          : random_.percent(3) ? " WHERE CURRENT OF c"
                               : "") +
         returning();
}

std::string Statements::delete_() {
  const Vocabulary::Relation& relation = target();
  see(relation, "");
  std::string from;
  if (random_.percent(25)) {
    from = " USING stock s";
    see(vocabulary_.relation("stock"), "s.");
  }
  return "DELETE FROM " + relation.name + from + " WHERE " + expressions_.condition(2) + returning();
}

std::string Statements::merge() {
  const Vocabulary::Relation& relation = random_.percent(60) ? vocabulary_.relation("stock") : target();
  const std::string source =
      random_.pick({"item i", "(SELECT 1 AS id, 'x' AS txt) i", "(VALUES (1, $1)) i (id, txt)", "stock i"});
  if (source == "item i")
    see(vocabulary_.relation("item"), "i.");
  else
    expressions_.columns().push_back({"i.id", kInt4});
  see(relation, "target.");
  std::string text = "MERGE INTO " + relation.name + " AS target USING " + source + " ON " +
                     random_.pick({std::string("target.id = i.id"), expressions_.condition(1)});
  for (std::size_t i = random_.below(2) + 1; i > 0; --i) {
    const std::string condition = random_.percent(25) ? " AND " + expressions_.condition(1) : "";
    if (vocabulary_.server_version >= 17 && random_.percent(20)) {
      text += " WHEN NOT MATCHED BY SOURCE" + condition + " THEN " +
              random_.pick({std::string("DELETE"), std::string("DO NOTHING"), "UPDATE SET " + assignments(relation),
                            std::string("INSERT DEFAULT VALUES")});
      continue;
    }
    const std::string by_target =
        vocabulary_.server_version >= 17 && random_.percent(20) ? " BY TARGET" : std::string();
    const auto& [name, type] = random_.pick(relation.columns);
    switch (random_.below(6)) {
      case 0: text += " WHEN MATCHED" + condition + " THEN DELETE"; break;
      case 1: text += " WHEN MATCHED" + condition + " THEN DO NOTHING"; break;
      case 2:
      case 3: text += " WHEN MATCHED" + condition + " THEN UPDATE SET " + assignments(relation); break;
      case 4:
        text += " WHEN NOT MATCHED" + by_target + condition + " THEN INSERT (" + name + ") VALUES (" +
                expressions_.of_type(type, 1) + ")";
        break;
      default:
        text += " WHEN NOT MATCHED" + by_target + condition + " THEN INSERT " +
                random_.pick({"DEFAULT VALUES", "VALUES (1)", "(id, nosuch) VALUES (1, 2)", "(id) VALUES (DEFAULT)",
                              "(id, id) VALUES (1, 2)"});
    }
  }
  if (vocabulary_.server_version < 17) return text + (random_.percent(3) ? " RETURNING *" : "");
  return text + (random_.percent(5) ? " RETURNING merge_action(), *" : returning());
}

std::string Statements::utility() {
  switch (random_.below(6)) {
    case 0: return "CALL work(" + expressions_.any(1) + ", " + expressions_.any(1) + ")";
    case 1:
      return "CALL give(" +
             random_.pick({std::string("NULL"), expressions_.any(1), std::string("NULL, 'x'"),
                           "b => " + expressions_.atom(), "NULL, " + expressions_.parameter()}) +
             ")";
    case 2:
      return "EXPLAIN " +
             random_.pick(
                 {"", "(FORMAT json) ", "(FORMAT xml) ", "(FORMAT yaml, COSTS off) ", "(FORMAT nosuch) ", "ANALYZE "}) +
             select(1);
    case 3: return "CREATE TABLE made AS " + select(1);
    case 4: return "DECLARE c CURSOR FOR " + select(1);
    default:
      return random_.pick({"REFRESH MATERIALIZED VIEW stock_copy",
                           "TRUNCATE stock",
                           "LOCK TABLE stock",
                           "NOTIFY x, 'y'",
                           "SET search_path = public",
                           "SHOW work_mem",
                           "SHOW ALL",
                           "VACUUM",
                           "FETCH 1 FROM c",
                           "CALL nosuch(1)",
                           "CALL f(1)",
                           "CLOSE c",
                           "TABLE stock",
                           "SELECT INTO made FROM stock",
                           "COPY stock TO STDOUT",
                           "EXECUTE nosuch(1)",
                           "DISCARD ALL",
                           "BEGIN",
                           "DO ''",
                           "CREATE VIEW v AS SELECT $1",
                           "SELECT FROM stock",
                           "LISTEN x"});
  }
}

std::string Statements::damaged(const std::string& statement) {
  std::vector<std::string> parts = tokens(statement);
  const std::size_t at = random_.below(parts.size());
  const std::size_t other = random_.below(parts.size());
  switch (random_.below(4)) {
    case 0: parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at)); break;
    case 1: parts[at] = parts[other]; break;
    case 2: std::swap(parts[at], parts[other]); break;
    default: parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(at), parts[other]);
  }
  std::string text;
  for (const std::string& part : parts) text += part;
  // Without a token left it is no statement.
  return text.find_first_not_of(' ') == std::string::npos ? statement : text;
}

}  // namespace pgscribe::differential
