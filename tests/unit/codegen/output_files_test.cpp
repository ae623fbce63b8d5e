#include "codegen/output_files.hpp"

#include <doctest/doctest.h>

#include "support/joined.hpp"

using namespace pgscribe;
using analyze::AnalyzedQuery;
using codegen::QueryFile;

namespace {

AnalyzedQuery made(const std::string& name, const support::SourceFile& file, const std::string& output_file = {}) {
  AnalyzedQuery query;
  query.name = name;
  query.file = &file;
  query.output_file = output_file;
  return query;
}

/// "name (sources): queries; ..."
std::string described(const std::vector<QueryFile>& files) {
  std::string text;
  for (const codegen::OutputFile& output : codegen::output_files(files)) {
    text += output.name + " (" + support::joined(output.sources, ", ") +
            "): " + support::joined(output.queries, ", ", [](const AnalyzedQuery* query) { return query->name; }) +
            "; ";
  }
  return text;
}

}  // namespace

TEST_CASE("a query goes with its file, or where @file sends it") {
  const support::SourceFile movies("queries/movies.sql", "");
  const support::SourceFile users("queries/users.sql", "");
  const support::SourceFile empty("queries/empty.sql", "");
  CHECK(described({}) == "");
  CHECK(described({{&movies, {made("A", movies), made("B", movies)}}, {&empty, {}}, {&users, {made("C", users)}}}) ==
        "queries/movies.sql (queries/movies.sql): A, B; queries/users.sql (queries/users.sql): C; ");
  CHECK_MESSAGE(
      described(
          {{&movies, {made("A", movies, "reports"), made("B", movies)}}, {&users, {made("C", users, "reports")}}}) ==
          "queries/movies.sql (queries/movies.sql): B; reports (queries/movies.sql, queries/users.sql): A, C; ",
      "a file whose queries all go elsewhere has no output");
  CHECK_MESSAGE(described({{&movies, {made("A", movies)}}, {&users, {made("B", users, "movies"), made("C", users)}}}) ==
                    "queries/movies.sql (queries/movies.sql, queries/users.sql): A, B; "
                    "queries/users.sql (queries/users.sql): C; ",
                "the output of another file");
}
