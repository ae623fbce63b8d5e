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

std::optional<FromResult> transform_relation(ParseState& state, const sql::RelationRef& reference, Span span) {
  if (reference.name.parts.size() == 1) {
    if (const auto found = find_cte(state, reference.name.last())) {
      found->cte->referenced = true;
      NamespaceItem item = add_cte(state, *found->cte, found->index, found->levels_up, alias_of(reference.alias), span);
      if (has_failed(state)) return std::nullopt;
      return single(std::move(item));
    }
  }
  const catalog::Relation* relation = open_relation(state, reference, span);
  if (relation == nullptr) return std::nullopt;
  NamespaceItem item = add_relation(state, *relation, alias_of(reference.alias), span);
  if (has_failed(state)) return std::nullopt;
  state.query->range_table[static_cast<std::size_t>(item.entry)].only = reference.only;
  return single(std::move(item));
}

std::optional<FromResult> transform_subselect(ParseState& state, const sql::SubqueryFrom& from, Span span) {
  state.expr_kind = ExprKind::from_subselect;
  state.lateral_active = from.lateral;
  QueryRef query = transform_subquery(state, *from.select);
  state.lateral_active = false;
  state.expr_kind = ExprKind::other;
  if (!query || has_failed(state)) return std::nullopt;
  NamespaceItem item = add_subquery(state, std::move(query), alias_of(from.alias), from.lateral, span);
  if (has_failed(state)) return std::nullopt;
  return single(std::move(item));
}

std::optional<FromResult> transform_sampled(ParseState& state, const sql::TableSampleFrom& sample, Span span) {
  auto result = transform_from_item(state, *sample.relation);
  if (!result || !transform_table_sample(state, sample, result->top.entry, span)) return std::nullopt;
  return result;
}

std::optional<FromResult> as_single(std::optional<NamespaceItem> item) {
  if (!item) return std::nullopt;
  return single(std::move(*item));
}

}  // namespace

std::optional<FromResult> transform_from_item(ParseState& state, const sql::FromItem& item) {
  using Result = std::optional<FromResult>;
  return std::visit(
      sql::Overloaded{
          [&](const sql::RelationRef& reference) { return transform_relation(state, reference, item.span); },
          [&](const sql::SubqueryFrom& from) { return transform_subselect(state, from, item.span); },
          [&](const sql::FunctionFrom& from) { return as_single(transform_range_function(state, from, item.span)); },
          [&](const sql::XmlTableFrom& from) { return as_single(transform_xml_table(state, from, item.span)); },
          [&](const sql::JsonTableFrom& from) { return as_single(transform_json_table(state, from, item.span)); },
          [&](const sql::TableSampleFrom& sample) { return transform_sampled(state, sample, item.span); },
          [&](const sql::JoinFrom& join) { return transform_join(state, join, item.span); },
          // The lowering has reported it.
          [&](const sql::Unsupported&) {
            ++state.context.error_count;
            return Result();
          },
      },
      item.node);
}

void transform_from(ParseState& state, const std::vector<sql::Ref<sql::FromItem>>& items) {
  for (const auto& item : items) {
    auto result = transform_from_item(state, *item);
    if (!result || !check_name_conflicts(state, state.names, result->names)) return;
    // Until the list is done its items are visible to LATERAL neighbours only.
    set_lateral_state(result->names, true, true);
    state.query->from.push_back(std::move(result->node));
    for (NamespaceItem& name : result->names) state.names.push_back(std::move(name));
  }
  set_lateral_state(state.names, false, true);
}

int set_target_relation(ParseState& state, const sql::RelationRef& reference, Span span, bool also_from) {
  // WITH items do not hide the target's name.
  const catalog::Relation* relation = open_relation(state, reference, span);
  if (relation == nullptr) return -1;
  NamespaceItem item = add_relation(state, *relation, alias_of(reference.alias), span);
  if (has_failed(state)) return -1;
  const int entry = item.entry;
  state.query->range_table[static_cast<std::size_t>(entry)].only = reference.only;
  state.target_relation = entry;
  state.query->result_relation = entry;
  if (also_from) {
    add_to_from(state, entry);
    show(state, std::move(item), true, true);
  }
  return entry;
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
