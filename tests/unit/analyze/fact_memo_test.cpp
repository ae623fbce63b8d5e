#include "analyze/facts/fact_memo.hpp"

#include <string>

#include "analysis_of.hpp"
#include "analyze/clauses/transform_query.hpp"
#include "catalog/catalog.hpp"
#include "sql/migration.hpp"
#include "support/diagnostics.hpp"

using namespace pgscribe;

namespace {

/// A statement of `links` queries of which each reads the one before it, as far as SQL lets it twice.
struct Chain {
  std::string name;
  std::string (*statement)(int links);
};

std::string with_chain(const std::string& head, const std::string& first, int links, const std::string& link) {
  std::string text = "WITH " + head + "c0 AS (" + first + ")";
  for (int i = 1; i <= links; ++i) {
    std::string body = link;
    for (const auto& [mark, number] : {std::pair("BEFORE", i - 1), std::pair("SELF", i)}) {
      for (std::size_t at = body.find(mark); at != std::string::npos; at = body.find(mark))
        body.replace(at, std::string(mark).size(), "c" + std::to_string(number));
    }
    text += ", c" + std::to_string(i) + "(x) AS (" + body + ")";
  }
  return text + " SELECT x FROM c" + std::to_string(links);
}

std::string nested(std::string query, int links, const std::string& before, const std::string& after) {
  for (int i = 0; i < links; ++i) query = before + "(" + query + ")" + after;
  return query;
}

constexpr const char* kMax = "SELECT max(year) AS x FROM movies";

const Chain kChains[] = {
    {"sub-selects", [](int n) { return nested(kMax, n, "SELECT x FROM ", " s"); }},
    {"sub-selects without columns", [](int n) { return nested("SELECT", n, "SELECT FROM ", " s"); }},
    {"scalar sub-queries", [](int n) { return nested("SELECT 1 AS x", n, "SELECT ", " AS x"); }},
    {"sub-queries of IN",
     [](int n) { return nested("SELECT 1", n, "SELECT m.year FROM movies m WHERE year IN ", ""); }},
    {"one-row branches of EXCEPT", [](int n) { return nested("SELECT 1 AS x", n, "SELECT 2 AS x EXCEPT ALL ", ""); }},
    {"WITH, read once", [](int n) { return with_chain("", kMax, n, "SELECT x FROM BEFORE"); }},
    {"WITH, joined with itself",
     [](int n) { return with_chain("", kMax, n, "SELECT l.x FROM BEFORE l CROSS JOIN BEFORE r"); }},
    {"WITH, outer join with itself",
     [](int n) {
       return with_chain("", kMax, n, "SELECT coalesce(l.x, r.x) FROM BEFORE l FULL JOIN BEFORE r ON l.x = r.x");
     }},
    {"WITH, in two scalar sub-queries",
     [](int n) { return with_chain("", kMax, n, "SELECT (SELECT x FROM BEFORE) + (SELECT x FROM BEFORE)"); }},
    {"WITH, in two branches of UNION",
     [](int n) { return with_chain("", kMax, n, "SELECT x FROM BEFORE UNION SELECT x FROM BEFORE"); }},
    {"WITH RECURSIVE over the one before it",
     [](int n) {
       return with_chain("RECURSIVE ", kMax, n,
                         "SELECT x FROM BEFORE UNION ALL SELECT r.x + s.x FROM SELF r JOIN BEFORE s ON s.x < r.x");
     }},
    {"WITH RECURSIVE inside of one another",
     [](int n) {
       std::string query = "SELECT 1 AS x";
       for (int i = 0; i < n; ++i) {
         const std::string name = "r" + std::to_string(i);
         query = "WITH RECURSIVE " + name + "(x) AS (SELECT 1 UNION ALL SELECT nullif(s.x, 1) FROM " + name +
                 " r JOIN (" + query + ") s ON true) SELECT x FROM " + name;
       }
       return query;
     }},
};

std::size_t looks_at(const std::string& statement) {
  const support::SourceFile file("queries.sql", statement + ";\n");
  support::Diagnostics diagnostics;
  const auto statements = sql::parse_migration(file, diagnostics);
  REQUIRE(statements.size() == 1);
  const catalog::Catalog& catalog = test::movie_schema().catalog();
  analyze::ParameterTable parameters;
  analyze::AnalysisContext context{catalog, file, diagnostics, parameters};
  const analyze::QueryRef query = analyze::transform_statement(context, nullptr, statements.front());
  for (const support::Diagnostic& diagnostic : diagnostics.all()) FAIL(test::Schema::described(diagnostic));
  analyze::FactMemo memo(catalog);
  static_cast<void>(analyze::output_nullability(*query, memo));
  static_cast<void>(memo.rows(*query));
  return memo.looks();
}

}  // namespace

TEST_CASE("what is looked at for the facts of a chain of queries grows with its length") {
  for (const Chain& chain : kChains) {
    CAPTURE(chain.name);
    const std::size_t few = looks_at(chain.statement(6));
    const std::size_t more = looks_at(chain.statement(9));
    const std::size_t many = looks_at(chain.statement(12));
    CHECK(many - more == more - few);
    CHECK(many <= 400);
  }
}
