#include "analysis_of.hpp"
#include "analyze/analyze.hpp"
#include "sql/parse.hpp"

using namespace pgscribe;

namespace {

/// The query of a view, as DDL hands it over.
struct View {
  support::SourceFile file;
  support::Diagnostics diagnostics;
  std::optional<catalog::QueryShape> shape;

  explicit View(const std::string& query) : file("view.sql", query) {
    for (const sql::Statement& statement : sql::parse_file(file, diagnostics)) {
      shape = analyze::analyze_shape(test::movie_schema().catalog(), statement, catalog::ExpressionPlace::query, file,
                                     diagnostics);
    }
  }
  [[nodiscard]] std::string message() const {
    return diagnostics.all().empty() ? "" : diagnostics.all().front().message;
  }
};

}  // namespace

TEST_CASE("the shape of a view's query") {
  const View view(
      "SELECT m.id, upper(title) AS t, 'x' AS lit FROM movies m LEFT JOIN people p USING (id) WHERE p.feeling = 'ok'");
  REQUIRE(view.shape);
  const auto& columns = view.shape->columns;
  REQUIRE(columns.size() == 3);
  CHECK(columns[0].name == "id");
  CHECK(columns[0].type == catalog::oid::int8);
  CHECK(columns[0].never_null);
  CHECK(columns[2].type == catalog::oid::text);
  CHECK(view.shape->relations.size() == 2);
}

TEST_CASE("what a view depends on") {
  const View view(
      "WITH w AS (SELECT title FROM movies) SELECT w.title, (SELECT k FROM many(1) LIMIT 1), null::mood FROM w");
  REQUIRE(view.shape);
  const auto movies = test::movie_schema().catalog().find_relation("", "movies")->oid;
  CHECK(view.shape->relations == std::vector<catalog::Oid>{movies});
  CHECK(view.shape->columns_used == std::vector<catalog::ColumnUse>{{movies, 2}});
  CHECK(view.shape->functions.size() == 1);
  CHECK(view.shape->types.size() == 1);
}

TEST_CASE("a query that DDL cannot use") {
  CHECK(View("SELECT zz FROM movies").message() == "column \"zz\" does not exist");
  CHECK(View("SELECT $1::int").message() == "there is no parameter $1");
}
