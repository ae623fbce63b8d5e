#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sql/lowering.hpp"

// What the lowering of SQL/JSON expressions and of JSON_TABLE share. Private to the sql stage.

namespace pgscribe::sql {

/// How the body of a node of SQL/JSON is lowered, by its tag; null for any other.
using LowerExpr = ExprRef (*)(Lowering&, NodeView);
LowerExpr find_json_lowering(std::string_view tag);

JsonFormat lower_json_format(Lowering& l, NodeView n);
/// A JsonValueExpr's body.
JsonValue lower_json_value(Lowering& l, NodeView n);
std::optional<JsonOutput> lower_json_output(Lowering& l, NodeView n);
std::vector<JsonArgument> lower_json_passing(Lowering& l, NodeView list);
std::optional<JsonBehavior> lower_json_behavior(Lowering& l, NodeView n);
JsonWrapper lower_json_wrapper(NodeView n);
JsonQuotes lower_json_quotes(NodeView n);

// lower_json_table.cpp
Ref<FromItem> lower_json_table(Lowering& l, NodeView n);

}  // namespace pgscribe::sql
