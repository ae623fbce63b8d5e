#include "analyze/from/from_clause.hpp"

#include "analyze/bound/bound_walk.hpp"
#include "analyze/from/from_item.hpp"
#include "analyze/scope/range_table.hpp"
#include "analyze/scope/recursion.hpp"
#include "analyze/scope/scope.hpp"

namespace pgscribe::analyze {
namespace {

const sql::Alias* alias_of(const std::optional<sql::Alias>& alias) { return alias ? &*alias : nullptr; }

FromResult single(NamespaceItem item) {
  auto node = std::make_shared<FromNode>();
  node->node = RangeReference{item.entry};
  return {std::move(node), item, {item}};
}

FromResult transform_relation(ParseState& state, const sql::RelationRef& reference, Span span) {
  if (reference.name.parts.size() == 1) {
    if (const auto found = find_cte(state, reference.name.last())) {
      found->cte->referenced = true;
      NamespaceItem item = add_cte(state, *found->cte, found->index, found->levels_up, alias_of(reference.alias), span);
      return single(std::move(item));
    }
  }
  const catalog::Relation& relation = open_relation(state, reference, span);
  NamespaceItem item = add_relation(state, relation, alias_of(reference.alias), span);
  state.query->range_table[static_cast<std::size_t>(item.entry)].only = reference.only;
  return single(std::move(item));
}

FromResult transform_subselect(ParseState& state, const sql::SubqueryFrom& from, Span span) {
  state.expr_kind = ExprKind::from_subselect;
  state.lateral_active = from.lateral;
  QueryRef query = transform_subquery(state, *from.select);
  state.lateral_active = false;
  state.expr_kind = ExprKind::other;
  NamespaceItem item = add_subquery(state, std::move(query), alias_of(from.alias), from.lateral, span);
  // Without a name it is no relation that could be named.
  item.relation_visible = from.alias.has_value();
  return single(std::move(item));
}

FromResult transform_sampled(ParseState& state, const sql::TableSampleFrom& sample, Span span) {
  FromResult result = transform_from_item(state, *sample.relation);
  transform_table_sample(state, sample, result.top.entry, span);
  return result;
}

}  // namespace

FromResult transform_from_item(ParseState& state, const sql::FromItem& item) {
  return std::visit(
      sql::Overloaded{
          [&](const sql::RelationRef& reference) { return transform_relation(state, reference, item.span); },
          [&](const sql::SubqueryFrom& from) { return transform_subselect(state, from, item.span); },
          [&](const sql::FunctionFrom& from) { return single(transform_range_function(state, from, item.span)); },
          [&](const sql::XmlTableFrom& from) { return single(transform_xml_table(state, from, item.span)); },
          [&](const sql::JsonTableFrom& from) { return single(transform_json_table(state, from, item.span)); },
          [&](const sql::TableSampleFrom& sample) { return transform_sampled(state, sample, item.span); },
          [&](const sql::JoinFrom& join) { return transform_join(state, join, item.span); },
          [](const sql::Unsupported&) -> FromResult { fail_silently(); },
      },
      item.node);
}

void transform_from(ParseState& state, const std::vector<sql::Ref<sql::FromItem>>& items) {
  for (const auto& item : items) {
    FromResult result = transform_from_item(state, *item);
    check_name_conflicts(state, state.names, result.names);
    // Until the list is done its items are visible to LATERAL neighbours only.
    set_lateral_state(result.names, true, true);
    state.query->from.push_back(std::move(result.node));
    for (NamespaceItem& name : result.names) state.names.push_back(std::move(name));
  }
  set_lateral_state(state.names, false, true);
}

void set_target_relation(ParseState& state, const sql::RelationRef& reference, Span span, bool also_from) {
  // WITH items do not hide the target's name.
  const catalog::Relation& relation = open_relation(state, reference, span);
  NamespaceItem item = add_relation(state, relation, alias_of(reference.alias), span);
  const int entry = item.entry;
  state.query->range_table[static_cast<std::size_t>(entry)].only = reference.only;
  state.target_relation = entry;
  state.query->result_relation = entry;
  if (also_from) {
    add_to_from(state, entry);
    show(state, std::move(item), true, true);
  }
}

void set_lateral_state(std::vector<NamespaceItem>& names, bool lateral_only, bool lateral_ok) {
  for (NamespaceItem& name : names) {
    name.lateral_only = lateral_only;
    name.lateral_ok = lateral_ok;
  }
}

bool refers_to_neighbours(const BoundList& exprs) {
  for (const BoundRef& expr : exprs) {
    if (expr && find_local_column(*expr) != nullptr) return true;
  }
  return false;
}

}  // namespace pgscribe::analyze
