#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "literal/literal_input.hpp"

// Constants, and CURRENT_DATE and its kin (make_const of parse_node.c, transformSQLValueFunction).

namespace pgscribe::analyze {

namespace {

/// The type of CURRENT_DATE and its kin; `max_precision` of times is 6 (MAX_TIME_PRECISION).
Oid sql_value_type(sql::SqlValueKind kind) {
  using Kind = sql::SqlValueKind;
  switch (kind) {
    case Kind::current_date: return catalog::oid::date;
    case Kind::current_time:
    case Kind::current_time_n: return catalog::oid::timetz;
    case Kind::current_timestamp:
    case Kind::current_timestamp_n: return catalog::oid::timestamptz;
    case Kind::local_time:
    case Kind::local_time_n: return catalog::oid::time;
    case Kind::local_timestamp:
    case Kind::local_timestamp_n: return catalog::oid::timestamp;
    case Kind::current_role:
    case Kind::current_user:
    case Kind::user:
    case Kind::session_user:
    case Kind::current_catalog:
    case Kind::current_schema: return catalog::oid::name;
  }
  return catalog::oid::name;
}

}  // namespace

BoundRef make_constant(ParseState& state, const sql::FloatLiteral& literal, Span span) {
  for (const Oid type : {catalog::oid::int4, catalog::oid::int8}) {
    const bool fits = !literal::check_literal(state.context.catalog, type, -1, literal.text);
    if (fits) return make_bound(Constant{false, literal.text}, type, span);
  }
  if (const auto refused = literal::check_literal(state.context.catalog, catalog::oid::numeric, -1, literal.text)) {
    fail(state, span, *refused);
  }
  return make_bound(Constant{false, literal.text}, catalog::oid::numeric, span);
}

BoundRef make_constant(ParseState& state, const sql::BitStringLiteral& literal, Span span) {
  if (const auto refused = literal::check_literal(state.context.catalog, catalog::oid::bit, -1, literal.text)) {
    fail(state, span, *refused);
  }
  return make_bound(Constant{false, literal.text}, catalog::oid::bit, span);
}

BoundRef transform_sql_value(ParseState&, const sql::SqlValueFunction& function, Span span) {
  constexpr int kMaxTimePrecision = 6;
  const int precision = function.precision > kMaxTimePrecision ? kMaxTimePrecision : function.precision;
  return make_bound(SqlValueExpr{function.kind}, sql_value_type(function.kind), span, precision);
}

}  // namespace pgscribe::analyze
