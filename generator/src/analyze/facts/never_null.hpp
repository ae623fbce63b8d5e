#pragma once

#include <cstddef>

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
/// Not strict, and not NULL whatever its arguments are (concat, num_nulls, pg_typeof).
[[nodiscard]] bool is_never_null_on_null(const catalog::Function& function);
[[nodiscard]] bool is_never_null_on_null(const catalog::Operator& op);
/// Not strict, and not NULL when one of its arguments is not (array_cat).
[[nodiscard]] bool is_never_null_with_one(const catalog::Function& function);
[[nodiscard]] bool is_never_null_with_one(const catalog::Operator& op);
/// Of a function that is_never_null says never returns NULL: how many arguments, from the left, that rests on. The
/// others may be NULL (format: the format string decides).
[[nodiscard]] std::size_t deciding_arguments(const catalog::Function& function, bool variadic_array = false);

}  // namespace pgscribe::analyze
