#include "catalog/view_refresh.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace pgscribe::catalog {
namespace {

/// What the statement changed, and what shows it: a parent shows the rows of its children.
std::set<Oid> changed_relations(const DdlContext& context) {
  std::set<Oid> changed;
  std::vector<Oid> open = context.data.relations.changed();
  while (!open.empty()) {
    const Oid oid = open.back();
    open.pop_back();
    const Relation* relation = context.data.relations.find(oid);
    if (!changed.insert(oid).second || relation == nullptr) continue;
    open.insert(open.end(), relation->parents.begin(), relation->parents.end());
  }
  return changed;
}

/// Adds the views that use the object themselves.
void add_views_over(const DdlContext& context, Oid oid, std::set<Oid>& views) {
  for (const Oid user : context.data.relations.mentioning(oid, MentionedBy::view)) {
    if (context.data.relations.find(user)->as_view() != nullptr) views.insert(user);
  }
}

bool have_common(const std::vector<Oid>& a, const std::vector<Oid>& b) {
  return std::any_of(a.begin(), a.end(), [&](Oid oid) { return std::find(b.begin(), b.end(), oid) != b.end(); });
}

/// Nothing where the query does not mean what it meant when the view was made.
std::optional<QueryShape> shape_of(const DdlContext& context, const Relation& view) {
  static const support::SourceFile kNoFile("", "");
  support::Diagnostics ignored;
  const ViewDefinition& definition = *view.as_view();
  if (!context.analyze_query || !definition.query || view.is_poisoned) return std::nullopt;
  std::optional<QueryShape> shape =
      context.analyze_query(context.catalog, *definition.query, ExpressionPlace::query, kNoFile, ignored);
  const ObjectUses& uses = definition.uses;
  const bool is_same = shape && shape->columns.size() == view.columns.size() && shape->relations == uses.relations &&
                       shape->columns_used == uses.columns && shape->functions == uses.functions &&
                       shape->types == uses.types;
  return is_same ? std::move(shape) : std::nullopt;
}

/// False when nothing changed. A materialized view keeps rows of before: of it claims are only taken back.
bool refresh(Relation& view, const QueryShape* shape) {
  auto& definition = std::get<ViewDefinition>(view.definition);
  const bool keeps_rows = view.kind == RelationKind::materialized_view;
  bool is_changed = false;
  for (std::size_t i = 0; i < view.columns.size(); ++i) {
    const bool proved = shape != nullptr && shape->columns[i].never_null;
    const bool never_null = proved && (!keeps_rows || view.columns[i].never_null);
    is_changed = is_changed || never_null != view.columns[i].never_null;
    view.columns[i].never_null = never_null;
  }
  std::vector<RowKey> keys = shape != nullptr ? shape->row_keys : std::vector<RowKey>();
  if (keeps_rows) {
    std::erase_if(keys, [&](const RowKey& key) {
      return std::none_of(definition.row_keys.begin(), definition.row_keys.end(),
                          [&](const RowKey& known) { return known.columns == key.columns; });
    });
  }
  const bool has_always_one_row = shape != nullptr && shape->has_always_one_row && !keeps_rows;
  is_changed = is_changed || keys != definition.row_keys || has_always_one_row != definition.has_always_one_row;
  definition.row_keys = std::move(keys);
  definition.has_always_one_row = has_always_one_row;
  return is_changed;
}

}  // namespace

void refresh_views(DdlContext& context) {
  context.data.relations.settle();
  // When each was changed last, in steps; 0 is before any view was looked at.
  std::map<Oid, std::size_t> changed;
  for (const Oid oid : changed_relations(context)) changed[oid] = 1;
  const std::vector<Oid> functions = context.data.functions.changed();
  const std::vector<Oid> types = context.data.types.changed();
  if (changed.empty() && functions.empty() && types.empty()) return;
  std::set<Oid> views;
  for (const auto& [oid, step] : changed) add_views_over(context, oid, views);
  for (const Oid oid : functions) add_views_over(context, oid, views);
  for (const Oid oid : types) add_views_over(context, oid, views);
  std::map<Oid, std::size_t> looked_at;
  const auto is_stale = [&](const Relation& view) {
    const auto seen = looked_at.find(view.oid);
    const ObjectUses& uses = view.as_view()->uses;
    if (seen == looked_at.end() && (have_common(uses.functions, functions) || have_common(uses.types, types)))
      return true;
    const std::size_t since = seen == looked_at.end() ? 0 : seen->second;
    return std::any_of(uses.relations.begin(), uses.relations.end(), [&](Oid below) {
      const auto change = changed.find(below);
      return change != changed.end() && change->second > since;
    });
  };
  std::size_t step = 1;
  // One pass does, unless OR REPLACE has made an older view read a newer one.
  for (bool again = true; again;) {
    again = false;
    for (const Oid oid : views) {
      const Relation& view = *context.data.relations.find(oid);
      if (!is_stale(view)) continue;
      looked_at[oid] = step;
      const std::optional<QueryShape> shape = shape_of(context, view);
      Relation after = view;
      if (!refresh(after, shape ? &*shape : nullptr)) continue;
      context.data.relations.edit(oid) = std::move(after);
      changed[oid] = ++step;
      add_views_over(context, oid, views);
      again = true;
    }
  }
}

}  // namespace pgscribe::catalog
