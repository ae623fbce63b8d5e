#pragma once

#include <string>
#include <utility>
#include <vector>

#include "analyze/calls/function_resolution.hpp"
#include "analyze/scope/parse_state.hpp"
#include "sql/ast_expr.hpp"

// Private to function_*.cpp: one call on its way through ParseFuncOrColumn.

namespace pgscribe::analyze {

struct PendingCall {
  ParseState& state;
  const sql::QualifiedName& name;
  BoundList args;
  std::vector<std::string> names;           ///< of the last arguments, in named notation
  const sql::FunctionCall* call = nullptr;  ///< null: attribute notation
  bool is_procedure = false;
  const BoundExpr* last_srf = nullptr;
  Span location;
  std::vector<Oid> types;  ///< actual argument types
  BoundRef filter;

  [[nodiscard]] bool star() const { return call != nullptr && call->star; }
  [[nodiscard]] bool distinct() const { return call != nullptr && call->distinct; }
  [[nodiscard]] bool variadic() const { return call != nullptr && call->variadic; }
  [[nodiscard]] bool within_group() const { return call != nullptr && call->within_group; }
  [[nodiscard]] bool has_over() const { return call != nullptr && call->over != nullptr; }
  [[nodiscard]] std::size_t order_by_count() const { return call == nullptr ? 0 : call->order_by.size(); }
  /// "f(integer, x => text)"
  [[nodiscard]] std::string signature() const;
};

enum class CallKind { not_found, ambiguous, function, procedure, aggregate, window, coercion };

/// What func_get_detail finds out.
struct CallDetail {
  CallKind kind = CallKind::not_found;
  Candidate candidate;  ///< types: as given, VARIADIC expanded, defaults at the end
  Oid coercion_target = catalog::kInvalidOid;
};

/// func_get_detail
[[nodiscard]] CallDetail find_call(const PendingCall& call);

/// An error in the call as a whole.
[[noreturn]] inline void fail(const PendingCall& call, support::Message message) {
  fail(call.state, call.location, std::move(message));
}

/// The checks of ParseFuncOrColumn that depend on what kind of routine was found.
void check_call_kind(PendingCall& call, CallDetail& detail);
/// "function f(integer) does not exist" and its like, with hints.
[[noreturn]] void fail_unresolved(const PendingCall& call, CallKind kind);

}  // namespace pgscribe::analyze
