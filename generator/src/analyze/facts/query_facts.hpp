#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analyze/bound/bound_query.hpp"
#include "analyze/facts/null_rejection.hpp"
#include "analyze/facts/nullability.hpp"

// What is known of the rows and columns of one query level.

namespace pgscribe::analyze {

class FactMemo;

/// What one range entry gives. `columns[i]`: attribute i + 1 in rows where the entry is present.
struct EntryFacts {
  std::vector<Nullability> columns;
  /// Null-extended by an outer join in some rows of the output.
  bool optional = false;
  Reason optional_reason;
  std::set<int> optional_in{};  ///< the sides of joins that are filled with NULL: twice the join's range entry, and 1
                                ///< for the right
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
  /// The same in rows where the entry's row is there.
  [[nodiscard]] Nullability column_where_present(const ColumnVar& var, Span span) const;
  /// Range entries whose row is there when the condition is true.
  [[nodiscard]] std::set<int> rows_present_if_true(const BoundExpr& condition) const;
  /// Range entries that the facts speak of, whose row is there therefore.
  [[nodiscard]] std::set<int> rows_of(const NonNullFacts& facts) const;
  /// The row that a column is of, as a member of sets of rows: the range entry; OLD and NEW have numbers of their own.
  [[nodiscard]] static int row_of(const ColumnVar& var);
  /// Is the entry's row there when those of `present` are? They share the joins that could fill it with NULL.
  [[nodiscard]] bool is_present(int index, const std::set<int>& present) const;
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
  /// What is known of the rows that arrive in the output.
  struct Proved {
    NonNullFacts facts;
    std::set<int> present;  ///< range entries whose row is there
  };
  void prove(const BoundRef& condition, Proved& proved) const;
  void plan(const FromNode& node, const Proved& proved);
  void plan_join(const JoinNode& join, const Proved& proved);
  void look_at(const FromNode& node);
  void look_at_join(const JoinNode& join);
  void mark_optional(const FromNode& node, int join_side, sql::JoinKind kind, Span place);
  void add_condition(const BoundExpr& condition, NonNullFacts& facts) const;
  [[nodiscard]] static bool has_any(const std::set<int>& present, const FromNode& node);
  [[nodiscard]] std::vector<Nullability> base_columns(int index);
  [[nodiscard]] std::vector<Nullability> relation_columns(const RangeEntry& entry,
                                                          RowVersion version = RowVersion::current) const;
  [[nodiscard]] std::vector<Nullability> json_table_columns(const RangeEntry& entry) const;
  void look_at_target();
  void mark_absent(const FromNode& node, const Reason& reason);
  static void apply_rejected(const RangeEntry& entry, const std::vector<const BoundExpr*>& rejected,
                             std::vector<Nullability>& columns);
  [[nodiscard]] bool is_target(const RangeEntry& entry) const;
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
  std::vector<Nullability> old_columns_;     ///< of the target's OLD row, where it is there
};

/// As messages name it.
[[nodiscard]] std::string entry_name(const RangeEntry& entry);
/// Nullability of an expression at a level; with a condition, in the rows for which it holds.
[[nodiscard]] Nullability nullability_of(const BoundExpr& expr, const QueryFacts& facts,
                                         const BoundExpr* condition = nullptr);

}  // namespace pgscribe::analyze
