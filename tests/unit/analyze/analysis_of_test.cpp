#include "analysis_of.hpp"

#include <optional>

#include "analyze/analyze.hpp"
#include "catalog/server_version.hpp"
#include "query/read_queries.hpp"
#include "sql/migration.hpp"

namespace pgscribe::test {

struct Schema::State {
  support::SourceFiles files;
  catalog::Catalog catalog;
};

Schema::Result::Result() = default;
Schema::Result::~Result() = default;
Schema::Result::Result(Result&&) noexcept = default;
Schema::Result& Schema::Result::operator=(Result&&) noexcept = default;

Schema::Schema(const std::string& ddl, const std::vector<std::string>& refused, int server_version)
    : state_(std::make_unique<State>()) {
  state_->catalog = catalog::catalog_of(server_version);
  state_->files.emplace_back("schema.sql", ddl);
  support::Diagnostics diagnostics;
  for (const sql::Statement& statement :
       sql::parse_migration(state_->files.back(), diagnostics, state_->catalog.server_version())) {
    catalog::apply_ddl(state_->catalog, statement, state_->files.back(), analyze::analyze_shape, diagnostics);
  }
  std::vector<std::string> found;
  for (const support::Diagnostic& diagnostic : diagnostics.all()) found.push_back(described(diagnostic));
  CHECK(found == refused);
}

Schema::~Schema() = default;

Schema::Result Schema::analyze(const std::string& head, const std::string& statement) {
  state_->files.emplace_back("queries.sql", head + "\n" + statement + ";\n");
  support::Diagnostics diagnostics;
  const auto declared = query::read_queries(state_->files.back(), diagnostics, state_->catalog.server_version());
  Result result;
  if (!declared.empty()) {
    if (auto query = analyze::analyze(declared.front(), state_->catalog, diagnostics)) {
      result.query = std::make_shared<const analyze::AnalyzedQuery>(std::move(*query));
    }
  }
  result.diagnostics = diagnostics.all();
  return result;
}

std::string Schema::of(const std::string& statement) {
  const Result result = analyze("-- name: Q :exec", statement);
  for (const support::Diagnostic& diagnostic : result.diagnostics) {
    if (diagnostic.severity == support::Severity::error) return described(diagnostic);
  }
  if (!result.query) return "nothing";
  std::string text;
  for (const analyze::ResultColumn* column : result.query->columns()) {
    text += (text.empty() ? "" : ", ") + column->name + " " +
            state_->catalog.format_type(column->type, column->type_modifier);
  }
  std::string parameters;
  for (const analyze::QueryParameter& parameter : result.query->parameters) {
    parameters += (parameters.empty() ? "" : ", ") + state_->catalog.format_type(parameter.type);
  }
  if (parameters.empty()) return text;
  return text.empty() ? "<- " + parameters : text + " <- " + parameters;
}

std::string Schema::facts_of(const std::string& statement) {
  const Result result = analyze("-- name: Q :exec", statement);
  for (const support::Diagnostic& diagnostic : result.diagnostics) {
    if (diagnostic.severity == support::Severity::error) return described(diagnostic);
  }
  if (!result.query) return "nothing";
  std::string text;
  for (const analyze::ResultColumn* column : result.query->columns())
    text += (text.empty() ? "" : ", ") + column->name + (column->not_null ? "" : "?");
  return text + " (" + std::string(analyze::to_string(result.query->cardinality)) + ")";
}

std::string Schema::described(const support::Diagnostic& diagnostic) {
  return diagnostic.code + " " + std::string(diagnostic.file->slice(diagnostic.span)) + ": " + diagnostic.message;
}

const catalog::Catalog& Schema::catalog() const { return state_->catalog; }

Schema& movie_schema() {
  static Schema schema(R"sql(
    CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
    CREATE TYPE pair AS (x integer, y text);
    CREATE DOMAIN code AS varchar(8);
    CREATE TABLE movies (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL, year integer, tags text[], size_x integer, rating numeric(3,1), doubled integer GENERATED ALWAYS AS (size_x * 2) STORED);
    CREATE TABLE people (id integer PRIMARY KEY, name varchar(40) NOT NULL, boss integer REFERENCES people, feeling mood, place pair, label code, born date, "Quoted" integer);
    CREATE TABLE credits (movie_id bigint REFERENCES movies, person_id integer REFERENCES people, role text, PRIMARY KEY (movie_id, person_id));
    CREATE TABLE blobs (doc json, spot point);
    CREATE SCHEMA other;
    CREATE TABLE other.movies (id integer, extra boolean);
    CREATE VIEW titles AS SELECT id, title FROM movies;
    CREATE FUNCTION two(OUT a integer, OUT b text) LANGUAGE sql AS 'SELECT 1, ''x''::text';
    CREATE FUNCTION many(n integer) RETURNS TABLE (k integer, v text) LANGUAGE sql AS 'SELECT 1, ''x''::text';
    CREATE FUNCTION some_people() RETURNS SETOF people LANGUAGE sql AS 'SELECT * FROM people';
    CREATE FUNCTION one_out(OUT named integer) LANGUAGE sql AS 'SELECT 1';
    CREATE FUNCTION anything() RETURNS SETOF record LANGUAGE sql AS 'SELECT 1, 2';
    CREATE FUNCTION twice(a anyelement, OUT one anyelement, OUT pair_of anyarray) LANGUAGE sql AS 'SELECT a, ARRAY[a]';
    CREATE PROCEDURE work(IN a integer, INOUT b text) LANGUAGE plpgsql AS 'BEGIN b := a; END';
    CREATE PROCEDURE plain(a integer DEFAULT 3) LANGUAGE plpgsql AS 'BEGIN END';
  )sql");
  return schema;
}

}  // namespace pgscribe::test

TEST_CASE("a query becomes one line") {
  auto& schema = pgscribe::test::movie_schema();
  CHECK(schema.of("SELECT id, title FROM movies WHERE year = $1") == "id bigint, title text <- integer");
  CHECK(schema.of("SELECT titel FROM movies") == "42703 titel: column \"titel\" does not exist");
}
