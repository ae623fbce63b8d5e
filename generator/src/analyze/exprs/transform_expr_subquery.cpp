#include <utility>

#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/scope/recursion.hpp"
#include "analyze/types/coercion.hpp"
#include "analyze/types/messages.hpp"

// Sub-queries as values: EXISTS, IN, ANY, ARRAY, scalar (transformSubLink and transformMultiAssignRef).

namespace pgscribe::analyze {

namespace {

const char* forbidden_place(ExprKind kind) {
  switch (kind) {
    case ExprKind::index_expression: return "index expression";
    case ExprKind::index_predicate: return "index predicate";
    case ExprKind::call_argument: return "CALL argument";
    case ExprKind::check_constraint: return "check constraint";
    case ExprKind::default_value: return "DEFAULT expression";
    case ExprKind::column_generation: return "column generation expression";
    case ExprKind::partition_key: return "partition key expression";
    case ExprKind::trigger_when: return "trigger WHEN condition";
    case ExprKind::type_conversion: return "transform expression";
    default: return nullptr;
  }
}

/// The sub-select, where one may stand.
QueryRef transform_select(ParseState& state, const sql::Subquery& subquery, Span span) {
  if (const char* place = forbidden_place(state.expr_kind)) fail(state, span, msg::CannotUseSubqueryIn(place));
  state.has_sublinks = true;
  return transform_subquery(state, *subquery.select);
}

/// get_promoted_array_type: an array of arrays is a wider array.
Oid promoted_array_type(const catalog::Catalog& catalog, Oid element) {
  if (const Oid array = catalog.array_type(element); array != catalog::kInvalidOid) return array;
  return catalog.element_type(element) != catalog::kInvalidOid ? element : catalog::kInvalidOid;
}

BoundRef make_single_column(ParseState& state, sql::SubqueryKind kind, QueryRef query, Span span) {
  const std::vector<const TargetEntry*> output = query->output();
  if (output.size() != 1) fail(state, span, msg::SubqueryMustReturnOnlyOneColumn());
  const BoundExpr& column = *output.front()->expr;
  Oid type = column.type;
  const int modifier = column.type_modifier;
  if (kind == sql::SubqueryKind::array) {
    type = promoted_array_type(state.context.catalog, column.type);
    if (type == catalog::kInvalidOid) {
      fail(state, {}, msg::NoArrayType(state.context.catalog.format_type(column.type)));
    }
  }
  return make_bound(SubqueryExpr{kind, nullptr, std::move(query)}, type, span, modifier);
}

/// A parameter compared with a column of the sub-query's own FROM.
void note_compared_output(ParseState& state, const BoundExpr& parameter, const BoundQuery& query,
                          const BoundExpr& output) {
  const auto* var = std::get_if<ColumnVar>(&output.node);
  if (var == nullptr || var->column <= 0 || var->levels_up != 0) return;
  const RangeEntry& entry = query.range_table[static_cast<std::size_t>(var->relation)];
  if (entry.relation == nullptr) return;
  ParameterSlot::Target target;
  target.relation = entry.relation;
  target.attribute = var->column;
  target.compared = true;
  note_parameter_target(state, parameter, std::move(target));
}

/// The comparison of ANY, ALL and row sub-queries.
BoundRef make_test(ParseState& state, const sql::QualifiedName& op, const sql::Expr& left_side, const BoundQuery& query,
                   Span span) {
  const BoundRef left = transform_expr_recurse(state, left_side);
  BoundList left_columns{left};
  if (const auto* row = std::get_if<RowExpr>(&left->node)) left_columns = row->fields;
  BoundList right_columns;
  for (const TargetEntry* entry : query.output()) {
    const int number = static_cast<int>(right_columns.size()) + 1;
    right_columns.push_back(make_bound(SubqueryColumn{number}, entry->expr->type, {}, entry->expr->type_modifier));
  }
  if (left_columns.size() < right_columns.size()) fail(state, span, msg::SubqueryHasTooManyColumns());
  if (left_columns.size() > right_columns.size()) fail(state, span, msg::SubqueryHasTooFewColumns());
  for (std::size_t i = 0; i < left_columns.size(); ++i) {
    note_compared_output(state, *left_columns[i], query, *query.output()[i]->expr);
  }
  return compare_rows(state, op, left_columns, right_columns, span);
}

BoundRef make_tested(ParseState& state, sql::SubqueryKind kind, const sql::QualifiedName& op, const sql::Expr& left,
                     QueryRef query, Span span) {
  BoundRef test = make_test(state, op, left, *query, span);
  const Span place = leftmost(span, test->span);
  return make_bound(SubqueryExpr{kind, std::move(test), std::move(query)}, catalog::oid::bool_, place);
}

/// The i-th value of `SET (a, b) = (SELECT ...)` or `= ROW(...)`, from the source that column 1 has transformed.
BoundRef column_of_source(const BoundRef& source, int index) {
  if (const auto* row = std::get_if<RowExpr>(&source->node)) return row->fields[static_cast<std::size_t>(index) - 1];
  const auto& query = *std::get<SubqueryExpr>(source->node).query;
  const BoundExpr& column = *query.output()[static_cast<std::size_t>(index) - 1]->expr;
  return make_bound(MultiAssignmentColumn{source, index}, column.type, column.span, column.type_modifier);
}

/// Transforms and checks the source at its first column.
BoundRef transform_source(ParseState& state, const sql::MultiAssignment& assignment) {
  const sql::Expr& source = *assignment.source;
  const auto count = static_cast<std::size_t>(assignment.count);
  if (const auto* subquery = std::get_if<sql::Subquery>(&source.node);
      subquery != nullptr && subquery->kind == sql::SubqueryKind::scalar) {
    QueryRef query = transform_select(state, *subquery, source.span);
    if (query->output().size() != count) fail(state, source.span, msg::MultipleAssignmentCountMismatch());
    return make_bound(SubqueryExpr{sql::SubqueryKind::scalar, nullptr, std::move(query)}, catalog::oid::record,
                      source.span);
  }
  if (const auto* row = std::get_if<sql::RowConstructor>(&source.node)) {
    BoundRef bound = transform_row(state, *row, /*allow_default=*/true, source.span);
    if (std::get<RowExpr>(bound->node).fields.size() != count)
      fail(state, source.span, msg::MultipleAssignmentCountMismatch());
    return bound;
  }
  fail(state, source.span, msg::MultipleAssignmentSource());
}

}  // namespace

BoundRef transform_subquery_expr(ParseState& state, const sql::Subquery& subquery, Span span) {
  QueryRef query = transform_select(state, subquery, span);
  switch (subquery.kind) {
    case sql::SubqueryKind::exists:
      return make_bound(SubqueryExpr{subquery.kind, nullptr, std::move(query)}, catalog::oid::bool_, span);
    case sql::SubqueryKind::scalar:
    case sql::SubqueryKind::array: {
      BoundRef result = make_single_column(state, subquery.kind, query, span);
      state.context.subquery_names[subquery.select.get()] = query->output().front()->name;
      return result;
    }
    case sql::SubqueryKind::any:
    case sql::SubqueryKind::all: break;
  }
  const sql::QualifiedName op = subquery.op ? *subquery.op : sql::QualifiedName{{"="}, span};
  return make_tested(state, subquery.kind, op, *subquery.test, std::move(query), span);
}

BoundRef transform_row_subquery(ParseState& state, const sql::QualifiedName& op, const sql::Expr& row,
                                const sql::Subquery& subquery, Span span) {
  QueryRef query = transform_select(state, subquery, span);
  return make_tested(state, sql::SubqueryKind::scalar, op, row, std::move(query), span);
}

BoundRef transform_multi_assignment(ParseState& state, const sql::MultiAssignment& assignment) {
  if (assignment.index == 1) state.multi_assignment_source = transform_source(state, assignment);
  const BoundRef& source = state.multi_assignment_source;
  return column_of_source(source, assignment.index);
}

}  // namespace pgscribe::analyze
