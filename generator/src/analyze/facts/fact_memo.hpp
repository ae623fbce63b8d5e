#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "analyze/facts/cardinality.hpp"
#include "analyze/facts/nullability.hpp"
#include "analyze/facts/unique_lookup.hpp"

// What has been found out about the queries of one statement, each fact once.

namespace pgscribe::analyze {

class QueryFacts;

/// What has been found out about the queries of one statement, each fact once: a WITH item that is read twice, or a
/// sub-select that several rules ask about, is looked at once. The trees must not change while it lives.
class FactMemo {
 public:
  explicit FactMemo(const catalog::Catalog& catalog, NullableParameters nullable_parameters = {})
      : catalog_(catalog), nullable_parameters_(std::move(nullable_parameters)) {}

  [[nodiscard]] const catalog::Catalog& catalog() const { return catalog_; }
  [[nodiscard]] const NullableParameters& nullable_parameters() const { return nullable_parameters_; }

  [[nodiscard]] const RowCount& rows(const BoundQuery& query);
  [[nodiscard]] const UniqueLookup& lookups(const BoundQuery& query);
  [[nodiscard]] const std::vector<catalog::RowKey>& row_keys(const BoundQuery& query);
  /// NULLs of the query's output; `outer`: the level it stands in.
  [[nodiscard]] const std::vector<Nullability>& output(const BoundQuery& query, const QueryFacts* outer);
  /// The same of a WITH item of `holder`, whose columns include those of SEARCH and CYCLE. Inside a recursive item:
  /// what is assumed of it.
  [[nodiscard]] const std::vector<Nullability>& output(const CteEntry& cte, const QueryFacts& holder);

  /// How often a query was looked at for one of these facts: what grows with the size of the statement, and no faster.
  [[nodiscard]] std::size_t looks() const { return looks_; }
  void count_look() { ++looks_; }

 private:
  /// Recursive items whose output a fact takes for granted.
  using Assumptions = std::set<const BoundQuery*>;
  struct Output {
    std::vector<Nullability> columns;
    Assumptions rests_on;
  };

  [[nodiscard]] std::vector<Nullability> recursive_output(const CteEntry& cte, const QueryFacts& holder);
  [[nodiscard]] const std::vector<Nullability>& remember(const BoundQuery& query, std::vector<Nullability> columns,
                                                         Assumptions outside);
  const std::vector<Nullability>& use(const Output& output);
  void forget_what_rests_on(const BoundQuery& assumed);

  const catalog::Catalog& catalog_;
  NullableParameters nullable_parameters_;
  std::map<const BoundQuery*, RowCount> rows_;
  std::map<const BoundQuery*, UniqueLookup> lookups_;
  std::map<const BoundQuery*, std::vector<catalog::RowKey>> row_keys_;
  std::map<const BoundQuery*, Output> outputs_;
  std::map<const BoundQuery*, std::vector<Nullability>> assumed_;
  Assumptions used_;  ///< by the query that is being looked at
  std::size_t looks_ = 0;
};

}  // namespace pgscribe::analyze
