#pragma once

#include "analyze/variants/variant_plan.hpp"

// `-- @patch`: assignments of an UPDATE that are sent only when they are given.

namespace pgscribe::analyze {

/// Adds the switches of `-- @patch` and the assignments that go with them; without any left, the statement is a SELECT
/// of the rows that would have been updated. False after a report.
bool plan_patch(const query::QueryDecl& decl, const AnalyzedQuery& whole, VariantPlan& plan,
                support::Diagnostics& diagnostics);

}  // namespace pgscribe::analyze
