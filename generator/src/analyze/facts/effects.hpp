#pragma once

#include <functional>

#include "analyze/bound/bound_query.hpp"
#include "catalog/catalog.hpp"

// Whether a statement can leave something behind that ROLLBACK would undo.

namespace pgscribe::analyze {

/// A statement that a read-only transaction would refuse; what functions do is not looked at.
[[nodiscard]] bool writes(const BoundQuery& query);

/// May something be there afterwards that ROLLBACK would undo: a statement that changes data, at any depth, a
/// procedure, or a volatile function that may do so? Functions of pg_catalog count when they write (large objects,
/// pg_notify). A view does what the functions in it do.
[[nodiscard]] bool may_change_data(const BoundQuery& query, const catalog::Catalog& catalog);

/// Its result is all that running it gives: nothing is written or locked, and no volatile function is called, in a view
/// neither.
[[nodiscard]] bool has_no_effect(const BoundQuery& query, const catalog::Catalog& catalog);

/// A call of a function, aggregate or window function that is volatile.
[[nodiscard]] bool is_volatile_call(const BoundExpr& expr);
/// The query and all below it, those inside of expressions included.
void for_each_query(const BoundQuery& query, const std::function<void(const BoundQuery&)>& visit);

}  // namespace pgscribe::analyze
