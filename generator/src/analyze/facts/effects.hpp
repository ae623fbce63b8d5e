#pragma once

#include "analyze/bound/bound_query.hpp"

namespace pgscribe::analyze {

/// A statement that a read-only transaction would refuse; what functions do is not looked at.
[[nodiscard]] bool writes(const BoundQuery& query);

/// May something be there afterwards that ROLLBACK would undo: a statement that changes data, at any depth, a
/// procedure, or a volatile function that may do so? Functions of pg_catalog count when they write (large objects,
/// pg_notify).
[[nodiscard]] bool may_change_data(const BoundQuery& query);

}  // namespace pgscribe::analyze
