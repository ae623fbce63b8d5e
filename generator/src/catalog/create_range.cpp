#include <utility>

#include "catalog/ddl.hpp"
#include "catalog/index_class.hpp"
#include "catalog/messages.hpp"
#include "catalog/new_object.hpp"
#include "catalog/object_name.hpp"
#include "catalog/type_name.hpp"

// CREATE TYPE ... AS RANGE: the range, its multirange, their arrays and constructors (typecmds.c, DefineRange).

namespace pgscribe::catalog {

namespace {

struct RangeOptions {
  std::optional<ResolvedType> subtype;
  std::optional<sql::QualifiedName> multirange_name;
  std::optional<sql::QualifiedName> operator_class;
};

bool read_options(DdlContext& context, const sql::CreateRange& statement, RangeOptions& options) {
  for (const sql::DefinitionParameter& parameter : statement.parameters) {
    const auto* type = std::get_if<sql::TypeName>(&parameter.value);
    if (parameter.name == "subtype" && type != nullptr) {
      options.subtype = resolve_type(context.catalog, *type, context.file, context.diagnostics);
      if (!options.subtype) return false;
    } else if (parameter.name == "multirange_type_name") {
      if (type != nullptr) options.multirange_name = type->name;
      if (const auto* name = std::get_if<sql::QualifiedName>(&parameter.value)) options.multirange_name = *name;
    } else if (parameter.name == "subtype_opclass") {
      if (type != nullptr) options.operator_class = type->name;
      if (const auto* name = std::get_if<sql::QualifiedName>(&parameter.value)) options.operator_class = *name;
    } else if (parameter.name != "collation" && parameter.name != "canonical" && parameter.name != "subtype_diff") {
      return context.fail(parameter.span, msg::RangeAttributeNotRecognized(parameter.name));
    }
  }
  if (!options.subtype) return context.fail(statement.name.span, msg::RangeSubtypeRequired());
  const ClassNeed need{options.operator_class, options.subtype->type, "btree", ClassUser::range_type,
                       statement.name.span};
  return find_class(context, need).is_fine;
}

void add_constructor(DdlContext& context, const Type& result, Oid internal_of, std::vector<Oid> inputs, bool is_strict,
                     Oid variadic = kInvalidOid) {
  Function function;
  function.oid = context.data.allocate_oid();
  function.schema = result.schema;
  function.name = result.name;
  function.result = result.oid;
  function.is_strict = is_strict;
  function.volatility = 'i';
  function.variadic = variadic;
  function.internal_of = internal_of;
  if (variadic != kInvalidOid) function.arguments.push_back({{}, inputs.back(), ArgumentMode::variadic});
  function.input_types = std::move(inputs);
  context.data.functions.insert(std::move(function));
}

void add_range_constructors(DdlContext& context, Oid range_oid, Oid multirange_oid) {
  const Type range = *context.catalog.type(range_oid);
  const Type multirange = *context.catalog.type(multirange_oid);
  add_constructor(context, range, range_oid, {range.subtype, range.subtype}, false);
  add_constructor(context, range, range_oid, {range.subtype, range.subtype, oid::text}, false);
  add_constructor(context, multirange, range_oid, {}, true);
  const Oid from_range = context.data.next_oid;
  add_constructor(context, multirange, range_oid, {range_oid}, true);
  add_constructor(context, multirange, range_oid, {range.array}, true, range_oid);
  context.data.set_cast({range_oid, multirange_oid, CastContext::explicit_, CastMethod::function, from_range, {}});
}

std::optional<CreationName> multirange_name(DdlContext& context, const RangeOptions& options,
                                            const CreationName& range) {
  if (options.multirange_name) return creation_name(context, *options.multirange_name);
  return CreationName{range.schema, multirange_type_name(range.name)};
}

}  // namespace

void apply(DdlContext& context, const sql::CreateRange& statement) {
  const std::optional<CreationName> name = creation_name(context, statement.name);
  RangeOptions options;
  if (!name || !read_options(context, statement, options)) return;
  const std::optional<CreationName> multi_name = multirange_name(context, options, *name);
  if (!multi_name) return;
  Type range;
  range.schema = name->schema;
  range.name = name->name;
  range.kind = TypeKind::range;
  range.category = 'R';
  range.subtype = options.subtype->type;
  Type multirange = range;
  const Oid range_oid = add_type(context, std::move(range), statement.name.span);
  if (range_oid == kInvalidOid) return;
  multirange.schema = multi_name->schema;
  multirange.name = multi_name->name;
  multirange.kind = TypeKind::multirange;
  multirange.range = range_oid;
  const Oid multirange_oid = add_type(context, std::move(multirange), statement.name.span);
  if (multirange_oid == kInvalidOid) return;
  context.data.types.edit(range_oid).multirange = multirange_oid;
  add_range_constructors(context, range_oid, multirange_oid);
}

}  // namespace pgscribe::catalog
