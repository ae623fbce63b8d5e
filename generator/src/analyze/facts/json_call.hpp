#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyze/bound/bound_expr.hpp"
#include "analyze/facts/json_shape.hpp"
#include "support/message.hpp"

// Calls that make JSON, taken apart: json_agg, json_build_object, to_json and their kin, and SQL/JSON's constructors.

namespace pgscribe::analyze {

/// Why JSON that a statement makes has no shape that is known when generating.
struct JsonProblem {
  Span span;
  std::optional<support::Message> message;  ///< none: nothing in particular
};

struct JsonPart {
  std::string key;  ///< of an object's member
  const BoundExpr* expr = nullptr;
};

struct JsonCall {
  JsonShape shape = JsonShape::none;   ///< none: hands its one part on, which is JSON
  std::vector<JsonPart> parts;         ///< of a list its elements, each of which may stand for many
  const BoundExpr* filter = nullptr;   ///< of an aggregate
  std::optional<int> aggregate_level;  ///< of an aggregate: how many levels out its rows are
  bool leaves_out_null = false;
};

/// Nothing of other expressions, and of calls whose keys are not the text's; `problem` says so then.
[[nodiscard]] std::optional<JsonCall> json_call(const BoundExpr& expr, JsonProblem& problem);

/// Whether the type is json or jsonb.
[[nodiscard]] bool is_json_type(Oid type);

}  // namespace pgscribe::analyze
