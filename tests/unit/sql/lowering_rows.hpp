#pragma once

#include <doctest/doctest.h>

#include <span>
#include <string>

#include "sql/ast_dump.hpp"
#include "sql/parse.hpp"

// The one way in which tests look at the lowering: SQL in, text dump out.

namespace pgscribe::sql {

struct Row {
  const char* sql;
  const char* expected;
};

/// The dumps of all statements, a line each, then one line `[code] message «source»` for each diagnostic.
inline std::string lowered(const std::string& text, bool with_source) {
  const support::SourceFile file("test.sql", text);
  support::Diagnostics diagnostics;
  std::string result;
  for (const Statement& statement : parse_file(file, diagnostics)) {
    if (!result.empty()) result += '\n';
    result += dump(statement, with_source ? &file : nullptr);
  }
  for (const support::Diagnostic& d : diagnostics.sorted()) {
    if (!result.empty()) result += '\n';
    result += "[" + d.code + "] " + d.message + " «" + std::string(file.slice(d.span)) + "»";
  }
  return result;
}

/// Rows without source text: what the tree holds.
inline void check_trees(std::span<const Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(std::string{row.sql});
    CHECK(lowered(row.sql, false) == row.expected);
  }
}

/// Rows with the source text under every span.
inline void check_spans(std::span<const Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(std::string{row.sql});
    CHECK(lowered(row.sql, true) == row.expected);
  }
}

}  // namespace pgscribe::sql
