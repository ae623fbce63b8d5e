#include "codegen/cpp_types.hpp"

#include <algorithm>
#include <utility>

#include "codegen/builtin_types.hpp"
#include "codegen/cpp_spelling.hpp"
#include "codegen/cpp_text.hpp"
#include "codegen/identifier.hpp"
#include "codegen/overrides.hpp"

namespace pgscribe::codegen {

namespace {

using catalog::Type;
using catalog::TypeKind;

constexpr std::string_view kRangeHeader = "\"pgscribe/types/range.hpp\"";

MappedType map_builtin(const BuiltinType& builtin) {
  MappedType mapped;
  mapped.name = builtin.name;
  mapped.view = builtin.view;
  mapped.by_value = builtin.by_value;
  mapped.codec = "codec::" + std::string(builtin.codec);
  if (!builtin.include.empty()) mapped.includes.emplace(builtin.include);
  return mapped;
}

std::string with_quotes(const std::string& include) {
  if (include.empty() || include.front() == '<' || include.front() == '"') return include;
  return "\"" + include + "\"";
}

/// A type that the user chose. Without a codec of their own: the text form of a built-in mapping with that spelling,
/// else what they specialise pgscribe::UserCodec with.
MappedType map_user_type(const config::CppType& type) {
  constexpr std::string_view kOptional = "std::optional<";
  MappedType mapped;
  mapped.name = type.name;
  mapped.is_optional = type.name.compare(0, kOptional.size(), kOptional) == 0;
  if (!type.include.empty()) mapped.includes.insert(with_quotes(type.include));
  const std::string value = mapped.is_optional && type.name.back() == '>'
                                ? type.name.substr(kOptional.size(), type.name.size() - kOptional.size() - 1)
                                : type.name;
  const BuiltinType* builtin = find_builtin_type_by_spelling(value);
  if (!type.codec.empty()) {
    mapped.codec = type.codec;
  } else if (value == "std::string") {
    mapped.codec = "codec::other";
    if (!mapped.is_optional) mapped.view = "std::string_view";
  } else if (builtin != nullptr) {
    mapped.codec = "codec::as_text<codec::" + std::string(builtin->codec) + ">";
    mapped.by_value = builtin->by_value;
    if (!builtin->include.empty()) mapped.includes.emplace(builtin->include);
  } else {
    mapped.codec = "pgscribe::UserCodec<" + value + ">::value";
  }
  return mapped;
}

}  // namespace

TypeMap::TypeMap(const catalog::Catalog& catalog, const config::CppOptions& options, ModelNames& models)
    : catalog_(catalog), options_(options), models_(models) {}

std::optional<MappedType> TypeMap::map(const TypeUse& use, TypeProblem& problem) {
  if (!use.cpp_type.empty()) return map_directive(use, problem);
  if (use.column) {
    if (const config::Override* override_ = find_column_override(*use.column)) return map_user_type(override_->type);
  }
  return map_type(use.type, use.dimensions, use.nullable, problem);
}

/// `my::Payload`, or `my::Payload "my/payload.hpp"`; the include and codec of an override with the same C++ type
/// otherwise.
std::optional<MappedType> TypeMap::map_directive(const TypeUse& use, TypeProblem& problem) {
  const std::optional<TypeAndHeader> written = split_type_directive(use.cpp_type);
  if (!written) {
    problem = {"\"" + use.cpp_type + "\" is not the name of a C++ type",
               "write one that a member can have: type my::Type, or type my::Type \"my/type.hpp\""};
    return std::nullopt;
  }
  config::CppType type;
  type.name = written->type;
  type.include = written->header;
  for (const config::Override& override_ : options_.overrides) {
    if (override_.type.name != type.name) continue;
    if (type.include.empty()) type.include = override_.type.include;
    type.codec = override_.type.codec;
    break;
  }
  return map_user_type(type);
}

std::optional<MappedType> TypeMap::map_type(Oid oid, int dimensions, bool nullable, TypeProblem& problem) {
  const Type* type = catalog_.type(oid);
  if (type == nullptr) {
    problem = {"a value of unknown type has no C++ type", "cast it: value::text"};
    return std::nullopt;
  }
  if (const config::Override* override_ = find_type_override(*type, nullable)) return map_user_type(override_->type);
  if (is_strong_domain(*type)) return map_strong_domain(*type, problem);
  if (type->kind == TypeKind::domain) return map_domain(*type, nullable, problem);
  // int2vector and oidvector are arrays to PostgreSQL, but have codecs of their own.
  const bool is_plain_array = type->is_true_array && find_builtin_type(type->schema, type->name) == nullptr;
  if (is_plain_array) return map_array(*type, dimensions, problem);
  return map_named(*type, problem);
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

std::optional<MappedType> TypeMap::map_array(const Type& type, int dimensions, TypeProblem& problem) {
  std::optional<MappedType> mapped = map_type(type.element, 0, false, problem);
  if (!mapped) return std::nullopt;
  for (int i = 0; i < std::max(dimensions, 1); ++i) {
    mapped->view = mapped->name == "bool" ? "" : "std::span<const " + mapped->name + ">";
    mapped->name = "std::vector<" + mapped->name + ">";
    mapped->codec = "codec::array<" + mapped->codec + ">";
  }
  mapped->by_value = false;
  return mapped;
}

std::optional<MappedType> TypeMap::map_range(const Type& type, TypeProblem& problem) {
  std::optional<MappedType> mapped = map_type(type.subtype, 0, false, problem);
  if (!mapped) return std::nullopt;
  mapped->name = (type.kind == TypeKind::range ? "pgscribe::Range<" : "pgscribe::Multirange<") + mapped->name + ">";
  mapped->view.clear();
  mapped->by_value = false;
  mapped->codec = codec_constant(type);
  mapped->codec_constants = {type.oid};
  mapped->includes.emplace(kRangeHeader);
  mapped->is_inferred = false;
  return mapped;
}

std::optional<MappedType> TypeMap::map_domain(const Type& type, bool nullable, TypeProblem& problem) {
  std::optional<MappedType> mapped = map_type(type.base, 0, nullable, problem);
  if (mapped) mapped->is_inferred = true;
  return mapped;
}

MappedType TypeMap::map_model(const Type& type) {
  MappedType mapped;
  mapped.name = models_.name_of(type);
  mapped.models = {type.oid};
  if (type.kind == TypeKind::enum_) {
    mapped.by_value = true;
    mapped.codec = "codec::enumeration<" + mapped.name + ">";
  } else {
    mapped.codec = codec_constant(type);
    mapped.codec_constants = {type.oid};
  }
  return mapped;
}

std::optional<MappedType> TypeMap::map_strong_domain(const Type& type, TypeProblem& problem) {
  const std::optional<MappedType> base = map_domain_base(type, problem);
  if (!base) return std::nullopt;
  MappedType mapped;
  mapped.name = models_.name_of(type);
  mapped.models = {type.oid};
  mapped.codec = "codec::alias<" + mapped.name + ", " + base->codec + ">";
  mapped.codec_constants = base->codec_constants;
  mapped.is_inferred = true;
  return mapped;
}

std::string TypeMap::codec_constant(const Type& type) {
  if (type.kind == TypeKind::composite) return "k" + models_.name_of(type) + "Record";
  const std::string prefix = type.schema == options_.default_schema ? "" : pascal_case(type.schema);
  return "k" + prefix + pascal_case(type.name) + "Range";
}

std::string TypeMap::range_codec(const Type& range, TypeProblem& problem) {
  const std::string name = string_literal(range.schema + "." + range.name);
  if (range.kind == TypeKind::multirange) {
    const Type* element = catalog_.type(range.range);
    return element == nullptr ? "" : "codec::multirange<" + codec_constant(*element) + ">(" + name + ")";
  }
  const std::optional<MappedType> subtype = map_type(range.subtype, 0, false, problem);
  return subtype ? "codec::range<" + subtype->codec + ">(" + name + ")" : "";
}

std::vector<Oid> TypeMap::range_codec_constants(const Type& range) {
  if (range.kind == TypeKind::multirange) return {range.range};
  TypeProblem problem;
  const std::optional<MappedType> subtype = map_type(range.subtype, 0, false, problem);
  return subtype ? subtype->codec_constants : std::vector<Oid>{};
}

bool TypeMap::is_strong_domain(const Type& type) const {
  if (type.kind != TypeKind::domain) return false;
  const auto& domains = options_.strong_domains;
  return std::any_of(domains.begin(), domains.end(),
                     [&](const std::string& name) { return names_type(name, type, catalog_, options_); });
}

std::optional<MappedType> TypeMap::map_domain_base(const Type& domain, TypeProblem& problem) {
  return map_type(domain.base, 0, false, problem);
}

const config::Override* TypeMap::find_column_override(const analyze::ColumnOrigin& column) const {
  const catalog::Relation* relation = catalog_.relation(column.relation);
  if (relation == nullptr || column.attribute < 1 ||
      static_cast<std::size_t>(column.attribute) > relation->columns.size())
    return nullptr;
  const std::string& name = relation->columns[static_cast<std::size_t>(column.attribute) - 1].name;
  for (const config::Override& override_ : options_.overrides) {
    if (!override_.column.empty() && matches_column(override_.column, *relation, name, options_)) return &override_;
  }
  return nullptr;
}

const config::Override* TypeMap::find_type_override(const Type& type, bool nullable) const {
  for (const config::Override& override_ : options_.overrides) {
    if (override_.db_type.empty() || override_.nullable.value_or(nullable) != nullable) continue;
    if (names_type(override_.db_type, type, catalog_, options_)) return &override_;
  }
  return nullptr;
}

TypeProblem TypeMap::no_mapping(const Type& type) const {
  const std::string name = catalog_.format_type(type.oid);
  const std::string message = "type " + name + " has no C++ type";
  switch (type.oid) {
    case catalog::oid::record:
      return {message, "select its fields one by one, or cast it to a composite type: (...)::my_type"};
    case catalog::oid::void_: return {message, "annotate the query with :exec, which returns nothing"};
    default: break;
  }
  if (type.kind == TypeKind::pseudo) return {message, "cast it to the type it has: ...::text, ...::integer"};
  return {message, "cast it (...::text), or add an override for db_type \"" + name + "\" to gen.cpp"};
}

}  // namespace pgscribe::codegen
