#pragma once

#include <string_view>
#include <vector>

#include "analyze/scope/parse_state.hpp"
#include "catalog/type_name.hpp"
#include "sql/ast.hpp"

// One function per kind of raw expression, as parse_expr.c has them. Only for transform_expr*.cpp; everything else
// calls transform_expr.

namespace pgscribe::analyze {

// --- transform_expr_names.cpp
[[nodiscard]] BoundRef transform_column_ref(ParseState& state, const sql::ColumnRef& ref, Span span);
[[nodiscard]] BoundRef transform_indirection(ParseState& state, const sql::Indirection& indirection);

// --- transform_expr_constant.cpp
[[nodiscard]] BoundRef make_constant(ParseState& state, const sql::FloatLiteral& literal, Span span);
[[nodiscard]] BoundRef make_constant(ParseState& state, const sql::BitStringLiteral& literal, Span span);
[[nodiscard]] BoundRef transform_sql_value(ParseState& state, const sql::SqlValueFunction& function, Span span);

// --- transform_expr_cast.cpp
[[nodiscard]] BoundRef transform_cast(ParseState& state, const sql::Cast& cast, Span span);
/// LookupCollation: there must be one of that name.
void check_collation_exists(ParseState& state, const sql::QualifiedName& collation, Span span);
[[nodiscard]] BoundRef transform_collate(ParseState& state, const sql::Collate& collate, Span span);

/// catalog::resolve_type, whose error is the statement's.
[[nodiscard]] catalog::ResolvedType resolve_type_name(ParseState& state, const sql::TypeName& name);

// --- transform_expr_array.cpp
/// transformArrayExpr. `array` and `element` are what a cast around the constructor asks for; kInvalidOid: decide from
/// the elements.
[[nodiscard]] BoundRef transform_array(ParseState& state, const sql::ArrayConstructor& constructor, Oid array,
                                       Oid element, int type_modifier, Span span);

// --- transform_expr_operators.cpp
[[nodiscard]] BoundRef transform_operator(ParseState& state, const sql::QualifiedName& op, const sql::ExprRef& left,
                                          const sql::ExprRef& right, Span span);
[[nodiscard]] BoundRef transform_array_comparison(ParseState& state, const sql::ArrayComparison& comparison, Span span);
[[nodiscard]] BoundRef transform_distinct(ParseState& state, const sql::DistinctFrom& distinct, Span span);
[[nodiscard]] BoundRef transform_null_if(ParseState& state, const sql::NullIf& null_if, Span span);
[[nodiscard]] BoundRef transform_between(ParseState& state, const sql::Between& between, Span span);

// --- transform_expr_boolean.cpp
[[nodiscard]] BoundRef transform_boolean(ParseState& state, const sql::BooleanCall& call, Span span);
[[nodiscard]] BoundRef transform_null_test(ParseState& state, const sql::NullTest& test, Span span);
[[nodiscard]] BoundRef transform_boolean_test(ParseState& state, const sql::BooleanTest& test, Span span);
/// makeBoolExpr with the location rule of its arguments.
[[nodiscard]] BoundRef make_boolean(sql::BooleanOperator op, BoundList args, Span span);

// --- transform_expr_in.cpp
[[nodiscard]] BoundRef transform_in(ParseState& state, const sql::InList& in, Span span);

// --- transform_expr_row.cpp
[[nodiscard]] BoundRef transform_row(ParseState& state, const sql::RowConstructor& row, bool allow_default, Span span);
/// make_row_comparison_op: pairwise operators, combined by the meaning `op` has in btree operator families.
[[nodiscard]] BoundRef compare_rows(ParseState& state, const sql::QualifiedName& op, const BoundList& left,
                                    const BoundList& right, Span span);
/// make_op, or compare_rows where both sides are row constructors.
[[nodiscard]] BoundRef compare(ParseState& state, const sql::QualifiedName& op, const BoundRef& left,
                               const BoundRef& right, const BoundExpr* last_srf, Span span);

// --- transform_expr_case.cpp
[[nodiscard]] BoundRef transform_case(ParseState& state, const sql::Case& expr, Span span);
[[nodiscard]] BoundRef transform_coalesce(ParseState& state, const sql::Coalesce& coalesce, Span span);
[[nodiscard]] BoundRef transform_min_max(ParseState& state, const sql::MinMax& min_max, Span span);

// --- transform_expr_call.cpp
[[nodiscard]] BoundRef transform_call(ParseState& state, const sql::FunctionCall& call, Span span);

// --- transform_expr_subquery.cpp
[[nodiscard]] BoundRef transform_subquery_expr(ParseState& state, const sql::Subquery& subquery, Span span);
/// `(a, b) op (SELECT ...)`: a ROWCOMPARE sub-query, which PostgreSQL makes of an operator call at this point.
[[nodiscard]] BoundRef transform_row_subquery(ParseState& state, const sql::QualifiedName& op, const sql::Expr& row,
                                              const sql::Subquery& subquery, Span span);
[[nodiscard]] BoundRef transform_multi_assignment(ParseState& state, const sql::MultiAssignment& assignment);

// --- transform_expr_xml.cpp
[[nodiscard]] BoundRef transform_xml(ParseState& state, const sql::XmlCall& call, Span span);
[[nodiscard]] BoundRef transform_xml_serialize(ParseState& state, const sql::XmlSerialize& serialize, Span span);

// --- transform_expr_json.cpp
[[nodiscard]] BoundRef transform_json_object(ParseState& state, const sql::JsonObject& object, Span span);
[[nodiscard]] BoundRef transform_json_array(ParseState& state, const sql::JsonArray& array, Span span);
[[nodiscard]] BoundRef transform_json_array_query(ParseState& state, const sql::JsonArrayQuery& array, Span span);
[[nodiscard]] BoundRef transform_json_aggregate(ParseState& state, const sql::JsonAggregate& aggregate, Span span);
[[nodiscard]] BoundRef transform_json_parse(ParseState& state, const sql::JsonParse& parse, Span span);
[[nodiscard]] BoundRef transform_json_scalar(ParseState& state, const sql::JsonScalar& scalar, Span span);
[[nodiscard]] BoundRef transform_json_serialize(ParseState& state, const sql::JsonSerialize& serialize, Span span);
[[nodiscard]] BoundRef transform_json_test(ParseState& state, const sql::JsonTest& test, Span span);

// --- json_query.cpp
[[nodiscard]] BoundRef transform_json_query(ParseState& state, const sql::JsonQueryCall& call, Span span);

// --- transform_expr_call.cpp
[[nodiscard]] BoundRef transform_merge_action(ParseState& state, Span span);

// --- shared rules
/// The type modifier that all of `exprs` agree on when all have `type`; else -1 (exprTypmod of CASE, COALESCE, ARRAY
/// ...).
[[nodiscard]] int agreed_type_modifier(const BoundList& exprs, Oid type);
/// Complains when an argument of `construct` held a set-returning call [0A000]; `before` is state.last_srf from before
/// the arguments.
void forbid_set_returning(ParseState& state, const BoundExpr* before, std::string_view construct);
/// The target of a comparison with a column, for the parameters' names. `column` may be anything; only plain columns
/// count.
void note_compared_parameter(ParseState& state, const BoundExpr& parameter, const BoundExpr& column);

}  // namespace pgscribe::analyze
