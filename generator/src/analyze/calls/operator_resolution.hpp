#pragma once

#include "analyze/scope/parse_state.hpp"
#include "sql/ast_fwd.hpp"

// The operator that a name and operand types mean (parse_oper.c).

namespace pgscribe::analyze {

/// make_op: `left` is null for a prefix operator. `last_srf`: ParseState::last_srf as it was before the arguments were
/// transformed.
[[nodiscard]] BoundRef make_operator(ParseState& state, const sql::QualifiedName& op, BoundRef left, BoundRef right,
                                     const BoundExpr* last_srf, Span location);
/// make_scalar_array_op
[[nodiscard]] BoundRef make_array_operator(ParseState& state, const sql::QualifiedName& op, bool all, BoundRef scalar,
                                           BoundRef array, Span location);
/// oper / left_oper without building: null when none or ambiguous. `left` is 0 for a prefix operator.
[[nodiscard]] const catalog::Operator* find_operator(const catalog::Catalog& catalog, const sql::QualifiedName& op,
                                                     Oid left, Oid right);
/// compatible_oper_opid-like, exact or binary-compatible operator for two known types, as for DISTINCT/USING.
[[nodiscard]] const catalog::Operator* find_compatible_operator(const catalog::Catalog& catalog,
                                                                const sql::QualifiedName& op, Oid left, Oid right);

}  // namespace pgscribe::analyze
