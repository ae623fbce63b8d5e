#include "analyze/scope/scope.hpp"

#include <utility>

#include "analyze/scope/messages.hpp"

namespace pgscribe::analyze {
namespace {

/// Attribute number of `column` in the item, 0 when absent. Two of one name are ambiguous.
int position_in(ParseState& state, const NamespaceItem& item, const std::string& column, Span location) {
  int found = 0;
  for (std::size_t i = 0; i < item.columns.size(); ++i) {
    if (item.columns[i] != column) continue;
    if (found != 0) fail(state, location, msg::ColumnReferenceIsAmbiguous(column));
    found = static_cast<int>(i) + 1;
  }
  return found;
}

/// Views and composite types have no system columns, and EXCLUDED is treated like the latter.
bool has_system_columns(const RangeEntry& entry) {
  return entry.kind == RangeKind::relation && entry.relation != nullptr &&
         entry.relation->kind != catalog::RelationKind::view;
}

/// check_lateral_ref_ok: SQL wants a reference to the wrong side of an outer join to be an error, not an invisible
/// name.
void check_lateral_reference(ParseState& state, const ParseState& level, const NamespaceItem& item, Span location) {
  if (!item.lateral_only || item.lateral_ok) return;
  const std::string name = level.query->range_table[static_cast<std::size_t>(item.entry)].alias;
  const bool is_target = item.entry == level.target_relation;
  fail(state, location, is_target ? msg::InvalidReferenceToTarget(name) : msg::InvalidLateralReference(name));
}

/// A column of unknown type has been reported where it was declared.
BoundRef make_value(BoundNode node, Oid type, Span span, int type_modifier) {
  if (type == catalog::kErrorType) fail_silently();
  return make_bound(std::move(node), type, span, type_modifier);
}

BoundRef column_var(const RangeEntry& entry, const NamespaceItem& item, int column, int levels_up, Span location) {
  const RangeColumn& shape = entry.columns[static_cast<std::size_t>(column) - 1];
  return make_value(ColumnVar{item.entry, column, levels_up, item.version}, shape.type, location, shape.type_modifier);
}

/// The Var for a column of an item: a join's column that stands for one input column is that input column
/// (p_nscolumns).
BoundRef visible_column(const RangeEntry& entry, const NamespaceItem& item, int column, int levels_up, Span location) {
  if (entry.kind == RangeKind::join) {
    const BoundExpr& source = *entry.join_columns[static_cast<std::size_t>(column) - 1];
    if (const auto* var = std::get_if<ColumnVar>(&source.node)) {
      return make_value(ColumnVar{var->relation, var->column, levels_up}, source.type, location, source.type_modifier);
    }
  }
  return column_var(entry, item, column, levels_up, location);
}

bool is_named(const NamespaceItem& item, const std::string& name) { return item.relation_visible && item.name == name; }

/// scanNameSpaceForRefname / scanNameSpaceForRelid at one level; `relation` is null for an unqualified name.
const NamespaceItem* scan_names(ParseState& state, const ParseState& level, const catalog::Relation* relation,
                                const std::string& name, Span location) {
  const NamespaceItem* found = nullptr;
  for (const NamespaceItem& item : level.names) {
    if (!item.relation_visible || (item.lateral_only && !level.lateral_active)) continue;
    if (relation != nullptr) {
      const RangeEntry& entry = level.query->range_table[static_cast<std::size_t>(item.entry)];
      if (entry.kind != RangeKind::relation || entry.relation != relation || entry.has_alias) continue;
    } else if (!is_named(item, name)) {
      continue;
    }
    if (found != nullptr) {
      fail(state, location,
           relation != nullptr ? msg::TableReferenceIsAmbiguous(relation->oid)
                               : msg::TableReferenceByNameIsAmbiguous(name));
    }
    check_lateral_reference(state, level, item, location);
    found = &item;
  }
  return found;
}

}  // namespace

BoundRef find_column(ParseState& state, const std::string& column, bool local_only, Span location) {
  int levels_up = 0;
  for (ParseState* level = &state; level != nullptr; level = level->parent, ++levels_up) {
    BoundRef found;
    for (const NamespaceItem& item : level->names) {
      if (!item.columns_visible || (item.lateral_only && !level->lateral_active)) continue;
      BoundRef column_found = column_of_item(state, item, levels_up, column, location);
      if (!column_found) continue;
      if (found) fail(state, location, msg::ColumnReferenceIsAmbiguous(column));
      check_lateral_reference(state, *level, item, location);
      found = std::move(column_found);
    }
    if (found || local_only) return found;
  }
  return nullptr;
}

const NamespaceItem* find_namespace_item(ParseState& state, std::string_view schema, const std::string& name,
                                         Span location, int* levels_up) {
  const catalog::Relation* relation = nullptr;
  if (!schema.empty()) {
    relation = state.context.catalog.find_relation(schema, name);
    if (relation == nullptr) return nullptr;
  }
  if (levels_up != nullptr) *levels_up = 0;
  for (const ParseState* level = &state; level != nullptr; level = level->parent) {
    if (const NamespaceItem* found = scan_names(state, *level, relation, name, location)) return found;
    if (levels_up == nullptr) break;
    ++*levels_up;
  }
  return nullptr;
}

namespace {

void check_system_column(ParseState& state, const std::string& column, Span location) {
  switch (state.expr_kind) {
    case ExprKind::merge_when: fail(state, location, msg::CannotUseSystemColumnIn(column, "MERGE WHEN condition"));
    case ExprKind::column_generation:
      fail(state, location, msg::CannotUseSystemColumnIn(column, "column generation expression"));
    case ExprKind::check_constraint: fail(state, location, msg::SystemColumnInCheck(column));
    default: return;
  }
}

}  // namespace

BoundRef column_of_item(ParseState& state, const NamespaceItem& item, int levels_up, const std::string& column,
                        Span location) {
  const RangeEntry& entry = state_at(state, levels_up).query->range_table[static_cast<std::size_t>(item.entry)];
  if (const int position = position_in(state, item, column, location); position != 0) {
    return visible_column(entry, item, position, levels_up, location);
  }
  if (!has_system_columns(entry)) return nullptr;
  const catalog::SystemColumn* system = catalog::find_system_column(column);
  if (system == nullptr) return nullptr;
  if (system->name != "tableoid") check_system_column(state, column, location);
  return make_bound(ColumnVar{item.entry, system->attribute_number, levels_up, item.version}, system->type, location);
}

BoundRef whole_row_of_item(ParseState& state, const NamespaceItem& item, int levels_up, Span location) {
  const RangeEntry& entry = state_at(state, levels_up).query->range_table[static_cast<std::size_t>(item.entry)];
  const bool is_using_alias = entry.kind == RangeKind::join && item.columns.size() < entry.columns.size();
  if (is_using_alias) {
    RowExpr row;
    for (ExpandedColumn& column : expand_item(state, item, levels_up, location)) {
      row.names.push_back(std::move(column.name));
      row.fields.push_back(std::move(column.expr));
    }
    return make_bound(std::move(row), catalog::oid::record, location);
  }
  const ColumnVar whole_row{item.entry, 0, levels_up, item.version};
  if (entry.kind == RangeKind::relation || entry.kind == RangeKind::excluded) {
    return make_bound(whole_row, entry.relation->row_type, location);
  }
  if (entry.kind == RangeKind::function && entry.functions.size() == 1 && !entry.ordinality) {
    const Oid type = entry.functions.front().call->type;
    const catalog::Type* base = state.context.catalog.type(state.context.catalog.base_type(type));
    const bool is_row = type == catalog::oid::record || (base != nullptr && base->kind == catalog::TypeKind::composite);
    // The row of a function that returns a scalar is that scalar.
    if (!is_row) return make_bound(ColumnVar{item.entry, 1, levels_up}, type, location);
    return make_bound(whole_row, type, location);
  }
  return make_bound(whole_row, catalog::oid::record, location);
}

std::vector<ExpandedColumn> expand_item(ParseState& state, const NamespaceItem& item, int levels_up, Span location) {
  const RangeEntry& entry = state_at(state, levels_up).query->range_table[static_cast<std::size_t>(item.entry)];
  std::vector<ExpandedColumn> columns;
  const std::size_t count = item.columns.size() - static_cast<std::size_t>(item.hidden_columns);
  columns.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (entry.columns[i].dropped) continue;
    columns.push_back({item.columns[i], visible_column(entry, item, static_cast<int>(i) + 1, levels_up, location)});
  }
  return columns;
}

BoundRef select_field(const BoundRef& row, const std::vector<RangeColumn>& fields, std::size_t index, Span span) {
  const RangeColumn& field = fields[index];
  return make_value(FieldSelectExpr{row, static_cast<int>(index) + 1}, field.type, span, field.type_modifier);
}

ParseState& state_at(ParseState& state, int levels_up) {
  ParseState* level = &state;
  for (; levels_up > 0 && level->parent != nullptr; --levels_up) level = level->parent;
  return *level;
}

const RangeEntry& entry_of(const ParseState& state, const ColumnVar& var) {
  const ParseState* level = &state;
  for (int i = 0; i < var.levels_up && level->parent != nullptr; ++i) level = level->parent;
  return level->query->range_table[static_cast<std::size_t>(var.relation)];
}

}  // namespace pgscribe::analyze
