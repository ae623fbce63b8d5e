#pragma once

#include "analyze/variants/variant_plan.hpp"

// `-- @keyset`: pages that begin behind a row.

namespace pgscribe::analyze {

/// Adds the switches of `-- @keyset`, the condition that goes with each way to sort, and its parameters. False after a
/// report.
bool plan_keyset(const query::QueryDecl& decl, const AnalyzedQuery& whole, VariantPlan& plan,
                 support::Diagnostics& diagnostics);

/// Of the statement with all that is true of every variant: keys are never NULL, and a warning where rows can share
/// all of them. False after a report.
bool check_keyset(const query::QueryDecl& decl, const AnalyzedQuery& whole, const VariantPlan& plan,
                  support::Diagnostics& diagnostics);

}  // namespace pgscribe::analyze
