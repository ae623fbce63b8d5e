#include "codegen/value_types.hpp"

#include "codegen/model_registry.hpp"
#include "codegen/query_shape.hpp"

namespace pgscribe::codegen {

namespace {

std::vector<std::string> spelled(const std::vector<Field>& fields) {
  std::vector<std::string> types;
  for (const Field& field : fields) types.push_back(field.type.spelling.empty() ? "" : owning_type(field));
  return types;
}

}  // namespace

ValueTypes value_types(const analyze::AnalyzedQuery& query, const catalog::Catalog& catalog,
                       const config::CppOptions& options) {
  support::Diagnostics ignored;  // what generate says of a value without a type, "" says here
  Namer namer(options);
  NameScope scope;
  ModelRegistry models(catalog, options, namer, scope, ignored);
  ShapeBuilder shapes(models, namer, options, ignored);
  const QueryShape shape = shapes.shape(query);
  ValueTypes types{spelled(shape.result.fields), spelled(shape.parameters.fields)};
  types.items.resize(query.items.size());  // commands that return no rows have no fields
  return types;
}

}  // namespace pgscribe::codegen
