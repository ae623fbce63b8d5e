#pragma once

#include "analyze/variants/variant_plan.hpp"

// `-- @optional join t when a, b`: joins that only conditions need which are left out.

namespace pgscribe::analyze {

/// Adds what is left out of FROM when none of its switches is on. False after a report. What else refers to the table
/// is found when the variant without it is analysed.
bool plan_optional_joins(const query::QueryDecl& decl, const AnalyzedQuery& whole, VariantPlan& plan,
                         support::Diagnostics& diagnostics);

}  // namespace pgscribe::analyze
