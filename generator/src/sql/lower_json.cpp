#include <string_view>
#include <unordered_map>
#include <utility>

#include "sql/lower_json.hpp"

// SQL/JSON: values with their format, constructors, aggregates, IS JSON, the query functions.

namespace pgscribe::sql {
namespace {

/// From the keyword at the location to the parenthesis that closes its arguments, FILTER and OVER included.
Span json_extent(Lowering& l, int location) {
  const TokenIndex& tokens = l.tokens();
  const std::size_t first = l.token_at(location);
  std::size_t past = tokens.is(first + 1, "(") ? tokens.match(first + 1) + 1 : first + 1;
  if (tokens.is(past, "filter") && tokens.is(past + 1, "(")) past = tokens.match(past + 1) + 1;
  if (tokens.is(past, "over")) past = tokens.is(past + 1, "(") ? tokens.match(past + 1) + 1 : past + 2;
  return l.tokens_span(first, past);
}

ExprRef lower_json_object(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  l.needs(construct::kJsonObject, span);
  JsonObject result;
  for (const NodeView item : n["exprs"]) {
    const NodeView pair = item.body();
    ExprRef key = lower_expr(l, pair["key"]);
    result.members.push_back({std::move(key), lower_json_value(l, pair["value"])});
  }
  result.output = lower_json_output(l, n["output"]);
  result.absent_on_null = n.flag("absent_on_null");
  result.unique = n.flag("unique");
  return make_expr(std::move(result), span, json_extent(l, n.location()));
}

ExprRef lower_json_array(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  l.needs(construct::kJsonArray, span);
  JsonArray result;
  for (const NodeView item : n["exprs"]) result.elements.push_back(lower_json_value(l, item.body()));
  result.output = lower_json_output(l, n["output"]);
  result.absent_on_null = n.flag("absent_on_null");
  return make_expr(std::move(result), span, json_extent(l, n.location()));
}

ExprRef lower_json_array_query(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  l.needs(construct::kJsonArray, span);
  JsonArrayQuery result;
  const std::size_t open = l.token_at(n.location()) + 1;
  l.advance(open + 1);
  result.select = lower_select_ref(l, n["query"], open);
  result.format = lower_json_format(l, n["format"]);
  result.output = lower_json_output(l, n["output"]);
  result.absent_on_null = n.flag("absent_on_null");
  return make_expr(std::move(result), span, json_extent(l, n.location()));
}

/// What JSON_OBJECTAGG and JSON_ARRAYAGG share.
ExprRef make_aggregate(Lowering& l, NodeView n, JsonAggregate result, Span span) {
  const NodeView constructor = n["constructor"];
  result.order_by = lower_sort(l, constructor["agg_order"]);
  result.output = lower_json_output(l, constructor["output"]);
  result.filter = lower_expr(l, constructor["agg_filter"]);
  result.over = lower_over(l, constructor["over"]);
  result.absent_on_null = n.flag("absent_on_null");
  return make_expr(std::move(result), span, json_extent(l, constructor.location()));
}

ExprRef lower_json_object_aggregate(Lowering& l, NodeView n) {
  const Span span = l.token(n["constructor"].location());
  l.needs(construct::kJsonObjectAgg, span);
  JsonAggregate result;
  const NodeView pair = n["arg"];
  result.key = lower_expr(l, pair["key"]);
  result.value = lower_json_value(l, pair["value"]);
  result.unique = n.flag("unique");
  return make_aggregate(l, n, std::move(result), span);
}

ExprRef lower_json_array_aggregate(Lowering& l, NodeView n) {
  const Span span = l.token(n["constructor"].location());
  l.needs(construct::kJsonArrayAgg, span);
  JsonAggregate result;
  result.value = lower_json_value(l, n["arg"]);
  return make_aggregate(l, n, std::move(result), span);
}

ExprRef lower_json_parse(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  l.needs(construct::kJson, span);
  JsonParse result{lower_json_value(l, n["expr"]), n.flag("unique_keys")};
  return make_expr(std::move(result), span, json_extent(l, n.location()));
}

ExprRef lower_json_scalar(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  l.needs(construct::kJsonScalar, span);
  JsonScalar result{lower_expr(l, n["expr"])};
  return make_expr(std::move(result), span, json_extent(l, n.location()));
}

ExprRef lower_json_serialize(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  l.needs(construct::kJsonSerialize, span);
  JsonSerialize result;
  result.value = lower_json_value(l, n["expr"]);
  result.output = lower_json_output(l, n["output"]);
  return make_expr(std::move(result), span, json_extent(l, n.location()));
}

/// The tree points at the start of the argument; IS comes after it.
ExprRef lower_json_test(Lowering& l, NodeView n) {
  static const std::unordered_map<std::string_view, JsonItemKind> items{
      {"JS_TYPE_OBJECT", JsonItemKind::object},
      {"JS_TYPE_ARRAY", JsonItemKind::array},
      {"JS_TYPE_SCALAR", JsonItemKind::scalar},
  };
  const Span span = l.token(n.location());
  l.needs(construct::kIsJson, span);
  JsonTest result;
  result.arg = lower_expr(l, n["expr"]);
  result.format = lower_json_format(l, n["format"]);
  if (const auto item = items.find(n.text("item_type")); item != items.end()) result.item = item->second;
  result.unique = n.flag("unique_keys");
  Span extent = span;
  grow(extent, result.arg);
  const std::size_t keyword = l.find_ahead({"json"}, 8);
  if (keyword < l.tokens().size()) extent = cover(extent, l.tokens_span(keyword, keyword + 1));
  return make_expr(std::move(result), span, extent);
}

const Construct& construct_of(JsonQueryKind kind) {
  switch (kind) {
    case JsonQueryKind::exists: return construct::kJsonExists;
    case JsonQueryKind::query: return construct::kJsonQuery;
    case JsonQueryKind::value: break;
  }
  return construct::kJsonValue;
}

ExprRef lower_json_query(Lowering& l, NodeView n) {
  static const std::unordered_map<std::string_view, JsonQueryKind> kinds{
      {"JSON_EXISTS_OP", JsonQueryKind::exists},
      {"JSON_QUERY_OP", JsonQueryKind::query},
      {"JSON_VALUE_OP", JsonQueryKind::value},
  };
  const Span span = l.token(n.location());
  JsonQueryCall result;
  result.kind = kinds.at(n.text("op"));
  l.needs(construct_of(result.kind), span);
  result.document = lower_json_value(l, n["context_item"]);
  result.path = lower_expr(l, n["pathspec"]);
  result.passing = lower_json_passing(l, n["passing"]);
  result.output = lower_json_output(l, n["output"]);
  result.wrapper = lower_json_wrapper(n);
  result.quotes = lower_json_quotes(n);
  result.on_empty = lower_json_behavior(l, n["on_empty"]);
  result.on_error = lower_json_behavior(l, n["on_error"]);
  return make_expr(std::move(result), span, json_extent(l, n.location()));
}

}  // namespace

JsonFormat lower_json_format(Lowering& l, NodeView n) {
  static const std::unordered_map<std::string_view, JsonEncoding> encodings{
      {"JS_ENC_UTF8", JsonEncoding::utf8},
      {"JS_ENC_UTF16", JsonEncoding::utf16},
      {"JS_ENC_UTF32", JsonEncoding::utf32},
  };
  JsonFormat format;
  format.is_json = n.text("format_type") == "JS_FORMAT_JSON";
  if (const auto found = encodings.find(n.text("encoding")); found != encodings.end()) format.encoding = found->second;
  if (n && n.location() >= 0) format.span = l.token(n.location());
  return format;
}

JsonValue lower_json_value(Lowering& l, NodeView n) {
  ExprRef expr = lower_expr(l, n["raw_expr"]);
  return {std::move(expr), lower_json_format(l, n["format"])};
}

std::optional<JsonOutput> lower_json_output(Lowering& l, NodeView n) {
  if (!n) return std::nullopt;
  TypeName type = lower_type(l, n["typeName"]);
  return JsonOutput{std::move(type), lower_json_format(l, n["returning"]["format"])};
}

std::vector<JsonArgument> lower_json_passing(Lowering& l, NodeView list) {
  std::vector<JsonArgument> passing;
  for (const NodeView item : list) {
    const NodeView argument = item.body();
    passing.push_back({std::string(argument.text("name")), lower_json_value(l, argument["val"])});
  }
  return passing;
}

std::optional<JsonBehavior> lower_json_behavior(Lowering& l, NodeView n) {
  static const std::unordered_map<std::string_view, JsonBehaviorKind> kinds{
      {"JSON_BEHAVIOR_NULL", JsonBehaviorKind::null},
      {"JSON_BEHAVIOR_ERROR", JsonBehaviorKind::error},
      {"JSON_BEHAVIOR_EMPTY", JsonBehaviorKind::empty},
      {"JSON_BEHAVIOR_TRUE", JsonBehaviorKind::true_},
      {"JSON_BEHAVIOR_FALSE", JsonBehaviorKind::false_},
      {"JSON_BEHAVIOR_UNKNOWN", JsonBehaviorKind::unknown},
      {"JSON_BEHAVIOR_EMPTY_ARRAY", JsonBehaviorKind::empty_array},
      {"JSON_BEHAVIOR_EMPTY_OBJECT", JsonBehaviorKind::empty_object},
      {"JSON_BEHAVIOR_DEFAULT", JsonBehaviorKind::default_},
  };
  if (!n) return std::nullopt;
  const Span span = l.token(n.location());
  return JsonBehavior{kinds.at(n.text("btype")), lower_expr(l, n["expr"]), span};
}

JsonWrapper lower_json_wrapper(NodeView n) {
  const std::string_view wrapper = n.text("wrapper");
  if (wrapper == "JSW_NONE") return JsonWrapper::none;
  if (wrapper == "JSW_CONDITIONAL") return JsonWrapper::conditional;
  return wrapper == "JSW_UNCONDITIONAL" ? JsonWrapper::unconditional : JsonWrapper::unspecified;
}

JsonQuotes lower_json_quotes(NodeView n) {
  const std::string_view quotes = n.text("quotes");
  if (quotes == "JS_QUOTES_KEEP") return JsonQuotes::keep;
  return quotes == "JS_QUOTES_OMIT" ? JsonQuotes::omit : JsonQuotes::unspecified;
}

LowerExpr find_json_lowering(std::string_view tag) {
  static const std::unordered_map<std::string_view, LowerExpr> rows{
      {"JsonArrayAgg", lower_json_array_aggregate},
      {"JsonArrayConstructor", lower_json_array},
      {"JsonArrayQueryConstructor", lower_json_array_query},
      {"JsonFuncExpr", lower_json_query},
      {"JsonIsPredicate", lower_json_test},
      {"JsonObjectAgg", lower_json_object_aggregate},
      {"JsonObjectConstructor", lower_json_object},
      {"JsonParseExpr", lower_json_parse},
      {"JsonScalarExpr", lower_json_scalar},
      {"JsonSerializeExpr", lower_json_serialize},
  };
  const auto row = rows.find(tag);
  return row == rows.end() ? nullptr : row->second;
}

}  // namespace pgscribe::sql
