#include "cli/pipeline.hpp"

#include <map>
#include <utility>

#include "analyze/analyze.hpp"
#include "catalog/apply_ddl.hpp"
#include "query/read_queries.hpp"
#include "sql/migration.hpp"

namespace pgscribe::cli {

namespace {

using support::Diagnostics;
using support::SourceFile;

void report_duplicates(const std::vector<query::QueryDecl>& queries,
                       std::map<std::string, const query::QueryDecl*>& seen, Diagnostics& diagnostics) {
  for (const query::QueryDecl& query : queries) {
    const auto [first, is_new] = seen.emplace(query.name, &query);
    if (is_new || first->second->file == query.file) continue;  // within one file the reader has reported it
    const support::LineColumn place = first->second->file->line_column(first->second->name_span.begin);
    diagnostics.error("duplicate-query", *query.file, query.name_span, "query \"" + query.name + "\" is declared twice",
                      "the first is at " + first->second->file->path() + ":" + std::to_string(place.line));
  }
}

}  // namespace

Analysis analyze_inputs(const Inputs& inputs, Diagnostics& diagnostics) {
  Analysis analysis;
  for (const SourceFile* file : inputs.schema) {
    for (const sql::Statement& statement : sql::parse_migration(*file, diagnostics)) {
      catalog::apply_ddl(analysis.catalog, statement, *file, analyze::analyze_shape, diagnostics);
    }
    catalog::end_schema_file(analysis.catalog);
  }
  std::deque<std::vector<query::QueryDecl>> declared;
  std::map<std::string, const query::QueryDecl*> names;
  for (const SourceFile* file : inputs.queries) {
    declared.push_back(query::read_queries(*file, diagnostics));
    report_duplicates(declared.back(), names, diagnostics);
    codegen::QueryFile result{file, {}};
    for (const query::QueryDecl& query : declared.back()) {
      if (auto analyzed = analyze::analyze(query, analysis.catalog, diagnostics))
        result.queries.push_back(std::move(*analyzed));
    }
    analysis.files.push_back(std::move(result));
  }
  return analysis;
}

}  // namespace pgscribe::cli
