#include "analyze/exprs/json_value.hpp"

#include <utility>

#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/scope/analysis_error.hpp"
#include "analyze/types/coercion.hpp"

namespace pgscribe::analyze {

namespace oid = catalog::oid;
using catalog::kInvalidOid;

namespace {

constexpr char kStringCategory = 'S';

bool is_json(Oid type) { return type == oid::json || type == oid::jsonb; }

bool is_string(ParseState& state, Oid type) { return type_category(state.context.catalog, type) == kStringCategory; }

/// Those that jsonpath takes as they are (GetJsonPathVar).
bool is_path_scalar(Oid type) {
  switch (type) {
    case oid::bool_:
    case oid::numeric:
    case oid::int2:
    case oid::int4:
    case oid::int8:
    case oid::float4:
    case oid::float8:
    case oid::text:
    case oid::varchar:
    case oid::date:
    case oid::time:
    case oid::timetz:
    case oid::timestamp:
    case oid::timestamptz: return true;
    default: return false;
  }
}

const char* encoding_name(sql::JsonEncoding encoding) {
  switch (encoding) {
    case sql::JsonEncoding::utf16: return "UTF16";
    case sql::JsonEncoding::utf32: return "UTF32";
    case sql::JsonEncoding::utf8:
    case sql::JsonEncoding::default_: break;
  }
  return "UTF8";
}

BoundRef call_function(ParseState& state, std::string_view name, BoundList args, Oid result, Span span) {
  FunctionCallExpr call;
  call.function = only_function(state.context.catalog, name);
  call.args = std::move(args);
  return make_bound(std::move(call), result, span);
}

/// makeJsonByteaToTextConversion
BoundRef text_of_bytes(ParseState& state, BoundRef bytes, sql::JsonEncoding encoding) {
  const Span span = bytes->span;
  BoundRef name = make_bound(Constant{false, encoding_name(encoding)}, oid::name, Span{});
  return call_function(state, "convert_from", {std::move(bytes), std::move(name)}, oid::text, span);
}

/// The form that a value takes; nothing: it is left alone.
std::optional<JsonForm> form_of(ParseState& state, Oid type, const sql::JsonFormat& format, const JsonInput& input) {
  if (format.is_json) return is_json(type) ? JsonForm::plain : JsonForm::json;
  if (input.is_argument) {
    if (is_path_scalar(type) || is_string(state, type)) return std::nullopt;
    return input.form;
  }
  return is_json(type) ? JsonForm::plain : input.form;
}

BoundRef cast_to_json(ParseState& state, BoundRef expr, Oid target, bool only_cast) {
  const Span span = expr->span;
  const Oid from = expr->type;
  BoundRef cast = coerce_to_target_type(state, expr, {target, -1, CoercionContext::explicit_, false, span});
  if (cast != nullptr) return cast;
  if (!only_cast) {
    return call_function(state, target == oid::json ? "to_json" : "to_jsonb", {std::move(expr)}, target, span);
  }
  const catalog::Catalog& catalog = state.context.catalog;
  fail(state, span, msg::CannotCast(catalog.format_type(from), catalog.format_type(target)));
}

/// checkJsonOutputFormat
void check_output_format(ParseState& state, const sql::JsonFormat& format, Oid type, bool allow_format) {
  const bool is_bytes = type == oid::bytea;
  if (!allow_format && !is_bytes && !is_json(type) && !is_string(state, type))
    fail(state, format.span, msg::JsonFormatOfNonString());
  if (!is_bytes && format.encoding != sql::JsonEncoding::default_)
    fail(state, format.span, msg::JsonEncodingOfNonBytes());
  if (format.encoding == sql::JsonEncoding::utf16 || format.encoding == sql::JsonEncoding::utf32)
    fail(state, format.span, msg::JsonEncodingNotSupported());
}

}  // namespace

const catalog::Function* only_function(const catalog::Catalog& catalog, std::string_view name) {
  const std::vector<const catalog::Function*> functions = catalog.find_functions("pg_catalog", name);
  return functions.empty() ? nullptr : functions.front();
}

BoundRef transform_json_value(ParseState& state, const sql::JsonValue& value, const JsonInput& input) {
  return format_json_value(state, transform_expr_recurse(state, *value.expr), value.format, input);
}

BoundRef format_json_value(ParseState& state, BoundRef expr, const sql::JsonFormat& format, const JsonInput& input) {
  if (expr->type == oid::unknown) expr = coerce_to_specific_type(state, std::move(expr), oid::text, input.construct);
  const Oid type = expr->type;
  if (format.encoding != sql::JsonEncoding::default_ && type != oid::bytea)
    fail(state, format.span, msg::JsonEncodingOfNonBytesInput());
  const auto form = form_of(state, type, format, input);
  const bool has_target = input.target != kInvalidOid;
  if (!form || (*form == JsonForm::plain && (!has_target || type == input.target))) return expr;
  if (!input.is_argument && !has_target && type != oid::bytea && !is_string(state, type)) {
    if (format.is_json) fail(state, format.span, msg::JsonFormatOfNonStringInput());
    fail(state, expr->span, msg::ImplicitJsonFormatOfNonString());
  }
  if (*form == JsonForm::json && type == oid::bytea) expr = text_of_bytes(state, std::move(expr), format.encoding);
  const Oid target = has_target ? input.target : *form == JsonForm::jsonb ? oid::jsonb : oid::json;
  return cast_to_json(state, std::move(expr), target, has_target);
}

BoundRef transform_json_text(ParseState& state, const sql::ExprRef& arg, const sql::JsonFormat& format) {
  BoundRef expr = transform_expr_recurse(state, *arg);
  if (expr->type == oid::bytea) return text_of_bytes(state, std::move(expr), format.encoding);
  if (expr->type == oid::unknown || is_string(state, expr->type))
    expr = coerce_to_target_type(state, std::move(expr), {oid::text, -1, CoercionContext::implicit});
  if (format.encoding != sql::JsonEncoding::default_) fail(state, format.span, msg::JsonEncodingOfText());
  return expr;
}

JsonReturning transform_json_output(ParseState& state, const std::optional<sql::JsonOutput>& output,
                                    bool allow_format) {
  if (!output) return {};
  const catalog::ResolvedType type = resolve_type_name(state, output->type);
  if (output->type.set_of) fail(state, {}, msg::JsonReturningSet());
  const catalog::Type* returned = state.context.catalog.type(type.type);
  if (returned != nullptr && returned->kind == catalog::TypeKind::pseudo)
    fail(state, {}, msg::JsonReturningPseudoType());
  const sql::JsonFormat& format = output->format;
  if (format.is_json) check_output_format(state, format, type.type, allow_format);
  const bool is_jsonb = !format.is_json && type.type == oid::jsonb;
  return {type.type, type.type_modifier, is_jsonb ? JsonForm::jsonb : JsonForm::json, format.encoding, format.span};
}

void check_json_result(ParseState& state, Oid from, const JsonReturning& returning) {
  if (returning.type == from) return;
  // JSON text is encoded, not assigned.
  if (returning.form == JsonForm::json && returning.type == oid::bytea) return;
  BoundRef placeholder = make_bound(CaseTest{}, from, returning.format_span);
  const Coercion assignment{returning.type, returning.type_modifier, CoercionContext::assignment, true,
                            returning.format_span};
  if (coerce_to_target_type(state, std::move(placeholder), assignment) != nullptr) return;
  const catalog::Catalog& catalog = state.context.catalog;
  fail(state, returning.format_span, msg::CannotCast(catalog.format_type(from), catalog.format_type(returning.type)));
}

}  // namespace pgscribe::analyze
