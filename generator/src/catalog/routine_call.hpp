#pragma once

#include "catalog/do_block.hpp"

// What functions and procedures that a migration calls do to the schema.

namespace pgscribe::catalog {

/// Folds what the user's functions and procedures do that CALL, or the select list or FROM of SELECT, call, and those
/// of the triggers that the statement fires: the bodies in SQL and PL/pgSQL, with the arguments whose values are
/// constant. Whether there was anything to fold, or to warn of (not-seen).
bool apply_calls(const FoldTarget& target, const sql::Statement& statement, const BodyScope& scope);

/// The body of one routine with the parameters and variables that `scope` knows. Whether there was anything to fold, or
/// to warn of.
bool apply_routine(const FoldTarget& target, const Function& function, BodyScope scope, support::Span span);

/// Whether the statement calls a routine whose body is known.
[[nodiscard]] bool calls_routine(const Catalog& catalog, const sql::Statement& statement);

}  // namespace pgscribe::catalog
