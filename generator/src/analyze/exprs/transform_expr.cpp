#include "analyze/exprs/transform_expr.hpp"

#include <utility>

#include "analyze/calls/aggregates.hpp"
#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/star_expansion.hpp"
#include "analyze/scope/depth_guard.hpp"
#include "analyze/scope/parameters.hpp"
#include "analyze/types/coercion.hpp"

namespace pgscribe::analyze {

namespace {

BoundRef transform_node(ParseState& state, const sql::Expr& expr) {
  const Span span = expr.span;
  return std::visit(
      sql::Overloaded{
          [&](const sql::ColumnRef& n) { return transform_column_ref(state, n, span); },
          [&](const sql::ParamRef& n) { return make_parameter(state, n.number, span); },
          [&](const sql::NullLiteral&) {
            return make_bound(Constant{true, {}}, catalog::oid::unknown, span);
          },
          [&](const sql::BooleanLiteral& n) {
            return make_bound(Constant{false, n.value ? "t" : "f"}, catalog::oid::bool_, span);
          },
          [&](const sql::IntegerLiteral& n) {
            return make_bound(Constant{false, std::to_string(n.value)}, catalog::oid::int4, span);
          },
          [&](const sql::FloatLiteral& n) { return make_constant(state, n, span); },
          [&](const sql::StringLiteral& n) {
            return make_bound(Constant{false, n.text}, catalog::oid::unknown, span);
          },
          [&](const sql::BitStringLiteral& n) { return make_constant(state, n, span); },
          [&](const sql::Cast& n) { return transform_cast(state, n, span); },
          [&](const sql::Collate& n) { return transform_collate(state, n, span); },
          [&](const sql::Indirection& n) { return transform_indirection(state, n); },
          [&](const sql::OperatorCall& n) { return transform_operator(state, n.op, n.left, n.right, span); },
          [&](const sql::ArrayComparison& n) { return transform_array_comparison(state, n, span); },
          [&](const sql::DistinctFrom& n) { return transform_distinct(state, n, span); },
          [&](const sql::NullIf& n) { return transform_null_if(state, n, span); },
          [&](const sql::InList& n) { return transform_in(state, n, span); },
          [&](const sql::PatternMatch& n) { return transform_operator(state, n.op, n.left, n.right, span); },
          [&](const sql::Between& n) { return transform_between(state, n, span); },
          [&](const sql::BooleanCall& n) { return transform_boolean(state, n, span); },
          [&](const sql::NullTest& n) { return transform_null_test(state, n, span); },
          [&](const sql::BooleanTest& n) { return transform_boolean_test(state, n, span); },
          [&](const sql::NamedArgument& n) { return transform_expr_recurse(state, *n.value); },
          [&](const sql::FunctionCall& n) { return transform_call(state, n, span); },
          [&](const sql::Case& n) { return transform_case(state, n, span); },
          [&](const sql::Coalesce& n) { return transform_coalesce(state, n, span); },
          [&](const sql::MinMax& n) { return transform_min_max(state, n, span); },
          [&](const sql::SqlValueFunction& n) { return transform_sql_value(state, n, span); },
          [&](const sql::Subquery& n) { return transform_subquery_expr(state, n, span); },
          [&](const sql::ArrayConstructor& n) {
            return transform_array(state, n, catalog::kInvalidOid, catalog::kInvalidOid, -1, span);
          },
          [&](const sql::RowConstructor& n) { return transform_row(state, n, false, span); },
          [&](const sql::GroupingCall& n) { return transform_grouping(state, n, span); },
          [&](const sql::CurrentOf&) { return make_bound(CurrentOfExpr{}, catalog::oid::bool_, span); },
          [&](const sql::DefaultValue&) -> BoundRef { fail(state, span, msg::DefaultNotAllowed()); },
          [&](const sql::MultiAssignment& n) { return transform_multi_assignment(state, n); },
          [&](const sql::XmlCall& n) { return transform_xml(state, n, span); },
          [&](const sql::XmlSerialize& n) { return transform_xml_serialize(state, n, span); },
          [&](const sql::JsonObject& n) { return transform_json_object(state, n, span); },
          [&](const sql::JsonArray& n) { return transform_json_array(state, n, span); },
          [&](const sql::JsonArrayQuery& n) { return transform_json_array_query(state, n, span); },
          [&](const sql::JsonAggregate& n) { return transform_json_aggregate(state, n, span); },
          [&](const sql::JsonParse& n) { return transform_json_parse(state, n, span); },
          [&](const sql::JsonScalar& n) { return transform_json_scalar(state, n, span); },
          [&](const sql::JsonSerialize& n) { return transform_json_serialize(state, n, span); },
          [&](const sql::JsonTest& n) { return transform_json_test(state, n, span); },
          [&](const sql::JsonQueryCall& n) { return transform_json_query(state, n, span); },
          [&](const sql::MergeActionCall&) { return transform_merge_action(state, span); },
          [](const sql::Unsupported&) -> BoundRef { fail_silently(); },
      },
      expr.node);
}

}  // namespace

BoundRef transform_expr(ParseState& state, const sql::Expr& expr, ExprKind kind) {
  const ExprKind outer = std::exchange(state.expr_kind, kind);
  BoundRef result = transform_expr_recurse(state, expr);
  state.expr_kind = outer;
  return result;
}

BoundRef transform_expr_recurse(ParseState& state, const sql::Expr& expr) {
  const DepthGuard guard(state.context);
  if (guard.is_too_deep()) fail(state, expr.span, msg::StackDepthLimitExceeded());
  return transform_node(state, expr);
}

BoundList transform_expr_list(ParseState& state, const sql::ExprList& exprs, ExprKind kind, bool allow_default) {
  BoundList result;
  result.reserve(exprs.size());
  for (const sql::ExprRef& expr : exprs) {
    if (is_star(*expr)) {
      std::vector<ExpandedColumn> columns = expand_star(state, *expr, kind);
      record_star_edit(state, *expr, columns);
      for (ExpandedColumn& column : columns) result.push_back(std::move(column.expr));
    } else if (allow_default && std::holds_alternative<sql::DefaultValue>(expr->node)) {
      result.push_back(make_bound(DefaultExpr{}, catalog::oid::unknown, expr->span));
    } else {
      result.push_back(transform_expr(state, *expr, kind));
    }
  }
  return result;
}

Span raw_location(const sql::Expr& expr) {
  const auto* indirection = std::get_if<sql::Indirection>(&expr.node);
  if (indirection != nullptr) return raw_location(*indirection->arg);
  // The first argument of AT TIME ZONE is the zone, which stands last.
  const auto* call = std::get_if<sql::FunctionCall>(&expr.node);
  if (call != nullptr && !call->args.empty()) return leftmost(expr.span, raw_location(*call->args.front()));
  return expr.extent;
}

}  // namespace pgscribe::analyze
