#pragma once

#include <memory>
#include <vector>

#include "analyze/scope/parse_state.hpp"
#include "sql/ast.hpp"

// FROM, and the target of INSERT, UPDATE, DELETE and MERGE (transformFromClause and setTargetTable of parse_clause.c).

namespace pgscribe::analyze {

/// Adds the items to the range table, the name space and BoundQuery::from.
void transform_from(ParseState& state, const std::vector<sql::Ref<sql::FromItem>>& items);
/// setTargetTable
void set_target_relation(ParseState& state, const sql::RelationRef& reference, Span span, bool also_from);

}  // namespace pgscribe::analyze
