#include <utility>

#include "analyze/calls/function_call.hpp"
#include "analyze/types/coercion.hpp"

// The complaints of ParseFuncOrColumn.

namespace pgscribe::analyze {

namespace oid = catalog::oid;

namespace {

constexpr std::string_view kWrongObject = "42809";
constexpr std::string_view kNotSupported = "0A000";
constexpr std::string_view kUndefinedFunction = "42883";

bool fail(const PendingCall& call, std::string_view sqlstate, std::string message, std::string hint = {}) {
  report(call.state, sqlstate, call.location, std::move(message), std::move(hint));
  return false;
}

bool fail_undefined(const PendingCall& call, std::string hint) {
  return fail(call, kUndefinedFunction, "function " + call.signature() + " does not exist", std::move(hint));
}

/// A plain function, procedure or cast with the decoration of an aggregate or window call.
bool check_undecorated(const PendingCall& call) {
  const std::string name = call.name.joined();
  const std::string suffix = " specified, but " + name + " is not an aggregate function";
  if (call.star()) return fail(call, kWrongObject, name + "(*)" + suffix);
  if (call.distinct()) return fail(call, kWrongObject, "DISTINCT" + suffix);
  if (call.within_group()) return fail(call, kWrongObject, "WITHIN GROUP" + suffix);
  if (call.order_by_count() != 0) return fail(call, kWrongObject, "ORDER BY" + suffix);
  if (call.filter != nullptr) return fail(call, kWrongObject, "FILTER" + suffix);
  if (call.has_over()) {
    return fail(call, kWrongObject,
                "OVER specified, but " + name + " is not a window function nor an aggregate function");
  }
  return true;
}

std::string direct_argument_hint(const PendingCall& call, int required, int given) {
  return "There is an ordered-set aggregate " + call.name.joined() + ", but it requires " + std::to_string(required) +
         " direct argument" + (required == 1 ? "" : "s") + ", not " + std::to_string(given) + ".";
}

/// Candidates were chosen over one undivided list of arguments; the division into direct and aggregated ones may still
/// be wrong.
bool check_direct_arguments(const PendingCall& call, const CallDetail& detail) {
  const catalog::Function& function = *detail.candidate.function;
  const int total = static_cast<int>(call.args.size());
  const int aggregated = static_cast<int>(call.order_by_count());
  const int direct = total - aggregated;
  const int required = function.direct_argument_count;
  const int variadic_count = detail.candidate.variadic_count;
  const int declared = total - (variadic_count > 1 ? variadic_count - 1 : 0);
  if (function.variadic == catalog::kInvalidOid || required < declared) {
    return direct == required || fail_undefined(call, direct_argument_hint(call, required, direct));
  }
  // Direct and aggregated arguments are both variadic.
  if (function.aggregate_kind == catalog::AggregateKind::hypothetical_set) {
    return variadic_count == 2 * aggregated ||
           fail_undefined(call, "To use the hypothetical-set aggregate " + call.name.joined() +
                                    ", the number of hypothetical direct arguments (here " +
                                    std::to_string(variadic_count - aggregated) +
                                    ") must match the number of ordering columns (here " + std::to_string(aggregated) +
                                    ").");
  }
  return variadic_count > aggregated ||
         fail_undefined(call, "There is an ordered-set aggregate " + call.name.joined() +
                                  ", but it requires at least " + std::to_string(required) + " direct argument" +
                                  (required == 1 ? "" : "s") + ".");
}

/// unify_hypothetical_args: each hypothetical value and the sort column it is compared with get one type.
bool unify_hypothetical_arguments(PendingCall& call, const CallDetail& detail) {
  ParseState& state = call.state;
  const std::size_t aggregated = call.order_by_count();
  const std::size_t direct = call.args.size() - aggregated;
  if (direct < aggregated) return fail(call, "XX000", "incorrect number of arguments to hypothetical-set aggregate");
  for (std::size_t i = direct - aggregated; i < direct; ++i) {
    const std::size_t sorted = i + aggregated;
    if (detail.candidate.types[i] != oid::any) continue;
    // The sort column's type comes first: better to convert one hypothetical value than every row's.
    const BoundList pair{call.args[sorted], call.args[i]};
    const Oid type = select_common_type(state, pair, "WITHIN GROUP");
    if (type == catalog::kErrorType) return false;
    const int modifier = select_common_type_modifier(pair, type);
    for (const std::size_t position : {i, sorted}) {
      BoundRef arg = coerce_type(state, call.args[position], type, modifier, CoercionContext::implicit, true, {});
      call.args[position] =
          coerce_type_modifier(state, std::move(arg), type, modifier, CoercionContext::implicit, true, {});
      call.types[position] = type;
    }
  }
  return true;
}

bool check_aggregate(PendingCall& call, const CallDetail& detail) {
  const std::string name = call.name.joined();
  const catalog::AggregateKind kind = detail.candidate.function->aggregate_kind;
  if (kind != catalog::AggregateKind::ordered_set && kind != catalog::AggregateKind::hypothetical_set) {
    return !call.within_group() ||
           fail(call, kWrongObject, name + " is not an ordered-set aggregate, so it cannot have WITHIN GROUP");
  }
  if (!call.within_group()) {
    return fail(call, kWrongObject, "WITHIN GROUP is required for ordered-set aggregate " + name);
  }
  if (call.has_over()) return fail(call, kNotSupported, "OVER is not supported for ordered-set aggregate " + name);
  if (!check_direct_arguments(call, detail)) return false;
  return kind != catalog::AggregateKind::hypothetical_set || unify_hypothetical_arguments(call, detail);
}

bool check_window_function(const PendingCall& call) {
  const std::string name = call.name.joined();
  if (!call.has_over()) return fail(call, kWrongObject, "window function " + name + " requires an OVER clause");
  if (call.within_group()) return fail(call, kWrongObject, "window function " + name + " cannot have WITHIN GROUP");
  return true;
}

/// "Candidates: f(integer), f(text)": what the name could have been called with.
std::string candidate_hint(const PendingCall& call) {
  constexpr std::size_t kMaxListed = 5;
  const catalog::Catalog& catalog = call.state.context.catalog;
  const std::string schema = call.name.parts.size() >= 2 ? call.name.parts[call.name.parts.size() - 2] : std::string();
  const auto functions = catalog.find_functions(schema, call.name.last());
  if (functions.empty()) return {};
  std::string text = functions.size() == 1 ? " Candidate: " : " Candidates: ";
  for (std::size_t i = 0; i < functions.size() && i < kMaxListed; ++i) {
    if (i != 0) text += ", ";
    text += function_signature(catalog, functions[i]->name, functions[i]->input_types);
  }
  if (functions.size() > kMaxListed) text += ", and " + std::to_string(functions.size() - kMaxListed) + " more";
  return text + ".";
}

}  // namespace

bool check_call_kind(PendingCall& call, CallDetail& detail) {
  const CallKind kind = detail.kind;
  const bool found = kind != CallKind::not_found && kind != CallKind::ambiguous;
  if (call.is_procedure && found && kind != CallKind::procedure) {
    return fail(call, kWrongObject, call.signature() + " is not a procedure", "To call a function, use SELECT.");
  }
  if (!call.is_procedure && kind == CallKind::procedure) {
    return fail(call, kWrongObject, call.signature() + " is a procedure", "To call a procedure, use CALL.");
  }
  switch (kind) {
    case CallKind::function:
    case CallKind::procedure:
    case CallKind::coercion: return check_undecorated(call);
    case CallKind::aggregate: return check_aggregate(call, detail);
    case CallKind::window: return check_window_function(call);
    case CallKind::not_found:
    case CallKind::ambiguous: break;
  }
  return true;
}

void report_unresolved_call(const PendingCall& call, CallKind kind) {
  const std::string noun = call.is_procedure ? "procedure" : "function";
  if (kind == CallKind::ambiguous) {
    fail(call, "42725", noun + " " + call.signature() + " is not unique",
         "Could not choose a best candidate " + noun + ". You might need to add explicit type casts." +
             candidate_hint(call));
    return;
  }
  const bool misplaced_order = !call.is_procedure && call.order_by_count() > 1 && !call.within_group();
  std::string hint =
      misplaced_order
          ? "No aggregate function matches the given name and argument types. Perhaps you misplaced ORDER "
            "BY; ORDER BY must appear after all regular arguments of the aggregate."
          : "No " + noun + " matches the given name and argument types. You might need to add explicit type casts.";
  hint += candidate_hint(call);
  fail(call, kUndefinedFunction, noun + " " + call.signature() + " does not exist", std::move(hint));
}

}  // namespace pgscribe::analyze
