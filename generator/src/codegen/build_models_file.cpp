#include "codegen/build_models_file.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "codegen/builtin_types.hpp"
#include "codegen/cpp_text.hpp"
#include "codegen/enum_text.hpp"
#include "codegen/struct_text.hpp"

namespace pgscribe::codegen {

namespace {

using catalog::RelationKind;
using catalog::TypeKind;

std::string kind_title(const Model& model) {
  if (model.relation != nullptr) {
    switch (model.relation->kind) {
      case RelationKind::view: return "View ";
      case RelationKind::materialized_view: return "Materialized view ";
      case RelationKind::foreign_table: return "Foreign table ";
      default: return "Table ";
    }
  }
  if (model.type->kind == TypeKind::enum_) return "Enum ";
  return model.type->kind == TypeKind::domain ? "Domain " : "Composite type ";
}

/// COMMENT ON, then what it is in the database.
std::vector<std::string> model_docs(const Model& model, const config::CppOptions& options) {
  const std::string& comment = model.relation != nullptr ? model.relation->comment : model.type->comment;
  std::vector<std::string> docs;
  if (!comment.empty()) docs = comment_lines(comment, 0);
  const std::string schema = model.type->schema == options.default_schema ? "" : model.type->schema + ".";
  for (std::string& line : comment_lines(kind_title(model) + schema + model.type->name + ".", 0))
    docs.push_back(std::move(line));
  return docs;
}

Enum model_enum(const Model& model, const Namer& namer, const config::CppOptions& options) {
  const catalog::Type& type = *model.type;
  Enum result =
      enum_text(model.name, options.namespace_, type.labels, namer.enumerators(type.schema, type.name, type.labels));
  result.docs = model_docs(model, options);
  result.sql_name = qualified_type_name(type);
  return result;
}

/// A strong domain can be a key where its base type can.
void make_key(const Model& model, const config::CppOptions& options, ModelsModel& file, Includes& includes) {
  if (model.type->kind != TypeKind::domain || model.fields.empty()) return;
  const std::string base = model.fields.front().type.spelling.text();
  if (is_ordered(base)) {
    file.structs.back().ordering = ordering_head(model.name);
    includes.add("<compare>");
  }
  if (is_hashable(base)) {
    file.hashes.push_back({options.namespace_ + "::" + model.name, base});
    includes.add("<cstddef>");
    includes.add("<functional>");
  }
}

}  // namespace

std::vector<std::string> shared_row_docs(const SharedRow& row) {
  std::string users;
  for (std::size_t i = 0; i < row.queries.size(); ++i) {
    users += (i == 0 ? "" : i + 1 == row.queries.size() ? " and " : ", ") + row.queries[i];
  }
  return comment_lines("A row of " + users + ".", 0);
}

ModelsModel build_models_file(const std::vector<const Model*>& models, const std::vector<SharedRow>& rows,
                              const Namer& namer, const config::CppOptions& options) {
  ModelsModel result;
  Includes includes;
  std::set<std::string> adapters;
  includes.add("\"pgscribe/abi.hpp\"");
  for (const Model* model : models) {
    if (model->type->kind == TypeKind::enum_) {
      result.enums.push_back(model_enum(*model, namer, options));
      includes.add_std("std::array std::string_view " + result.enums.back().underlying);
      includes.add("\"pgscribe/enums.hpp\"");
    } else {
      result.structs.push_back(struct_text(model->name, model->fields, model_docs(*model, options)));
      add_includes(includes, model->fields, true);
      add_adapters(adapters, model->fields);
      make_key(*model, options, result, includes);
    }
  }
  for (const SharedRow& row : rows) {
    add_structs(result.structs, row.name, row.fields, shared_row_docs(row));
    add_includes(includes, row.fields, true);
    add_adapters(adapters, row.fields);
  }
  result.has_enums = !result.enums.empty();
  result.has_printing = options.emit_ostream && (result.has_enums || !result.structs.empty());
  if (result.has_printing) add_printing_includes(includes, adapters);
  result.includes = include_blocks(includes);
  result.adapters.assign(adapters.begin(), adapters.end());
  return result;
}

}  // namespace pgscribe::codegen
