#include "lsp/hover.hpp"

#include <vector>

#include "cli/explanation.hpp"
#include "codegen/value_types.hpp"
#include "lsp/sql_place.hpp"

namespace pgscribe::lsp {

namespace {

using analyze::AnalyzedQuery;
using catalog::Catalog;

std::string code_block(const std::string& language, const std::string& code) {
  return "```" + language + "\n" + code + "\n```\n";
}

std::string declared_at(const cli::DeclaredPlace* place) {
  if (place == nullptr) return "";
  return "\n\nfrom " + place->file->path() + ":" + std::to_string(place->file->line_column(place->span.begin).line);
}

std::string commented(const std::string& comment) { return comment.empty() ? "" : "\n\n" + comment; }

class HoverText {
 public:
  HoverText(const EditedEntry& entry, const SqlPlace& place)
      : entry_(entry), catalog_(entry.schema().catalog()), place_(place) {}

  [[nodiscard]] std::string of_query() const {
    const AnalyzedQuery& query = *place_.analyzed;
    const std::string method = entry_.method_declaration(query.name);
    std::string text = method.empty() ? "" : code_block("cpp", method);
    text += cli::row_count_sentence(query) + "\n";
    const codegen::ValueTypes types = codegen::value_types(query, catalog_, entry_.cpp());
    if (!query.items.empty()) text += "\ncolumns\n";
    for (std::size_t i = 0; i < query.items.size(); ++i) text += "- " + item(i, types) + "\n";
    if (!query.parameters.empty()) text += "\nparameters\n";
    for (std::size_t i = 0; i < query.parameters.size(); ++i) text += "- " + parameter(i, types) + "\n";
    return text;
  }

  [[nodiscard]] std::string of_value() const {
    const codegen::ValueTypes types = codegen::value_types(*place_.analyzed, catalog_, entry_.cpp());
    if (place_.parameter) return parameter(*place_.parameter, types);
    return item(*place_.item, types);
  }

  [[nodiscard]] std::string of_object() const {
    const MeantObject& object = *place_.object;
    if (object.function != nullptr) return of_function(*object.function);
    const catalog::Relation* relation = catalog_.relation(object.relation);
    if (relation == nullptr) return "";
    return object.attribute > 0 ? of_column(*relation, object.attribute) : of_relation(*relation);
  }

 private:
  [[nodiscard]] std::string item(std::size_t i, const codegen::ValueTypes& types) const {
    const analyze::ResultItem& item = place_.analyzed->items[i];
    return line(cli::item_type(catalog_, item), types.items[i], cli::item_sentence(*place_.analyzed, catalog_, item));
  }
  [[nodiscard]] std::string parameter(std::size_t i, const codegen::ValueTypes& types) const {
    const analyze::QueryParameter& parameter = place_.analyzed->parameters[i];
    return line(catalog_.format_type(parameter.type), types.parameters[i],
                cli::parameter_sentence(*place_.analyzed, catalog_, parameter));
  }
  static std::string line(const std::string& type, const std::string& cpp_type, const std::string& sentence) {
    return "`" + type + "` " + (cpp_type.empty() ? "" : "`" + cpp_type + "` ") + sentence;
  }

  [[nodiscard]] std::string of_column(const catalog::Relation& relation, int attribute) const {
    const catalog::Column& column = relation.columns[static_cast<std::size_t>(attribute) - 1];
    return code_block("sql", relation.name + "." + column_text(column)) + commented(column.comment) +
           declared_at(entry_.schema().declarations().column(relation.oid, attribute));
  }
  [[nodiscard]] std::string column_text(const catalog::Column& column) const {
    return column.name + " " + catalog_.format_type(column.type, column.type_modifier) +
           (column.not_null ? " NOT NULL" : "");
  }
  [[nodiscard]] std::string of_relation(const catalog::Relation& relation) const {
    std::string text = relation.schema + "." + relation.name + " (";
    std::string separator = "\n  ";
    for (const catalog::Column& column : relation.columns) {
      if (column.dropped) continue;
      text += separator + column_text(column);
      separator = ",\n  ";
    }
    return code_block("sql", text + "\n)") + commented(relation.comment) +
           declared_at(entry_.schema().declarations().relation(relation.oid));
  }
  [[nodiscard]] std::string of_function(const catalog::Function& function) const {
    std::string text = function.name + "(";
    for (std::size_t i = 0; i < function.input_types.size(); ++i) {
      const std::string name(function.input_name(i));
      text += (i == 0 ? "" : ", ") + (name.empty() ? "" : name + " ") + catalog_.format_type(function.input_types[i]);
    }
    text += std::string(") -> ") + (function.returns_set ? "setof " : "") + catalog_.format_type(function.result);
    return code_block("sql", text) + commented(function.comment) +
           declared_at(entry_.schema().declarations().function(function.oid));
  }

  const EditedEntry& entry_;
  const Catalog& catalog_;
  const SqlPlace& place_;
};

}  // namespace

std::optional<Hover> hover_at(const EditedEntry& entry, const AnalyzedFile& file, std::uint32_t offset) {
  const std::optional<SqlPlace> place = place_at(entry, file, offset);
  if (!place || (place->is_query_name && place->analyzed == nullptr)) return std::nullopt;
  const HoverText text(entry, *place);
  if (place->is_query_name) return Hover{text.of_query(), place->span};
  std::string markdown;
  const bool is_value = place->parameter || (place->item && (!place->object || place->object->function == nullptr));
  if (is_value) markdown = text.of_value();
  if (place->object) markdown += (markdown.empty() ? "" : "\n\n") + text.of_object();
  return Hover{markdown, place->span};
}

}  // namespace pgscribe::lsp
