#pragma once

#include "analyze/bound/bound_query.hpp"

namespace pgscribe::analyze {

/// view_query_is_auto_updatable and view_col_is_auto_updatable: how a view over `query` is written through.
[[nodiscard]] catalog::ViewBase view_base(const BoundQuery& query);

}  // namespace pgscribe::analyze
