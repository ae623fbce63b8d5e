#pragma once

#include "analyze/scope/recursion.hpp"
#include "sql/ast.hpp"

// A statement to a bound query (analyze.c).

namespace pgscribe::analyze {

/// transformStmt for a SELECT/INSERT/UPDATE/DELETE/MERGE (or a utility, kept as such). `parent` is null at the top.
[[nodiscard]] QueryRef transform_statement(AnalysisContext& context, ParseState* parent,
                                           const sql::Statement& statement);

}  // namespace pgscribe::analyze
