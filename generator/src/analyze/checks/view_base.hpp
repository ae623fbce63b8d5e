#pragma once

#include "analyze/bound/bound_query.hpp"

// The table that a simple view is written through, or why it cannot be (view_query_is_auto_updatable).

namespace pgscribe::analyze {

/// view_query_is_auto_updatable and view_col_is_auto_updatable: how a view over `query` is written through.
[[nodiscard]] catalog::ViewBase view_base(const BoundQuery& query);

}  // namespace pgscribe::analyze
