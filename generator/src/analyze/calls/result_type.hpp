#pragma once

#include <vector>

#include "analyze/scope/parse_state.hpp"

// What kind of value an expression gives, and its fields when they are known (get_expr_result_type of funcapi.c).

namespace pgscribe::analyze {

/// record: a row whose fields only a column definition list can tell; other: no type that FROM can show (a trigger's, a
/// polymorphic one).
enum class ResultClass { scalar, composite, record, other };

struct ResultType {
  ResultClass kind = ResultClass::other;
  std::vector<RangeColumn> columns;  ///< of a composite, dropped ones left out
};

[[nodiscard]] ResultType result_type_of(ParseState& state, const BoundExpr& expr);
/// Columns of a function's OUT, INOUT and TABLE arguments with polymorphic types resolved by the call's arguments.
[[nodiscard]] std::vector<RangeColumn> output_argument_columns(ParseState& state, const FunctionCallExpr& call,
                                                               Span location);

}  // namespace pgscribe::analyze
