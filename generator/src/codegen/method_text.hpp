#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "codegen/code_model.hpp"
#include "codegen/query_shape.hpp"

// The declaration, definition and comment of a query's method.

namespace pgscribe::codegen {

/// What a method needs to know of its class.
struct MethodContext {
  std::string class_name;
  std::string statement;  ///< qualified: "movies_sql::kGetMovie"
  bool implements_interface = false;
  bool has_async = false;  ///< methods that take completion tokens are wanted
  bool is_inline = false;  ///< defined in the header, outside of the class
};

/// What the author wrote above the query, as comment lines.
[[nodiscard]] std::vector<std::string> author_docs(const analyze::AnalyzedQuery& query, std::size_t indent);

[[nodiscard]] Method method_text(const QueryShape& shape, const MethodContext& context);

/// The private method behind a :copyfrom query's.
[[nodiscard]] std::string copy_source_name(const std::string& method);

/// The name of the method of every class that `limited_copy` writes.
inline constexpr const char* kLimitedCopy = "with";

/// The method that returns a copy with limits. Whole lines.
[[nodiscard]] std::string limited_copy(const std::string& class_name);

/// Querier's conversion to the class of a query file. Whole lines.
[[nodiscard]] std::string conversion(const std::string& class_name);

/// What a query's method returns: "std::optional<Movie>".
[[nodiscard]] std::string return_type(const QueryShape& shape);

}  // namespace pgscribe::codegen
