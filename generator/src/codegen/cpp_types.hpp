#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/analyzed_query.hpp"
#include "catalog/catalog.hpp"
#include "codegen/type_spelling.hpp"
#include "config/config.hpp"

namespace pgscribe::codegen {

using catalog::Oid;

/// A PostgreSQL type in C++, NULL aside.
struct MappedType {
  TypeSpelling spelling;     ///< std::vector<std::string>; an optional only where the user spells it so
  TypeSpelling view;         ///< non-owning form for a positional parameter: std::span<const std::string>; empty: none
  bool by_value = false;     ///< cheap to copy
  std::string codec;         ///< as tables spell it: "codec::array<codec::text>", "my::codec"
  bool is_composed = false;  ///< `codec` is a template of pgscribe/composed_codecs.hpp
  bool is_in_json = false;   ///< `codec` is one of pgscribe/json_codecs.hpp, over others
  std::set<std::string>
      includes;  ///< headers of `spelling` and `codec` beside std and the codecs' own, with their quotes
  std::set<std::string> codec_includes;  ///< those that only what names `codec` needs
  std::vector<Oid> models;               ///< types in `spelling` that models.hpp declares
  std::vector<Oid> codec_constants;  ///< composites and ranges whose codec in model_tables.hpp `codec` names directly
  bool is_inferred = false;          ///< as a parameter it must be typed by the server (domains)

  friend bool operator==(const MappedType&, const MappedType&) = default;
};

/// What a value is: its type, and what overrides can be keyed by.
struct TypeUse {
  Oid type = catalog::kInvalidOid;
  int dimensions = 0;  ///< of an array, where declared
  bool nullable = false;
  std::optional<analyze::ColumnOrigin> column;
  std::string cpp_type;          ///< from a `type` directive
  bool null_elements = false;    ///< an array that can have NULL in it
  bool elements_stated = false;  ///< null_elements is the author's word, which no override changes
  bool through_json = false;     ///< of `cpp_type`: from a `json` directive
};

/// The definition of the codec of a range or multirange.
struct RangeCodec {
  MappedType type;             ///< of the values
  std::string expression;      ///< "codec::range<codec::float8>({\"public\", \"floatrange\"})"
  std::vector<Oid> constants;  ///< that `expression` names
};

/// The namespace of the constants in model_tables.hpp, inside that of the output.
inline constexpr std::string_view kModelTablesNamespace = "models_sql";
/// A constant of model_tables.hpp as other tables name it: "models_sql::kStudioRecord".
[[nodiscard]] std::string model_constant(const std::string& name);

/// Why there is no mapping, as a diagnostic says it ("type record has no C++ type") and what to do.
struct TypeProblem {
  std::string message;
  std::string hint;
};

/// C++ names of the types that models.hpp declares.
class ModelNames {
 public:
  virtual ~ModelNames() = default;
  /// Of an enum, composite, row type or strong domain.
  [[nodiscard]] virtual std::string name_of(const catalog::Type& type) = 0;
};

/// The name of a type that is not built in as pgscribe::TypeName is written: `{"public", "genre"}`.
[[nodiscard]] std::string qualified_type_name(const catalog::Type& type);

/// The array of a type; `null_elements`: of optionals.
[[nodiscard]] MappedType array_of(MappedType mapped, int dimensions, bool null_elements);

/// Objects of JSON whose keys are data; `null_values`: of optionals.
[[nodiscard]] MappedType json_map_of(MappedType mapped, bool null_values);
/// What is read out of a column of json or jsonb.
[[nodiscard]] MappedType from_json(MappedType mapped, bool is_jsonb);

/// The one map from PostgreSQL types to C++ types.
class TypeMap {
 public:
  TypeMap(const catalog::Catalog& catalog, const config::CppOptions& options, ModelNames& models);

  /// Empty after setting `problem`.
  [[nodiscard]] std::optional<MappedType> map(const TypeUse& use, TypeProblem& problem);
  /// The type of the values of the parameter's column, or a vector of them, where it has a column.
  [[nodiscard]] std::optional<MappedType> map_parameter(const analyze::QueryParameter& parameter, TypeProblem& problem);
  /// The codec constant of a range or multirange that MappedType::codec_constants lists. Empty after setting `problem`.
  [[nodiscard]] std::optional<RangeCodec> range_codec(const catalog::Type& range, TypeProblem& problem);
  /// "kStudioRecord", "kFloatrangeRange": the name of a constant in model_tables.hpp.
  [[nodiscard]] std::string codec_constant(const catalog::Type& type);

  /// Whether it is jsonb below its domains, and not json.
  [[nodiscard]] bool is_jsonb(Oid type) const { return catalog_.base_type(type) == catalog::oid::jsonb; }
  [[nodiscard]] bool is_strong_domain(const catalog::Type& type) const;
  /// What a strong domain holds.
  [[nodiscard]] std::optional<MappedType> map_domain_base(const catalog::Type& domain, TypeProblem& problem);

 private:
  [[nodiscard]] std::optional<MappedType> map_type(const TypeUse& use, TypeProblem& problem);
  [[nodiscard]] std::optional<MappedType> map_unchanged(const catalog::Type& type, const TypeUse& use,
                                                        TypeProblem& problem);
  [[nodiscard]] MappedType map_chosen(const config::CppType& type, const TypeUse& use);
  [[nodiscard]] MappedType map_json(const config::CppType& type, const TypeUse& use);
  [[nodiscard]] MappedType map_user_type(const config::CppType& type, Oid oid, int dimensions);
  [[nodiscard]] MappedType map_user_value(const config::CppType& type, const std::string& value,
                                          const catalog::Type* sql_type, const std::optional<MappedType>& natural);
  [[nodiscard]] MappedType map_user_array(const config::CppType& element, const catalog::Type& array, int dimensions);
  [[nodiscard]] std::optional<MappedType> map_named(const catalog::Type& type, TypeProblem& problem);
  [[nodiscard]] std::optional<MappedType> map_array(const catalog::Type& type, const TypeUse& use,
                                                    TypeProblem& problem);
  [[nodiscard]] std::optional<MappedType> map_range(const catalog::Type& type, TypeProblem& problem);
  [[nodiscard]] std::optional<MappedType> map_domain(const catalog::Type& type, const TypeUse& use,
                                                     TypeProblem& problem);
  [[nodiscard]] std::optional<MappedType> map_strong_domain(const catalog::Type& type, TypeProblem& problem);
  [[nodiscard]] MappedType map_model(const catalog::Type& type);
  [[nodiscard]] std::optional<MappedType> map_directive(const TypeUse& use, TypeProblem& problem);
  [[nodiscard]] const catalog::Column* find_column(const analyze::ColumnOrigin& column) const;
  [[nodiscard]] std::optional<analyze::ColumnOrigin> shown_column(const analyze::ColumnOrigin& column) const;
  [[nodiscard]] bool matches(const config::Override& override_, const analyze::ColumnOrigin& column) const;
  [[nodiscard]] const config::Override* find_column_override(const analyze::ColumnOrigin& column) const;
  [[nodiscard]] const config::Override* find_type_override(const catalog::Type& type, bool nullable) const;
  /// Whether NULL is taken to be in the array: what an override for its column or type says, else what is known.
  [[nodiscard]] bool has_null_elements(const TypeUse& use) const;
  [[nodiscard]] TypeProblem no_mapping(const catalog::Type& type) const;

  const catalog::Catalog& catalog_;
  const config::CppOptions& options_;
  ModelNames& models_;
};

}  // namespace pgscribe::codegen
