#include <utility>

#include "analyze/calls/function_call.hpp"
#include "analyze/calls/messages.hpp"
#include "analyze/types/coercion.hpp"
#include "catalog/messages.hpp"

// What a name that was called turns out not to be: no aggregate, no window function, no procedure (ParseFuncOrColumn).

namespace pgscribe::analyze {

namespace oid = catalog::oid;

namespace {

[[noreturn]] void fail_undefined(const PendingCall& call, std::string hint) {
  fail(call, msg::FunctionDoesNotExist(call.signature(), hint));
}

/// A plain function, procedure or cast with the decoration of an aggregate or window call.
void check_undecorated(const PendingCall& call) {
  const std::string name = call.name.joined();
  if (call.star()) fail(call, msg::SpecifiedForNoAggregate(name + "(*)", name));
  if (call.distinct()) fail(call, msg::SpecifiedForNoAggregate("DISTINCT", name));
  if (call.within_group()) fail(call, msg::SpecifiedForNoAggregate("WITHIN GROUP", name));
  if (call.order_by_count() != 0) fail(call, msg::SpecifiedForNoAggregate("ORDER BY", name));
  if (call.filter != nullptr) fail(call, msg::SpecifiedForNoAggregate("FILTER", name));
  if (call.has_over()) fail(call, msg::OverForPlainFunction(name));
}

std::string direct_argument_hint(const PendingCall& call, int required, int given) {
  const std::string name = call.name.joined();
  return required == 1 ? msg::OrderedSetRequiresOneDirect(name, given)
                       : msg::OrderedSetRequiresDirect(name, required, given);
}

/// Candidates were chosen over one undivided list of arguments; the division into direct and aggregated ones may still
/// be wrong.
void check_direct_arguments(const PendingCall& call, const CallDetail& detail) {
  const catalog::Function& function = *detail.candidate.function;
  const int total = static_cast<int>(call.args.size());
  const int aggregated = static_cast<int>(call.order_by_count());
  const int direct = total - aggregated;
  const int required = function.direct_argument_count;
  const int variadic_count = detail.candidate.variadic_count;
  const int declared = total - (variadic_count > 1 ? variadic_count - 1 : 0);
  if (function.variadic == catalog::kInvalidOid || required < declared) {
    if (direct != required) fail_undefined(call, direct_argument_hint(call, required, direct));
    return;
  }
  // Direct and aggregated arguments are both variadic.
  if (function.aggregate_kind == catalog::AggregateKind::hypothetical_set) {
    if (variadic_count == 2 * aggregated) return;
    fail_undefined(call,
                   msg::HypotheticalArgumentsMustMatch(call.name.joined(), variadic_count - aggregated, aggregated));
  }
  if (variadic_count > aggregated) return;
  fail_undefined(call, required == 1 ? msg::OrderedSetRequiresAtLeastOneDirect(call.name.joined())
                                     : msg::OrderedSetRequiresAtLeastDirect(call.name.joined(), required));
}

/// unify_hypothetical_args: each hypothetical value and the sort column it is compared with get one type.
void unify_hypothetical_arguments(PendingCall& call, const CallDetail& detail) {
  ParseState& state = call.state;
  const std::size_t aggregated = call.order_by_count();
  const std::size_t direct = call.args.size() - aggregated;
  if (direct < aggregated) fail(call, msg::HypotheticalArgumentCount());
  for (std::size_t i = direct - aggregated; i < direct; ++i) {
    const std::size_t sorted = i + aggregated;
    if (detail.candidate.types[i] != oid::any) continue;
    // The sort column's type comes first: better to convert one hypothetical value than every row's.
    const BoundList pair{call.args[sorted], call.args[i]};
    const Oid type = select_common_type(state, pair, "WITHIN GROUP");
    const int modifier = select_common_type_modifier(pair, type);
    for (const std::size_t position : {i, sorted}) {
      BoundRef arg = coerce_type(state, call.args[position], {type, modifier});
      call.args[position] = coerce_type_modifier(state, std::move(arg), {type, modifier});
      call.types[position] = type;
    }
  }
}

void check_aggregate(PendingCall& call, const CallDetail& detail) {
  const std::string name = call.name.joined();
  const catalog::AggregateKind kind = detail.candidate.function->aggregate_kind;
  if (kind != catalog::AggregateKind::ordered_set && kind != catalog::AggregateKind::hypothetical_set) {
    if (call.within_group()) fail(call, msg::NotAnOrderedSetAggregate(name));
    return;
  }
  if (!call.within_group()) fail(call, msg::WithinGroupRequired(name));
  if (call.has_over()) fail(call, msg::OverForOrderedSetAggregate(name));
  check_direct_arguments(call, detail);
  if (kind == catalog::AggregateKind::hypothetical_set) unify_hypothetical_arguments(call, detail);
}

void check_window_function(const PendingCall& call) {
  const std::string name = call.name.joined();
  if (!call.has_over()) fail(call, msg::WindowFunctionWithoutOver(name));
  if (call.within_group()) fail(call, msg::WindowFunctionWithinGroup(name));
}

/// "Candidates: f(integer), f(text)": what the name could have been called with.
std::string candidate_hint(const PendingCall& call) {
  constexpr std::size_t kMaxListed = 5;
  const catalog::Catalog& catalog = call.state.context.catalog;
  const std::string schema = call.name.parts.size() >= 2 ? call.name.parts[call.name.parts.size() - 2] : std::string();
  const auto functions = catalog.find_functions(schema, call.name.last());
  if (functions.empty()) return {};
  std::string text;
  for (std::size_t i = 0; i < functions.size() && i < kMaxListed; ++i) {
    if (i != 0) text += ", ";
    text += function_signature(catalog, functions[i]->name, functions[i]->input_types);
  }
  if (functions.size() > kMaxListed) return msg::CandidatesAndMore(text, functions.size() - kMaxListed);
  return functions.size() == 1 ? msg::OneCandidate(text) : msg::Candidates(text);
}

}  // namespace

void check_call_kind(PendingCall& call, CallDetail& detail) {
  const CallKind kind = detail.kind;
  const bool found = kind != CallKind::not_found && kind != CallKind::ambiguous;
  if (call.is_procedure && found && kind != CallKind::procedure) {
    fail(call, msg::CallOfAFunction(call.signature()));
  }
  if (!call.is_procedure && kind == CallKind::procedure) {
    fail(call, msg::SelectOfAProcedure(call.signature()));
  }
  switch (kind) {
    case CallKind::function:
    case CallKind::procedure:
    case CallKind::coercion: return check_undecorated(call);
    case CallKind::aggregate: return check_aggregate(call, detail);
    case CallKind::window: return check_window_function(call);
    case CallKind::not_found:
    case CallKind::ambiguous: return;
  }
}

void fail_unresolved(const PendingCall& call, CallKind kind) {
  const std::string noun = call.is_procedure ? "procedure" : "function";
  if (kind == CallKind::ambiguous) fail(call, msg::RoutineNotUnique(noun, call.signature(), candidate_hint(call)));
  const bool misplaced_order = !call.is_procedure && call.order_by_count() > 1 && !call.within_group();
  const std::string hint = misplaced_order ? msg::NoAggregateMatches(candidate_hint(call))
                                           : msg::NoRoutineMatches(noun, candidate_hint(call));
  fail(call, msg::RoutineDoesNotExistHinted(noun, call.signature(), hint));
}

}  // namespace pgscribe::analyze
