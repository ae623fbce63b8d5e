#include "cases.hpp"

namespace pgscribe::benchmark {
namespace {

std::string number(int i) { return std::to_string(i); }

std::string table(const std::string& name) {
  return "CREATE TABLE " + name + " (id bigint PRIMARY KEY, a int NOT NULL, b text, c timestamptz);\n";
}

/// item(first), item(first + 1) ... with a separator between.
template <class Item>
std::string list(int first, int past, const std::string& separator, const Item& item) {
  std::string text;
  for (int i = first; i < past; ++i) text += (i == first ? "" : separator) + item(i);
  return text;
}

std::string tables(int n) {
  return list(0, n, "", [](int i) { return table("t" + number(i)); });
}

std::string many(const std::string& query) { return "-- name: Q :many\n" + query + ";\n"; }
std::string exec(const std::string& query) { return "-- name: Q :exec\n" + query + ";\n"; }
std::string any() { return many("SELECT 1 AS one"); }

Project queries(int n) {
  return {table("t"), list(0, n, "", [](int i) {
            return "-- name: Q" + number(i) + " :many\nSELECT id, a + " + number(i) +
                   " AS d FROM t WHERE id = @id AND b = @b;\n";
          })};
}

Project linked_tables(int n) {
  return {table("t0") + list(1, n, "",
                             [](int i) {
                               return "CREATE TABLE t" + number(i) +
                                      " (id bigint PRIMARY KEY, p bigint NOT NULL REFERENCES t" + number(i - 1) +
                                      " (id), b text CHECK (b <> ''));\nCREATE INDEX ON t" + number(i) + " (b);\n";
                             }),
          any()};
}

Project partitions(int n) {
  return {"CREATE TABLE p (id int, at int, PRIMARY KEY (id, at)) PARTITION BY LIST (at);\n" +
              list(0, n, "",
                   [](int i) {
                     return "CREATE TABLE p" + number(i) + " PARTITION OF p FOR VALUES IN (" + number(i) + ");\n";
                   }) +
              "CREATE INDEX ON p (at);\nALTER TABLE p ADD COLUMN x int;\n",
          many("SELECT * FROM p")};
}

/// Every statement goes through all of them.
Project altered_partitions(int n) {
  Project project = partitions(n);
  project.schema += "CREATE TABLE r (id int PRIMARY KEY);\n";
  for (const char* action : {"ADD UNIQUE (at, id)", "ADD CONSTRAINT positive CHECK (id > 0) NOT VALID",
                             "ADD FOREIGN KEY (x) REFERENCES r", "ALTER x SET NOT NULL", "ALTER x TYPE bigint",
                             "ALTER x SET DEFAULT 1", "RENAME x TO y", "VALIDATE CONSTRAINT positive",
                             "RENAME CONSTRAINT positive TO p_check", "DROP CONSTRAINT p_check", "DROP COLUMN y"})
    project.schema += std::string("ALTER TABLE p ") + action + ";\n";
  return project;
}

Project added_columns(int n) {
  return {table("t") + list(0, n, "", [](int i) { return "ALTER TABLE t ADD COLUMN x" + number(i) + " int;\n"; }),
          any()};
}

Project altered_tables(int n) {
  return {tables(n) + list(0, n, "",
                           [](int i) {
                             return "ALTER TABLE t" + number(i) + " ALTER COLUMN a TYPE bigint;\nALTER TABLE t" +
                                    number(i) + " DROP COLUMN b;\nALTER TABLE t" + number(i) +
                                    " RENAME COLUMN c TO d;\n";
                           }),
          any()};
}

Project dropped_tables(int n) {
  return {tables(n) + list(0, n, "", [](int i) { return "DROP TABLE t" + number(i) + " CASCADE;\n"; }), any()};
}

Project dropped_schema(int n) {
  return {"CREATE SCHEMA s;\n" + list(0, n, "", [](int i) { return table("s.t" + number(i)); }) +
              "DROP SCHEMA s CASCADE;\n",
          any()};
}

Project views_over_one_table(int n) {
  return {table("t") + list(0, n, "",
                            [](int i) {
                              return "CREATE VIEW v" + number(i) + " AS SELECT id, a FROM t WHERE a > " + number(i) +
                                     ";\n";
                            }),
          any()};
}

Project functions(int n) {
  return {list(0, n, "",
               [](int i) {
                 return "CREATE FUNCTION f" + number(i) +
                        "(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';\nDROP FUNCTION f" + number(i) + "(int);\n";
               }),
          any()};
}

Project inserted_parameters(int n) {
  return {table("t"), exec("INSERT INTO t (id, a, b, c) VALUES " + list(0, n / 4, ", ", [](int row) {
                             return "(" + list(1, 5, ", ", [&](int i) { return "$" + number(4 * row + i); }) + ")";
                           }))};
}

Project listed_parameters(int n) {
  return {table("t"),
          many("SELECT id FROM t WHERE a IN (" + list(0, n, ", ", [](int i) { return "$" + number(i + 1); }) + ")")};
}

Project named_parameters(int n) {
  return {table("t"),
          many("SELECT id FROM t WHERE a IN (" + list(0, n, ", ", [](int i) { return "@p" + number(i); }) + ")")};
}

Project listed_constants(int n) {
  return {table("t"), many("SELECT id FROM t WHERE a IN (" + list(0, n, ", ", number) + ")")};
}

Project joins(int n, const std::string& kind) {
  return {table("t"), many("SELECT t0.id FROM t t0" + list(1, n, "", [&](int i) {
                             return " " + kind + " t t" + number(i) + " ON t" + number(i) + ".id = t" + number(i - 1) +
                                    ".id";
                           }))};
}

Project union_branches(int n) {
  return {table("t"),
          many(list(0, n, " UNION ALL ", [](int i) { return "SELECT id, a + " + number(i) + " AS n FROM t"; }))};
}

std::string read_twice(int link) {
  return "SELECT l.x FROM c" + number(link - 1) + " l CROSS JOIN c" + number(link - 1) + " r";
}

Project with_chain(int n) {
  return {table("t"), many("WITH c0 AS (SELECT max(a) AS x FROM t)" +
                           list(1, n, "", [](int i) { return ", c" + number(i) + " AS (" + read_twice(i) + ")"; }) +
                           " SELECT x FROM c" + number(n - 1))};
}

Project view_chain(int n) {
  return {table("t") + "CREATE VIEW c0 AS SELECT max(a) AS x FROM t;\n" +
              list(1, n, "", [](int i) { return "CREATE VIEW c" + number(i) + " AS " + read_twice(i) + ";\n"; }),
          many("SELECT x FROM c" + number(n - 1))};
}

std::string nested(std::string query, int n, const std::string& before, const std::string& after) {
  for (int i = 0; i < n; ++i) query = before + "(" + query + ")" + after;
  return query;
}

Project columns(int n) {
  return {"CREATE TABLE w (" + list(0, n, ", ", [](int i) { return "c" + number(i) + " int"; }) + ");\n",
          many("SELECT * FROM w")};
}

}  // namespace

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"queries", 250, queries},
      {"tables with keys and foreign keys", 1000, linked_tables, 3000},
      {"partitions", 125, partitions},
      {"partitions altered with their table", 125, altered_partitions},
      {"columns added to one table", 90, added_columns},
      {"tables altered", 250, altered_tables},
      {"tables dropped", 250, dropped_tables},
      {"tables dropped with their schema", 250, dropped_schema},
      {"views over one table", 250, views_over_one_table},
      {"functions made and dropped", 250, functions},
      {"parameters of VALUES", 240, inserted_parameters},
      {"parameters in a list", 250, listed_parameters},
      {"named parameters in a list", 250, named_parameters},
      {"constants in a list", 1000, listed_constants},
      {"joins", 30, [](int n) { return joins(n, "JOIN"); }},
      {"outer joins", 30, [](int n) { return joins(n, "LEFT JOIN"); }},
      {"branches of UNION ALL", 60, union_branches},
      {"WITH items, each read twice", 12, with_chain},
      {"views, each read twice", 12, view_chain},
      {"sub-selects in FROM", 12,
       [](int n) {
         return Project{table("t"), many(nested("SELECT max(a) AS x FROM t", n, "SELECT x FROM ", " s"))};
       }},
      {"scalar sub-selects", 12,
       [](int n) {
         return Project{{}, many(nested("SELECT 1 AS x", n, "SELECT ", " AS x"))};
       }},
      {"columns of *", 100, columns}};
  return all;
}

}  // namespace pgscribe::benchmark
