#include "cli/analysis_tables.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "cli/inputs.hpp"

// The analysis as tables: each column's values of a small project.

namespace {

using namespace pgscribe;

/// The project's files, and the tables of its analysis.
class Tables {
 public:
  Tables(const std::string& schema, const std::string& queries) {
    cli::Inputs inputs;
    inputs.schema = {&sources_.emplace_back("schema/1.sql", schema)};
    inputs.queries = {&sources_.emplace_back("queries/q.sql", queries)};
    support::Diagnostics diagnostics;
    cli::ProjectIndex index;
    const cli::Analysis analysis = cli::analyze_inputs(inputs, diagnostics, &index);
    for (const support::Diagnostic& diagnostic : diagnostics.all()) INFO(diagnostic.message);
    REQUIRE(!diagnostics.has_errors());
    tables_ = cli::analysis_tables(analysis, index);
  }

  /// The columns that are asked for, of each row: "a b\n".
  [[nodiscard]] std::string of(const std::string& table, const std::vector<std::string>& columns) const {
    const auto found =
        std::find_if(tables_.begin(), tables_.end(), [&](const auto& known) { return known.name == table; });
    REQUIRE(found != tables_.end());
    std::string text;
    for (const tables::Row& row : found->rows) {
      for (const std::string& column : columns) {
        const auto at = std::find(found->columns.begin(), found->columns.end(), column);
        REQUIRE(at != found->columns.end());
        text +=
            (column == columns.front() ? "" : "|") + shown(row[static_cast<std::size_t>(at - found->columns.begin())]);
      }
      text += "\n";
    }
    return text;
  }

 private:
  static std::string shown(const tables::Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    const auto* words = std::get_if<std::string>(&value);
    return words != nullptr ? *words : "NULL";
  }

  support::SourceFiles sources_;
  std::vector<tables::Table> tables_;
};

const std::string kSchema =
    "CREATE TABLE directors (id bigint PRIMARY KEY, name text NOT NULL);\n"
    "CREATE TABLE movies (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL UNIQUE,\n"
    "  year int DEFAULT 1, director_id bigint REFERENCES directors, tags text[]);\n"
    "COMMENT ON TABLE movies IS 'Films';\n"
    "CREATE INDEX movies_year ON movies (year) WHERE year > 0;\n"
    "ALTER TABLE movies ADD COLUMN length int;\n"
    "CREATE VIEW titles AS SELECT title FROM movies;\n";

const std::vector<std::string> kUse{"relation", "column", "access"};

/// What one statement uses.
std::string uses(const std::string& statement) {
  return Tables(kSchema, "-- name: Q :exec\n" + statement + ";\n").of("uses", kUse);
}

TEST_CASE("relations, columns, keys and indexes") {
  const Tables tables(kSchema, "-- name: Q :exec\nDELETE FROM movies WHERE id = 1;\n");
  CHECK(tables.of("relation", {"schema", "name", "kind", "file", "line", "comment", "has_primary_key"}) ==
        "public|directors|table|schema/1.sql|1|NULL|1\npublic|movies|table|schema/1.sql|2|Films|1\n"
        "public|titles|view|schema/1.sql|7|NULL|0\n");
  CHECK(
      tables.of("relation_column", {"relation", "position", "name", "type", "not_null", "has_default", "line"}) ==
      "directors|1|id|bigint|1|0|1\ndirectors|2|name|text|1|0|1\nmovies|1|id|bigint|1|1|2\nmovies|2|title|text|1|0|2\n"
      "movies|3|year|integer|0|1|3\nmovies|4|director_id|bigint|0|0|3\nmovies|5|tags|text[]|0|0|3\n"
      "movies|6|length|integer|0|0|6\ntitles|1|title|text|1|0|7\n");
  CHECK(tables.of("relation_key", {"relation", "kind", "columns", "referenced_relation", "referenced_columns"}) ==
        "directors|primary key|id|NULL|NULL\nmovies|primary key|id|NULL|NULL\nmovies|unique|title|NULL|NULL\n"
        "movies|foreign key|director_id|directors|id\n");
  CHECK(tables.of("relation_index", {"relation", "name", "leading_column", "columns", "is_partial"}) ==
        "directors|directors_pkey|id|id|0\nmovies|movies_pkey|id|id|0\nmovies|movies_title_key|title|title|0\n"
        "movies|movies_year|year|year|1\n");
}

TEST_CASE("queries, their columns and parameters") {
  const Tables tables(
      kSchema,
      "-- name: ListMovies :many\n-- All of a year.\n-- @timeout 2s\n"
      "SELECT m.id, d.name AS director, m.tags FROM movies m LEFT JOIN directors d ON d.id = m.director_id\n"
      "WHERE m.year = @year AND m.title = ANY(sqlc.slice(titles)) ORDER BY m.id LIMIT 10;\n"
      "-- name: AllMovies :many\nSELECT * FROM movies UNION SELECT * FROM movies;\n"
      "-- name: EmbedMovies :many\nSELECT sqlc.embed(m) FROM movies m FOR UPDATE;\n"
      "-- name: AddDirector :one\nINSERT INTO directors VALUES (1, @name) RETURNING *;\n");
  CHECK(tables.of("query", {"name", "command", "line", "docs", "kind", "rows", "changes_data", "timeout_ms"}) ==
        "ListMovies|many|1|All of a year.|select|many|0|2000\nAllMovies|many|6|NULL|select|many|0|NULL\n"
        "EmbedMovies|many|8|NULL|select|many|0|NULL\nAddDirector|one|10|NULL|insert|exactly one|1|NULL\n");
  CHECK(tables.of("query", {"has_where", "has_order_by", "has_limit", "has_offset", "has_star", "locks_rows",
                            "joins"}) == "1|1|1|0|0|0|1\n0|0|0|0|1|0|0\n0|0|0|0|0|1|0\n0|0|0|0|1|0|0\n");
  CHECK(tables.of("result_column", {"query", "name", "type", "not_null", "embed", "relation", "column"})
            .starts_with("ListMovies|id|bigint|1|NULL|movies|id\nListMovies|director|text|0|NULL|directors|name\n"
                         "ListMovies|tags|text[]|0|NULL|movies|tags\n"));
  CHECK(tables.of("result_column", {"query", "embed"}).find("EmbedMovies|m\n") != std::string::npos);
  CHECK(tables.of("parameter", {"query", "number", "name", "type", "is_list", "not_null", "relation", "column"})
            .starts_with("ListMovies|1|year|integer|0|1|movies|year\nListMovies|2|titles|text"));
}

TEST_CASE("what statements read and change") {
  CHECK(uses("SELECT title FROM movies") == "movies|NULL|read\nmovies|title|read\n");
  CHECK(uses("SELECT 1 FROM movies m WHERE EXISTS (SELECT FROM directors d WHERE d.id = m.director_id)") ==
        "movies|NULL|read\ndirectors|NULL|read\ndirectors|id|read\nmovies|director_id|read\n");
  CHECK(uses("INSERT INTO directors (id, name) VALUES (1, 'a') RETURNING id") ==
        "directors|NULL|insert\ndirectors|id|insert\ndirectors|name|insert\n");
  CHECK(uses("INSERT INTO directors (id, name) VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name") ==
        "directors|NULL|insert\ndirectors|id|insert\ndirectors|name|insert\ndirectors|NULL|update\ndirectors|name|"
        "update\n");
  CHECK(uses("UPDATE movies SET year = 2") == "movies|NULL|update\nmovies|year|update\n");
  CHECK(uses("DELETE FROM movies WHERE id = 1") == "movies|NULL|delete\nmovies|NULL|read\nmovies|id|read\n");
  CHECK(uses("WITH gone AS (DELETE FROM movies RETURNING title) SELECT t.title FROM gone, titles t") ==
        "titles|NULL|read\nmovies|NULL|delete\nmovies|NULL|read\nmovies|title|read\ntitles|title|read\n");
  CHECK(uses("MERGE INTO directors d USING movies m ON d.id = m.director_id WHEN MATCHED THEN DELETE "
             "WHEN NOT MATCHED THEN INSERT (id, name) VALUES (m.id, m.title)")
            .starts_with("movies|NULL|read\ndirectors|NULL|delete\ndirectors|NULL|insert\ndirectors|id|insert\n"));
}

TEST_CASE("functions that are called, and those that operators stand for") {
  const Tables tables(
      kSchema,
      "-- name: Q :many\nSELECT lower(title) || 'a', count(*), row_number() OVER () FROM movies GROUP BY 1;\n");
  CHECK(tables.of("calls", {"schema", "function"}) == "pg_catalog|lower\npg_catalog|count\npg_catalog|row_number\n");
}

}  // namespace
