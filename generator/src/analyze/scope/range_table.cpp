#include "analyze/scope/range_table.hpp"

#include <algorithm>

#include "analyze/scope/messages.hpp"
#include "analyze/scope/scope.hpp"
#include "catalog/messages.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"

namespace pgscribe::analyze {
namespace {

std::vector<RangeColumn> columns_of(const catalog::Relation& relation) {
  std::vector<RangeColumn> columns;
  columns.reserve(relation.columns.size());
  for (const catalog::Column& column : relation.columns) {
    columns.push_back(
        {column.dropped ? std::string() : column.name, column.type, column.type_modifier, column.dropped});
  }
  return columns;
}

std::vector<std::string> names_of(const std::vector<RangeColumn>& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const RangeColumn& column : columns) names.push_back(column.name);
  return names;
}

/// Two unaliased relations of the same name in different schemas may stand together: SQL tells them apart by schema.
bool may_share_name(const ParseState& state, const NamespaceItem& a, const NamespaceItem& b) {
  const RangeEntry& left = state.query->range_table[static_cast<std::size_t>(a.entry)];
  const RangeEntry& right = state.query->range_table[static_cast<std::size_t>(b.entry)];
  return left.kind == RangeKind::relation && right.kind == RangeKind::relation && !left.has_alias && !right.has_alias &&
         left.relation != right.relation;
}

bool is_future_cte(const ParseState& state, const std::string& name) {
  for (const ParseState* level = &state; level != nullptr; level = level->parent) {
    if (std::find(level->future_ctes.begin(), level->future_ctes.end(), name) != level->future_ctes.end()) return true;
  }
  return false;
}

std::string nearest_relation(const ParseState& state, const std::string& name) {
  std::vector<std::string> names;
  for (const ParseState* level = &state; level != nullptr; level = level->parent) {
    for (const CteEntry& cte : level->query->ctes) names.push_back(cte.name);
  }
  const auto& path = state.context.catalog.search_path();
  for (const catalog::Relation* relation : state.context.catalog.user_relations()) {
    const bool is_visible = std::find(path.begin(), path.end(), relation->schema) != path.end();
    // A relation that is only missing its schema is the likeliest mistake of all.
    if (!is_visible && relation->name == name) return relation->schema + "." + relation->name;
    if (is_visible) names.push_back(relation->name);
  }
  return support::nearest_name(name, names);
}

[[noreturn]] void fail_without_relation(ParseState& state, const std::string& schema, const std::string& name,
                                        Span span) {
  if (!schema.empty()) {
    std::vector<std::string> names;
    for (const catalog::Relation* relation : state.context.catalog.user_relations()) {
      if (relation->schema == schema) names.push_back(relation->name);
    }
    const std::string nearest = support::nearest_name(name, names);
    fail(state, span,
         msg::RelationDoesNotExist(schema + "." + name,
                                   nearest.empty() ? std::string() : msg::DidYouMean(schema + "." + nearest)));
  }
  if (is_future_cte(state, name)) fail(state, span, msg::FutureWithItem(name));
  const std::string nearest = nearest_relation(state, name);
  fail(state, span, msg::RelationDoesNotExist(name, nearest.empty() ? std::string() : msg::DidYouMean(nearest)));
}

}  // namespace

NamespaceItem add_entry(ParseState& state, RangeEntry entry) {
  state.query->range_table.push_back(std::move(entry));
  return item_of(state, static_cast<int>(state.query->range_table.size()) - 1);
}

NamespaceItem item_of(const ParseState& state, int entry) {
  const RangeEntry& source = state.query->range_table[static_cast<std::size_t>(entry)];
  NamespaceItem item;
  item.entry = entry;
  item.name = source.alias;
  item.columns = names_of(source.columns);
  return item;
}

void apply_column_aliases(ParseState& state, std::vector<RangeColumn>& columns, const sql::Alias* alias,
                          const std::string& what) {
  if (alias == nullptr) return;
  std::size_t next = 0;
  for (RangeColumn& column : columns) {
    if (column.dropped) continue;
    if (next == alias->columns.size()) break;
    column.name = alias->columns[next++].text;
  }
  if (next == alias->columns.size()) return;
  const auto available = std::count_if(columns.begin(), columns.end(), [](const RangeColumn& c) { return !c.dropped; });
  fail(state, alias->columns[next].span, msg::TooManyColumnAliases(what, available, alias->columns.size()));
}

std::vector<RangeColumn> output_columns(const BoundQuery& query) {
  std::vector<RangeColumn> columns;
  for (const TargetEntry* target : query.output()) {
    columns.push_back({target->name, target->expr->type, target->expr->type_modifier, false});
  }
  return columns;
}

void check_name_conflicts(ParseState& state, const std::vector<NamespaceItem>& a, const std::vector<NamespaceItem>& b) {
  for (const NamespaceItem& left : a) {
    if (!left.relation_visible) continue;
    for (const NamespaceItem& right : b) {
      if (!right.relation_visible || left.name != right.name || may_share_name(state, left, right)) continue;
      fail(state, state.query->range_table[static_cast<std::size_t>(right.entry)].span,
           msg::TableNameSpecifiedMoreThanOnce(right.name));
    }
  }
}

void add_to_from(ParseState& state, int entry) {
  auto node = std::make_shared<FromNode>();
  node->node = RangeReference{entry};
  state.query->from.push_back(std::move(node));
}

void show(ParseState& state, NamespaceItem item, bool relation_visible, bool columns_visible) {
  item.relation_visible = relation_visible;
  item.columns_visible = columns_visible;
  item.lateral_only = false;
  item.lateral_ok = true;
  state.names.push_back(std::move(item));
}

std::optional<VisibleCte> find_cte(ParseState& state, const std::string& name) {
  int levels_up = 0;
  for (ParseState* level = &state; level != nullptr; level = level->parent, ++levels_up) {
    std::vector<CteEntry>& ctes = level->query->ctes;
    for (std::size_t i = 0; i < ctes.size(); ++i) {
      if (ctes[i].name == name) return VisibleCte{&ctes[i], static_cast<int>(i), levels_up};
    }
  }
  return std::nullopt;
}

NamespaceItem add_relation(ParseState& state, const catalog::Relation& relation, const sql::Alias* alias, Span span) {
  RangeEntry entry;
  entry.kind = RangeKind::relation;
  entry.alias = alias != nullptr ? alias->name.text : relation.name;
  entry.has_alias = alias != nullptr;
  entry.columns = columns_of(relation);
  entry.span = span;
  entry.relation = &relation;
  apply_column_aliases(state, entry.columns, alias, "table \"" + entry.alias + "\"");
  return add_entry(state, std::move(entry));
}

NamespaceItem add_subquery(ParseState& state, QueryRef query, const sql::Alias* alias, bool lateral, Span span) {
  RangeEntry entry;
  entry.kind = RangeKind::subquery;
  if (alias != nullptr) entry.alias = alias->name.text;
  entry.has_alias = alias != nullptr;
  entry.columns = output_columns(*query);
  entry.span = span;
  entry.lateral = lateral;
  entry.subquery = std::move(query);
  apply_column_aliases(state, entry.columns, alias, "table \"" + entry.alias + "\"");
  return add_entry(state, std::move(entry));
}

NamespaceItem add_cte(ParseState& state, const CteEntry& cte, int cte_index, int levels_up, const sql::Alias* alias,
                      Span span) {
  RangeEntry entry;
  entry.kind = RangeKind::cte;
  entry.alias = alias != nullptr ? alias->name.text : cte.name;
  entry.has_alias = alias != nullptr;
  entry.columns = cte.columns;
  entry.span = span;
  entry.cte_levels_up = levels_up;
  entry.cte_index = cte_index;
  entry.subquery = cte.query;
  entry.self_reference = cte.query == nullptr;
  if (cte.query != nullptr && cte.query->kind != QueryKind::select && cte.query->returning.empty()) {
    fail(state, span, msg::WithQueryDoesNotHaveReturningClause(cte.name));
  }
  apply_column_aliases(state, entry.columns, alias, "table \"" + entry.alias + "\"");
  NamespaceItem item = add_entry(state, std::move(entry));
  if (levels_up > 0) item.hidden_columns = static_cast<int>(cte.added_columns.size());
  return item;
}

void fail_for_database_name(ParseState& state, const std::string& written, Span span) {
  fail(state, span, msg::CrossDatabaseReferenceInQuery(written));
}

const catalog::Relation& open_relation(ParseState& state, const sql::RelationRef& reference, Span span) {
  const std::vector<std::string>& parts = reference.name.parts;
  if (parts.size() > 2) fail_for_database_name(state, "\"" + reference.name.joined() + "\"", span);
  const std::string schema = parts.size() > 1 ? parts[parts.size() - 2] : std::string();
  const catalog::Relation* relation = state.context.catalog.find_relation(schema, parts.back());
  if (relation == nullptr) fail_without_relation(state, schema, parts.back(), span);
  if (relation->is_poisoned) fail_silently();
  const bool is_index = relation->kind == catalog::RelationKind::index;
  if (is_index || relation->kind == catalog::RelationKind::composite) {
    fail(state, span, is_index ? msg::RelationIsAnIndex(relation->name) : msg::RelationIsAComposite(relation->name));
  }
  return *relation;
}

const catalog::Relation& target_relation(const ParseState& state) {
  return *state.query->range_table[static_cast<std::size_t>(state.target_relation)].relation;
}

}  // namespace pgscribe::analyze
