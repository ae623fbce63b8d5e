#pragma once

#include <set>
#include <string>
#include <vector>

#include "codegen/code_model.hpp"
#include "codegen/field.hpp"

// The rows of constant tables that say where the members of a struct are.

namespace pgscribe::codegen {

/// A row for each column or attribute that fills a member of `struct_name`.
[[nodiscard]] RowTable column_table(std::string name, const std::string& struct_name, const std::vector<Field>& fields);
/// The row of a parameter that is a member; `name` as messages have it.
[[nodiscard]] std::string member_parameter(const std::string& struct_name, const std::string& name, const Field& field);

/// Which headers beside pgscribe/codecs.hpp and which pragma the rows about some fields need.
struct RowNeeds {
  bool composed_codecs = false;   ///< pgscribe/composed_codecs.hpp
  bool json_codecs = false;       ///< pgscribe/json_codecs.hpp
  std::set<std::string> headers;  ///< of adapters between JSON and the user's types
  bool offsets = false;           ///< a member's place

  void add_codec(const Field& field) {
    composed_codecs = composed_codecs || field.type.is_composed;
    json_codecs = json_codecs || field.type.is_in_json;
    headers.insert(field.type.codec_includes.begin(), field.type.codec_includes.end());
  }
  void add_members(const std::vector<Field>& fields);
};

}  // namespace pgscribe::codegen
