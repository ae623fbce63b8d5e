#pragma once

#include <string>
#include <string_view>

namespace pgscribe::sql {

/// What a name in the parse tree says, in SQL's way of writing: "CreateStatsStmt" to CREATE STATS, "without_overlaps"
/// to WITHOUT OVERLAPS, "AT_SetExpression" to SET EXPRESSION.
[[nodiscard]] std::string sql_words(std::string_view name);

}  // namespace pgscribe::sql
