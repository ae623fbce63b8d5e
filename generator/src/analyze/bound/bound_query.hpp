#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "analyze/bound/bound_expr.hpp"
#include "sql/ast.hpp"

// A bound statement: PostgreSQL's Query node (parsenodes.h), reduced to what types, NULLs and row counts need.

namespace pgscribe::analyze {

struct RangeColumn {
  std::string name;  ///< as visible: after the alias column list; empty: dropped
  Oid type = catalog::kInvalidOid;
  int type_modifier = -1;
  bool dropped = false;
  std::string collation{};  ///< of a column known before its query is: what a recursive term sees; else empty
};

enum class RangeKind { relation, subquery, join, function, values, cte, xml_table, json_table, excluded, named_row };

/// What can be said of the column of a JSON_TABLE: `value` is its JsonQueryExpr over the row's item, null for an
/// ordinal number.
struct JsonColumn {
  BoundRef value;
  bool is_nested = false;  ///< of a NESTED PATH, whose columns are NULL in the rows of the paths beside it
};

/// One function of a FROM function item and how many columns it contributes.
struct RangeFunction {
  BoundRef call;
  int column_count = 1;
  bool has_definition = false;  ///< AS (a int, b text)
};

/// One entry of the range table (RangeTblEntry). `columns` are filled for every kind.
struct RangeEntry {
  RangeKind kind = RangeKind::relation;
  std::string alias;       ///< the name it is visible by (eref->aliasname); empty for unnamed joins/sub-selects
  bool has_alias = false;  ///< an alias was written
  std::vector<RangeColumn> columns;
  Span span;
  bool lateral = false;
  bool only = false;  ///< relation: FROM ONLY

  const catalog::Relation* relation = nullptr;  ///< relation, excluded
  QueryRef subquery;  ///< subquery; cte: the CTE's query (null for the recursive self-reference)
  int cte_levels_up = 0;
  int cte_index = -1;  ///< into BoundQuery::ctes at that level
  bool self_reference = false;
  std::vector<RangeFunction> functions;
  bool ordinality = false;
  std::vector<BoundList> values;  ///< values: rows
  BoundList arguments;            ///< xml_table: document, row, paths, defaults, namespaces; TABLESAMPLE: its arguments
  std::vector<JsonColumn> json_columns;  ///< json_table; its `arguments` are the document, the path, what is passed
  bool has_nested_paths = false;         ///< json_table
  // join: what each column stands for, in terms of this query's range table (a ColumnVar, a CoalesceExpr for FULL JOIN
  // USING, ...)
  BoundList join_columns;
  int merged_count = 0;  ///< the first n join columns are USING-merged
  sql::JoinKind join_kind = sql::JoinKind::inner;
};

struct FromNode;
struct RangeReference {
  int entry = 0;
};
struct JoinNode {
  sql::JoinKind kind = sql::JoinKind::inner;
  std::shared_ptr<FromNode> left;
  std::shared_ptr<FromNode> right;
  BoundRef condition;  ///< ON, or the conjunction USING makes; null: none
  int entry = 0;       ///< the join's own range entry
};
struct FromNode {
  std::variant<RangeReference, JoinNode> node;
};

/// One output or assignment. `junk`: not in the result (ORDER BY only).
struct TargetEntry {
  BoundRef expr;
  std::string name;
  bool junk = false;
  int attribute = 0;  ///< INSERT/UPDATE: the target column's attribute number
  Span span;
};

struct WindowClause {
  std::string name;
  BoundList partition_by;
  std::vector<SortKey> order_by;
  sql::FrameMode mode = sql::FrameMode::range;
  sql::FrameBound start;  ///< kinds only; offsets are bound below
  sql::FrameBound end;
  sql::FrameExclusion exclusion = sql::FrameExclusion::none;
  bool default_frame = true;
  BoundRef start_offset;
  BoundRef end_offset;
};

/// A tree of set operations; leaves are range entries (kind subquery) of the query that holds it.
struct SetOperationNode {
  sql::SetOperator op = sql::SetOperator::none;
  bool all = false;
  std::shared_ptr<SetOperationNode> left;
  std::shared_ptr<SetOperationNode> right;
  int entry = -1;                    ///< leaf: range entry
  std::vector<RangeColumn> columns;  ///< result types after common-type selection
};

struct CteEntry {
  std::string name;
  QueryRef query;
  bool recursive = false;
  bool referenced = false;
  std::vector<RangeColumn> columns;                   ///< with SEARCH/CYCLE columns at the end
  std::vector<RangeColumn> added_columns;             ///< what SEARCH and CYCLE add: the tail of `columns`
  const sql::CommonTableExpr* declaration = nullptr;  ///< only while the statement is analysed
};

struct GroupingSetNode {
  sql::GroupingSetKind kind = sql::GroupingSetKind::empty;
  std::vector<int> columns;  ///< simple: indexes into BoundQuery::group_by
  std::vector<GroupingSetNode> sets;
  bool simple = false;
};

enum class ConflictAction { none, nothing, update };
struct BoundConflict {
  ConflictAction action = ConflictAction::none;
  int excluded_entry = -1;
  std::vector<int> inference_columns;  ///< attribute numbers; empty with no or expression inference
  const catalog::UniqueKey* arbiter = nullptr;
  std::vector<TargetEntry> set;
  BoundRef where;
};

enum class QueryKind { select, insert, update, delete_, merge, utility };

struct BoundMergeAction {
  sql::MergeMatch match = sql::MergeMatch::not_matched_by_target;
  sql::MergeAction action = sql::MergeAction::do_nothing;
  sql::Overriding overriding = sql::Overriding::none;
  BoundRef condition;
  std::vector<TargetEntry> targets;
};

struct BoundQuery {
  QueryKind kind = QueryKind::select;
  std::vector<CteEntry> ctes;
  bool recursive_with = false;
  std::vector<RangeEntry> range_table;
  std::vector<std::shared_ptr<FromNode>> from;  ///< FROM items, implicitly cross joined
  BoundRef where;
  std::vector<TargetEntry> targets;  ///< SELECT list; INSERT/UPDATE: assignments
  std::vector<TargetEntry> returning;
  int result_relation = -1;  ///< range entry that INSERT/UPDATE/DELETE/MERGE changes

  std::vector<SortKey> group_by;
  std::vector<GroupingSetNode> grouping_sets;
  BoundRef having;
  bool has_aggregates = false;
  bool has_window_functions = false;
  bool has_target_srfs = false;
  std::vector<WindowClause> windows;

  bool distinct = false;
  BoundList distinct_on;
  std::vector<SortKey> order_by;
  BoundRef limit;
  BoundRef offset;
  bool with_ties = false;
  bool has_row_locks = false;
  bool row_locks_skip = false;  ///< SKIP LOCKED somewhere

  std::shared_ptr<SetOperationNode> set_operations;  ///< targets then take names/types from it
  BoundConflict conflict;
  std::vector<BoundMergeAction> merge_actions;
  bool insert_values_rows = false;   ///< INSERT ... VALUES (one or more rows)
  std::size_t values_row_count = 0;  ///< 1 for a single-row INSERT ... VALUES and DEFAULT VALUES
  sql::Overriding overriding = sql::Overriding::none;
  int source_entry = -1;  ///< INSERT ... SELECT: the subquery's range entry
  std::string utility_tag;
  std::string single_row;  ///< of a utility: why its result is one row; empty: it may be more

  /// What the client receives: targets of a SELECT without junk, else returning.
  [[nodiscard]] std::vector<const TargetEntry*> output() const;
};

/// The range entries of an item of FROM from left to right, joins left out.
[[nodiscard]] std::vector<int> entries_of(const FromNode& node);
/// The same with those of joins, each after its sides.
[[nodiscard]] std::vector<int> entries_and_joins_of(const FromNode& node);

}  // namespace pgscribe::analyze
