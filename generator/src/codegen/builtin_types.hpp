#pragma once

#include <string_view>

// The C++ type and the codec of each built-in and contrib type: the type map.

namespace pgscribe::codegen {

/// How a base type of PostgreSQL or of a contrib extension is spelled in C++ and which codec of the runtime reads it.
struct BuiltinType {
  std::string_view sql;      ///< pg_type.typname
  std::string_view name;     ///< "pgscribe::Uuid"
  std::string_view include;  ///< "\"pgscribe/types/uuid.hpp\""; empty: nothing but std headers
  std::string_view codec;    ///< in pgscribe::codec
  std::string_view view;     ///< what a positional parameter is instead of a reference to `name`; empty: nothing better
  bool by_value = false;     ///< cheap to copy
};

/// Null for types without a mapping of their own. Types of extensions are known by name in whatever schema they are.
[[nodiscard]] const BuiltinType* find_builtin_type(std::string_view schema, std::string_view name);
/// The first type that is spelled `name` in C++, or null.
[[nodiscard]] const BuiltinType* find_builtin_type_by_spelling(std::string_view name);
/// Whether the type that is spelled so has a std::hash, or a `<=>`.
[[nodiscard]] bool is_hashable(std::string_view name);
[[nodiscard]] bool is_ordered(std::string_view name);
/// pg_type.typname of a type as SQL writes it: "integer" -> "int4", "timestamp with time zone" -> "timestamptz". Others
/// unchanged.
[[nodiscard]] std::string_view type_name_of_spelling(std::string_view sql);

}  // namespace pgscribe::codegen
