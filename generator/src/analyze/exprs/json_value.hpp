#pragma once

#include <optional>
#include <string_view>

#include "analyze/scope/parse_state.hpp"
#include "sql/ast.hpp"

// Values with a JSON format, and the RETURNING clause: what constructors and query functions of SQL/JSON share
// (transformJsonValueExpr, transformJsonOutput, coerceJsonFuncExpr).

namespace pgscribe::analyze {

/// What a value counts as (JsonFormatType): itself, or json or jsonb in writing.
enum class JsonForm { plain, json, jsonb };

/// How a value is turned into JSON.
struct JsonInput {
  std::string_view construct;  ///< as messages name it: "JSON_ARRAY()"
  JsonForm form = JsonForm::plain;
  Oid target = catalog::kInvalidOid;  ///< the type it must become; kInvalidOid: json or jsonb, as its form says
  bool is_argument = false;           ///< of PASSING: scalars stay what they are
};
[[nodiscard]] BoundRef transform_json_value(ParseState& state, const sql::JsonValue& value, const JsonInput& input);
/// The same of an expression that is bound.
[[nodiscard]] BoundRef format_json_value(ParseState& state, BoundRef expr, const sql::JsonFormat& format,
                                         const JsonInput& input);
/// transformJsonParseArg: text from bytea and strings; other types as they are.
[[nodiscard]] BoundRef transform_json_text(ParseState& state, const sql::ExprRef& arg, const sql::JsonFormat& format);

/// What RETURNING says (JsonReturning); `type` is kInvalidOid where there is none.
struct JsonReturning {
  Oid type = catalog::kInvalidOid;
  int type_modifier = -1;
  JsonForm form = JsonForm::plain;
  sql::JsonEncoding encoding = sql::JsonEncoding::default_;
  Span format_span{};
};
/// `allow_format`: FORMAT JSON may stand with types that are no strings.
[[nodiscard]] JsonReturning transform_json_output(ParseState& state, const std::optional<sql::JsonOutput>& output,
                                                  bool allow_format);
/// A constructor's result, of type `from`, is assigned to what RETURNING says.
void check_json_result(ParseState& state, Oid from, const JsonReturning& returning);

/// A function of pg_catalog with one signature.
[[nodiscard]] const catalog::Function* only_function(const catalog::Catalog& catalog, std::string_view name);

}  // namespace pgscribe::analyze
