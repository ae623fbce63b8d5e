#include "analyze/calls/result_type.hpp"
#include "analyze/clauses/cte.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/statements.hpp"
#include "analyze/clauses/transform_query.hpp"
#include "analyze/exprs/target_list.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/from/from_clause.hpp"
#include "analyze/scope/range_table.hpp"
#include "analyze/scope/scope.hpp"

// INSERT (transformInsertStmt and transformInsertRow).

namespace pgscribe::analyze {
namespace {

bool is_whole_row_instead_of_columns(ParseState& state, const BoundList& exprs, std::size_t wanted) {
  return exprs.size() == 1 && exprs.front()->type == catalog::oid::record &&
         fields_of(state, *exprs.front()).size() == wanted;
}

void check_width(ParseState& state, const BoundList& exprs, const std::vector<sql::Target>& columns,
                 std::size_t wanted) {
  if (exprs.size() > wanted) fail(state, exprs[wanted]->span, msg::InsertHasMoreExpressions());
  // Without a column list the columns that are left get their defaults.
  if (columns.empty() || exprs.size() == wanted) return;
  const sql::Target& column = columns[exprs.size()];
  fail(state, column.name ? column.name->span : column.span,
       msg::InsertHasMoreColumns(is_whole_row_instead_of_columns(state, exprs, wanted) ? msg::InsertionSourceIsARow()
                                                                                       : std::string()));
}

/// The output column of a source sub-select that `expr` is, or `expr` itself: where a parameter may stand.
const BoundExpr& source_of(const ParseState& state, const BoundExpr& expr) {
  const auto* var = std::get_if<ColumnVar>(&expr.node);
  if (var == nullptr || var->column <= 0 || var->levels_up != 0) return expr;
  const RangeEntry& entry = state.query->range_table[static_cast<std::size_t>(var->relation)];
  if (entry.kind != RangeKind::subquery || !entry.subquery) return expr;
  const std::vector<const TargetEntry*> output = entry.subquery->output();
  const auto position = static_cast<std::size_t>(var->column) - 1;
  return position < output.size() ? *output[position]->expr : expr;
}

/// Each expression coerced to its column.
void assign_row(ParseState& state, BoundList& exprs, const std::vector<sql::Target>& columns,
                const std::vector<int>& attributes) {
  check_width(state, exprs, columns, attributes.size());
  const catalog::Relation& relation = target_relation(state);
  static const std::vector<sql::IndirectionStep> kNoSteps;
  for (std::size_t i = 0; i < exprs.size(); ++i) {
    const std::string& name = relation.columns[static_cast<std::size_t>(attributes[i]) - 1].name;
    const auto& steps = columns.empty() ? kNoSteps : columns[i].indirection;
    const Span location = columns.empty() || !columns[i].name ? exprs[i]->span : columns[i].name->span;
    if (steps.empty()) {
      note_parameter_target(state, source_of(state, *exprs[i]), {&relation, attributes[i], true, false, {}, {}, false});
    }
    exprs[i] = transform_assigned_expr(state, exprs[i], ExprKind::insert_target, name, attributes[i], steps, location);
  }
}

/// A VALUES row keeps the value, not the assignment to a field or element around it: that is made again on top of the
/// rows.
BoundRef without_indirection(BoundRef expr) {
  while (true) {
    const BoundExpr* inner = expr.get();
    while (const auto* coercion = std::get_if<CoercionExpr>(&inner->node)) {
      if (coercion->method != CoercionMethod::domain) break;
      inner = coercion->arg.get();
    }
    if (const auto* store = std::get_if<FieldStoreExpr>(&inner->node)) {
      expr = BoundRef(store->value);
    } else if (const auto* subscript = std::get_if<SubscriptExpr>(&inner->node);
               subscript != nullptr && subscript->assigned) {
      expr = BoundRef(subscript->assigned);
    } else {
      return expr;
    }
  }
}

/// The sub-select's output as the row to insert. Unknown literals and parameters come themselves, so that the column
/// decides their type.
BoundList select_row(ParseState& state, const sql::Select& select) {
  QueryRef query = transform_subquery(state, select, nullptr, false);
  const sql::Alias alias{{"*SELECT*", select.span}, {}};
  const NamespaceItem item = add_subquery(state, query, &alias, false, select.span);
  state.query->source_entry = item.entry;
  add_to_from(state, item.entry);
  BoundList exprs;
  int column = 0;
  for (const TargetEntry* target : query->output()) {
    ++column;
    const BoundRef& expr = target->expr;
    const bool is_open = expr->type == catalog::oid::unknown && (std::holds_alternative<Constant>(expr->node) ||
                                                                 std::holds_alternative<ParameterVar>(expr->node));
    exprs.push_back(
        is_open ? expr : make_bound(ColumnVar{item.entry, column, 0}, expr->type, expr->span, expr->type_modifier));
  }
  return exprs;
}

/// Several VALUES rows: each is coerced to the columns, and the row to insert are the columns of the list.
BoundList values_rows(ParseState& state, const sql::Insert& insert, const std::vector<int>& attributes) {
  RangeEntry entry;
  entry.kind = RangeKind::values;
  entry.alias = "*VALUES*";
  entry.span = insert.source->span;
  for (const auto& exprs : insert.source->values) {
    BoundList row = transform_expr_list(state, exprs, ExprKind::values, true);
    if (!entry.values.empty() && row.size() != entry.values.front().size()) {
      fail(state, exprs.empty() ? entry.span : raw_location(*exprs.front()), msg::ValuesListsDiffer());
    }
    assign_row(state, row, insert.columns, attributes);
    for (BoundRef& expr : row) expr = without_indirection(std::move(expr));
    entry.values.push_back(std::move(row));
  }
  for (std::size_t i = 0; i < entry.values.front().size(); ++i) {
    const BoundExpr& first = *entry.values.front()[i];
    entry.columns.push_back({"column" + std::to_string(i + 1), first.type, first.type_modifier, false});
  }
  const NamespaceItem item = add_entry(state, std::move(entry));
  add_to_from(state, item.entry);
  BoundList exprs;
  for (ExpandedColumn& column : expand_item(state, item, 0, insert.source->span))
    exprs.push_back(std::move(column.expr));
  return exprs;
}

/// VALUES with ORDER BY, LIMIT and the like is a query as any other.
bool is_plain_values(const sql::Select& source) {
  return !source.values.empty() && source.order_by.empty() && !source.offset && !source.limit &&
         source.locking.empty() && !source.with;
}

BoundList source_row(ParseState& state, const sql::Insert& insert, const std::vector<int>& attributes) {
  BoundQuery& query = *state.query;
  if (!insert.source) {
    query.insert_values_rows = true;
    query.values_row_count = 1;
    return {};
  }
  if (!is_plain_values(*insert.source)) return select_row(state, *insert.source);
  query.insert_values_rows = true;
  query.values_row_count = insert.source->values.size();
  if (query.values_row_count > 1) return values_rows(state, insert, attributes);
  return transform_expr_list(state, insert.source->values.front(), ExprKind::values_single, true);
}

}  // namespace

void transform_insert(ParseState& state, const sql::Insert& insert) {
  BoundQuery& query = *state.query;
  query.kind = QueryKind::insert;
  query.overriding = insert.overriding;
  state.is_insert = true;
  if (insert.with) transform_with(state, *insert.with);
  set_target_relation(state, insert.relation, insert.relation_span, false);
  const std::vector<int> attributes = insert_target_attributes(state, insert.columns);
  BoundList row = source_row(state, insert, attributes);
  if (insert.source) query.targets = transform_insert_row(state, std::move(row), insert.columns, attributes);
  // The clauses that are left see the target relation alone.
  state.names.clear();
  show(state, item_of(state, state.target_relation), true, true);
  if (insert.on_conflict) transform_on_conflict(state, *insert.on_conflict);
  transform_returning(state, insert.returning);
}

std::vector<TargetEntry> transform_insert_row(ParseState& state, BoundList exprs,
                                              const std::vector<sql::Target>& columns,
                                              const std::vector<int>& attributes) {
  assign_row(state, exprs, columns, attributes);
  const catalog::Relation& relation = target_relation(state);
  std::vector<TargetEntry> targets;
  for (std::size_t i = 0; i < exprs.size(); ++i) {
    const std::string& name = relation.columns[static_cast<std::size_t>(attributes[i]) - 1].name;
    const Span span = exprs[i]->span;
    targets.push_back({std::move(exprs[i]), name, false, attributes[i], span});
  }
  return targets;
}

}  // namespace pgscribe::analyze
