#pragma once

#include "analyze/variants/variant_plan.hpp"

// `-- @optional`: conditions that are left out.

namespace pgscribe::analyze {

/// Adds the switches of `-- @optional` and the conditions that go with them. False after a report.
bool plan_optional_parts(const query::QueryDecl& decl, const AnalyzedQuery& whole, VariantPlan& plan,
                         support::Diagnostics& diagnostics);

}  // namespace pgscribe::analyze
