#pragma once

#include <optional>
#include <string>

#include "analyze/scope/parse_state.hpp"
#include "sql/ast.hpp"

// JSON_EXISTS, JSON_QUERY, JSON_VALUE and the columns of JSON_TABLE (transformJsonFuncExpr).

namespace pgscribe::analyze {

/// What is written of a query function, or of a column of JSON_TABLE, whose values come by way of one.
struct JsonQuerySource {
  sql::JsonQueryKind kind = sql::JsonQueryKind::exists;
  const std::vector<sql::JsonArgument>* passing = nullptr;
  const std::optional<sql::JsonOutput>* output = nullptr;
  const std::optional<sql::JsonBehavior>* on_empty = nullptr;
  const std::optional<sql::JsonBehavior>* on_error = nullptr;
  sql::JsonWrapper wrapper = sql::JsonWrapper::unspecified;
  sql::JsonQuotes quotes = sql::JsonQuotes::unspecified;
  const std::string* column = nullptr;  ///< null: a function
  Span span{};
};
/// The clauses that make no sense for that function.
void check_json_query(ParseState& state, const JsonQuerySource& source);
/// The rest, of a document that is jsonb already; checked before.
[[nodiscard]] BoundRef bind_json_query(ParseState& state, const JsonQuerySource& source, BoundRef document,
                                       BoundRef path);

/// A path as jsonpath; `path` is bound.
[[nodiscard]] BoundRef coerce_to_json_path(ParseState& state, BoundRef path);
/// transformJsonPassingArgs
void bind_json_passing(ParseState& state, const std::vector<sql::JsonArgument>& passing, std::string_view construct,
                       BoundList& values);

}  // namespace pgscribe::analyze
