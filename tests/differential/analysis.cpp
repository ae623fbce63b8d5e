#include "analysis.hpp"

#include <stdexcept>

#include "analyze/analyze.hpp"
#include "catalog/apply_ddl.hpp"
#include "catalog/server_version.hpp"
#include "sql/migration.hpp"
#include "sql/parse.hpp"
#include "support/render_diagnostic.hpp"

namespace pgscribe::differential {

namespace {

Answer rejection(const support::Diagnostics& diagnostics) {
  Answer answer;
  if (!diagnostics.has_errors()) {
    answer.message = "rejected without a message";
    return answer;
  }
  for (const support::Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity != support::Severity::error) continue;
    answer.sqlstate = diagnostic.code;
    answer.message = diagnostic.message;
    answer.detail = diagnostic.detail;
    answer.hint = diagnostic.hint;
    answer.position = support::code_points(diagnostic.file->text().substr(0, diagnostic.span.begin)) + 1;
    break;
  }
  return answer;
}

}  // namespace

Analysis::Analysis(const std::string& schema, int server_version)
    : server_version_(server_version), catalog_(catalog::catalog_of(server_version)) {
  const support::SourceFile file("schema.sql", schema);
  support::Diagnostics diagnostics;
  for (const sql::Statement& statement : sql::parse_migration(file, diagnostics, server_version)) {
    catalog::apply_ddl(catalog_, statement, file, analyze::analyze_shape, diagnostics);
  }
  for (const support::Diagnostic& diagnostic : diagnostics.all())
    throw std::runtime_error(support::render_text(diagnostic));
}

Answer Analysis::answer(const std::string& statement) const {
  const support::SourceFile file("statement.sql", statement);
  support::Diagnostics diagnostics;
  std::optional<sql::Statement> parsed =
      sql::parse_statement(statement, sql::OffsetMap(), file, diagnostics, server_version_);
  if (!parsed || diagnostics.has_errors()) return rejection(diagnostics);
  query::QueryDecl decl;
  decl.name = "Statement";
  decl.file = &file;
  decl.statement_span = parsed->span;
  decl.statement = std::move(*parsed);
  const std::optional<analyze::AnalyzedQuery> analyzed = analyze::analyze(decl, catalog_, diagnostics);
  if (!analyzed) return rejection(diagnostics);
  Answer answer;
  answer.ok = true;
  for (const analyze::QueryParameter& parameter : analyzed->parameters)
    answer.parameters.push_back(type_name(parameter.type));
  // RowDescription gives the base type of a domain.
  for (const analyze::ResultColumn* column : analyzed->columns())
    answer.columns.push_back({column->name, type_name(catalog_.base_type(column->type))});
  return answer;
}

std::string Analysis::type_name(catalog::Oid oid) const {
  const catalog::Type* type = catalog_.type(oid);
  return type != nullptr ? type->schema + "." + type->name : "oid " + std::to_string(oid);
}

}  // namespace pgscribe::differential
