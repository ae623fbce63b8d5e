#include "analyze/clauses/cte.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/statements.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/scope/range_table.hpp"
#include "analyze/scope/scope.hpp"
#include "analyze/types/coercion.hpp"

// VALUES standing as a query (transformValuesClause).

namespace pgscribe::analyze {
namespace {

std::vector<BoundList> transform_rows(ParseState& state, const sql::Select& select) {
  std::vector<BoundList> rows;
  for (const auto& exprs : select.values) {
    BoundList row = transform_expr_list(state, exprs, ExprKind::values, false);
    if (!rows.empty() && row.size() != rows.front().size()) {
      fail(state, exprs.empty() ? select.span : raw_location(*exprs.front()), msg::ValuesListsDiffer());
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

/// Gives column `index` of all rows the same type.
RangeColumn unify_column(ParseState& state, std::vector<BoundList>& rows, std::size_t index) {
  BoundList exprs;
  for (const BoundList& row : rows) exprs.push_back(row[index]);
  RangeColumn column;
  column.name = "column" + std::to_string(index + 1);
  column.type = select_common_type(state, exprs, "VALUES");
  for (BoundRef& expr : exprs) expr = coerce_to_common_type(state, std::move(expr), column.type, "VALUES");
  column.type_modifier = select_common_type_modifier(exprs, column.type);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i][index] = std::move(exprs[i]);
  return column;
}

}  // namespace

void transform_values(ParseState& state, const sql::Select& select) {
  if (select.with) transform_with(state, *select.with);
  RangeEntry entry;
  entry.kind = RangeKind::values;
  entry.alias = "*VALUES*";
  entry.span = select.span;
  entry.values = transform_rows(state, select);
  for (std::size_t i = 0; i < entry.values.front().size(); ++i) {
    entry.columns.push_back(unify_column(state, entry.values, i));
  }
  const NamespaceItem item = add_entry(state, std::move(entry));
  add_to_from(state, item.entry);
  show(state, item, true, true);
  for (ExpandedColumn& column : expand_item(state, item, 0, select.span)) {
    state.query->targets.push_back({std::move(column.expr), std::move(column.name), false, 0, select.span});
  }
  transform_decoration(state, select);
  if (select.locking.empty()) return;
  fail(state, select.locking.front().span,
       msg::LockingCannotBeAppliedTo(locking_name(select.locking.front().strength), "VALUES"));
}

}  // namespace pgscribe::analyze
