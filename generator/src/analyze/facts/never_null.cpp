#include "analyze/facts/never_null.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>

namespace pgscribe::analyze {

namespace {

constexpr std::string_view kNeverNullFunctions[] = {
#include "analyze/facts/never_null_functions.inc"
};

/// Functions behind operators that can be NULL on arguments that are not: look-ups that find nothing, intersections
/// that are empty, jsonpath predicates that are unknown, and closing what is closed.
constexpr std::string_view kNullableOperatorFunctions[] = {
    "json_object_field",
    "json_object_field_text",
    "json_array_element",
    "json_array_element_text",
    "json_extract_path",
    "json_extract_path_text",
    "jsonb_object_field",
    "jsonb_object_field_text",
    "jsonb_array_element",
    "jsonb_array_element_text",
    "jsonb_extract_path",
    "jsonb_extract_path_text",
    "jsonb_path_exists_opr",
    "jsonb_path_match_opr",
    "lseg_interpt",
    "line_interpt",
    "box_intersect",
    "close_ps",
    "close_pb",
    "close_pl",
    "close_ls",
    "close_lseg",
    "close_sb",
    "close_sl",
    "close_lb",
    "path_add",
    "fetchval",
    "slice_array",
    "poly_distance",
    "dist_ppath",
    "dist_pathp",
    "path_distance",
};

constexpr std::string_view kAggregatesOverRows[] = {
    "array_agg",  "avg",       "bit_and",         "bit_or",
    "bit_xor",    "bool_and",  "bool_or",         "every",
    "json_agg",   "jsonb_agg", "json_object_agg", "jsonb_object_agg",
    "max",        "min",       "range_agg",       "range_intersect_agg",
    "string_agg", "sum",       "xmlagg",          "stddev_pop",
    "var_pop",    "mode",      "percentile_cont", "percentile_disc",
};

/// Aggregates over these ignore the NULLness of their argument: array_agg of a NULL is {NULL}.
constexpr std::string_view kNeverNullOnNull[] = {
    "concat",
    "num_nulls",
    "num_nonnulls",
    "json_build_object",
    "jsonb_build_object",
    "json_build_array",
    "jsonb_build_array",
    "quote_nullable",
    "pg_typeof",
    "array_append",
    "array_prepend",
    "count",
    "regr_count",
    "rank",
    "dense_rank",
    "percent_rank",
    "cume_dist",
    "row_number",
};

/// Functions that are not strict and look at fewer of their arguments for NULL: at so many from the left.
struct DecidingArguments {
  std::string_view function;
  std::size_t count;
};
constexpr DecidingArguments kDecidingArguments[] = {
    {"format", 1},          {"concat_ws", 1},       {"array_remove", 1},    {"array_replace", 1},
    {"array_positions", 1}, {"string_to_array", 1}, {"array_to_string", 2},
};

template <std::size_t N>
bool contains(const std::string_view (&names)[N], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool is_built_in(const catalog::Function& function) { return function.schema == "pg_catalog"; }

/// Spelled as in the table: the SQL names of the types that its entries use.
std::string_view type_name(catalog::Oid type) {
  using namespace catalog;
  switch (type) {
    case oid::text: return "text";
    case oid::int4: return "integer";
    case oid::bytea: return "bytea";
    case oid::bit: return "bit";
    case oid::anyarray: return "anyarray";
    case oid::macaddr: return "macaddr";
    case oid::int8: return "bigint";
    case oid::float4: return "real";
    case oid::float8: return "double precision";
    case oid::numeric: return "numeric";
    case oid::interval: return "interval";
    case oid::time: return "time";
    case oid::timetz: return "timetz";
    case oid::box: return "box";
    case oid::circle: return "circle";
    default: return "?";
  }
}

std::string signature(const catalog::Function& function) {
  std::string text = function.name + "(";
  for (const catalog::Oid type : function.input_types) {
    if (text.back() != '(') text += ',';
    text += type_name(type);
  }
  return text + ')';
}

std::string_view function_name(const catalog::Operator& op) {
  const std::size_t dot = op.function.rfind('.');
  return std::string_view(op.function).substr(dot == std::string::npos ? 0 : dot + 1);
}

constexpr std::string_view kNeverNullWithOne = "array_cat";

const std::unordered_set<std::string_view>& never_null_functions() {
  static const std::unordered_set<std::string_view> set(std::begin(kNeverNullFunctions), std::end(kNeverNullFunctions));
  return set;
}

/// Fields of a timestamp that are infinite when it is; extract and date_part give NULL for the others
/// (NonFiniteTimestampTzPart).
constexpr std::string_view kMonotonicFields[] = {"century", "decade",     "epoch", "isoyear",
                                                 "julian",  "millennium", "year"};

bool extracts_monotonic_field(const FunctionCallExpr& call) {
  if (call.function->name != "extract" && call.function->name != "date_part") return false;
  const auto* field = call.args.empty() ? nullptr : std::get_if<Constant>(&call.args.front()->node);
  return field != nullptr && !field->is_null && contains(kMonotonicFields, field->text);
}

}  // namespace

bool is_never_null(const FunctionCallExpr& call) {
  return is_never_null(*call.function) || (is_built_in(*call.function) && extracts_monotonic_field(call));
}

bool is_never_null(const catalog::Function& function) {
  if (!is_built_in(function)) return false;
  const auto& set = never_null_functions();
  return set.count(function.name) != 0 || is_never_null_on_null(function) || set.count(signature(function)) != 0;
}

bool is_never_null(const catalog::Operator& op) {
  if (op.schema != "pg_catalog" && op.extension.empty()) return false;
  const std::string_view name = function_name(op);
  if (contains(kNullableOperatorFunctions, name)) return false;
  // Contrib's predicates answer; of its other operators nothing is claimed.
  return op.schema == "pg_catalog" || (op.is_strict && op.result == catalog::oid::bool_);
}

bool is_never_null_over_rows(const catalog::Function& aggregate) {
  return is_built_in(aggregate) && contains(kAggregatesOverRows, aggregate.name);
}

bool is_never_null_over_nothing(const catalog::Function& aggregate) {
  return is_built_in(aggregate) && (aggregate.name == "count" || aggregate.name == "regr_count");
}

int never_null_columns(const catalog::Function& function) {
  if (!is_built_in(function)) return 0;
  if (function.name == "json_each" || function.name == "jsonb_each") return 2;
  return function.name == "json_each_text" || function.name == "jsonb_each_text" ? 1 : 0;
}

bool is_never_null_on_null(const catalog::Function& function) {
  return is_built_in(function) && contains(kNeverNullOnNull, function.name);
}

bool is_never_null_on_null(const catalog::Operator& op) {
  return op.schema == "pg_catalog" && contains(kNeverNullOnNull, function_name(op));
}

bool is_never_null_with_one(const catalog::Function& function) {
  return is_built_in(function) && function.name == kNeverNullWithOne;
}

bool is_never_null_with_one(const catalog::Operator& op) {
  return op.schema == "pg_catalog" && function_name(op) == kNeverNullWithOne;
}

std::size_t deciding_arguments(const catalog::Function& function, bool variadic_array) {
  const auto found = std::find_if(std::begin(kDecidingArguments), std::end(kDecidingArguments),
                                  [&](const DecidingArguments& each) { return each.function == function.name; });
  // concat_ws of VARIADIC NULL is NULL; format takes it for no arguments.
  const bool looks_at_all =
      found == std::end(kDecidingArguments) || !is_built_in(function) || (variadic_array && function.name != "format");
  return looks_at_all ? function.input_types.size() : found->count;
}

}  // namespace pgscribe::analyze
