#pragma once

#include <string>
#include <vector>

#include "analyze/scope/parse_state.hpp"
#include "sql/ast_expr.hpp"

// Function calls, and columns written like calls (parse_func.c).

namespace pgscribe::analyze {

enum class CallNotation { function, procedure, attribute };

/// A call whose arguments have been bound, those of WITHIN GROUP (ORDER BY ...) at the end and as ExprKind::order_by.
struct CallRequest {
  const sql::QualifiedName& name;
  BoundList args;
  std::vector<sql::Name> names;   ///< of the arguments, empty for a positional one; may be shorter than `args`
  const sql::FunctionCall* call;  ///< its DISTINCT, ORDER BY, FILTER, OVER, VARIADIC; null in attribute notation
  CallNotation notation;
  const BoundExpr* last_srf;  ///< ParseState::last_srf before the arguments were transformed
  Span location;
};

/// ParseFuncOrColumn. Handles column projection (`name(row)`), aggregates and window functions (placed through
/// aggregates.hpp), casts in disguise (`text(1)`), VARIADIC, defaults, named notation and polymorphism; FILTER is bound
/// in here. Null when nothing fits `x.name` in attribute notation.
[[nodiscard]] BoundRef resolve_function_call(ParseState& state, CallRequest request);

/// func_select_candidate: candidates that are the best match after all heuristics; more than one: ambiguous.
struct Candidate {
  const catalog::Function* function = nullptr;  ///< one of function/op is set; neither: several equally good functions
  const catalog::Operator* op = nullptr;
  std::vector<Oid> types;      ///< declared types, expanded for VARIADIC and reordered for named notation
  std::vector<int> arg_order;  ///< named notation: declared position of the i-th given argument; empty: in order
  int variadic_count = 0;      ///< arguments that went into a VARIADIC parameter
  int default_count = 0;
};
/// FuncnameGetCandidates: the functions of that name that `argument_count` arguments can call.
struct CandidateQuery {
  std::size_t argument_count = 0;
  std::vector<std::string> names;  ///< of the last arguments, in named notation
  bool expand_variadic = true;
  bool expand_defaults = true;
  bool include_out_arguments = false;  ///< CALL
};
[[nodiscard]] std::vector<Candidate> find_candidates(const catalog::Catalog& catalog, const sql::QualifiedName& name,
                                                     const CandidateQuery& query);
/// func_match_argtypes: those whose types the inputs can be coerced to implicitly.
[[nodiscard]] std::vector<Candidate> match_candidates(const catalog::Catalog& catalog,
                                                      const std::vector<Oid>& input_types,
                                                      const std::vector<Candidate>& candidates);
[[nodiscard]] std::vector<Candidate> select_candidates(const catalog::Catalog& catalog, std::vector<Oid> input_types,
                                                       std::vector<Candidate> candidates);
/// func_signature_string: "f(integer, text)".
[[nodiscard]] std::string function_signature(const catalog::Catalog& catalog, std::string_view name,
                                             const std::vector<Oid>& types, const std::vector<sql::Name>& names = {});

}  // namespace pgscribe::analyze
