#include "codegen/model_tables.hpp"

#include <utility>

#include "codegen/struct_text.hpp"

namespace pgscribe::codegen {

namespace {

std::string fields_constant(const Model& model) { return "k" + model.name + "Fields"; }

}  // namespace

void ModelTables::add_codecs(const Field& field) {
  for (const Oid type : field.type.codec_constants) add_codec(type);
}

std::string ModelTables::add_columns(const Model& model) {
  add_fields(model);
  return model_constant(fields_constant(model));
}

ModelTablesModel ModelTables::build(bool header_only) const {
  ModelTablesModel result;
  if (codecs_.empty()) return result;
  result.tables_namespace = kModelTablesNamespace;
  result.codecs = codecs_;
  result.has_offsets = needs_.offsets;
  Includes header = includes_;
  header.add("\"models.hpp\"");
  header.add("\"pgscribe/statement.hpp\"");
  Includes source;
  source.add("\"model_tables.hpp\"");
  Includes& definitions = header_only ? header : source;
  definitions.add("<cstddef>");
  definitions.add("\"pgscribe/codecs.hpp\"");
  definitions.add("\"pgscribe/composed_codecs.hpp\"");
  definitions.add_all(needs_.headers);
  result.header_includes = include_blocks(header);
  result.source_includes = include_blocks(source);
  return result;
}

void ModelTables::add_codec(Oid oid) {
  if (!known_codecs_.insert(oid).second) return;
  const catalog::Type& type = *catalog_.type(oid);
  if (type.kind == catalog::TypeKind::composite) {
    add_record(models_.model_of(oid));
  } else {
    add_range(type);
  }
}

void ModelTables::add_record(const Model& model) {
  add_fields(model);
  CodecConstant constant;
  constant.has_codec = true;
  constant.type = "pgscribe::CodecOf<" + model.name + ">";
  constant.name = models_.types().codec_constant(*model.type);
  constant.expression = "codec::composite<" + model.name + ">(" + qualified_type_name(*model.type) + ", " +
                        (model.fields.empty() ? "{}" : fields_constant(model)) + ")";
  codecs_.push_back(std::move(constant));
}

void ModelTables::add_range(const catalog::Type& range) {
  TypeProblem problem;
  auto codec = models_.types().range_codec(range, problem);
  if (!codec) return;  // reported at the column that is of that type
  for (const Oid needed : codec->constants) add_codec(needed);
  includes_.add_all(codec->type.includes);
  const std::string values = codec->type.spelling.text();
  includes_.add_std(values);
  CodecConstant constant;
  constant.has_codec = true;
  constant.type = "pgscribe::CodecOf<" + values + ">";
  constant.name = models_.types().codec_constant(range);
  constant.expression = std::move(codec->expression);
  codecs_.push_back(std::move(constant));
}

/// Of a model without columns there is no table.
void ModelTables::add_fields(const Model& model) {
  if (model.fields.empty() || !known_fields_.insert(model.type->oid).second) return;
  for (const Field& field : model.fields) add_codecs(field);
  needs_.add_members(model.fields);
  CodecConstant constant;
  constant.fields.push_back(column_table(fields_constant(model), model.name, model.fields));
  codecs_.push_back(std::move(constant));
}

}  // namespace pgscribe::codegen
