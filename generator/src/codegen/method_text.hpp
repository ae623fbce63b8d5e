#pragma once

#include <string>

#include "codegen/code_model.hpp"
#include "codegen/query_shape.hpp"

namespace pgscribe::codegen {

/// What a method needs to know of its class.
struct MethodContext {
  std::string class_name;
  std::string statement;  ///< qualified: "movies_sql::kGetMovie"
  bool implements_interface = false;
  bool is_inline = false;  ///< defined in the header, outside of the class
};

[[nodiscard]] Method method_text(const QueryShape& shape, const MethodContext& context);

/// The private method behind a :copyfrom query's.
[[nodiscard]] std::string copy_source_name(const std::string& method);

/// What a query's method returns: "std::optional<Movie>".
[[nodiscard]] std::string return_type(const QueryShape& shape);

}  // namespace pgscribe::codegen
