#include "cli/analysis_json.hpp"

#include "support/render_diagnostic.hpp"

namespace pgscribe::cli {

namespace {

using support::json_quote;

std::string member(std::string_view name, const std::string& json) { return json_quote(name) + ":" + json; }
std::string boolean(bool value) { return value ? "true" : "false"; }

/// int2vector and oidvector are arrays by their element type only: they are written and read as one value.
std::string type_members(const catalog::Catalog& catalog, catalog::Oid oid) {
  const catalog::Oid element = catalog.element_type(oid);
  const bool is_vector = oid == catalog::oid::int2vector || oid == catalog::oid::oidvector;
  const bool is_array = element != catalog::kInvalidOid && !is_vector;
  const catalog::Type* type = catalog.type(is_array ? element : oid);
  const std::string schema = type != nullptr ? type->schema : "";
  const std::string name = type != nullptr ? type->name : "unknown";
  return member("type", "{" + member("schema", json_quote(schema)) + "," + member("name", json_quote(name)) + "}") +
         "," + member("is_array", boolean(is_array));
}

std::string place(const support::SourceFile& file, support::Span span) {
  const support::LineColumn at = file.line_column(span.begin);
  return member("line", std::to_string(at.line)) + "," + member("column", std::to_string(at.column));
}

std::string reason_member(const analyze::Reason& reason, const support::SourceFile& file,
                          std::string_view name = "reason") {
  if (reason.empty()) return {};
  std::string json = member("text", json_quote(text(reason)));
  if (!reason.span.empty()) json += "," + place(file, reason.span);
  return "," + member(name, "{" + json + "}");
}

/// Of an array that is known to have, or not to have, NULL in it.
template <class Value>
std::string element_member(const Value& value, const support::SourceFile& file) {
  if (value.elements == analyze::Elements::unknown) return {};
  return "," + member("elements_not_null", boolean(value.elements == analyze::Elements::never_null)) +
         reason_member(value.element_reason, file, "element_reason");
}

std::string column_json(const analyze::ResultColumn& column, const analyze::AnalyzedQuery& query,
                        const catalog::Catalog& catalog);

/// What is in a record, or in the elements of an array of them.
std::string fields_member(const analyze::ResultColumn& column, const analyze::AnalyzedQuery& query,
                          const catalog::Catalog& catalog) {
  if (column.fields.empty()) return {};
  std::string fields;
  for (const analyze::ResultColumn& field : column.fields)
    fields += (fields.empty() ? "" : ",") + column_json(field, query, catalog);
  return "," + member("fields", "[" + fields + "]");
}

/// The type is what the server's row description says: a domain's base type.
std::string column_json(const analyze::ResultColumn& column, const analyze::AnalyzedQuery& query,
                        const catalog::Catalog& catalog) {
  return "{" + member("name", json_quote(column.name)) + "," + type_members(catalog, catalog.base_type(column.type)) +
         "," + member("not_null", boolean(column.not_null)) + reason_member(column.reason, *query.file) +
         element_member(column, *query.file) + fields_member(column, query, catalog) + "}";
}

std::string item_json(const analyze::ResultItem& item, const analyze::AnalyzedQuery& query,
                      const catalog::Catalog& catalog) {
  if (!item.is_embed) return column_json(item.columns.front(), query, catalog);
  std::string columns;
  for (const analyze::ResultColumn& column : item.columns)
    columns += (columns.empty() ? "" : ",") + column_json(column, query, catalog);
  return "{" + member("name", json_quote(item.name)) + "," + member("not_null", boolean(!item.optional)) +
         reason_member(item.reason, *query.file) + "," + member("columns", "[" + columns + "]") + "}";
}

std::string parameter_json(const analyze::QueryParameter& parameter, const analyze::AnalyzedQuery& query,
                           const catalog::Catalog& catalog) {
  return "{" + member("number", std::to_string(parameter.number)) + "," + member("name", json_quote(parameter.name)) +
         "," + type_members(catalog, parameter.type) + "," + member("not_null", boolean(parameter.not_null)) +
         reason_member(parameter.reason, *query.file) + element_member(parameter, *query.file) + "}";
}

/// The variants that were looked at; nothing of a query that does not vary.
std::string variants_member(const analyze::AnalyzedQuery& query) {
  std::string variants;
  for (const analyze::CheckedVariant& variant : query.variants.checked)
    variants += (variants.empty() ? "" : ",\n   ") + std::string("{") + member("name", json_quote(variant.name)) + "," +
                member("sql", json_quote(variant.sql)) + "}";
  return variants.empty() ? "" : ",\n  " + member("variants", "[" + variants + "]");
}

std::string query_json(const analyze::AnalyzedQuery& query, const catalog::Catalog& catalog) {
  std::string parameters;
  for (const auto& parameter : query.parameters)
    parameters += (parameters.empty() ? "" : ",") + parameter_json(parameter, query, catalog);
  std::string columns;
  for (const auto& item : query.items) columns += (columns.empty() ? "" : ",\n   ") + item_json(item, query, catalog);
  return "{" + member("name", json_quote(query.name)) + "," +
         member("cmd", json_quote(query::to_string(query.command))) + "," +
         member("file", json_quote(query.file->path())) + "," + place(*query.file, query.name_span) + ",\n  " +
         member("cardinality", json_quote(analyze::to_string(query.cardinality))) +
         (query.cardinality_reason.empty()
              ? ""
              : "," + member("cardinality_reason", json_quote(text(query.cardinality_reason)))) +
         ",\n  " + member("sql", json_quote(query.sql)) + ",\n  " + member("params", "[" + parameters + "]") + ",\n  " +
         member("columns", "[" + columns + "]") + variants_member(query) + "}";
}

}  // namespace

std::string analysis_json(const Analysis& analysis, const std::vector<support::Diagnostic>& diagnostics) {
  std::string queries;
  for (const codegen::QueryFile& file : analysis.files) {
    for (const analyze::AnalyzedQuery& query : file.queries)
      queries += (queries.empty() ? "\n" : ",\n") + query_json(query, analysis.catalog);
  }
  // render_json makes a whole document; its one member joins ours.
  const std::string rendered = support::render_json(diagnostics);
  return "{\"queries\":[" + queries + "],\n" + rendered.substr(1);
}

}  // namespace pgscribe::cli
