#pragma once

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

}  // namespace pgscribe::analyze
