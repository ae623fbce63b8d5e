#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sql/ast_expr.hpp"

// SELECT, INSERT, UPDATE, DELETE, MERGE and their clauses.

namespace pgscribe::sql {

/// One select-list, RETURNING or SET item. `name` is the AS alias, or the target column of INSERT / SET, with
/// `indirection` (`a.field`, `a[1]`) after it.
struct Target {
  std::optional<Name> name;
  std::vector<IndirectionStep> indirection;
  ExprRef value;  ///< null for INSERT's column list
  Span span;
};

struct Alias {
  Name name;
  std::vector<Name> columns;
};

/// A relation by name. `only`: ONLY t. `persistence` 't' for TEMP, 'u' for UNLOGGED (CREATE), else 'p'.
struct RelationRef {
  QualifiedName name;
  bool only = false;
  char persistence = 'p';
  std::optional<Alias> alias;
};

struct SubqueryFrom {
  bool lateral = false;
  Ref<Select> select;
  std::optional<Alias> alias;
};

struct ColumnDefinitionItem {
  Name name;
  TypeName type;
  std::optional<QualifiedName> collation{};
  Span collation_span{};  ///< COLLATE
};

struct FunctionItem {
  ExprRef call;  ///< FunctionCall, or an SQL value function
  std::vector<ColumnDefinitionItem> column_definitions;
};
/// `f(...) AS t(a, b)`, `ROWS FROM (f(...), g(...)) WITH ORDINALITY`.
struct FunctionFrom {
  bool lateral = false;
  bool ordinality = false;
  bool rows_from = false;
  std::vector<FunctionItem> functions;
  std::optional<Alias> alias;
  std::vector<ColumnDefinitionItem> column_definitions;
};

struct XmlTableColumn {
  Name name;
  std::optional<TypeName> type;  ///< absent for FOR ORDINALITY
  ExprRef path;
  ExprRef default_value;
  bool not_null = false;
};
struct XmlTableFrom {
  bool lateral = false;
  ExprRef document;
  ExprRef row;
  std::vector<Target> namespaces;
  std::vector<XmlTableColumn> columns;
  std::optional<Alias> alias;
};

struct JsonTableFrom {
  bool lateral = false;
  JsonValue document;
  ExprRef path;
  std::optional<Name> path_name;
  std::vector<JsonArgument> passing;
  std::vector<JsonTableColumn> columns;
  std::optional<JsonBehavior> on_error;
  std::optional<Alias> alias;
};

struct TableSampleFrom {
  Ref<FromItem> relation;
  QualifiedName method;
  ExprList args;
  ExprRef repeatable;
};

enum class JoinKind { inner, left, right, full };
struct JoinFrom {
  JoinKind kind = JoinKind::inner;
  bool natural = false;
  Ref<FromItem> left;
  Ref<FromItem> right;
  std::vector<Name> using_columns;
  std::optional<Alias> using_alias;
  ExprRef on;
  std::optional<Alias> alias;
};

/// `span` is the item's first name or keyword.
struct FromItem {
  std::variant<RelationRef, SubqueryFrom, FunctionFrom, XmlTableFrom, JsonTableFrom, TableSampleFrom, JoinFrom,
               Unsupported>
      node;
  Span span;
};

enum class GroupingSetKind { empty, rollup, cube, sets };
struct GroupingSet;
/// An expression, or a grouping set.
struct GroupItem {
  ExprRef expr;
  std::shared_ptr<const GroupingSet> set;
};
struct GroupingSet {
  GroupingSetKind kind = GroupingSetKind::empty;
  std::vector<GroupItem> content;
  Span span;
};

enum class LockStrength { key_share, share, no_key_update, update };
enum class LockWait { block, skip_locked, no_wait };
struct LockingClause {
  std::vector<RelationRef> relations;
  LockStrength strength = LockStrength::update;
  LockWait wait = LockWait::block;
  Span span;
};

struct CteSearch {
  std::vector<Name> columns;
  bool breadth_first = false;
  Name sequence_column;
  Span span;
};
struct CteCycle {
  std::vector<Name> columns;
  Name mark_column;
  ExprRef mark_value;
  ExprRef mark_default;
  Name path_column;
  Span span;
};
struct CommonTableExpr {
  Name name;
  std::vector<Name> columns;
  Ref<Statement> query;  ///< Select, Insert, Update, Delete (or an Unsupported utility)
  std::optional<CteSearch> search;
  std::optional<CteCycle> cycle;
  Span span;
};
struct WithClause {
  bool recursive = false;
  std::vector<CommonTableExpr> ctes;
  Span span;
};

enum class SetOperator { none, union_, intersect, except };

struct IntoClause {
  RelationRef relation;
  std::vector<Name> columns;
  bool with_no_data = false;
};

struct Select {
  std::optional<WithClause> with;
  bool distinct = false;
  ExprList distinct_on;
  std::vector<Target> targets;
  std::optional<IntoClause> into;
  std::vector<Ref<FromItem>> from;
  ExprRef where;
  bool group_distinct = false;
  std::vector<GroupItem> group_by;
  ExprRef having;
  std::vector<WindowDefinition> windows;
  std::vector<std::vector<ExprRef>> values;  ///< not empty: this is a VALUES list
  std::vector<SortItem> order_by;
  ExprRef limit;
  ExprRef offset;
  bool limit_with_ties = false;
  std::vector<LockingClause> locking;
  SetOperator set_operator = SetOperator::none;
  bool set_all = false;
  Ref<Select> left;
  Ref<Select> right;
  Span span;
};

struct InferenceItem {  ///< one column or expression of ON CONFLICT (...)
  std::optional<Name> column;
  ExprRef expr;
  std::optional<QualifiedName> collation;
  std::optional<QualifiedName> operator_class;
  bool has_order = false;        ///< ASC or DESC, which PostgreSQL refuses here
  bool has_nulls_order = false;  ///< NULLS FIRST or LAST, likewise
};
struct OnConflict {
  bool do_update = false;
  bool has_inference = false;  ///< ON CONFLICT (...) was written
  std::vector<InferenceItem> inference;
  Span inference_span;  ///< its parenthesis: where PostgreSQL points when a column is wrong
  ExprRef inference_where;
  std::optional<Name> constraint;
  std::vector<Target> set;
  ExprRef where;
  Span span;
};

/// `OLD AS name` or `NEW AS name` of RETURNING WITH.
struct ReturningOption {
  bool is_new = false;
  Name name;
  Span span;  ///< OLD or NEW
};
struct Returning {
  std::vector<ReturningOption> options;
  std::vector<Target> targets;
};

enum class Overriding { none, user_value, system_value };
struct Insert {
  std::optional<WithClause> with;
  RelationRef relation;
  Span relation_span;
  std::vector<Target> columns;
  Ref<Select> source;  ///< null: DEFAULT VALUES
  std::optional<OnConflict> on_conflict;
  Returning returning;
  Overriding overriding = Overriding::none;
};

struct Update {
  std::optional<WithClause> with;
  RelationRef relation;
  Span relation_span;
  std::vector<Target> set;
  std::vector<Ref<FromItem>> from;
  ExprRef where;
  Returning returning;
};

struct Delete {
  std::optional<WithClause> with;
  RelationRef relation;
  Span relation_span;
  std::vector<Ref<FromItem>> using_items;
  ExprRef where;
  Returning returning;
};

enum class MergeMatch { matched, not_matched_by_source, not_matched_by_target };
enum class MergeAction { do_nothing, insert, update, delete_ };
struct MergeWhen {
  MergeMatch match = MergeMatch::not_matched_by_target;
  ExprRef condition;
  MergeAction action = MergeAction::do_nothing;
  Overriding overriding = Overriding::none;
  std::vector<Target> targets;  ///< SET items, or the insert column list
  ExprList values;
  bool default_values = false;
  Span span;
};
struct Merge {
  std::optional<WithClause> with;
  RelationRef relation;
  Span relation_span;
  Ref<FromItem> source;
  ExprRef on;
  std::vector<MergeWhen> whens;
  Returning returning;
};

}  // namespace pgscribe::sql
