#pragma once

#include <memory>
#include <string>
#include <vector>

#include "codegen/cpp_types.hpp"

// A member of a generated struct, or a lone column or parameter, before it is text.

namespace pgscribe::codegen {

struct EmbeddedStruct;

/// A member of a generated struct, or a lone result column or parameter, before it is text.
struct Field {
  std::string sql_name;  ///< of the column, attribute, parameter or alias
  std::string name;      ///< C++
  MappedType type;
  bool nullable = false;
  std::string comment;  ///< COMMENT ON COLUMN
  Oid sql_type = catalog::kInvalidOid;
  bool is_embed = false;     ///< `type` is a struct that several columns fill: a model, or `embedded`
  bool is_repeated = false;  ///< of an embed: a list, to which each row of a group adds one, or none where it is absent
  std::shared_ptr<const EmbeddedStruct> embedded{};  ///< of an embed, or what a record or its array is made of
  bool is_patch = false;                             ///< of a parameter: sent only when it is given
  bool has_default = false;                          ///< of a parameter: callers need not say it
  int marker = -1;                                   ///< nullable embed: the column whose NULL means that it is absent
  support::Span span;                                ///< in the query, where there is one
};

/// The struct of an sqlc.embed or of a nested record that is no model: it is declared with the struct that has it.
struct EmbeddedStruct {
  std::string name;
  std::vector<Field> fields;
};

/// "std::optional<std::string>": the value, of a patch what it holds when it is given.
[[nodiscard]] std::string value_type(const Field& field);
/// How it is declared: "std::optional<std::string>", "pgscribe::Patch<std::string>".
[[nodiscard]] std::string owning_type(const Field& field);
/// How a single positional parameter is declared: "std::string_view", "const pgscribe::Uuid&".
[[nodiscard]] std::string parameter_type(const Field& field);
/// The same without reference and const: the source type of its descriptor.
[[nodiscard]] std::string parameter_source_type(const Field& field);

}  // namespace pgscribe::codegen
