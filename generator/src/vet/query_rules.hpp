#pragma once

#include "analyze/bound/bound_query.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "catalog/catalog.hpp"
#include "vet/findings.hpp"

// The rules about queries, each in a source of its own.

namespace pgscribe::vet {

/// A query that the analysis accepts, as the rules see it.
struct VettedQuery {
  const analyze::BoundQuery& statement;
  const catalog::Catalog& catalog;
  analyze::FactMemo& facts;
  Findings& findings;
};

void find_cartesian_joins(const VettedQuery& query);       ///< cartesian-join
void find_index_misses(const VettedQuery& query);          ///< cast-column, wrapped-column
void find_limits_without_order(const VettedQuery& query);  ///< unordered-limit, offset-page
void find_not_in_nullable(const VettedQuery& query);       ///< not-in-nullable
void find_unfiltered_changes(const VettedQuery& query);    ///< unfiltered-change
void find_unindexed_conditions(const VettedQuery& query);  ///< unindexed-condition
void find_unused_ctes(const VettedQuery& query);           ///< unused-cte

}  // namespace pgscribe::vet
