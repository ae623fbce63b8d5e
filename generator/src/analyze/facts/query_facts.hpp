#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "analyze/bound/bound_query.hpp"
#include "analyze/facts/null_rejection.hpp"
#include "analyze/facts/nullability.hpp"

namespace pgscribe::analyze {

class FactMemo;

/// What one range entry gives. `columns[i]`: attribute i + 1 in rows where the entry is present.
struct EntryFacts {
  std::vector<Nullability> columns;
  /// Null-extended by an outer join in some rows of the output.
  bool optional = false;
  Reason optional_reason;
};

/// NULL facts of one query level. Entries are looked at on demand, left before right, so that LATERAL items see what
/// stands before them.
class QueryFacts {
 public:
  QueryFacts(const BoundQuery& query, FactMemo& memo, const QueryFacts* outer);

  [[nodiscard]] const BoundQuery& query() const { return query_; }
  /// What the levels of one statement share.
  [[nodiscard]] FactMemo& memo() const { return memo_; }
  /// The level `levels_up` levels out.
  [[nodiscard]] const QueryFacts& level(int levels_up) const;
  [[nodiscard]] const EntryFacts& entry(int index) const { return entries_[static_cast<std::size_t>(index)]; }

  /// A column of this level as it arrives in the output: null-extension by outer joins included.
  [[nodiscard]] Nullability column(const ColumnVar& var, Span span) const;
  /// Where WHERE and HAVING say that this expression is not NULL; null when they do not.
  [[nodiscard]] const BoundExpr* find_fact(const BoundExpr& expr) const;
  /// Is it a grouping key that some grouping set leaves out?
  [[nodiscard]] bool is_left_out_by_grouping(const BoundExpr& expr) const;
  /// Is it such a key, or made of one?
  [[nodiscard]] bool holds_left_out_key(const BoundExpr& expr) const;
  /// Is there a grouping set without keys, which has one group even when there are no rows?
  [[nodiscard]] bool has_empty_grouping_set() const;

  /// The output columns of the query.
  [[nodiscard]] std::vector<Nullability> output() const;

 private:
  void plan(const FromNode& node, const NonNullFacts& facts);
  void plan_join(const JoinNode& join, const NonNullFacts& facts);
  void look_at(const FromNode& node);
  void look_at_join(const JoinNode& join);
  void mark_optional(const FromNode& node, const Reason& reason);
  void add_condition(const BoundRef& condition, NonNullFacts& facts) const;
  [[nodiscard]] bool mentions(const NonNullFacts& facts, const FromNode& node) const;
  [[nodiscard]] std::vector<Nullability> base_columns(int index);
  [[nodiscard]] std::vector<Nullability> relation_columns(const RangeEntry& entry) const;
  [[nodiscard]] bool is_new_row_of_view(const RangeEntry& entry) const;
  [[nodiscard]] std::vector<Nullability> values_columns(const RangeEntry& entry) const;
  [[nodiscard]] std::vector<Nullability> function_columns(const RangeEntry& entry) const;
  [[nodiscard]] std::vector<Nullability> cte_columns(const RangeEntry& entry) const;
  [[nodiscard]] std::vector<Nullability> set_operation_output(const SetOperationNode& node) const;
  void find_left_out_keys();

  const BoundQuery& query_;
  FactMemo& memo_;
  const QueryFacts* outer_;
  std::vector<EntryFacts> entries_;
  std::vector<std::vector<const BoundExpr*>>
      rejected_;  ///< per entry: its columns that conditions prove not NULL where it is present
  std::map<int, sql::JoinKind> join_kinds_;  ///< by the join's range entry, after reduction
  NonNullFacts output_facts_;                ///< hold in every row of the output
  std::vector<bool> left_out_keys_;          ///< per group_by item
};

/// Nullability of an expression at a level.
[[nodiscard]] Nullability nullability_of(const BoundExpr& expr, const QueryFacts& facts);

}  // namespace pgscribe::analyze
