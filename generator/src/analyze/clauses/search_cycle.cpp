#include <algorithm>

#include "analyze/calls/messages.hpp"
#include "analyze/clauses/cte.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/types/coercion.hpp"

// SEARCH and CYCLE of a recursive WITH item.

namespace pgscribe::analyze {
namespace {

namespace oid = catalog::oid;

/// The column that SET mark TO value DEFAULT value makes.
RangeColumn mark_column(ParseState& state, const sql::CteCycle& cycle) {
  RangeColumn mark{cycle.mark_column.text, oid::bool_, -1, false};
  if (!cycle.mark_value || !cycle.mark_default) return mark;
  BoundRef value = transform_expr(state, *cycle.mark_value, ExprKind::cycle_mark);
  BoundRef otherwise = transform_expr(state, *cycle.mark_default, ExprKind::cycle_mark);
  mark.type = select_common_type(state, {value, otherwise}, "CYCLE");
  value = coerce_to_common_type(state, std::move(value), mark.type, "CYCLE/SET/TO");
  otherwise = coerce_to_common_type(state, std::move(otherwise), mark.type, "CYCLE/SET/DEFAULT");
  mark.type_modifier = select_common_type_modifier({value, otherwise}, mark.type);
  if (!state.context.catalog.has_equality(mark.type)) {
    fail(state, cycle.span, msg::NoEqualityOperator(state.context.catalog.format_type(mark.type)));
  }
  return mark;
}

/// Base columns of the item: what SEARCH and CYCLE may name and must not repeat.
bool has_column(const CteEntry& cte, const std::string& name) {
  const auto end = cte.columns.end() - static_cast<std::ptrdiff_t>(cte.added_columns.size());
  return std::any_of(cte.columns.begin(), end, [&](const RangeColumn& column) { return column.name == name; });
}

void check_listed(ParseState& state, const CteEntry& cte, const std::vector<sql::Name>& columns, Span span,
                  const std::string& what) {
  std::vector<std::string> seen;
  for (const sql::Name& column : columns) {
    if (!has_column(cte, column.text)) fail(state, span, msg::SearchColumnNotInWith(what, column.text));
    if (std::find(seen.begin(), seen.end(), column.text) != seen.end()) {
      fail(state, span, msg::SearchColumnTwice(what, column.text));
    }
    seen.push_back(column.text);
  }
}

void check_unused(ParseState& state, const CteEntry& cte, const std::string& name, Span span, const std::string& what) {
  if (has_column(cte, name)) fail(state, span, msg::SearchNameAlreadyUsed(what, name));
}

void check_expandable(ParseState& state, const CteEntry& cte) {
  const Span span = cte.declaration->span;
  if (!cte.recursive || !cte.query->set_operations) fail(state, span, msg::SearchOfPlainWith());
  const SetOperationNode& top = *cte.query->set_operations;
  if (top.left && top.left->entry < 0) fail(state, span, msg::SearchLeftMustBeSelect());
  if (top.right && top.right->entry < 0) fail(state, span, msg::SearchRightMustBeSelect());
}

void check_cycle(ParseState& state, const CteEntry& cte, const sql::CteCycle& cycle) {
  check_listed(state, cte, cycle.columns, cycle.span, "cycle");
  check_unused(state, cte, cycle.mark_column.text, cycle.span, "cycle mark column");
  check_unused(state, cte, cycle.path_column.text, cycle.span, "cycle path column");
  if (cycle.mark_column.text == cycle.path_column.text) fail(state, cycle.span, msg::CycleMarkIsCyclePath());
}

}  // namespace

std::vector<RangeColumn> search_cycle_columns(ParseState& state, const sql::CommonTableExpr& declaration) {
  std::vector<RangeColumn> columns;
  if (declaration.search) {
    const Oid type = declaration.search->breadth_first ? oid::record : oid::record_array;
    columns.push_back({declaration.search->sequence_column.text, type, -1, false});
  }
  if (declaration.cycle) {
    columns.push_back(mark_column(state, *declaration.cycle));
    columns.push_back({declaration.cycle->path_column.text, oid::record_array, -1, false});
  }
  return columns;
}

void check_search_cycle(ParseState& state, const CteEntry& cte) {
  const auto& search = cte.declaration->search;
  const auto& cycle = cte.declaration->cycle;
  if (!search && !cycle) return;
  check_expandable(state, cte);
  if (search) {
    check_listed(state, cte, search->columns, search->span, "search");
    check_unused(state, cte, search->sequence_column.text, search->span, "search sequence column");
  }
  if (cycle) check_cycle(state, cte, *cycle);
  if (!search || !cycle) return;
  if (search->sequence_column.text == cycle->mark_column.text) {
    fail(state, search->span, msg::SearchSequenceIsCycleMark());
  }
  if (search->sequence_column.text == cycle->path_column.text) {
    fail(state, search->span, msg::SearchSequenceIsCyclePath());
  }
}

}  // namespace pgscribe::analyze
