#include "cli/pipeline.hpp"

#include <map>
#include <utility>

#include "analyze/analyze.hpp"
#include "catalog/apply_ddl.hpp"
#include "query/read_queries.hpp"
#include "sql/migration.hpp"
#include "support/allowable_warnings.hpp"

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

std::vector<std::string> allowed_in(const query::QueryDecl& query, std::vector<std::string> allowed) {
  for (const query::Directive& directive : query.directives) {
    if (directive.kind == query::DirectiveKind::allow) allowed.push_back(directive.subject);
  }
  return allowed;
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
  const std::size_t schema_errors = diagnostics.error_count();
  for (const SourceFile* file : inputs.queries) {
    Diagnostics read;
    declared.push_back(query::read_queries(*file, read));
    support::add_unallowed(read, inputs.allowed, diagnostics);
    report_duplicates(declared.back(), names, diagnostics);
    codegen::QueryFile result{file, {}};
    for (const query::QueryDecl& query : declared.back()) {
      Diagnostics found;
      if (auto analyzed = analyze::analyze(query, analysis.catalog, found))
        result.queries.push_back(std::move(*analyzed));
      support::add_unallowed(found, allowed_in(query, inputs.allowed), diagnostics);
    }
    analysis.files.push_back(std::move(result));
  }
  analysis.query_errors = diagnostics.error_count() - schema_errors;
  return analysis;
}

}  // namespace pgscribe::cli
