#pragma once

#include <string>

#include "analyze/scope/parse_state.hpp"

// parse_collate.c, as far as collations make errors [42P21].

namespace pgscribe::analyze {

/// get_typcollation; empty: not collatable. Of the built-in types only name has one of its own.
[[nodiscard]] std::string type_collation(const catalog::Catalog& catalog, Oid type);
/// assign_query_collations: derives the collation of every expression of the state's finished query. Queries below it
/// have theirs already. Does nothing while every collation is a type's own.
void derive_collations(ParseState& state);
/// select_common_collation for a column of a set operation; `result` stands for it. A conflict is an error where
/// duplicates are compared.
void derive_common_collation(ParseState& state, const BoundExpr& left, const BoundExpr& right, bool is_compared,
                             BoundExpr& result);
/// The collation that a table or view column made of `expr` has, when it is not the type's own; else empty.
[[nodiscard]] std::string named_collation(const BoundExpr& expr);

}  // namespace pgscribe::analyze
