#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sql/ast_fwd.hpp"
#include "sql/ast_json.hpp"

// Expressions, close to PostgreSQL's raw parse tree (parsenodes.h), so that analysis can follow parse_expr.c.

namespace pgscribe::sql {

/// `a`, `t.a`, `s.t.a`, `*`, `t.*`. With `star`, `fields` holds what stands before the star.
struct ColumnRef {
  std::vector<Name> fields;
  bool star = false;
};

/// `$n`. `number` is at least 1 for a valid statement; the scanner admits $0.
struct ParamRef {
  int number = 0;
};

struct NullLiteral {};
struct BooleanLiteral {
  bool value = false;
};
/// Fits int4; anything larger arrives as FloatLiteral, as in PostgreSQL's scanner.
struct IntegerLiteral {
  std::int32_t value = 0;
};
/// A numeric constant's text: "1.5", "1e10", "9999999999".
struct FloatLiteral {
  std::string text;
};
/// An untyped ('unknown') string constant, unescaped.
struct StringLiteral {
  std::string text;
};
/// `B'101'` / `X'1F'`; text starts with 'b' or 'x'.
struct BitStringLiteral {
  std::string text;
};

/// `arg::type` and CAST(arg AS type); `type 'literal'` too.
struct Cast {
  ExprRef arg;
  TypeName type;
};

struct Collate {
  ExprRef arg;  ///< null only in DDL column definitions
  QualifiedName collation;
};

struct FieldStep {
  Name name;
};
struct StarStep {};
struct SubscriptStep {
  ExprRef index;
};
/// `[lower:upper]`; either may be null.
struct SliceStep {
  ExprRef lower;
  ExprRef upper;
};
using IndirectionStep = std::variant<FieldStep, StarStep, SubscriptStep, SliceStep>;

/// `(expr).field`, `expr[1]`, `(expr).*`.
struct Indirection {
  ExprRef arg;
  std::vector<IndirectionStep> steps;
};

/// A prefix operator has no `left`. Expr::span is the operator token's, as PostgreSQL reports errors there.
struct OperatorCall {
  QualifiedName op;
  ExprRef left;
  ExprRef right;
};

/// `left op ANY|ALL (array)`.
struct ArrayComparison {
  QualifiedName op;
  bool all = false;
  ExprRef left;
  ExprRef right;
};

struct DistinctFrom {
  bool negated = false;  ///< IS NOT DISTINCT FROM
  ExprRef left;
  ExprRef right;
};

struct NullIf {
  ExprRef left;
  ExprRef right;
};

/// `left [NOT] IN (list)`; the operator is `=` or `<>`.
struct InList {
  bool negated = false;
  ExprRef left;
  ExprList list;
};

enum class PatternKind { like, ilike, similar };
/// LIKE, ILIKE, SIMILAR TO: `op` is the operator PostgreSQL uses (`~~`, `!~~*`, `~` ...). With ESCAPE, or for SIMILAR
/// TO, `right` is already the call of pg_catalog.like_escape / similar_to_escape.
struct PatternMatch {
  PatternKind kind = PatternKind::like;
  QualifiedName op;
  ExprRef left;
  ExprRef right;
};

struct Between {
  bool negated = false;
  bool symmetric = false;
  ExprRef arg;
  ExprRef low;
  ExprRef high;
};

enum class BooleanOperator { and_, or_, not_ };
struct BooleanCall {
  BooleanOperator op = BooleanOperator::and_;
  ExprList args;
};

struct NullTest {
  bool negated = false;  ///< IS NOT NULL
  ExprRef arg;
};

enum class TruthValue { is_true, is_not_true, is_false, is_not_false, is_unknown, is_not_unknown };
struct BooleanTest {
  TruthValue test = TruthValue::is_true;
  ExprRef arg;
};

/// `name => value` (only inside FunctionCall::args).
struct NamedArgument {
  Name name;
  ExprRef value;
};

enum class SortDirection { default_, ascending, descending, using_ };
enum class NullsOrder { default_, first, last };
struct SortItem {
  ExprRef expr;
  SortDirection direction = SortDirection::default_;
  NullsOrder nulls = NullsOrder::default_;
  std::optional<QualifiedName> using_op;
};

enum class FrameMode { range, rows, groups };
enum class FrameBoundKind { unbounded_preceding, offset_preceding, current_row, offset_following, unbounded_following };
struct FrameBound {
  FrameBoundKind kind = FrameBoundKind::unbounded_preceding;
  ExprRef offset;
};
enum class FrameExclusion { none, current_row, group, ties };
struct Frame {
  FrameMode mode = FrameMode::range;
  FrameBound start;
  FrameBound end;
  FrameExclusion exclusion = FrameExclusion::none;
};

/// `OVER w` has only `existing` and `is_reference`; `OVER (w ...)` and WINDOW items the rest.
struct WindowDefinition {
  std::string name;      ///< of a WINDOW clause item
  std::string existing;  ///< the window it refers to or copies
  bool is_reference = false;
  ExprList partition_by;
  std::vector<SortItem> order_by;
  std::optional<Frame> frame;  ///< absent: the default frame
  Span span;
};

/// SQL syntax forms (EXTRACT, SUBSTRING ... FROM, POSITION, TRIM, AT TIME ZONE, OVERLAPS, OVERLAY) arrive as calls of
/// the pg_catalog function the grammar chose, with `sql_syntax` set.
struct FunctionCall {
  QualifiedName name;
  ExprList args;
  bool star = false;          ///< count(*)
  bool distinct = false;      ///< agg(DISTINCT x)
  bool variadic = false;      ///< f(VARIADIC a)
  bool within_group = false;  ///< order_by came from WITHIN GROUP
  bool sql_syntax = false;
  std::vector<SortItem> order_by;
  ExprRef filter;
  std::shared_ptr<const WindowDefinition> over;
};

struct CaseWhen {
  ExprRef when;
  ExprRef then;
  Span span;
};
struct Case {
  ExprRef arg;  ///< null for a searched CASE
  std::vector<CaseWhen> whens;
  ExprRef otherwise;
};

struct Coalesce {
  ExprList args;
};
struct MinMax {
  bool greatest = false;
  ExprList args;
};

enum class SqlValueKind {
  current_date,
  current_time,
  current_time_n,
  current_timestamp,
  current_timestamp_n,
  local_time,
  local_time_n,
  local_timestamp,
  local_timestamp_n,
  current_role,
  current_user,
  user,
  session_user,
  current_catalog,
  current_schema
};
struct SqlValueFunction {
  SqlValueKind kind = SqlValueKind::current_date;
  int precision = -1;
};

enum class SubqueryKind { exists, all, any, scalar, array };
/// `test op ANY (select)`; `x IN (select)` is `any` with an empty op.
struct Subquery {
  SubqueryKind kind = SubqueryKind::scalar;
  ExprRef test;
  std::optional<QualifiedName> op;
  Ref<Select> select;
};

struct ArrayConstructor {
  ExprList elements;
};
struct RowConstructor {
  ExprList fields;
  bool is_explicit = false;  ///< ROW(...) rather than (a, b)
};
/// GROUPING(...)
struct GroupingCall {
  ExprList args;
};
/// WHERE CURRENT OF cursor
struct CurrentOf {
  std::string cursor;
};
/// DEFAULT in a VALUES list or SET clause.
struct DefaultValue {};

/// One column of `SET (a, b) = source`: column `index` (1-based) of `count`.
struct MultiAssignment {
  ExprRef source;
  int index = 0;
  int count = 0;
};

enum class XmlOperation { concat, element, forest, parse, pi, root, document };
struct XmlCall {
  XmlOperation op = XmlOperation::concat;
  std::string name;
  /// XMLATTRIBUTES / XMLFOREST members; the name is empty when it must come from the expression.
  std::vector<std::pair<std::string, ExprRef>> named_args;
  ExprList args;
};
struct XmlSerialize {
  ExprRef arg;
  TypeName type;
};

/// merge_action(), of RETURNING in MERGE.
struct MergeActionCall {};

/// A node kind that pgscribe does not know; the lowering has reported it.
struct Unsupported {
  std::string tag;
};

using ExprNode =
    std::variant<ColumnRef, ParamRef, NullLiteral, BooleanLiteral, IntegerLiteral, FloatLiteral, StringLiteral,
                 BitStringLiteral, Cast, Collate, Indirection, OperatorCall, ArrayComparison, DistinctFrom, NullIf,
                 InList, PatternMatch, Between, BooleanCall, NullTest, BooleanTest, NamedArgument, FunctionCall, Case,
                 Coalesce, MinMax, SqlValueFunction, Subquery, ArrayConstructor, RowConstructor, GroupingCall,
                 CurrentOf, DefaultValue, MultiAssignment, XmlCall, XmlSerialize, JsonObject, JsonArray, JsonArrayQuery,
                 JsonAggregate, JsonParse, JsonScalar, JsonSerialize, JsonTest, JsonQueryCall, MergeActionCall,
                 Unsupported>;

/// `span` starts where PostgreSQL's parse location points (exprLocation of the raw node itself: the operator of an
/// operator call, the first name of a column reference, the `::` or CAST/type token of a cast is NOT used for its
/// argument) and ends with that token or dotted name: it is what a caret run should underline. `extent` covers the
/// whole expression as far as tokens tell.
struct Expr {
  ExprNode node;
  Span span;
  Span extent;
};

}  // namespace pgscribe::sql
