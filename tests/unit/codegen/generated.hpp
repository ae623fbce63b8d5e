#pragma once

#include <doctest/doctest.h>

#include <deque>
#include <string>
#include <vector>

#include "analyze/analyze.hpp"
#include "catalog/apply_ddl.hpp"
#include "codegen/generate.hpp"
#include "query/read_queries.hpp"
#include "sql/migration.hpp"

// Code generated from SQL for tests.

inline pgscribe::catalog::Catalog make_catalog(const std::string& schema) {
  static std::deque<pgscribe::support::SourceFile> sources;
  const auto& file = sources.emplace_back("schema.sql", schema);
  pgscribe::support::Diagnostics diagnostics;
  pgscribe::catalog::Catalog catalog;
  for (const auto& statement : pgscribe::sql::parse_migration(file, diagnostics)) {
    pgscribe::catalog::apply_ddl(catalog, statement, file, pgscribe::analyze::analyze_shape, diagnostics);
  }
  for (const auto& diagnostic : diagnostics.all()) FAIL_CHECK(diagnostic.message);
  return catalog;
}

/// Runs every stage. Query errors before code generation fail the test.
class Generated {
 public:
  using Options = pgscribe::config::CppOptions;

  Generated(const std::string& schema, const std::string& queries, const Options& options = {})
      : Generated(schema, std::vector<std::pair<std::string, std::string>>{{"queries/movies.sql", queries}}, options) {}

  Generated(const std::string& schema, const std::vector<std::pair<std::string, std::string>>& queries,
            const Options& options = {}) {
    catalog = make_catalog(schema);
    for (const auto& [path, text] : queries) {
      if (text.empty()) continue;
      const auto& file = sources_.emplace_back(path, text);
      declared_.push_back(pgscribe::query::read_queries(file, diagnostics));
      pgscribe::codegen::QueryFile result{&file, {}};
      for (const auto& query : declared_.back()) {
        if (auto analyzed = pgscribe::analyze::analyze(query, catalog, diagnostics))
          result.queries.push_back(std::move(*analyzed));
      }
      query_files.push_back(std::move(result));
    }
    for (const auto& diagnostic : diagnostics.all()) FAIL_CHECK(diagnostic.message);
    files =
        pgscribe::codegen::generate(query_files, catalog, options, pgscribe::codegen::builtin_templates(), diagnostics);
  }

  /// Empty when there is no such file.
  [[nodiscard]] std::string text(const std::string& path) const {
    for (const auto& file : files) {
      if (file.path == path) return file.text;
    }
    return "";
  }
  [[nodiscard]] bool has(const std::string& path, const std::string& part) const {
    return text(path).find(part) != std::string::npos;
  }
  /// "code: message" of every diagnostic.
  [[nodiscard]] std::vector<std::string> messages() const {
    std::vector<std::string> result;
    for (const auto& diagnostic : diagnostics.all()) result.push_back(diagnostic.code + ": " + diagnostic.message);
    return result;
  }

  pgscribe::catalog::Catalog catalog;
  std::vector<pgscribe::codegen::QueryFile> query_files;
  std::vector<pgscribe::codegen::RenderedFile> files;
  pgscribe::support::Diagnostics diagnostics;

 private:
  std::deque<pgscribe::support::SourceFile> sources_;
  std::deque<std::vector<pgscribe::query::QueryDecl>> declared_;
};
