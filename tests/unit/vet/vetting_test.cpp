#include "vetted.hpp"

#include <deque>

#include "analyze/analyze.hpp"
#include "catalog/server_version.hpp"
#include "query/read_queries.hpp"
#include "sql/migration.hpp"
#include "vet/vetting.hpp"

namespace pgscribe::test {

namespace {

std::string described(const support::Diagnostics& diagnostics) {
  std::string text;
  for (const support::Diagnostic& diagnostic : diagnostics.sorted())
    text += diagnostic.code + " at " + std::string(diagnostic.file->slice(diagnostic.span)) + "\n";
  return text;
}

}  // namespace

std::string vetted(const std::vector<std::string>& schema, const std::string& queries, int server_version) {
  catalog::Catalog catalog = catalog::catalog_of(server_version);
  support::Diagnostics diagnostics;
  std::deque<support::SourceFile> files;
  vet::Vetting vetting(vet::RuleChoice({"unindexed-condition"}, {}), {});
  for (const std::string& text : schema) {
    const support::SourceFile& file = files.emplace_back(std::to_string(files.size() + 1) + ".sql", text);
    for (const sql::Statement& statement : sql::parse_migration(file, diagnostics, server_version)) {
      vetting.before_statement(file, statement, catalog);
      catalog::apply_ddl(catalog, statement, file, analyze::analyze_shape, diagnostics);
      vetting.after_statement(file, statement, catalog);
    }
  }
  const support::SourceFile& file = files.emplace_back("queries.sql", queries);
  const std::vector<query::QueryDecl> declared =
      queries.empty() ? std::vector<query::QueryDecl>() : query::read_queries(file, diagnostics, server_version);
  for (const query::QueryDecl& query : declared) {
    support::Diagnostics warnings;
    REQUIRE(analyze::analyze(query, catalog, warnings));
    vetting.look_at_query(query, catalog, diagnostics);
  }
  for (const support::Diagnostic& diagnostic : vetting.finish(catalog).all()) diagnostics.add(diagnostic);
  return described(diagnostics);
}

std::string vetted_query(const std::string& schema, const std::string& statement) {
  return vetted({schema}, "-- name: Q :exec\n" + statement + ";\n");
}

}  // namespace pgscribe::test

using namespace pgscribe;

TEST_CASE("a later file mends what an earlier one declared") {
  const std::string table = "CREATE TABLE t (id int PRIMARY KEY, at timestamp);";
  CHECK(test::vetted({table}) == "timestamp-without-zone at timestamp\n");
  CHECK(test::vetted({table, "-- @allow type-rewrite\nALTER TABLE t ALTER at TYPE timestamptz;"}) == "");
  CHECK(test::vetted({table, "-- @allow breaking-drop\nALTER TABLE t DROP at;"}) == "");
  CHECK(test::vetted({table, "-- @allow breaking-drop\nDROP TABLE t;"}) == "");
}

TEST_CASE("schema files that are left alone are folded and not vetted") {
  const support::SourceFile file("1.sql", "CREATE TABLE t (id int PRIMARY KEY, at timestamp);");
  support::Diagnostics diagnostics;
  catalog::Catalog catalog = catalog::catalog_of(15);
  vet::Vetting vetting(vet::RuleChoice({}, {}), {&file});
  for (const sql::Statement& statement : sql::parse_migration(file, diagnostics, 15)) {
    vetting.before_statement(file, statement, catalog);
    catalog::apply_ddl(catalog, statement, file, analyze::analyze_shape, diagnostics);
    vetting.after_statement(file, statement, catalog);
  }
  CHECK(vetting.finish(catalog).all().empty());
}
