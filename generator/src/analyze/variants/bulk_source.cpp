#include "analyze/variants/bulk_source.hpp"

#include <algorithm>

#include "catalog/quote_identifier.hpp"
#include "sql/scanner.hpp"
#include "support/joined.hpp"

namespace pgscribe::analyze {

using catalog::quote_identifier;

BulkSource::BulkSource(const query::QueryDecl& decl, const AnalyzedQuery& whole, const catalog::Catalog& catalog,
                       std::vector<const QueryParameter*> parameters, bool avoids_columns)
    : catalog_(catalog) {
  const std::string text = sql::apply_edits(decl.file->text(), decl.statement_span, whole.sent_edits);
  for (const sql::Token& token : sql::scan(text)) {
    const bool is_name = token.kind == sql::TokenKind::identifier || token.kind == sql::TokenKind::quoted_identifier;
    if (is_name)
      used_.push_back(sql::fold_identifier(std::string_view(text).substr(token.begin, token.end - token.begin)));
  }
  alias_ = free_name("bulk");
  std::vector<std::string> taken;
  const auto is_taken = [&](const std::string& name) {
    return std::find(taken.begin(), taken.end(), name) != taken.end() || (avoids_columns && is_used(name));
  };
  const auto name_of = [&](std::string name) {
    while (is_taken(name)) name += "_";
    taken.push_back(name);
    return quote_identifier(name);
  };
  for (const QueryParameter* parameter : parameters) {
    const std::string number = "value_" + std::to_string(parameter->number);
    parts_.push_back({parameter, name_of(parameter->name.empty() ? number : parameter->name)});
  }
  ordinality_ = name_of("ordinality");
}

bool BulkSource::is_used(const std::string& name) const {
  return std::find(used_.begin(), used_.end(), name) != used_.end();
}

std::string BulkSource::free_name(std::string name) const {
  while (is_used(name)) name += "_";
  return name;
}

bool BulkSource::has(int parameter) const {
  return std::any_of(parts_.begin(), parts_.end(),
                     [&](const Part& part) { return part.parameter->number == parameter; });
}

RowValue BulkSource::form(const QueryParameter& parameter) const {
  if (!has(parameter.number)) return RowValue::single;
  const bool is_taken_apart =
      catalog_.element_type(parameter.type) != catalog::kInvalidOid || catalog_.is_complex(parameter.type);
  const bool has_array = catalog_.array_type(parameter.type) != catalog::kInvalidOid;
  return is_taken_apart || !has_array ? RowValue::text : RowValue::each;
}

std::string BulkSource::value(int parameter) const {
  const auto part = std::find_if(parts_.begin(), parts_.end(),
                                 [&](const Part& candidate) { return candidate.parameter->number == parameter; });
  const std::string column = alias_ + "." + part->column;
  return form(*part->parameter) == RowValue::each
             ? column
             : "(" + column + "::" + catalog_.format_type(part->parameter->type) + ")";
}

/// By name: a star in text that is no author's has no place that it could be written out in.
std::string BulkSource::columns() const {
  return support::joined(parts_, ", ", [](const Part& part) { return part.column; }) + ", " + ordinality_;
}

std::string BulkSource::item() const {
  const auto array_of = [&](const Part& part) {
    const std::string type = form(*part.parameter) == RowValue::text
                                 ? "text[]"
                                 : catalog_.format_type(catalog_.array_type(part.parameter->type));
    return "$" + std::to_string(part.parameter->number) + "::" + type;
  };
  return "unnest(" + support::joined(parts_, ", ", array_of) + ") WITH ORDINALITY AS " + alias_ + " (" + columns() +
         ")";
}

std::string BulkSource::distinct_item(const std::vector<BulkKey>& keys, const std::string& item) const {
  std::vector<std::string> same;
  for (const BulkKey& key : keys) {
    same.push_back(key.value);
    // NULL is the same as nothing.
    if (key.nullable) same.push_back("CASE WHEN " + key.value + " IS NULL THEN " + ordinality() + " END");
  }
  const std::string list = support::joined(same, ", ");
  return "(SELECT DISTINCT ON (" + list + ") " + columns() + " FROM " + item + " ORDER BY " + list + ", " +
         ordinality() + " DESC) AS " + alias_;
}

}  // namespace pgscribe::analyze
