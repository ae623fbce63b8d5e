#pragma once

#include <string>

#include "analyze/scope/parse_state.hpp"

// Where aggregates and GROUPING may not stand, and what the server says then.

namespace pgscribe::analyze {

/// The rest of "aggregate functions are not allowed in ..." (or "grouping operations are ..."); empty where they are
/// allowed.
[[nodiscard]] std::string forbidden_aggregate_place(ExprKind kind);
/// The rest of "window functions are not allowed in ..."; empty where they are allowed.
[[nodiscard]] std::string forbidden_window_place(ExprKind kind);

}  // namespace pgscribe::analyze
