#include <algorithm>
#include <utility>

#include "analyze/calls/aggregates.hpp"
#include "analyze/calls/messages.hpp"
#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/json_value.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/scope/analysis_error.hpp"
#include "analyze/types/coercion.hpp"

// Constructors and aggregates of SQL/JSON, and IS JSON (transformJsonObjectConstructor and its kin).

namespace pgscribe::analyze {

namespace oid = catalog::oid;
using catalog::kInvalidOid;

namespace {

/// transformJsonConstructorOutput: without RETURNING, jsonb if an argument is, else json.
JsonReturning constructor_output(ParseState& state, const std::optional<sql::JsonOutput>& output,
                                 const BoundList& args) {
  JsonReturning returning = transform_json_output(state, output, true);
  if (returning.type != kInvalidOid) return returning;
  const bool has_jsonb =
      std::any_of(args.begin(), args.end(), [](const BoundRef& arg) { return arg->type == oid::jsonb; });
  returning.type = has_jsonb ? oid::jsonb : oid::json;
  returning.form = has_jsonb ? JsonForm::jsonb : JsonForm::json;
  return returning;
}

Oid constructed_type(const JsonReturning& returning) {
  return returning.form == JsonForm::jsonb ? oid::jsonb : oid::json;
}

BoundRef make_constructor(ParseState& state, JsonConstructorExpr node, Oid from, const JsonReturning& returning,
                          Span span) {
  check_json_result(state, from, returning);
  return make_bound(std::move(node), returning.type, span, returning.type_modifier);
}

/// "json_object_agg_unique_strict" and its like.
std::string aggregate_name(const sql::JsonAggregate& aggregate, JsonForm form) {
  std::string name = form == JsonForm::jsonb ? "jsonb" : "json";
  name += aggregate.key != nullptr ? "_object_agg" : "_agg";
  if (aggregate.unique) name += "_unique";
  if (aggregate.absent_on_null) name += "_strict";
  return name;
}

/// transformJsonAggConstructor: the call below the constructor.
BoundRef aggregate_call(ParseState& state, const sql::JsonAggregate& aggregate, const catalog::Function* function,
                        BoundList args, Oid type, Span span) {
  BoundRef filter = transform_condition(state, aggregate.filter, ExprKind::filter, "FILTER");
  if (aggregate.over == nullptr) {
    AggregateExpr node;
    node.function = function;
    node.args = std::move(args);
    node.filter = std::move(filter);
    BoundRef call = make_bound(std::move(node), type, span);
    place_aggregate(state, *call, aggregate.order_by, false);
    return call;
  }
  if (!aggregate.order_by.empty()) fail(state, span, msg::OrderByInWindowCall());
  WindowExpr node;
  node.function = function;
  node.args = std::move(args);
  node.filter = std::move(filter);
  BoundRef call = make_bound(std::move(node), type, span);
  place_window_call(state, *call, *aggregate.over);
  return call;
}

/// `SELECT JSON_ARRAYAGG(a) FROM (query) AS q(a)`, which JSON_ARRAY(query) is short for.
sql::Ref<sql::Select> aggregate_over(const sql::JsonArrayQuery& array, Span span) {
  const auto make = [&](sql::ExprNode node) {
    return std::make_shared<const sql::Expr>(sql::Expr{std::move(node), span, span});
  };
  sql::JsonAggregate aggregate;
  aggregate.value = {make(sql::ColumnRef{{{"q", span}, {"a", span}}, false}), array.format};
  aggregate.output = array.output;
  aggregate.absent_on_null = array.absent_on_null;
  sql::SubqueryFrom source;
  source.select = array.select;
  source.alias = sql::Alias{{"q", span}, {{"a", span}}};
  sql::Select select;
  select.span = span;
  select.targets.push_back({std::nullopt, {}, make(std::move(aggregate)), span});
  select.from.push_back(std::make_shared<const sql::FromItem>(sql::FromItem{std::move(source), span}));
  return std::make_shared<const sql::Select>(std::move(select));
}

}  // namespace

BoundRef transform_json_object(ParseState& state, const sql::JsonObject& object, Span span) {
  JsonConstructorExpr node{JsonConstructor::object, {}, object.absent_on_null, object.unique};
  for (const sql::JsonMember& member : object.members) {
    node.args.push_back(transform_expr_recurse(state, *member.key));
    node.args.push_back(transform_json_value(state, member.value, {"JSON_OBJECT()"}));
  }
  const JsonReturning returning = constructor_output(state, object.output, node.args);
  return make_constructor(state, std::move(node), constructed_type(returning), returning, span);
}

BoundRef transform_json_array(ParseState& state, const sql::JsonArray& array, Span span) {
  JsonConstructorExpr node{JsonConstructor::array, {}, array.absent_on_null, false};
  for (const sql::JsonValue& element : array.elements) {
    node.args.push_back(transform_json_value(state, element, {"JSON_ARRAY()"}));
  }
  const JsonReturning returning = constructor_output(state, array.output, node.args);
  return make_constructor(state, std::move(node), constructed_type(returning), returning, span);
}

BoundRef transform_json_array_query(ParseState& state, const sql::JsonArrayQuery& array, Span span) {
  // Bound once more below, as part of what stands for the call.
  if (transform_subquery(state, *array.select)->output().size() != 1)
    fail(state, span, msg::SubqueryMustReturnOnlyOneColumn());
  sql::Subquery subquery;
  subquery.kind = sql::SubqueryKind::scalar;
  subquery.select = aggregate_over(array, span);
  return transform_subquery_expr(state, subquery, span);
}

BoundRef transform_json_aggregate(ParseState& state, const sql::JsonAggregate& aggregate, Span span) {
  const bool is_object = aggregate.key != nullptr;
  BoundList args;
  if (is_object) {
    args.push_back(transform_expr_recurse(state, *aggregate.key));
  }
  args.push_back(transform_json_value(state, aggregate.value, {is_object ? "JSON_OBJECTAGG()" : "JSON_ARRAYAGG()"}));
  const JsonReturning returning = constructor_output(state, aggregate.output, args);
  const catalog::Function* function = only_function(state.context.catalog, aggregate_name(aggregate, returning.form));
  const Oid type = constructed_type(returning);
  BoundRef call = aggregate_call(state, aggregate, function, std::move(args), type, span);
  JsonConstructorExpr node{is_object ? JsonConstructor::object_aggregate : JsonConstructor::array_aggregate,
                           {std::move(call)},
                           aggregate.absent_on_null,
                           aggregate.unique};
  return make_constructor(state, std::move(node), type, returning, span);
}

BoundRef transform_json_parse(ParseState& state, const sql::JsonParse& parse, Span span) {
  BoundRef arg = parse.unique ? transform_json_text(state, parse.value.expr, parse.value.format)
                              : transform_json_value(state, parse.value, {"JSON()", JsonForm::json, oid::json});
  if (parse.unique && arg->type != oid::text) fail(state, span, msg::UniqueKeysOfNonString());
  JsonConstructorExpr node{JsonConstructor::parse, {std::move(arg)}, false, parse.unique};
  return make_bound(std::move(node), oid::json, span);
}

BoundRef transform_json_scalar(ParseState& state, const sql::JsonScalar& scalar, Span span) {
  BoundRef arg = transform_expr_recurse(state, *scalar.arg);
  if (arg->type == oid::unknown) arg = coerce_to_specific_type(state, std::move(arg), oid::text, "JSON_SCALAR");
  return make_bound(JsonConstructorExpr{JsonConstructor::scalar, {std::move(arg)}, false, false}, oid::json, span);
}

BoundRef transform_json_serialize(ParseState& state, const sql::JsonSerialize& serialize, Span span) {
  BoundRef arg = transform_json_value(state, serialize.value, {"JSON_SERIALIZE()", JsonForm::json});
  JsonReturning returning = transform_json_output(state, serialize.output, true);
  const catalog::Catalog& catalog = state.context.catalog;
  if (returning.type == kInvalidOid) {
    returning = {oid::text, -1, JsonForm::json};
  } else if (returning.type != oid::bytea && type_category(catalog, returning.type) != 'S') {
    fail(state, {}, msg::JsonSerializeReturning(catalog.format_type(returning.type)));
  }
  JsonConstructorExpr node{JsonConstructor::serialize, {std::move(arg)}, false, false};
  return make_constructor(state, std::move(node), constructed_type(returning), returning, span);
}

BoundRef transform_json_test(ParseState& state, const sql::JsonTest& test, Span span) {
  BoundRef arg = transform_json_text(state, test.arg, test.format);
  if (arg->type != oid::text && arg->type != oid::json && arg->type != oid::jsonb)
    fail(state, {}, msg::TypeInIsJson(state.context.catalog.format_type(arg->type)));
  return make_bound(JsonTestExpr{std::move(arg), test.item, test.unique}, oid::bool_, span);
}

}  // namespace pgscribe::analyze
