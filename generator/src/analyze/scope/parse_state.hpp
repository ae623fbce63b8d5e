#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyze/bound/bound_query.hpp"
#include "analyze/scope/analysis_error.hpp"
#include "analyze/scope/parameters.hpp"
#include "catalog/catalog.hpp"
#include "sql/offset_map.hpp"
#include "support/diagnostics.hpp"

// What the analysis of one query level knows: its range table, its clause, the levels above (ParseState).

namespace pgscribe::analyze {

/// Which clause an expression stands in: decides what it may hold (ParseExprKind).
enum class ExprKind {
  other,
  join_on,
  from_subselect,
  from_function,
  where,
  having,
  filter,
  window_partition,
  window_order,
  window_frame_range,
  window_frame_rows,
  window_frame_groups,
  select_target,
  insert_target,
  update_source,
  update_target,
  merge_when,
  group_by,
  order_by,
  distinct_on,
  limit,
  offset,
  returning,
  merge_returning,
  values,
  values_single,
  index_expression,
  index_predicate,
  call_argument,
  cycle_mark,
  // Of the schema; see catalog::ExpressionPlace.
  check_constraint,
  default_value,
  column_generation,
  partition_key,
  policy,
  trigger_when,
  type_conversion
};

/// A name-space item: a range entry and what of it can be seen (ParseNamespaceItem).
struct NamespaceItem {
  int entry = 0;
  std::string name;                          ///< relation name it is visible by; empty: columns only
  RowVersion version = RowVersion::current;  ///< of OLD and NEW in RETURNING
  bool relation_visible = true;
  bool columns_visible = true;
  bool lateral_only = false;
  bool lateral_ok = true;
  std::vector<std::string> columns;  ///< names by attribute number - 1; empty string: dropped
  int hidden_columns =
      0;  ///< trailing columns that `*` leaves out (p_dontexpand: SEARCH/CYCLE columns inside the CTE itself)
};

/// What all levels of one top-level statement share.
struct AnalysisContext {
  const catalog::Catalog& catalog;
  const support::SourceFile& file;
  support::Diagnostics& diagnostics;
  ParameterTable& parameters;
  /// Star expansions and other rewrites for the SQL that is emitted: file offsets.
  std::vector<sql::TextEdit>* edits = nullptr;
  int depth = 0;
  /// Name of the one output column of each scalar sub-select bound so far: it names the select-list item too
  /// (FigureColname).
  std::unordered_map<const sql::Select*, std::string> subquery_names{};
  /// A collation other than a type's own takes part: collations have to be derived.
  bool has_collations = false;
  /// What the select list of the outermost query stands for.
  ExprKind outermost_targets = ExprKind::select_target;
  /// Where an error is shown that PostgreSQL gives no position.
  Span statement_span{};
};

/// One query level being analysed (ParseState). Lives on the stack of the transform functions.
struct ParseState {
  AnalysisContext& context;
  ParseState* parent = nullptr;
  BoundQuery* query = nullptr;         ///< range table, CTEs and windows go straight in here
  std::vector<NamespaceItem> names{};  ///< visible FROM items
  std::vector<sql::WindowDefinition> window_definitions{};
  ExprKind expr_kind = ExprKind::other;
  bool has_aggregates = false;
  bool has_window_functions = false;
  bool has_target_srfs = false;
  bool has_sublinks = false;
  bool lateral_active = false;
  int target_relation = -1;      ///< range entry of the INSERT/UPDATE/DELETE/MERGE target
  bool resolve_unknowns = true;  ///< unknown-type output columns become text (p_resolve_unknowns)
  CteEntry* parent_cte =
      nullptr;  ///< the CTE whose query this is; a recursive one gets its columns from the first term
  std::vector<std::string> future_ctes{};  ///< names not yet visible, for the hint
  /// The last set-returning function seen, for nesting checks.
  const BoundExpr* last_srf = nullptr;
  bool is_insert = false;
  /// The source of the `SET (a, b) = source` being transformed (p_multiassign_exprs): a SubqueryExpr or a RowExpr.
  BoundRef multi_assignment_source{};
  /// CTEs usable inside a recursive term being analysed (name -> columns known from the non-recursive term).
  std::vector<std::string> locked_from_parent{};
};

}  // namespace pgscribe::analyze
