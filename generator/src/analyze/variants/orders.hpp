#pragma once

#include "analyze/variants/variant_plan.hpp"

// `-- @order`: ways to sort.

namespace pgscribe::analyze {

/// Adds the switches of `-- @order` and what stands behind ORDER BY with each. False after a report.
bool plan_orders(const query::QueryDecl& decl, const AnalyzedQuery& whole, VariantPlan& plan,
                 support::Diagnostics& diagnostics);

/// What stands behind ORDER BY when, pages that are read backwards included.
void add_order_slot(const query::QueryDecl& decl, VariantPlan& plan);

}  // namespace pgscribe::analyze
