#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

// Statements in, one line of text out: what the tests of the analysis compare.

namespace pgscribe::analyze {
struct AnalyzedQuery;
}
namespace pgscribe::catalog {
class Catalog;
}
namespace pgscribe::support {
struct Diagnostic;
}

namespace pgscribe::test {

/// A schema, and what the analysis says of queries on it.
class Schema {
 public:
  /// `refused`: what is wrong with the DDL, as `described` gives it.
  explicit Schema(const std::string& ddl, const std::vector<std::string>& refused = {}, int server_version = 15);
  ~Schema();
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;

  struct Result {
    std::shared_ptr<const analyze::AnalyzedQuery> query;  ///< null after an error
    std::vector<support::Diagnostic> diagnostics;

    Result();
    ~Result();
    Result(Result&&) noexcept;
    Result& operator=(Result&&) noexcept;
  };
  /// `head` are the lines that stand above the statement, the name line among them.
  Result analyze(const std::string& head, const std::string& statement);
  /// The columns and, after an arrow, the parameters: "a integer, b text <- bigint"; or the first error as `described`
  /// gives it.
  std::string of(const std::string& statement);
  /// The columns, with a question mark behind those that can be NULL, and how many rows: "a, b? (at_most_one)"; or
  /// the first error.
  std::string facts_of(const std::string& statement);
  /// Code, the text under the caret, and the message: `42703 titel: column "titel" does not exist`.
  static std::string described(const support::Diagnostic& diagnostic);

  [[nodiscard]] const catalog::Catalog& catalog() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The schema that the tests of statements share.
Schema& movie_schema();

/// One row of a table of cases; `expected` as Schema::of gives it. The answers are those of a PostgreSQL 15 server.
struct Case {
  const char* sql;
  const char* expected;
};

template <std::size_t n>
void check_all(Schema& schema, const Case (&cases)[n]) {
  for (const Case& c : cases) {
    CAPTURE(std::string{c.sql});
    CHECK(schema.of(c.sql) == std::string(c.expected));
  }
}

}  // namespace pgscribe::test
