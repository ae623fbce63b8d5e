#include "analyze/facts/query_facts.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/facts/inheritors.hpp"
#include "analyze/facts/returned_rows.hpp"
#include "analyze/facts/row_versions.hpp"

namespace pgscribe::analyze {

namespace {

/// Keys that every grouping set of the node holds.
std::set<int> keys_always_present(const GroupingSetNode& node) {
  if (node.simple) return {node.columns.begin(), node.columns.end()};
  if (node.kind != sql::GroupingSetKind::sets || node.sets.empty()) return {};
  std::set<int> common = keys_always_present(node.sets.front());
  for (const GroupingSetNode& set : node.sets) {
    const std::set<int> keys = keys_always_present(set);
    std::set<int> both;
    std::set_intersection(common.begin(), common.end(), keys.begin(), keys.end(), std::inserter(both, both.end()));
    common = std::move(both);
  }
  return common;
}

/// Is one of the node's grouping sets the empty one?
bool can_be_empty(const GroupingSetNode& node) {
  if (node.simple) return false;
  return node.kind != sql::GroupingSetKind::sets || std::any_of(node.sets.begin(), node.sets.end(), can_be_empty);
}

int set_returning_calls(const BoundExpr& expr) {
  int count = 0;
  walk(expr, [&](const BoundExpr& part, int depth) {
    const auto* call = std::get_if<FunctionCallExpr>(&part.node);
    if (depth == 0 && call != nullptr && call->function != nullptr && call->function->returns_set) ++count;
    return true;
  });
  return count;
}

/// What the schema says of a column.
Nullability declared_nullability(const catalog::Relation& relation, const catalog::Column& column,
                                 const catalog::Catalog& catalog) {
  const std::string name = relation.name + "." + column.name;
  const bool is_view =
      relation.kind == catalog::RelationKind::view || relation.kind == catalog::RelationKind::materialized_view;
  if (column.identity != '\0') return not_null(Why::identity_column, {}, {name});
  if (column.not_null) return not_null(Why::declared_not_null, {}, {name});
  if (is_view)
    return column.never_null ? not_null(Why::never_from_view, {}, {relation.name, column.name})
                             : nullable(Why::view_can_give, {}, {relation.name, column.name});
  const catalog::Type* type = catalog.type(column.type);
  if (type != nullptr && type->kind == catalog::TypeKind::domain && type->not_null)
    return not_null(Why::domain_of_column, {}, {type->name, name});
  if (column.never_null) return not_null(Why::check_of_column, {}, {name});
  return nullable(Why::not_declared, {}, {name});
}

/// A child of inheritance may have dropped NOT NULL (before PostgreSQL 18). The first that did.
const catalog::Relation* find_nullable_child(const std::vector<const catalog::Relation*>& children,
                                             const catalog::Column& column) {
  for (const catalog::Relation* child : children) {
    const catalog::Column* inherited = child->find_column(column.name);
    if (inherited == nullptr || !(inherited->not_null || inherited->never_null)) return child;
  }
  return nullptr;
}

}  // namespace

std::string entry_name(const RangeEntry& entry) {
  if (!entry.alias.empty()) return entry.alias;
  return entry.relation != nullptr ? entry.relation->name : "the sub-select";
}

QueryFacts::QueryFacts(const BoundQuery& query, FactMemo& memo, const QueryFacts* outer)
    : query_(query),
      memo_(memo),
      outer_(outer),
      entries_(query.range_table.size()),
      rejected_(query.range_table.size()) {
  memo.count_look();
  Proved proved;
  // The ON of a MERGE says nothing of rows that do not fit.
  if (query.kind != QueryKind::merge || shows_matches_only(query)) prove(query.where, proved);
  const NonNullFacts& facts = proved.facts;
  for (const auto& item : query.from) plan(*item, proved);
  const auto is_new_row = [&](const BoundExpr& expr) {
    bool found = false;
    walk(expr, [&](const BoundExpr& part, int depth) {
      const auto* var = std::get_if<ColumnVar>(&part.node);
      found = found || (var != nullptr && var->levels_up == depth && var->relation == query.result_relation);
      return true;
    });
    return found;
  };
  // RETURNING of an UPDATE shows the new row; WHERE spoke of the old one.
  const bool shows_new_row =
      query.kind == QueryKind::update || query.kind == QueryKind::insert || query.kind == QueryKind::merge;
  for (const BoundExpr* fact : facts) {
    if (is_repeatable(*fact) && !(shows_new_row && is_new_row(*fact))) output_facts_.push_back(fact);
  }
  look_at_target();
  if (shows_new_row && query.result_relation >= 0) rejected_[static_cast<std::size_t>(query.result_relation)].clear();

  for (const auto& item : query.from) look_at(*item);
  if (const RowPresence source = source_presence(query); source.presence != Presence::always) {
    for (const auto& item : query.from) mark_absent(*item, source.reason);
  }
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].columns.empty()) entries_[i].columns = base_columns(static_cast<int>(i));
  }
  find_left_out_keys();
  if (query.having && query.grouping_sets.empty()) {
    NonNullFacts having;
    add_condition(*query.having, having);
    for (const BoundExpr* fact : having) {
      if (is_repeatable(*fact)) output_facts_.push_back(fact);
    }
  }
}

const QueryFacts& QueryFacts::level(int levels_up) const {
  const QueryFacts* level = this;
  for (; levels_up > 0 && level->outer_ != nullptr; --levels_up) level = level->outer_;
  return *level;
}

std::vector<Nullability> QueryFacts::base_columns(int index) {
  const RangeEntry& entry = query_.range_table[static_cast<std::size_t>(index)];
  switch (entry.kind) {
    case RangeKind::relation:
    case RangeKind::excluded: return relation_columns(entry);
    case RangeKind::subquery:
      if (entry.subquery) return memo_.output(*entry.subquery, this);
      break;
    case RangeKind::cte: return cte_columns(entry);
    case RangeKind::values: return values_columns(entry);
    case RangeKind::function: return function_columns(entry);
    case RangeKind::json_table: return json_table_columns(entry);
    case RangeKind::join:
    case RangeKind::xml_table:
    case RangeKind::named_row: break;
  }
  return {entry.columns.size(), nullable(Why::unknown_columns, entry.span, {entry_name(entry)})};
}

std::vector<Nullability> QueryFacts::relation_columns(const RangeEntry& entry, RowVersion version) const {
  std::vector<Nullability> result;
  if (entry.relation == nullptr) return {entry.columns.size(), nullable(Why::unknown_columns, {}, {entry_name(entry)})};
  if (version != RowVersion::old && is_new_row_of_view(entry))
    return {entry.columns.size(), nullable(Why::new_row_of_view, entry.span, {entry.relation->name})};
  if (is_target(entry)) {
    if (const catalog::RewriteRule* rule = returning_rule(query_, memo_.catalog()))
      return {entry.columns.size(), nullable(Why::value_of_rule, entry.span, {rule->name})};
  }
  const std::vector<const catalog::Relation*> children = inheritors(entry, memo_.catalog());
  for (const catalog::Column& column : entry.relation->columns) {
    Nullability declared = declared_nullability(*entry.relation, column, memo_.catalog());
    const catalog::Relation* child = declared.not_null ? find_nullable_child(children, column) : nullptr;
    if (child != nullptr)
      declared = nullable(Why::null_in_child, {},
                          {entry.relation->name + "." + column.name, child->name, entry.relation->name});
    result.push_back(std::move(declared));
  }
  return result;
}

bool QueryFacts::is_target(const RangeEntry& entry) const {
  return query_.result_relation >= 0 && &entry == &query_.range_table[static_cast<std::size_t>(query_.result_relation)];
}

/// RETURNING shows what INSERT and UPDATE made, whether or not the view would show it.
bool QueryFacts::is_new_row_of_view(const RangeEntry& entry) const {
  if (query_.kind == QueryKind::select || query_.kind == QueryKind::delete_) return false;
  return is_target(entry) && entry.relation->kind == catalog::RelationKind::view;
}

std::vector<Nullability> QueryFacts::values_columns(const RangeEntry& entry) const {
  std::vector<Nullability> result(entry.columns.size(), not_null(Why::not_in_values, entry.span));
  for (Nullability& column : result) column.elements = Elements::never_null;
  for (const BoundList& row : entry.values) {
    for (std::size_t i = 0; i < row.size() && i < result.size(); ++i) {
      const Nullability value = nullability_of(*row[i], *this);
      include(result[i], value);
    }
  }
  return result;
}

std::vector<Nullability> QueryFacts::function_columns(const RangeEntry& entry) const {
  std::vector<Nullability> result;
  for (const RangeFunction& function : entry.functions) {
    const auto* call = std::get_if<FunctionCallExpr>(&function.call->node);
    const bool is_scalar = function.column_count == 1 && !function.has_definition &&
                           memo_.catalog().attributes(function.call->type).empty();
    // ROWS FROM pads the shorter functions with NULL.
    if (entry.functions.size() == 1 && is_scalar) {
      result.push_back(nullability_of(*function.call, *this));
    } else if (entry.functions.size() == 1 && call != nullptr && call->function != nullptr &&
               call->function->facts.columns != 0) {
      for (int i = 0; i < function.column_count; ++i) {
        const std::vector<std::string> names{std::to_string(i + 1), call->function->name + "()"};
        result.push_back(call->function->facts.is_column_not_null(static_cast<std::size_t>(i))
                             ? not_null(Why::never_as_column, entry.span, names)
                             : nullable(Why::can_come_as_column, entry.span, names));
      }
    } else {
      const std::string name = call != nullptr && call->function != nullptr ? call->function->name : "the function";
      result.insert(result.end(), static_cast<std::size_t>(function.column_count),
                    nullable(Why::unknown_columns, entry.span, {name}));
    }
  }
  if (entry.ordinality) result.push_back(not_null(Why::ordinality, entry.span));
  result.resize(entry.columns.size(), nullable(Why::unknown_columns, entry.span, {entry_name(entry)}));
  return result;
}

std::vector<Nullability> QueryFacts::cte_columns(const RangeEntry& entry) const {
  const QueryFacts& holder = level(entry.cte_levels_up);
  const auto index = static_cast<std::size_t>(entry.cte_index);
  if (entry.cte_index < 0 || index >= holder.query_.ctes.size() || !holder.query_.ctes[index].query) {
    return {entry.columns.size(), nullable(Why::unknown_columns, entry.span, {entry_name(entry)})};
  }
  return memo_.output(holder.query_.ctes[index], holder);
}

std::vector<Nullability> QueryFacts::json_table_columns(const RangeEntry& entry) const {
  std::vector<Nullability> result;
  for (const JsonColumn& column : entry.json_columns) {
    if (column.is_nested) {
      result.push_back(nullable(Why::nested_path, entry.span));
    } else if (column.value == nullptr) {
      result.push_back(not_null(Why::json_ordinality, entry.span));
    } else {
      result.push_back(nullability_of(*column.value, *this));
    }
  }
  return result;
}

void QueryFacts::look_at_target() {
  if (query_.result_relation < 0 || query_.returning.empty()) return;
  const RangeEntry& target = query_.range_table[static_cast<std::size_t>(query_.result_relation)];
  old_columns_ = relation_columns(target, RowVersion::old);
  if (returning_rule(query_, memo_.catalog()) == nullptr)
    apply_rejected(target, rejected_[static_cast<std::size_t>(query_.result_relation)], old_columns_);
}

Nullability QueryFacts::column(const ColumnVar& var, Span span) const {
  if (RowPresence row = presence_of(query_, var.version); row.presence != Presence::always) {
    row.reason.span = span;
    return {false, std::move(row.reason)};
  }
  const EntryFacts& facts = entry(var.relation);
  return facts.optional ? Nullability{false, facts.optional_reason} : column_where_present(var, span);
}

Nullability QueryFacts::column_where_present(const ColumnVar& var, Span span) const {
  const EntryFacts& facts = entry(var.relation);
  if (var.column == 0) return not_null(Why::row_present, span);
  if (var.column < 0) return not_null(Why::system_column, span);
  const auto index = static_cast<std::size_t>(var.column) - 1;
  const std::vector<Nullability>& columns = var.version == RowVersion::old ? old_columns_ : facts.columns;
  return index < columns.size() ? columns[index] : nullable(Why::unknown_column, span);
}

const BoundExpr* QueryFacts::find_fact(const BoundExpr& expr) const {
  const auto found = std::find_if(output_facts_.begin(), output_facts_.end(),
                                  [&](const BoundExpr* fact) { return equal(*fact, expr); });
  return found == output_facts_.end() ? nullptr : *found;
}

void QueryFacts::find_left_out_keys() {
  if (query_.grouping_sets.empty()) return;
  left_out_keys_.assign(query_.group_by.size(), true);
  for (const GroupingSetNode& node : query_.grouping_sets) {
    for (const int key : keys_always_present(node)) {
      if (static_cast<std::size_t>(key) < left_out_keys_.size()) left_out_keys_[static_cast<std::size_t>(key)] = false;
    }
  }
}

bool QueryFacts::is_left_out_by_grouping(const BoundExpr& expr) const {
  for (std::size_t i = 0; i < left_out_keys_.size(); ++i) {
    if (left_out_keys_[i] && equal(*flattened(query_, query_.group_by[i].expr), flattened(query_, expr))) return true;
  }
  return false;
}

bool QueryFacts::holds_left_out_key(const BoundExpr& expr) const {
  if (left_out_keys_.empty()) return false;
  bool found = false;
  walk(expr, [&](const BoundExpr& part, int depth) {
    found = found || (depth == 0 && is_left_out_by_grouping(part));
    return !found;
  });
  return found;
}

bool QueryFacts::has_empty_grouping_set() const {
  const auto& sets = query_.grouping_sets;
  return !sets.empty() && std::all_of(sets.begin(), sets.end(), can_be_empty);
}

std::vector<Nullability> QueryFacts::set_operation_output(const SetOperationNode& node) const {
  if (node.entry >= 0) return entry(node.entry).columns;
  std::vector<Nullability> left = set_operation_output(*node.left);
  const std::vector<Nullability> right = set_operation_output(*node.right);
  for (std::size_t i = 0; i < left.size() && i < right.size(); ++i) {
    if (node.op == sql::SetOperator::union_) {
      include(left[i], right[i]);
    } else if (node.op == sql::SetOperator::intersect && !left[i].not_null && right[i].not_null) {
      left[i].not_null = true;
      left[i].reason = right[i].reason;
    }
  }
  return left;
}

std::vector<Nullability> QueryFacts::output() const {
  if (query_.set_operations) return set_operation_output(*query_.set_operations);
  std::vector<Nullability> result;
  for (const TargetEntry* target : query_.output()) result.push_back(nullability_of(*target->expr, *this));
  if (!query_.has_target_srfs) return result;
  // Set-returning functions in one select list, those of ORDER BY included, run in step: the shorter are padded with
  // NULL.
  int all_functions = 0;
  for (const TargetEntry& target : query_.targets) all_functions += set_returning_calls(*target.expr);
  const auto targets = query_.output();
  for (std::size_t i = 0; i < targets.size() && all_functions > 1; ++i) {
    if (set_returning_calls(*targets[i]->expr) == 0) continue;
    result[i].not_null = false;
    result[i].reason = {Why::functions_in_step, targets[i]->expr->span};
  }
  return result;
}

}  // namespace pgscribe::analyze
