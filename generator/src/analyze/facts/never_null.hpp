#pragma once

#include "analyze/bound/bound_expr.hpp"

namespace pgscribe::analyze {

/// Do these never return NULL when no argument is NULL? `strict` does not say so ('{}'::jsonb -> 'x' is strict and
/// NULL). From a curated table (never_null_functions.inc); functions of the user never do.
[[nodiscard]] bool is_never_null(const catalog::Function& function);
[[nodiscard]] bool is_never_null(const catalog::Operator& op);
/// As of its function, with what constant arguments say.
[[nodiscard]] bool is_never_null(const FunctionCallExpr& call);
/// An aggregate that is not NULL over at least one row when its argument is never NULL (max, sum, array_agg; not
/// stddev, which needs two rows).
[[nodiscard]] bool is_never_null_over_rows(const catalog::Function& aggregate);
/// count: not NULL over no rows either.
[[nodiscard]] bool is_never_null_over_nothing(const catalog::Function& aggregate);
/// How many of a set-returning function's columns, from the left, are never NULL (jsonb_each: 2, jsonb_each_text: 1).
[[nodiscard]] int never_null_columns(const catalog::Function& function);
/// Not strict, and not NULL whatever its arguments are (concat, num_nulls, jsonb_build_object).
[[nodiscard]] bool is_never_null_on_null(const catalog::Function& function);

}  // namespace pgscribe::analyze
