#include "cli/verification.hpp"

#include <algorithm>
#include <string>

#include "analyze/variants/dynamic_query.hpp"
#include "catalog/quote_identifier.hpp"
#include "cli/messages.hpp"
#include "cli/schema_comparison.hpp"
#include "sql/migration.hpp"

namespace pgscribe::cli {

namespace {

using analyze::AnalyzedQuery;
using support::Diagnostics;

ServerType type_of(const catalog::Catalog& catalog, catalog::Oid oid) {
  const catalog::Type* type = catalog.type(oid);
  return type != nullptr ? ServerType{type->schema, type->name} : ServerType{};
}

std::string to_string(const ServerType& type) {
  return type.schema == "pg_catalog" ? type.name : type.schema + "." + type.name;
}

/// Statement by statement, as psql does: some statements do not run in a transaction block with others.
void apply_schema(const Inputs& inputs, ServerConnection& server, Diagnostics& diagnostics) {
  for (const support::SourceFile* file : inputs.schema) {
    (void)server.execute("SELECT pg_catalog.set_config('pgscribe.path', current_setting('search_path'), false)");
    const std::string text = sql::migration_text(file->path(), file->text());
    Diagnostics reported_already;
    for (const sql::Statement& statement : sql::parse_migration(*file, reported_already, inputs.server_version)) {
      const ServerAnswer answer = server.execute(text.substr(statement.span.begin, statement.span.size()));
      if (!answer.ok) {
        support::Message refusal = msg::ServerRefusesThis(answer.message);
        refusal.code = answer.sqlstate;
        diagnostics.add(*file, statement.span, std::move(refusal));
      }
    }
    // As end_schema_file does it.
    (void)server.execute(
        "SELECT pg_catalog.set_config('search_path', current_setting('pgscribe.path'), false) "
        "WHERE current_setting('search_path') IN ('', '\"\"')");
  }
}

/// Differences that come from another release are no mistakes of the analysis.
void compare_versions(const Inputs& inputs, const ServerConnection& server, Diagnostics& diagnostics) {
  if (server.server_version() == inputs.server_version) return;
  diagnostics.add(msg::ServerIsOfAnotherRelease(server.server_version(), inputs.server_version));
}

void set_path(const Inputs& inputs, ServerConnection& server) {
  if (inputs.search_path.empty()) return void(server.execute("RESET search_path"));
  std::string names;
  for (const std::string& schema : inputs.search_path)
    names += (names.empty() ? "" : ", ") + catalog::quote_identifier(schema);
  (void)server.execute("SET search_path = " + names);
}

class QueryComparison {
 public:
  QueryComparison(const AnalyzedQuery& query, const catalog::Catalog& catalog, Diagnostics& diagnostics,
                  VerificationCount& count)
      : query_(query), catalog_(catalog), diagnostics_(diagnostics), count_(count) {}

  void compare(const ServerAnswer& answer) {
    ++count_.queries;
    if (!answer.ok) return report(query_.statement_span, msg::ServerRefusesStatement(answer.message, answer.sqlstate));
    compare_parameters(answer);
    compare_columns(answer);
  }

  /// The same columns by the same names, of which only whole rows may have lost the name of their type.
  void compare_sent(const ServerAnswer& answer) {
    if (!answer.ok) {
      return report(query_.statement_span, msg::ServerRefusesWrittenOutRows(answer.message, answer.sqlstate));
    }
    const auto columns = query_.columns();
    const bool is_numbered = query_.bulk && query_.bulk->in_order;
    bool same = answer.columns.size() == columns.size() + (is_numbered ? 1U : 0U);
    for (std::size_t i = 0; same && i < columns.size(); ++i) {
      const ServerType analyzed = type_of(catalog_, catalog_.base_type(columns[i]->type));
      const bool is_record = answer.columns[i].type == ServerType{"pg_catalog", "record"} ||
                             answer.columns[i].type == ServerType{"pg_catalog", "_record"};
      same = columns[i]->name == answer.columns[i].name && (analyzed == answer.columns[i].type || is_record);
    }
    if (!same) report(query_.statement_span, msg::WrittenOutRowsDiffer());
  }

 private:
  void compare_parameters(const ServerAnswer& answer) {
    if (answer.parameters.size() != query_.parameters.size()) {
      return report(query_.statement_span,
                    msg::ParameterCountsDiffer(query_.parameters.size(), answer.parameters.size()));
    }
    for (std::size_t i = 0; i < answer.parameters.size(); ++i) {
      ++count_.parameters;
      const analyze::QueryParameter& parameter = query_.parameters[i];
      const ServerType analyzed = type_of(catalog_, parameter.type);
      if (analyzed == answer.parameters[i]) continue;
      report(parameter.span,
             msg::ParameterTypesDiffer(parameter.number, to_string(analyzed), to_string(answer.parameters[i])));
    }
  }

  void compare_columns(const ServerAnswer& answer) {
    const auto columns = query_.columns();
    if (answer.columns.size() != columns.size()) {
      return report(query_.statement_span, msg::ServerColumnCountsDiffer(columns.size(), answer.columns.size()));
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      ++count_.columns;
      const analyze::ResultColumn& column = *columns[i];
      // RowDescription gives the base type of a domain.
      const ServerType analyzed = type_of(catalog_, catalog_.base_type(column.type));
      if (analyzed != answer.columns[i].type) {
        report(column.span,
               msg::ServerColumnTypesDiffer(column.name, to_string(analyzed), to_string(answer.columns[i].type)));
      } else if (column.name != answer.columns[i].name) {
        report(column.span, msg::ServerColumnNamesDiffer(column.name, answer.columns[i].name));
      }
    }
  }

  void report(support::Span span, support::Message message) {
    ++count_.differences;
    message.text = query_.name + ": " + message.text;
    diagnostics_.add(*query_.file, span.empty() ? query_.statement_span : span, std::move(message));
  }

  const AnalyzedQuery& query_;
  const catalog::Catalog& catalog_;
  Diagnostics& diagnostics_;
  VerificationCount& count_;
};

void verify_variants(const AnalyzedQuery& query, const catalog::Catalog& catalog, ServerConnection& server,
                     Diagnostics& diagnostics, VerificationCount& count) {
  for (const analyze::CheckedVariant& variant : query.variants.checked) {
    const AnalyzedQuery part = analyze::variant_query(query, variant);
    QueryComparison(part, catalog, diagnostics, count).compare(server.prepare(variant.sql));
  }
}

VerificationCount compare_queries(const Inputs& inputs, const Analysis& analysis, ServerConnection& server,
                                  Diagnostics& diagnostics) {
  VerificationCount count;
  set_path(inputs, server);
  for (const codegen::QueryFile& file : analysis.files) {
    for (const AnalyzedQuery& query : file.queries) {
      const AnalyzedQuery written = analyze::as_written(query);
      QueryComparison comparison(written, analysis.catalog, diagnostics, count);
      comparison.compare(server.prepare(query.sql));
      if (query.sent_sql != query.sql) comparison.compare_sent(server.prepare(query.sent_sql));
      verify_variants(query, analysis.catalog, server, diagnostics, count);
    }
  }
  return count;
}

}  // namespace

VerificationCount verify(const Inputs& inputs, const Analysis& analysis, ServerConnection& server,
                         Diagnostics& diagnostics) {
  compare_versions(inputs, server, diagnostics);
  apply_schema(inputs, server, diagnostics);
  return compare_queries(inputs, analysis, server, diagnostics);
}

VerificationCount verify_against(const Inputs& inputs, const Analysis& analysis, ServerConnection& server,
                                 Diagnostics& diagnostics) {
  compare_versions(inputs, server, diagnostics);
  (void)server.execute("SET default_transaction_read_only = on");
  VerificationCount count = compare_queries(inputs, analysis, server, diagnostics);
  const SchemaObjects deployed = schema_objects(server);
  const auto differences = that_reach_code(compare(schema_objects(analysis.catalog), deployed), deployed);
  report(differences, diagnostics);
  count.differences += differences.size();
  return count;
}

}  // namespace pgscribe::cli
