#include "cli/explanation.hpp"

#include <algorithm>
#include <vector>

#include "codegen/value_types.hpp"

namespace pgscribe::cli {

namespace {

using analyze::AnalyzedQuery;
using analyze::Cardinality;
using analyze::Reason;

/// One line: types in columns of their own, then the sentence.
struct Line {
  std::string type;
  std::string cpp_type;
  std::string text;
};

std::string place(const AnalyzedQuery& query, support::Span span) {
  return query.file->path() + ":" + std::to_string(query.file->line_column(span.begin).line);
}

/// " at queries/movies.sql:14"
std::string at_place(const AnalyzedQuery& query, const Reason& reason) {
  return reason.span.empty() ? "" : " at " + place(query, reason.span);
}

std::string sentence(const AnalyzedQuery& query, const std::string& name, const std::string& claim,
                     const Reason& reason) {
  const std::string because = reason.empty() ? "" : ", because " + text(reason) + at_place(query, reason);
  return name + ": " + claim + because;
}

/// "; elements nullable, because ...", of arrays only.
template <class Value>
std::string element_clause(const AnalyzedQuery& query, const catalog::Catalog& catalog, const Value& value) {
  using analyze::Elements;
  if (catalog.element_type(catalog.base_type(value.type)) == catalog::kInvalidOid) return "";
  const analyze::Reason& reason = value.element_reason;
  if (value.elements == Elements::unknown || reason.empty())
    return "; elements not null as far as is known, which is checked when they are read";
  return std::string("; elements ") + (value.elements == Elements::nullable ? "nullable" : "not null") + ", because " +
         text(reason) + at_place(query, reason);
}

/// What is in the rows of a column, line by line.
void add_fields(std::vector<Line>& lines, const AnalyzedQuery& query, const catalog::Catalog& catalog,
                const analyze::ResultColumn& column, const std::string& path) {
  for (const analyze::ResultColumn& field : column.fields) {
    const bool is_member = column.json == analyze::JsonShape::none || column.json == analyze::JsonShape::object;
    const std::string name =
        is_member ? path + "." + field.name : path + (column.json == analyze::JsonShape::value ? "" : "[]");
    lines.push_back({catalog.format_type(field.type, field.type_modifier), "",
                     sentence(query, name, field.not_null ? "not null" : "nullable", field.reason) +
                         element_clause(query, catalog, field)});
    add_fields(lines, query, catalog, field, name);
  }
}

void add_item(std::vector<Line>& lines, const AnalyzedQuery& query, const catalog::Catalog& catalog,
              const analyze::ResultItem& item, const std::string& cpp_type) {
  lines.push_back({item_type(catalog, item), cpp_type, item_sentence(query, catalog, item)});
  if (!item.is_embed) add_fields(lines, query, catalog, item.columns.front(), item.columns.front().name);
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - text.size() + 2, ' ');
}

std::string section(const std::string& title, const std::vector<Line>& lines) {
  if (lines.empty()) return "";
  std::size_t type_width = 0;
  std::size_t cpp_width = 0;
  for (const Line& line : lines) {
    type_width = std::max(type_width, line.type.size());
    cpp_width = std::max(cpp_width, line.cpp_type.size());
  }
  std::string text = title + ":\n";
  for (const Line& line : lines)
    text += "  " + padded(line.type, type_width) + (cpp_width == 0 ? "" : padded(line.cpp_type, cpp_width)) +
            line.text + "\n";
  return text;
}

std::string indented(const std::string& sql) {
  std::string text = "  ";
  for (const char c : sql) {
    text += c;
    if (c == '\n') text += "  ";
  }
  return text + "\n";
}

/// What is sent when not all of it is wanted.
std::string variants_text(const AnalyzedQuery& query) {
  std::string text;
  for (const analyze::CheckedVariant& variant : query.variants.checked)
    text += variant.name + ":\n" + indented(variant.sql);
  return text;
}

}  // namespace

std::string row_count_sentence(const AnalyzedQuery& query) {
  const Reason& reason = query.cardinality_reason;
  const std::string by = reason.empty() ? "" : ", by " + text(reason) + at_place(query, reason);
  switch (query.cardinality) {
    case Cardinality::none: return "rows: none, the statement returns no columns";
    case Cardinality::exactly_one: return "rows: exactly one" + by;
    case Cardinality::at_most_one: return "rows: at most one" + by;
    case Cardinality::many: break;
  }
  return "rows: zero or more" + by;
}

std::string item_type(const catalog::Catalog& catalog, const analyze::ResultItem& item) {
  if (!item.is_embed) return catalog.format_type(item.columns.front().type, item.columns.front().type_modifier);
  const catalog::Relation* relation = catalog.relation(item.relation);
  return relation != nullptr ? relation->name : "";
}

std::string item_sentence(const AnalyzedQuery& query, const catalog::Catalog& catalog,
                          const analyze::ResultItem& item) {
  if (item.is_embed)
    return sentence(query, item.name, item.optional ? "absent in some rows" : "always present", item.reason);
  const analyze::ResultColumn& column = item.columns.front();
  return sentence(query, column.name, column.not_null ? "not null" : "nullable", column.reason) +
         element_clause(query, catalog, column);
}

std::string parameter_sentence(const AnalyzedQuery& query, const catalog::Catalog& catalog,
                               const analyze::QueryParameter& parameter) {
  const std::string name = "$" + std::to_string(parameter.number) + " " + parameter.name;
  return sentence(query, name, parameter.not_null ? "not null" : "nullable", parameter.reason) +
         element_clause(query, catalog, parameter);
}

std::string explanation(const AnalyzedQuery& query, const catalog::Catalog& catalog,
                        const config::CppOptions& options) {
  const codegen::ValueTypes types = codegen::value_types(query, catalog, options);
  std::vector<Line> columns;
  for (std::size_t i = 0; i < query.items.size(); ++i)
    add_item(columns, query, catalog, query.items[i], types.items[i]);
  std::vector<Line> parameters;
  for (std::size_t i = 0; i < query.parameters.size(); ++i)
    parameters.push_back({catalog.format_type(query.parameters[i].type), types.parameters[i],
                          parameter_sentence(query, catalog, query.parameters[i])});
  return query.name + " " + std::string(query::to_string(query.command)) + " at " + place(query, query.name_span) +
         "\n" + indented(query.sent_sql) + row_count_sentence(query) + "\n" + section("columns", columns) +
         section("parameters", parameters) + variants_text(query);
}

}  // namespace pgscribe::cli
