#pragma once

#include "analyze/bound/bound_expr.hpp"

namespace pgscribe::analyze {

/// NULL as written, or NULL cast to something.
[[nodiscard]] bool is_constant_null(const BoundExpr& expr);

}  // namespace pgscribe::analyze
