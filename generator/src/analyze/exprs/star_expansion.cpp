#include "analyze/exprs/star_expansion.hpp"

#include <utility>

#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/scope/range_table.hpp"
#include "analyze/types/coercion.hpp"
#include "catalog/messages.hpp"

namespace pgscribe::analyze {

namespace {

std::vector<ExpandedColumn> expand_all_items(ParseState& state, Span span) {
  std::vector<ExpandedColumn> result;
  bool found_item = false;
  for (const NamespaceItem& item : state.names) {
    if (!item.columns_visible) continue;
    found_item = true;
    for (ExpandedColumn& column : expand_item(state, item, 0, span)) result.push_back(std::move(column));
  }
  if (!found_item) fail(state, span, msg::StarWithoutTables());
  return result;
}

/// `t.*`, `s.t.*`.
std::vector<ExpandedColumn> expand_named_item(ParseState& state, const sql::ColumnRef& ref, Span span) {
  const std::size_t count = ref.fields.size();
  if (count > 3) {
    std::string name;
    for (const sql::Name& field : ref.fields) name += field.text + ".";
    fail(state, span, msg::TooManyDottedNames(name + "*"));
  }
  if (count == 3) {
    fail_for_database_name(state, ref.fields[0].text + "." + ref.fields[1].text + "." + ref.fields[2].text + ".*",
                           span);
  }
  const std::string& relation = ref.fields.back().text;
  const std::string schema = count > 1 ? ref.fields[count - 2].text : std::string();
  int levels_up = 0;
  const NamespaceItem* item = find_namespace_item(state, schema, relation, span, &levels_up);
  if (item == nullptr) fail_missing_relation(state, schema, relation, span);
  return expand_item(state, *item, levels_up, span);
}

/// The name-space item of a range entry that a whole-row variable refers to; null when it is not visible any more.
const NamespaceItem* item_of(ParseState& state, const ColumnVar& var) {
  for (const NamespaceItem& item : state_at(state, var.levels_up).names) {
    if (item.entry == var.relation && item.version == var.version) return &item;
  }
  return nullptr;
}

/// ExpandRowReference: the fields of any expression that yields a row.
std::vector<ExpandedColumn> expand_row(ParseState& state, const BoundRef& row) {
  if (const auto* var = std::get_if<ColumnVar>(&row->node); var != nullptr && var->column == 0) {
    if (const NamespaceItem* item = item_of(state, *var)) return expand_item(state, *item, var->levels_up, row->span);
  }
  const catalog::Catalog& catalog = state.context.catalog;
  if (row->type != catalog::oid::record && !catalog.is_complex(row->type)) {
    fail(state, {}, msg::TypeIsNotComposite(catalog.format_type(row->type)));
  }
  const std::vector<RangeColumn> fields = fields_of(state, *row);
  if (fields.empty() && row->type == catalog::oid::record) {
    fail(state, {}, msg::RecordTypeNotRegistered());
  }
  std::vector<ExpandedColumn> result;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].dropped) continue;
    result.push_back({fields[i].name, select_field(row, fields, i, row->span)});
  }
  return result;
}

}  // namespace

bool is_star(const sql::Expr& expr) {
  if (const auto* ref = std::get_if<sql::ColumnRef>(&expr.node)) return ref->star;
  const auto* indirection = std::get_if<sql::Indirection>(&expr.node);
  return indirection != nullptr && !indirection->steps.empty() &&
         std::holds_alternative<sql::StarStep>(indirection->steps.back());
}

std::vector<ExpandedColumn> expand_star(ParseState& state, const sql::Expr& star, ExprKind kind) {
  if (const auto* ref = std::get_if<sql::ColumnRef>(&star.node)) {
    return ref->fields.empty() ? expand_all_items(state, star.span) : expand_named_item(state, *ref, star.span);
  }
  sql::Indirection row = std::get<sql::Indirection>(star.node);
  row.steps.pop_back();
  if (row.steps.empty()) return expand_row(state, transform_expr(state, *row.arg, kind));
  const sql::Expr without_star{std::move(row), star.span, star.extent};
  return expand_row(state, transform_expr(state, without_star, kind));
}

}  // namespace pgscribe::analyze
