#pragma once

#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "catalog/catalog.hpp"
#include "sql/ast_expr.hpp"
#include "support/span.hpp"

// Typed expressions: what PostgreSQL's parse analysis makes of the raw tree (primnodes.h). Later passes (grouping
// checks, nullability, cardinality) read these, never the syntax tree.

namespace pgscribe::analyze {

using catalog::Oid;
using support::Span;

struct BoundExpr;
struct BoundQuery;
/// Shared, because alias columns of joins and select-list items are referred to from several places. Mutable only while
/// the statement that owns it is being analysed.
using BoundRef = std::shared_ptr<BoundExpr>;
using BoundList = std::vector<BoundRef>;
using QueryRef = std::shared_ptr<BoundQuery>;

/// Which row of the target RETURNING shows: what stands in the table after the statement (of DELETE what stood there),
/// or OLD or NEW, which are all NULL where there is no such row.
enum class RowVersion : unsigned char { current, old, new_ };

/// Column `column` (1-based attribute number; 0: whole row; negative: system column) of range entry `relation` (0-based
/// index into the range table of the query `levels_up` levels out).
struct ColumnVar {
  int relation = 0;
  int column = 0;
  int levels_up = 0;
  RowVersion version = RowVersion::current;
};
/// A literal or NULL. `text` is its text as written; of type unknown until coerced.
struct Constant {
  bool is_null = false;
  std::string text;
};
struct ParameterVar {
  int number = 0;
};

enum class CallForm { explicit_call, explicit_cast, implicit_cast, sql_syntax };
struct FunctionCallExpr {
  const catalog::Function* function = nullptr;
  BoundList args;  ///< defaults not filled in; VARIADIC arguments not yet collected unless variadic_array
  bool variadic_array = false;
  CallForm form = CallForm::explicit_call;
};
struct SortKey {
  BoundRef expr;
  int target = -1;  ///< index into the list of targets it was added to or found in
  bool descending = false;
  bool nulls_first = false;
};
struct AggregateExpr {
  const catalog::Function* function = nullptr;
  BoundList direct_args;
  BoundList args;
  std::vector<SortKey> order_by;
  bool distinct = false;
  bool star = false;
  BoundRef filter;
  int levels_up = 0;
};
struct WindowExpr {
  const catalog::Function* function = nullptr;  ///< window function or aggregate
  BoundList args;
  bool star = false;
  BoundRef filter;
  int window = 0;  ///< index into BoundQuery::windows
};
enum class OperatorForm { plain, distinct, not_distinct, null_if };
/// One argument: prefix operator. `distinct` is IS DISTINCT FROM.
struct OperatorExpr {
  const catalog::Operator* op = nullptr;
  BoundList args;
  OperatorForm form = OperatorForm::plain;
};
/// scalar op ANY|ALL (array); IN lists of plain values too, with an ArrayExpr on the right.
struct ArrayOperatorExpr {
  const catalog::Operator* op = nullptr;
  bool all = false;
  BoundRef scalar;
  BoundRef array;
};
struct BooleanExpr {
  sql::BooleanOperator op = sql::BooleanOperator::and_;
  BoundList args;
};

/// relabel: binary compatible; function: one call of `function`; in_out: through text; array: element by element; row:
/// record to composite or child to parent row; domain: checks of a domain.
enum class CoercionMethod { relabel, function, in_out, array, row, domain };
struct CoercionExpr {
  CoercionMethod method = CoercionMethod::relabel;
  BoundRef arg;
  const catalog::Function* function = nullptr;
  bool is_implicit = false;
};
struct CollateExpr {
  BoundRef arg;
  std::string collation;
  Span location;  ///< of COLLATE; the expression's own span is its argument's
};
struct CaseExpr {
  BoundRef arg;  ///< null for a searched CASE; then each `when` is boolean. Else `when` compares CaseTest with a value.
  std::vector<std::pair<BoundRef, BoundRef>> whens;
  BoundRef otherwise;  ///< never null: PostgreSQL supplies ELSE NULL
  bool has_else = false;
};
/// Stands for the CASE argument inside its WHENs.
struct CaseTest {};
struct CoalesceExpr {
  BoundList args;
};
struct MinMaxExpr {
  bool greatest = false;
  BoundList args;
};
struct ArrayExpr {
  Oid element = catalog::kInvalidOid;
  bool multidimensional = false;
  BoundList elements;
};
struct RowExpr {
  BoundList fields;
  std::vector<std::string> names;
};
/// (a, b) < (c, d); `=` and `<>` arrive as BooleanExpr over OperatorExprs, as in PostgreSQL.
struct RowCompareExpr {
  std::string op;
  BoundList left;
  BoundList right;
};
struct FieldSelectExpr {
  BoundRef arg;
  int field = 0;  ///< 1-based
};
struct SubscriptExpr {
  BoundRef container;
  BoundList upper;    ///< element of an index; null entry: omitted slice bound
  BoundList lower;    ///< empty unless a slice
  BoundRef assigned;  ///< the new value when this is an assignment target
};
/// UPDATE SET a.field = value
struct FieldStoreExpr {
  BoundRef arg;
  BoundRef value;
  int field = 0;
};
struct NullTestExpr {
  bool negated = false;  ///< IS NOT NULL
  BoundRef arg;
  bool arg_is_row = false;
};
struct BooleanTestExpr {
  sql::TruthValue test = sql::TruthValue::is_true;
  BoundRef arg;
};
/// For any/all: `test` compares the left side(s) with SubqueryColumn placeholders.
struct SubqueryExpr {
  sql::SubqueryKind kind = sql::SubqueryKind::scalar;
  BoundRef test;
  QueryRef query;
};
/// The i-th (1-based) output column of the SubqueryExpr around it.
struct SubqueryColumn {
  int column = 0;
};
/// Column `column` of the row that a multi-column SET's sub-select yields.
struct MultiAssignmentColumn {
  BoundRef subquery;
  int column = 0;
};
struct SqlValueExpr {
  sql::SqlValueKind kind = sql::SqlValueKind::current_date;
};
struct XmlExpr {
  sql::XmlOperation op = sql::XmlOperation::concat;
  BoundList named_args;
  BoundList args;
};
struct XmlSerializeExpr {
  BoundRef arg;
};
/// A constructor of SQL/JSON. Of an aggregate `args` holds the AggregateExpr or WindowExpr alone.
enum class JsonConstructor { object, array, object_aggregate, array_aggregate, parse, scalar, serialize };
struct JsonConstructorExpr {
  JsonConstructor kind = JsonConstructor::object;
  BoundList args;
  bool absent_on_null = false;
  bool unique = false;
};
/// IS JSON.
struct JsonTestExpr {
  BoundRef arg;
  sql::JsonItemKind item = sql::JsonItemKind::any;
  bool unique = false;
};
/// ON EMPTY or ON ERROR, those that were not written included.
struct BoundJsonBehavior {
  sql::JsonBehaviorKind kind = sql::JsonBehaviorKind::null;
  BoundRef value;  ///< of DEFAULT
};
/// JSON_EXISTS, JSON_QUERY, JSON_VALUE.
struct JsonQueryExpr {
  sql::JsonQueryKind kind = sql::JsonQueryKind::exists;
  BoundRef document;
  BoundRef path;
  BoundList passing;
  std::vector<std::string> names;  ///< of `passing`
  BoundJsonBehavior on_empty;
  BoundJsonBehavior on_error;
  sql::JsonWrapper wrapper = sql::JsonWrapper::unspecified;
  bool omit_quotes = false;
};
/// merge_action()
struct MergeActionExpr {};
struct GroupingExpr {
  BoundList args;
  int levels_up = 0;
};
struct CurrentOfExpr {};
struct DefaultExpr {};

using BoundVariant =
    std::variant<ColumnVar, Constant, ParameterVar, FunctionCallExpr, AggregateExpr, WindowExpr, OperatorExpr,
                 ArrayOperatorExpr, BooleanExpr, CoercionExpr, CollateExpr, CaseExpr, CaseTest, CoalesceExpr,
                 MinMaxExpr, ArrayExpr, RowExpr, RowCompareExpr, FieldSelectExpr, SubscriptExpr, FieldStoreExpr,
                 NullTestExpr, BooleanTestExpr, SubqueryExpr, SubqueryColumn, MultiAssignmentColumn, SqlValueExpr,
                 XmlExpr, XmlSerializeExpr, JsonConstructorExpr, JsonTestExpr, JsonQueryExpr, MergeActionExpr,
                 GroupingExpr, CurrentOfExpr, DefaultExpr>;

/// A BoundVariant whose copies and end are made in one place: inline they would be a third of every object file.
class BoundNode : public BoundVariant {
 public:
  BoundNode() noexcept;
  template <typename Node>
  requires std::is_constructible_v<BoundVariant, Node&&> &&
      (!std::is_base_of_v<BoundVariant, std::remove_cvref_t<Node>>)BoundNode(Node&& node)
      : BoundVariant(std::forward<Node>(node)) {}  // NOLINT: implicit, as the variant's own
  BoundNode(const BoundNode& other);
  BoundNode(BoundNode&& other) noexcept;
  BoundNode& operator=(const BoundNode& other);
  BoundNode& operator=(BoundNode&& other) noexcept;
  ~BoundNode();
};

/// How a value came by its collation (SQL's collation derivation, parse_collate.c): from nowhere, a column or type, two
/// that differ, a COLLATE.
enum class CollationStrength : unsigned char { none, implicit, conflict, explicit_ };

/// `type` is never kInvalidOid after transformation. `span`: exprLocation and its token, for messages.
struct BoundExpr {
  BoundNode node;
  Oid type = catalog::kInvalidOid;
  int type_modifier = -1;
  /// Derived at the end of each query level (collations.hpp), and only in statements where one is named: that is where
  /// it makes errors.
  std::string collation{};
  CollationStrength collation_strength = CollationStrength::none;
  Span span;
};

/// The location PostgreSQL reports for a node at `location` over `inner` (leftmostLoc); an empty span is no location.
[[nodiscard]] Span leftmost(Span location, Span inner);
[[nodiscard]] BoundRef make_bound(BoundNode node, Oid type, Span span, int type_modifier = -1);
/// Structural equality ignoring spans, as PostgreSQL's equal() does for expressions (implicit vs explicit cast form
/// ignored).
[[nodiscard]] bool equal(const BoundExpr& a, const BoundExpr& b);

/// What is cast, below all casts.
[[nodiscard]] const BoundExpr& without_casts(const BoundExpr& expr);

}  // namespace pgscribe::analyze
