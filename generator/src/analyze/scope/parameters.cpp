#include "analyze/scope/parameters.hpp"

#include <utility>

#include "analyze/scope/messages.hpp"
#include "analyze/scope/parse_state.hpp"

// parse_param.c, variable parameters.

namespace pgscribe::analyze {

using catalog::kInvalidOid;
namespace oid = catalog::oid;

namespace {

/// What the wire protocol can bind (a 16-bit count). PostgreSQL's own limit is beyond any table worth allocating.
constexpr int kMaxParameters = 65535;

std::string spelled(int number) { return "$" + std::to_string(number); }

/// A use that no coercion reached while another one was.
const BoundRef* find_disagreement(const ParameterSlot& slot) {
  if (slot.type == kInvalidOid) return nullptr;
  for (const BoundRef& use : slot.uses) {
    // One that only the table holds did not get into the tree: IN copies its left side, ORDER BY finds its item in the
    // select list.
    if (use.use_count() == 1) continue;
    if (use->type != slot.type) return &use;
  }
  return nullptr;
}

}  // namespace

ParameterSlot& ParameterTable::slot(int number) {
  const auto count = static_cast<std::size_t>(number);
  while (slots.size() < count) {
    ParameterSlot added;
    added.number = static_cast<int>(slots.size()) + 1;
    slots.push_back(std::move(added));
  }
  return slots[count - 1];
}

BoundRef make_parameter(ParseState& state, int number, Span location) {
  if (number <= 0 || number > kMaxParameters) fail(state, location, msg::ThereIsNoParameter(spelled(number)));
  ParameterSlot& slot = state.context.parameters.slot(number);
  slot.seen = true;
  const Oid type = slot.type == kInvalidOid ? oid::unknown : slot.type;
  BoundRef use = make_bound(ParameterVar{number}, type, location);
  slot.uses.push_back(use);
  slot.spans.push_back(location);
  return use;
}

BoundRef coerce_parameter(ParseState& state, BoundRef parameter, Oid target, Span location) {
  const int number = std::get<ParameterVar>(parameter->node).number;
  ParameterSlot& slot = state.context.parameters.slot(number);
  if (slot.type == kInvalidOid || slot.type == oid::unknown) {
    slot.type = target;
  } else if (slot.type != target) {
    const catalog::Catalog& catalog = state.context.catalog;
    fail(state, parameter->span,
         msg::InconsistentTypesDeducedForParameter(spelled(number), catalog.format_type(slot.type),
                                                   catalog.format_type(target)));
  }
  parameter->type = target;
  parameter->type_modifier = -1;
  parameter->span = leftmost(location, parameter->span);
  return parameter;
}

void check_parameters(ParseState& state) {
  // PostgreSQL walks the whole tree for uses that disagree before PREPARE looks for parameters without a type.
  for (const ParameterSlot& slot : state.context.parameters.slots) {
    if (const BoundRef* use = find_disagreement(slot)) {
      fail(state, (*use)->span, msg::ParameterTypeDisputed(spelled(slot.number)));
    }
  }
  for (const ParameterSlot& slot : state.context.parameters.slots) {
    if (slot.type != kInvalidOid && slot.type != oid::unknown) continue;
    fail(state, slot.spans.empty() ? Span{} : slot.spans.front(), msg::ParameterTypeUndetermined(spelled(slot.number)));
  }
}

void note_parameter_target(ParseState& state, const BoundExpr& expr, ParameterSlot::Target target) {
  const BoundExpr* inner = &expr;
  while (true) {
    if (const auto* coercion = std::get_if<CoercionExpr>(&inner->node)) {
      inner = coercion->arg.get();
    } else if (const auto* collate = std::get_if<CollateExpr>(&inner->node)) {
      inner = collate->arg.get();
    } else {
      break;
    }
  }
  const auto* parameter = std::get_if<ParameterVar>(&inner->node);
  if (parameter == nullptr) return;
  state.context.parameters.slot(parameter->number).targets.push_back(std::move(target));
}

}  // namespace pgscribe::analyze
