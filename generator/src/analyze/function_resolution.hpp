#pragma once

#include <string>
#include <vector>

#include "analyze/parse_state.hpp"
#include "sql/ast_expr.hpp"

// parse_func.c

namespace pgscribe::analyze {

/// ParseFuncOrColumn, with the arguments bound already. `args` may hold named arguments: `names[i]` is empty for positional ones. `last_srf` as in PostgreSQL. Handles
/// aggregates (ORDER BY, FILTER, WITHIN GROUP, DISTINCT), window functions (OVER), casts in disguise (`text(1)`), VARIADIC, defaults, named notation, polymorphism. `is_column`: the call is
/// really `x.name` attribute notation; then null is returned, without a report, when nothing fits. Order-by items and filter are bound by it through transform_expr.
[[nodiscard]] BoundRef resolve_function_call(ParseState& state, const sql::QualifiedName& name, BoundList args,
                                             const std::vector<sql::Name>& names, const sql::FunctionCall* call,
                                             bool is_procedure, bool is_column, Span location);

/// func_select_candidate: candidates that are the best match after all heuristics; more than one: ambiguous.
struct Candidate {
  const catalog::Function* function = nullptr;  ///< one of function/op is set
  const catalog::Operator* op = nullptr;
  std::vector<Oid> types;        ///< declared types, expanded for VARIADIC and reordered for named notation
  std::vector<int> arg_order;    ///< named notation: declared position of the i-th given argument; empty: in order
  int variadic_count = 0;        ///< arguments that went into a VARIADIC parameter
  int default_count = 0;
};
[[nodiscard]] std::vector<Candidate> select_candidates(const catalog::Catalog& catalog, std::vector<Oid> input_types,
                                                       std::vector<Candidate> candidates);
/// func_signature_string: "f(integer, text)".
[[nodiscard]] std::string function_signature(const catalog::Catalog& catalog, std::string_view name,
                                             const std::vector<Oid>& types,
                                             const std::vector<sql::Name>& names = {});

}  // namespace pgscribe::analyze
