#include "codegen/cpp_types.hpp"

#include <algorithm>
#include <utility>

#include "catalog/base_type.hpp"
#include "codegen/builtin_types.hpp"
#include "codegen/cpp_spelling.hpp"
#include "codegen/cpp_text.hpp"
#include "codegen/identifier.hpp"
#include "codegen/messages.hpp"
#include "codegen/overrides.hpp"

namespace pgscribe::codegen {

namespace {

using catalog::Type;
using catalog::TypeKind;

constexpr std::string_view kRangeHeader = "\"pgscribe/types/range.hpp\"";

MappedType map_builtin(const BuiltinType& builtin) {
  MappedType mapped;
  mapped.spelling = read_type(builtin.name);
  mapped.view = read_type(builtin.view);
  mapped.by_value = builtin.by_value;
  mapped.codec = "codec::" + std::string(builtin.codec);
  if (!builtin.include.empty()) mapped.includes.emplace(builtin.include);
  return mapped;
}

/// A type's name as arguments of a codec template: "\"public\", \"email\"". That of a type of an extension has the
/// extension in place of the schema, which is the choice of whoever installs it.
std::string name_arguments(const Type& type) {
  if (type.extension.empty()) return string_literal(type.schema) + ", " + string_literal(type.name);
  return R"("", )" + string_literal(type.name) + ", " + string_literal(type.extension);
}

std::string with_quotes(const std::string& include) {
  if (include.empty() || include.front() == '<' || include.front() == '"') return include;
  return "\"" + include + "\"";
}

/// What a view of several values is: std::vector<bool> has none.
TypeSpelling span_of(const TypeSpelling& element) {
  return element == TypeSpelling{"bool"} ? TypeSpelling{} : element.in(TypeWrapper::span);
}

/// Makes a codec of one that is there already.
void compose_codec(MappedType& mapped, std::string codec) {
  mapped.codec = std::move(codec);
  mapped.is_composed = true;
}

/// A domain over a type.
MappedType domain_of(MappedType base, const Type& domain) {
  compose_codec(base, "codec::domain<" + base.codec + ", " + name_arguments(domain) + ">");
  base.is_inferred = true;
  return base;
}

/// The codec of a type that the user chose: their own, or one over the text form.
void set_user_codec(MappedType& mapped, const config::CppType& type, const std::string& value) {
  const BuiltinType* builtin = find_builtin_type_by_spelling(value);
  if (!type.codec.empty()) {
    mapped.codec = type.codec;
  } else if (value == "std::string") {
    mapped.codec = "codec::other";
  } else if (builtin != nullptr) {
    compose_codec(mapped, "codec::as_text<codec::" + std::string(builtin->codec) + ">");
  } else {
    mapped.codec = "pgscribe::UserCodec<" + value + ">::value";
  }
}

}  // namespace

MappedType array_of(MappedType mapped, int dimensions, bool null_elements) {
  if (mapped.spelling.is(TypeWrapper::optional)) mapped.spelling = mapped.spelling.unwrapped();
  for (int i = 0; i < std::max(dimensions, 1); ++i) {
    const bool nullable = i == 0 && null_elements;
    if (nullable) mapped.spelling = mapped.spelling.in(TypeWrapper::optional);
    mapped.view = span_of(mapped.spelling);
    mapped.spelling = mapped.spelling.in(TypeWrapper::vector);
    compose_codec(mapped, (nullable ? "codec::nullable_array<" : "codec::array<") + mapped.codec + ">");
  }
  mapped.by_value = false;
  return mapped;
}

MappedType json_map_of(MappedType mapped, bool null_values) {
  if (mapped.spelling.is(TypeWrapper::optional)) mapped.spelling = mapped.spelling.unwrapped();
  if (null_values) mapped.spelling = mapped.spelling.in(TypeWrapper::optional);
  mapped.spelling = mapped.spelling.in(TypeWrapper::map);
  mapped.by_value = false;
  mapped.codec = (null_values ? "codec::nullable_json_map<" : "codec::json_map<") + mapped.codec + ">";
  return mapped;
}

MappedType from_json(MappedType mapped, bool is_jsonb) {
  mapped.view = {};
  mapped.is_inferred = false;
  mapped.is_in_json = true;
  mapped.codec = "codec::from_json<" + mapped.codec + (is_jsonb ? ", codec::jsonb>" : ", codec::json>");
  return mapped;
}

std::string model_constant(const std::string& name) { return std::string(kModelTablesNamespace) + "::" + name; }

std::string qualified_type_name(const Type& type) { return "{" + name_arguments(type) + "}"; }

TypeMap::TypeMap(const catalog::Catalog& catalog, const config::CppOptions& options, ModelNames& models)
    : catalog_(catalog), options_(options), models_(models) {}

std::optional<MappedType> TypeMap::map(const TypeUse& use, TypeProblem& problem) {
  if (!use.cpp_type.empty()) return map_directive(use, problem);
  if (use.column) {
    if (const config::Override* override_ = find_column_override(*use.column)) return map_chosen(override_->type, use);
  }
  return map_type(use, problem);
}

std::optional<MappedType> TypeMap::map_parameter(const analyze::QueryParameter& parameter, TypeProblem& problem) {
  TypeUse use{parameter.type,
              parameter.dimensions,
              !parameter.not_null,
              parameter.column,
              parameter.cpp_type,
              parameter.elements == analyze::Elements::nullable,
              parameter.elements_stated,
              parameter.through_json};
  const catalog::Column* column = parameter.column ? find_column(*parameter.column) : nullptr;
  if (!use.cpp_type.empty() || column == nullptr) return map(use, problem);
  const Type* stored = catalog_.type(column->type);
  const Oid element = catalog_.element_type(catalog_.base_type(parameter.type));
  const bool is_list = element != catalog::kInvalidOid &&
                       catalog_.element_type(catalog_.base_type(column->type)) == catalog::kInvalidOid;
  TypeUse value = is_list ? TypeUse{element, 0, false, parameter.column, {}} : use;
  // The server asks for the domain's base type; what the domain is in C++ says more.
  const bool is_own_type = stored != nullptr && stored->kind == TypeKind::domain &&
                           (is_strong_domain(*stored) || find_type_override(*stored, value.nullable) != nullptr);
  if (is_own_type) value.type = column->type;
  std::optional<MappedType> mapped = map(value, problem);
  return mapped && is_list ? array_of(std::move(*mapped), parameter.dimensions, has_null_elements(use)) : mapped;
}

/// `my::Payload`, or `my::Payload "my/payload.hpp"`; the include and codec of an override with the same C++ type
/// otherwise.
std::optional<MappedType> TypeMap::map_directive(const TypeUse& use, TypeProblem& problem) {
  const std::optional<TypeAndHeader> written = split_type_directive(use.cpp_type);
  if (!written) {
    problem = {msg::NotACppType(use.cpp_type), msg::HowToWriteType()};
    return std::nullopt;
  }
  config::CppType type;
  type.name = written->type;
  type.include = written->header;
  type.is_json = use.through_json;
  for (const config::Override& override_ : options_.overrides) {
    if (override_.type.name != type.name) continue;
    if (type.include.empty()) type.include = override_.type.include;
    type.codec = override_.type.codec;
    type.is_json = type.is_json || override_.type.is_json;
    break;
  }
  return map_chosen(type, use);
}

MappedType TypeMap::map_chosen(const config::CppType& type, const TypeUse& use) {
  if (type.is_json && catalog::holds_json(catalog_, use.type)) return map_json(type, use);
  return map_user_type(type, use.type, use.dimensions);
}

/// A type of the user's that JSON is read and written as; in domains and arrays of json or jsonb, too.
MappedType TypeMap::map_json(const config::CppType& type, const TypeUse& use) {
  const Type& sql_type = *catalog_.type(use.type);
  TypeUse inner = use;
  inner.dimensions = 0;
  if (sql_type.kind == TypeKind::domain) {
    inner.type = sql_type.base;
    return domain_of(map_json(type, inner), sql_type);
  }
  if (sql_type.is_true_array) {
    inner.type = sql_type.element;
    return array_of(map_json(type, inner), use.dimensions, has_null_elements(use));
  }
  const TypeSpelling written = read_type(type.name);
  const TypeSpelling value = written.is(TypeWrapper::optional) ? written.unwrapped() : written;
  MappedType mapped;
  mapped.spelling = written;
  mapped.codec = "codec::json_as<" + value.text() + ", codec::" + (is_jsonb(use.type) ? "jsonb" : "json") + ">";
  mapped.codec_includes = {"\"pgscribe/json_adapter.hpp\"", with_quotes(options_.json_adapter)};
  if (!type.include.empty()) mapped.includes.insert(with_quotes(type.include));
  return mapped;
}

/// A type that the user chose for values of the type `oid`: what pgscribe itself makes of that type where it is spelled
/// the same, a vector of the user's elements for an array, else a codec of their own.
MappedType TypeMap::map_user_type(const config::CppType& type, Oid oid, int dimensions) {
  const TypeSpelling written = read_type(type.name);
  const bool is_optional = written.is(TypeWrapper::optional);
  const TypeSpelling value = is_optional ? written.unwrapped() : written;
  TypeProblem problem;
  const Type* sql_type = catalog_.type(oid);
  std::optional<MappedType> natural =
      sql_type == nullptr ? std::nullopt : map_unchanged(*sql_type, {oid, dimensions, false, {}, {}}, problem);
  MappedType mapped;
  if (type.codec.empty() && natural && natural->spelling == value) {
    mapped = *natural;
  } else if (type.codec.empty() && value.is(TypeWrapper::vector) && sql_type != nullptr && sql_type->is_true_array) {
    mapped = map_user_array({value.unwrapped().text(), type.include, {}}, *sql_type, dimensions);
  } else {
    mapped = map_user_value(type, value.text(), sql_type, natural);
  }
  mapped.spelling = written;
  if (is_optional) mapped.view = {};
  if (!type.include.empty()) mapped.includes.insert(with_quotes(type.include));
  return mapped;
}

MappedType TypeMap::map_user_value(const config::CppType& type, const std::string& value, const Type* sql_type,
                                   const std::optional<MappedType>& natural) {
  MappedType mapped;
  const BuiltinType* builtin = type.codec.empty() ? find_builtin_type_by_spelling(value) : nullptr;
  if (builtin != nullptr) {
    mapped.by_value = builtin->by_value;
    if (!builtin->include.empty()) mapped.includes.emplace(builtin->include);
    if (value == "std::string") mapped.view = {"std::string_view"};
  }
  set_user_codec(mapped, type, value);
  if (natural) {
    compose_codec(mapped, "codec::for_type<" + mapped.codec + ", " + natural->codec + ">");
    mapped.codec_constants = natural->codec_constants;
    // The codecs of built-in types are declared without their types.
    if (find_builtin_type(sql_type->schema, sql_type->name) == nullptr)
      mapped.includes.insert(natural->includes.begin(), natural->includes.end());
    mapped.models = natural->models;
    mapped.is_inferred = natural->is_inferred;
  } else if (sql_type != nullptr && sql_type->kind == TypeKind::base && sql_type->schema != "pg_catalog") {
    compose_codec(mapped, "codec::for_type<" + mapped.codec + ", codec::text_of<" + name_arguments(*sql_type) + ">>");
  }
  return mapped;
}

/// `element` may be a std::optional, for arrays that hold NULL.
MappedType TypeMap::map_user_array(const config::CppType& element, const Type& array, int dimensions) {
  const bool is_nested = dimensions > 1;
  MappedType mapped =
      is_nested ? map_user_type(element, array.oid, dimensions - 1) : map_user_type(element, array.element, 0);
  const bool is_nullable = mapped.spelling.is(TypeWrapper::optional);
  compose_codec(mapped, (is_nullable ? "codec::nullable_array<" : "codec::array<") + mapped.codec + ">");
  mapped.view = span_of(read_type(element.name));
  mapped.by_value = false;
  return mapped;
}

std::optional<MappedType> TypeMap::map_type(const TypeUse& use, TypeProblem& problem) {
  const Type* type = catalog_.type(use.type);
  if (type == nullptr) {
    problem = {msg::UnknownHasNoCppType(), msg::CastUnknown()};
    return std::nullopt;
  }
  if (const config::Override* override_ = find_type_override(*type, use.nullable))
    return map_chosen(override_->type, use);
  if (is_strong_domain(*type)) return map_strong_domain(*type, problem);
  if (type->kind == TypeKind::domain) return map_domain(*type, use, problem);
  return map_unchanged(*type, use, problem);
}

/// As no override of the type itself changes it.
std::optional<MappedType> TypeMap::map_unchanged(const Type& type, const TypeUse& use, TypeProblem& problem) {
  if (type.kind == TypeKind::domain) return map_domain(type, use, problem);
  // int2vector and oidvector are arrays to PostgreSQL, but have codecs of their own.
  const bool is_plain_array = type.is_true_array && find_builtin_type(type.schema, type.name) == nullptr;
  return is_plain_array ? map_array(type, use, problem) : map_named(type, problem);
}

std::optional<MappedType> TypeMap::map_named(const Type& type, TypeProblem& problem) {
  switch (type.kind) {
    case TypeKind::enum_:
    case TypeKind::composite: return map_model(type);
    case TypeKind::range:
    case TypeKind::multirange:
    case TypeKind::base:
    case TypeKind::pseudo:
    case TypeKind::domain: break;
  }
  if (const BuiltinType* builtin = find_builtin_type(type.schema, type.name)) return map_builtin(*builtin);
  if (type.kind == TypeKind::range || type.kind == TypeKind::multirange) return map_range(type, problem);
  problem = no_mapping(type);
  return std::nullopt;
}

std::optional<MappedType> TypeMap::map_array(const Type& type, const TypeUse& use, TypeProblem& problem) {
  std::optional<MappedType> mapped = map_type({type.element, 0, false, {}, {}}, problem);
  if (!mapped) return std::nullopt;
  return array_of(std::move(*mapped), use.dimensions, has_null_elements(use));
}

bool TypeMap::has_null_elements(const TypeUse& use) const {
  if (use.elements_stated) return use.null_elements;
  const Type* type = catalog_.type(use.type);
  for (const config::Override& override_ : options_.overrides) {
    if (!override_.nullable_elements) continue;
    const bool is_of_column = use.column && matches(override_, *use.column);
    const bool is_of_type =
        !override_.db_type.empty() && type != nullptr && names_type(override_.db_type, *type, catalog_, options_);
    if (is_of_column || is_of_type) return *override_.nullable_elements;
  }
  return use.null_elements;
}

std::optional<MappedType> TypeMap::map_range(const Type& type, TypeProblem& problem) {
  std::optional<MappedType> mapped = map_type({type.subtype, 0, false, {}, {}}, problem);
  if (!mapped) return std::nullopt;
  const char* head = type.kind == TypeKind::range ? "pgscribe::Range<" : "pgscribe::Multirange<";
  mapped->spelling = {head + mapped->spelling.text() + ">"};
  mapped->view = {};
  mapped->by_value = false;
  mapped->codec = model_constant(codec_constant(type));
  mapped->is_composed = false;
  mapped->codec_constants = {type.oid};
  mapped->includes.emplace(kRangeHeader);
  mapped->is_inferred = false;
  return mapped;
}

std::optional<MappedType> TypeMap::map_domain(const Type& type, const TypeUse& use, TypeProblem& problem) {
  TypeUse base = use;
  base.type = type.base;
  base.dimensions = 0;
  std::optional<MappedType> mapped = map_type(base, problem);
  if (!mapped) return std::nullopt;
  return domain_of(std::move(*mapped), type);
}

MappedType TypeMap::map_model(const Type& type) {
  MappedType mapped;
  mapped.spelling = {models_.name_of(type)};
  mapped.models = {type.oid};
  if (type.kind == TypeKind::enum_) {
    mapped.by_value = true;
    compose_codec(mapped, "codec::enumeration<" + mapped.spelling.stored + ">");
  } else {
    mapped.codec = model_constant(codec_constant(type));
    mapped.codec_constants = {type.oid};
  }
  return mapped;
}

std::optional<MappedType> TypeMap::map_strong_domain(const Type& type, TypeProblem& problem) {
  const std::optional<MappedType> base = map_domain_base(type, problem);
  if (!base) return std::nullopt;
  MappedType mapped;
  mapped.spelling = {models_.name_of(type)};
  mapped.models = {type.oid};
  compose_codec(mapped, "codec::strong_domain<" + mapped.spelling.stored + ", " + base->codec + ", " +
                            name_arguments(type) + ">");
  mapped.codec_constants = base->codec_constants;
  mapped.is_inferred = true;
  return mapped;
}

std::string TypeMap::codec_constant(const Type& type) {
  if (type.kind == TypeKind::composite) return "k" + models_.name_of(type) + "Record";
  const std::string prefix = type.schema == options_.default_schema ? "" : pascal_case(type.schema);
  return "k" + prefix + pascal_case(type.name) + "Range";
}

std::optional<RangeCodec> TypeMap::range_codec(const Type& range, TypeProblem& problem) {
  std::optional<MappedType> type = map_range(range, problem);
  if (!type) return std::nullopt;
  const std::string name = "(" + qualified_type_name(range) + ")";
  if (range.kind == TypeKind::multirange) {
    const Type& element = *catalog_.type(range.range);
    return RangeCodec{std::move(*type), "codec::multirange<" + codec_constant(element) + ">" + name, {range.range}};
  }
  std::optional<MappedType> subtype = map_type({range.subtype, 0, false, {}, {}}, problem);
  if (!subtype) return std::nullopt;
  return RangeCodec{std::move(*type), "codec::range<" + subtype->codec + ">" + name,
                    std::move(subtype->codec_constants)};
}

bool TypeMap::is_strong_domain(const Type& type) const {
  if (type.kind != TypeKind::domain) return false;
  const auto& domains = options_.strong_domains;
  return std::any_of(domains.begin(), domains.end(),
                     [&](const std::string& name) { return names_type(name, type, catalog_, options_); });
}

std::optional<MappedType> TypeMap::map_domain_base(const Type& domain, TypeProblem& problem) {
  return map_type({domain.base, 0, false, {}, {}}, problem);
}

const catalog::Column* TypeMap::find_column(const analyze::ColumnOrigin& origin) const {
  const catalog::Relation* relation = catalog_.relation(origin.relation);
  const auto index = static_cast<std::size_t>(origin.attribute) - 1;
  const bool exists = relation != nullptr && origin.attribute > 0 && index < relation->columns.size();
  return exists ? &relation->columns[index] : nullptr;
}

/// The column below, when this is a view's that shows it unchanged.
std::optional<analyze::ColumnOrigin> TypeMap::shown_column(const analyze::ColumnOrigin& origin) const {
  const catalog::Relation* relation = catalog_.relation(origin.relation);
  const auto index = static_cast<std::size_t>(origin.attribute) - 1;
  const catalog::ViewDefinition* view = relation == nullptr ? nullptr : relation->as_view();
  if (view == nullptr || index >= view->base.columns.size()) return std::nullopt;
  return analyze::ColumnOrigin{view->base.relation, view->base.columns[index].attribute};
}

bool TypeMap::matches(const config::Override& override_, const analyze::ColumnOrigin& origin) const {
  const catalog::Column* column = find_column(origin);
  return column != nullptr && !override_.column.empty() &&
         matches_column(override_.column, *catalog_.relation(origin.relation), column->name, options_);
}

/// A view's column has the override of the column that it shows, unless it has one of its own.
const config::Override* TypeMap::find_column_override(const analyze::ColumnOrigin& origin) const {
  for (std::optional<analyze::ColumnOrigin> at = origin; at; at = shown_column(*at)) {
    for (const config::Override& override_ : options_.overrides) {
      if (!override_.type.name.empty() && matches(override_, *at)) return &override_;
    }
  }
  return nullptr;
}

const config::Override* TypeMap::find_type_override(const Type& type, bool nullable) const {
  for (const config::Override& override_ : options_.overrides) {
    if (override_.db_type.empty() || override_.type.name.empty()) continue;
    if (override_.nullable.value_or(nullable) != nullable) continue;
    if (names_type(override_.db_type, type, catalog_, options_)) return &override_;
  }
  return nullptr;
}

TypeProblem TypeMap::no_mapping(const Type& type) const {
  const std::string name = catalog_.format_type(type.oid);
  const std::string message = msg::TypeHasNoCppType(name);
  switch (type.oid) {
    case catalog::oid::record: return {message, msg::CastRecord()};
    case catalog::oid::void_: return {message, msg::ExecReturnsNothing()};
    default: break;
  }
  if (type.kind == TypeKind::pseudo) return {message, msg::CastPseudoType()};
  return {message, msg::CastOrOverride(name)};
}

}  // namespace pgscribe::codegen
