#include "analyze/query_parameters.hpp"

#include <algorithm>

#include "analyze/facts/column_origin.hpp"

namespace pgscribe::analyze {
namespace {

using Target = ParameterSlot::Target;

std::string name_of(const Target& target) {
  if (target.relation != nullptr && target.attribute > 0) {
    return target.relation->columns[static_cast<std::size_t>(target.attribute) - 1].name;
  }
  return target.function_argument.empty() ? target.name_hint : target.function_argument;
}

/// The first thing it was used for that has a name.
std::string inferred_name(const ParameterSlot& slot, std::size_t count) {
  for (const Target& target : slot.targets) {
    if (std::string name = name_of(target); !name.empty()) return name;
  }
  const std::string number = std::to_string(slot.number);
  return count == 1 ? "dollar_" + number : "column_" + number;
}

std::optional<ColumnOrigin> column_of(const ParameterSlot& slot) {
  for (const Target& target : slot.targets) {
    if (target.relation != nullptr && target.attribute > 0) return ColumnOrigin{target.relation->oid, target.attribute};
  }
  return std::nullopt;
}

const query::MacroParameter* find_macro(const query::QueryDecl& decl, int number) {
  const auto found = std::find_if(decl.parameters.begin(), decl.parameters.end(),
                                  [&](const query::MacroParameter& macro) { return macro.number == number; });
  return found == decl.parameters.end() ? nullptr : &*found;
}

/// A name that the user gave is never changed; the others get _2, _3 ...
void make_unique(std::vector<QueryParameter>& parameters) {
  const auto is_taken = [&](const QueryParameter& parameter, const std::string& name) {
    return std::any_of(parameters.begin(), parameters.end(), [&](const QueryParameter& other) {
      return &other != &parameter && other.name == name && (other.is_named || other.number < parameter.number);
    });
  };
  for (QueryParameter& parameter : parameters) {
    if (parameter.is_named) continue;
    const std::string base = parameter.name;
    for (int i = 2; is_taken(parameter, parameter.name); ++i) parameter.name = base + "_" + std::to_string(i);
  }
}

QueryParameter make_parameter(const ParseState& state, const ParameterSlot& slot, const query::QueryDecl& decl,
                              std::size_t count, Nullability nullability) {
  QueryParameter parameter;
  parameter.number = slot.number;
  parameter.type = slot.type;
  parameter.column = column_of(slot);
  parameter.dimensions = array_dimensions(state.context.catalog, slot.type, parameter.column);
  parameter.not_null = nullability.not_null;
  // Only what the statement does with it is a reason with a place.
  parameter.rejects_null = nullability.not_null && !nullability.reason.span.empty();
  parameter.reason = std::move(nullability.reason);
  if (!slot.spans.empty()) parameter.span = slot.spans.front();
  const query::MacroParameter* macro = find_macro(decl, slot.number);
  if (macro == nullptr) {
    parameter.name = inferred_name(slot, count);
    return parameter;
  }
  parameter.name = macro->name;
  parameter.is_named = true;
  parameter.is_slice = macro->slice;
  parameter.span = macro->span;
  if (macro->nullable) {
    parameter.not_null = false;
    parameter.is_narg = true;
    parameter.reason = {"it is written as sqlc.narg", macro->span};
  }
  return parameter;
}

}  // namespace

std::vector<QueryParameter> query_parameters(ParseState& state, const BoundQuery& query, const query::QueryDecl& decl) {
  const ParameterTable& table = state.context.parameters;
  std::vector<Nullability> nullability = parameter_nullability(query, table, state.context.catalog);
  std::vector<QueryParameter> parameters;
  for (std::size_t i = 0; i < table.slots.size(); ++i) {
    parameters.push_back(make_parameter(state, table.slots[i], decl, table.slots.size(), std::move(nullability[i])));
  }
  make_unique(parameters);
  return parameters;
}

NullableParameters nullable_parameters(const std::vector<QueryParameter>& parameters) {
  NullableParameters nullable;
  for (const QueryParameter& parameter : parameters) nullable.push_back(!parameter.not_null);
  return nullable;
}

}  // namespace pgscribe::analyze
