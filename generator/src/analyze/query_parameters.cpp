#include "analyze/query_parameters.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "analyze/facts/column_origin.hpp"
#include "analyze/facts/element_nullability.hpp"
#include "analyze/facts/parameter_links.hpp"
#include "analyze/types/coercion.hpp"

namespace pgscribe::analyze {
namespace {

using Target = ParameterSlot::Target;
using Links = std::vector<ParameterLink>;

const catalog::Column* column_at(const catalog::Catalog& catalog, const ColumnOrigin& origin) {
  const catalog::Relation* relation = catalog.relation(origin.relation);
  const auto index = static_cast<std::size_t>(origin.attribute) - 1;
  return relation != nullptr && origin.attribute > 0 && index < relation->columns.size() ? &relation->columns[index]
                                                                                         : nullptr;
}

std::string name_of(const Target& target) {
  if (target.relation != nullptr && target.attribute > 0) {
    return target.relation->columns[static_cast<std::size_t>(target.attribute) - 1].name;
  }
  return target.function_argument.empty() ? target.name_hint : target.function_argument;
}

/// The first thing it was used for that has a name.
std::string inferred_name(const catalog::Catalog& catalog, const ParameterSlot& slot, const Links& links,
                          std::size_t count) {
  for (const Target& target : slot.targets) {
    if (std::string name = name_of(target); !name.empty()) return name;
  }
  for (const ParameterLink& link : links) {
    if (const catalog::Column* column = column_at(catalog, link.column)) return column->name;
  }
  const std::string number = std::to_string(slot.number);
  return count == 1 ? "dollar_" + number : "column_" + number;
}

/// Is a value of `type` one of the column, or a list of them? `doc ? @key` compares jsonb with text.
bool takes_values_of(const catalog::Catalog& catalog, Oid type, const catalog::Column& column) {
  const auto is_same = [&](Oid value) {
    const Oid base = catalog.base_type(value);
    const Oid stored = catalog.base_type(column.type);
    if (base == stored) return true;
    // `=` has one operator for all strings: it makes text of a varchar column, and of what it is compared with.
    const catalog::Type* known = catalog.type(stored);
    return known != nullptr && known->category == 'S' && catalog.is_binary_coercible(stored, base);
  };
  const Oid element = catalog.element_type(catalog.base_type(type));
  return is_same(type) || (element != catalog::kInvalidOid && is_same(element));
}

std::optional<ColumnOrigin> column_of(const catalog::Catalog& catalog, const ParameterSlot& slot, const Links& links) {
  std::vector<ColumnOrigin> columns;
  for (const Target& target : slot.targets) {
    if (target.relation != nullptr) columns.push_back({target.relation->oid, target.attribute});
  }
  for (const ParameterLink& link : links) columns.push_back(link.column);
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const ColumnOrigin& origin) {
    const catalog::Column* column = column_at(catalog, origin);
    return column != nullptr && takes_values_of(catalog, slot.type, *column);
  });
  return found == columns.end() ? std::nullopt : std::optional(*found);
}

const query::MacroParameter* find_macro(const query::QueryDecl& decl, int number) {
  const auto found = std::find_if(decl.parameters.begin(), decl.parameters.end(),
                                  [&](const query::MacroParameter& macro) { return macro.number == number; });
  return found == decl.parameters.end() ? nullptr : &*found;
}

/// A name that the user gave is never changed; the others get _2, _3 ...
void make_unique(std::vector<QueryParameter>& parameters) {
  std::unordered_set<std::string> taken;
  std::unordered_map<std::string, int> next_suffix;
  for (const QueryParameter& parameter : parameters) {
    if (parameter.is_named) taken.insert(parameter.name);
  }
  for (QueryParameter& parameter : parameters) {
    if (parameter.is_named) continue;
    const std::string base = parameter.name;
    int& suffix = next_suffix.try_emplace(base, 2).first->second;
    while (!taken.insert(parameter.name).second) parameter.name = base + "_" + std::to_string(suffix++);
  }
}

/// The elements of a list are nullable where unnest() hands them to a nullable column, and to no other.
ElementFacts elements_of(const catalog::Catalog& catalog, const ParameterSlot& slot, const Links& links) {
  ElementFacts facts{Elements::never_null, {Why::no_meaning_in_it}};
  for (const ParameterLink& link : links) {
    const catalog::Column* column = column_at(catalog, link.column);
    if (!link.elements || !link.assigned || column == nullptr) continue;
    const std::string name = catalog.relation(link.column.relation)->name + "." + column->name;
    const Span span = slot.spans.empty() ? Span{} : slot.spans.front();
    if (rejects_null(catalog, *column)) return {Elements::never_null, {Why::elements_for_not_null, span, {name}}};
    facts = {Elements::nullable, {Why::elements_for_nullable, span, {name}}};
  }
  return facts;
}

QueryParameter make_parameter(const catalog::Catalog& catalog, const ParameterSlot& slot, const Links& links,
                              const query::QueryDecl& decl, std::size_t count, Nullability nullability) {
  QueryParameter parameter;
  parameter.number = slot.number;
  parameter.type = slot.type;
  parameter.column = column_of(catalog, slot, links);
  parameter.dimensions = array_dimensions(catalog, slot.type, parameter.column);
  if (catalog.element_type(catalog.base_type(slot.type)) != catalog::kInvalidOid) {
    ElementFacts elements = elements_of(catalog, slot, links);
    parameter.elements = elements.elements;
    parameter.element_reason = std::move(elements.reason);
  }
  parameter.not_null = nullability.not_null;
  // Only what the statement does with it is a reason with a place.
  parameter.rejects_null = nullability.not_null && !nullability.reason.span.empty();
  parameter.reason = std::move(nullability.reason);
  if (!slot.spans.empty()) parameter.span = slot.spans.front();
  const query::MacroParameter* macro = find_macro(decl, slot.number);
  if (macro == nullptr) {
    parameter.name = inferred_name(catalog, slot, links, count);
    return parameter;
  }
  parameter.name = macro->name;
  parameter.is_named = true;
  parameter.is_slice = macro->slice;
  parameter.span = macro->span;
  if (macro->nullable) {
    parameter.not_null = false;
    parameter.is_narg = true;
    parameter.reason = {Why::narg, macro->span};
  }
  return parameter;
}

}  // namespace

std::vector<QueryParameter> query_parameters(ParseState& state, const BoundQuery& query, const query::QueryDecl& decl) {
  const ParameterTable& table = state.context.parameters;
  const catalog::Catalog& catalog = state.context.catalog;
  std::vector<Nullability> nullability = parameter_nullability(query, table, catalog);
  const std::vector<Links> links = parameter_links(query, table.slots.size());
  std::vector<QueryParameter> parameters;
  for (std::size_t i = 0; i < table.slots.size(); ++i) {
    parameters.push_back(
        make_parameter(catalog, table.slots[i], links[i], decl, table.slots.size(), std::move(nullability[i])));
  }
  make_unique(parameters);
  return parameters;
}

NullableParameters nullable_parameters(const std::vector<QueryParameter>& parameters) {
  NullableParameters nullable;
  for (const QueryParameter& parameter : parameters) {
    nullable.values.push_back(!parameter.not_null);
    nullable.elements.push_back(parameter.elements == Elements::nullable);
  }
  return nullable;
}

}  // namespace pgscribe::analyze
