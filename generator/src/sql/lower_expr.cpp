#include <array>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "sql/lower_json.hpp"
#include "sql/lowering.hpp"

// Expressions: constants, names, operators, sub-queries.

namespace pgscribe::sql {
namespace {

ExprRef lower_column_ref(Lowering& l, NodeView n) {
  ColumnRef ref;
  const Span whole = l.dotted(n.location());
  std::size_t i = l.token_at(n.location());
  for (const NodeView field : n["fields"]) {
    if (field.is("A_Star")) {
      ref.star = true;
    } else {
      ref.fields.push_back({std::string(field.string_value()), l.tokens_span(i, i + 1)});
    }
    i += 2;  // the dot
  }
  return make_expr(std::move(ref), whole, whole);
}

ExprRef lower_param_ref(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  return make_expr(ParamRef{n.integer("number")}, span, span);
}

/// libpg_query 15 writes no negative Integer (`-1` folded by the grammar comes out like 0): read it from the text.
std::int32_t integer_value(const Lowering& l, NodeView n) {
  const int written = n.constant_integer();
  if (written != 0 || n.location() < 0) return written;
  const TokenIndex& tokens = l.tokens();
  std::size_t i = l.token_at(n.location());
  if (!tokens.is(i, "-")) return 0;
  while (tokens.is(i, "-") || tokens.is(i, "+") || tokens.is(i, "(")) ++i;
  std::int64_t value = 0;
  for (const char c : tokens.slice(i)) {
    if (c >= '0' && c <= '9' && value <= INT32_MAX) value = value * 10 + (c - '0');
  }
  return static_cast<std::int32_t>(-value);
}

/// What of a number's spelling earlier releases do not know.
void check_number(Lowering& l, std::size_t token) {
  const std::string_view text = l.tokens().slice(token);
  if (text.size() > 1 && text[0] == '0' && std::string_view("xXoObB").find(text[1]) != std::string_view::npos) {
    l.needs(construct::kNumberBase, l.to_file(l.tokens().range(token)));
  } else if (text.find('_') != std::string_view::npos) {
    l.needs(construct::kNumberUnderscore, l.to_file(l.tokens().range(token)));
  }
}

ExprRef lower_constant(Lowering& l, NodeView n) {
  const std::size_t first = l.token_at(n.location());
  std::size_t past = first + 1;
  if (l.tokens().is(first, "-")) {
    while (past < l.tokens().size() && l.tokens().kind(past - 1) != TokenKind::number) ++past;
  }
  const Span span = l.token(n.location());
  const Span extent = n.location() < 0 ? span : l.tokens_span(first, past);
  if (n.location() >= 0 && l.tokens().kind(past - 1) == TokenKind::number) check_number(l, past - 1);
  switch (n.constant_kind()) {
    case NodeView::ConstantKind::null: return make_expr(NullLiteral{}, span, extent);
    case NodeView::ConstantKind::boolean: return make_expr(BooleanLiteral{n.constant_integer() != 0}, span, extent);
    case NodeView::ConstantKind::integer: return make_expr(IntegerLiteral{integer_value(l, n)}, span, extent);
    case NodeView::ConstantKind::floating: return make_expr(FloatLiteral{std::string(n.constant_text())}, span, extent);
    case NodeView::ConstantKind::bit_string:
      return make_expr(BitStringLiteral{std::string(n.constant_text())}, span, extent);
    case NodeView::ConstantKind::string: break;
  }
  return make_expr(StringLiteral{std::string(n.constant_text())}, span, extent);
}

ExprRef lower_cast(Lowering& l, NodeView n) {
  ExprRef arg = lower_expr(l, n["arg"]);
  if (n.location() < 0 && n["arg"].is("ParamRef")) l.syntax_error(n["arg"].body().location());  // DATE $1
  // TRUE, FALSE (before PostgreSQL 15) and typed literals such as DATE '...' have the cast's location -1 or the type's.
  TypeName type = lower_type(l, n["typeName"]);
  const Span span = n.location() < 0 ? type.span : l.token(n.location());
  Span extent = cover(span, type.span);
  grow(extent, arg);
  if (l.tokens().is(l.token_at(n.location()), "cast")) {
    const std::size_t first = l.token_at(n.location());
    extent = l.tokens_span(first, l.tokens().match(first + 1) + 1);
  }
  return make_expr(Cast{std::move(arg), std::move(type)}, span, extent);
}

ExprRef lower_collate(Lowering& l, NodeView n) {
  ExprRef arg = lower_expr(l, n["arg"]);
  const Span span = l.token(n.location());
  QualifiedName collation = lower_name(l, n["collname"]);
  Span extent = cover(span, collation.span);
  grow(extent, arg);
  return make_expr(Collate{std::move(arg), std::move(collation)}, span, extent);
}

/// `(arg)` with the parentheses that close at the cursor, where fields and subscripts follow.
Span parenthesised(const Lowering& l, const ExprRef& arg) {
  Span extent = arg->extent;
  for (std::size_t i = l.cursor(); l.tokens().is(i, ")"); ++i) {
    const std::size_t open = l.tokens().match(i);
    if (open < l.tokens().size())
      extent = cover(extent, cover(l.to_file(l.tokens().range(open)), l.to_file(l.tokens().range(i))));
  }
  return extent;
}

ExprRef lower_indirection_expr(Lowering& l, NodeView n) {
  ExprRef arg = lower_expr(l, n["arg"]);
  if (!arg) return nullptr;
  const Span extent = parenthesised(l, arg);
  const std::size_t first = l.cursor() > 0 ? l.cursor() - 1 : 0;
  std::vector<IndirectionStep> steps = lower_indirection(l, n["indirection"]);
  const Span span = arg->span;
  if (!steps.empty() && std::holds_alternative<StarStep>(steps.back())) l.advance(l.find_ahead({"*"}, 8) + 1);
  l.close_brackets(first);
  const std::size_t past = l.cursor();
  const Span last = past > 0 ? l.tokens_span(past - 1, past) : span;
  return make_expr(Indirection{arg, std::move(steps)}, span, cover(extent, last));
}

ExprRef lower_bool_expr(Lowering& l, NodeView n) {
  const std::string_view op = n.text("boolop");
  BooleanCall call;
  call.op = op == "OR_EXPR" ? BooleanOperator::or_ : op == "NOT_EXPR" ? BooleanOperator::not_ : BooleanOperator::and_;
  call.args = lower_exprs(l, n["args"]);
  const Span span = l.token(n.location());
  Span extent = span;
  grow(extent, call.args);
  return make_expr(std::move(call), span, extent);
}

/// `IS [NOT] NULL`, `IS [NOT] TRUE` ..., or one word (ISNULL).
Span test_extent(Lowering& l, int location) {
  const std::size_t first = l.token_at(location);
  std::size_t past = first + 1;
  if (l.tokens().is(first, "is")) past += l.tokens().is(past, "not") ? 2 : 1;
  return l.tokens_span(first, past);
}

ExprRef lower_null_test(Lowering& l, NodeView n) {
  ExprRef arg = lower_expr(l, n["arg"]);
  const Span span = l.token(n.location());
  Span extent = test_extent(l, n.location());
  grow(extent, arg);
  return make_expr(NullTest{n.text("nulltesttype") == "IS_NOT_NULL", std::move(arg)}, span, extent);
}

ExprRef lower_boolean_test(Lowering& l, NodeView n) {
  static const std::unordered_map<std::string_view, TruthValue> tests{
      {"IS_TRUE", TruthValue::is_true},       {"IS_NOT_TRUE", TruthValue::is_not_true},
      {"IS_FALSE", TruthValue::is_false},     {"IS_NOT_FALSE", TruthValue::is_not_false},
      {"IS_UNKNOWN", TruthValue::is_unknown}, {"IS_NOT_UNKNOWN", TruthValue::is_not_unknown},
  };
  ExprRef arg = lower_expr(l, n["arg"]);
  const Span span = l.token(n.location());
  Span extent = test_extent(l, n.location());
  grow(extent, arg);
  return make_expr(BooleanTest{tests.at(n.text("booltesttype")), std::move(arg)}, span, extent);
}

ExprRef lower_named_argument(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  ExprRef value = lower_expr(l, n["arg"]);
  Span extent = span;
  grow(extent, value);
  return make_expr(NamedArgument{{std::string(n.text("name")), span}, std::move(value)}, span, extent);
}

ExprRef lower_case(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  Case result;
  result.arg = lower_expr(l, n["arg"]);
  Span extent = span;
  for (const NodeView item : n["args"]) {
    const NodeView when = item.body();
    const Span when_span = l.token(when.location());
    ExprRef condition = lower_expr(l, when["expr"]);
    result.whens.push_back({std::move(condition), lower_expr(l, when["result"]), when_span});
    grow(extent, result.whens.back().then);
  }
  result.otherwise = lower_expr(l, n["defresult"]);
  grow(extent, result.otherwise);
  l.close_brackets(l.token_at(n.location()));
  if (l.tokens().is(l.cursor(), "end")) extent = cover(extent, l.tokens_span(l.cursor(), l.cursor() + 1));
  return make_expr(std::move(result), span, extent);
}

/// The keyword at the location with the parenthesis (or bracket) after it.
Span keyword_extent(Lowering& l, NodeView n) {
  const std::size_t first = l.token_at(n.location());
  const std::size_t open = l.tokens().is(first, "(") || l.tokens().is(first, "[") ? first : first + 1;
  const std::size_t close = l.tokens().match(open);
  return l.tokens_span(first, close < l.tokens().size() ? close + 1 : first + 1);
}

ExprRef lower_coalesce(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  Coalesce result{lower_exprs(l, n["args"])};
  return make_expr(std::move(result), span, keyword_extent(l, n));
}

ExprRef lower_min_max(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  MinMax result{n.text("op") == "IS_GREATEST", lower_exprs(l, n["args"])};
  return make_expr(std::move(result), span, keyword_extent(l, n));
}

ExprRef lower_sublink(Lowering& l, NodeView n) {
  static const std::unordered_map<std::string_view, SubqueryKind> kinds{
      {"EXISTS_SUBLINK", SubqueryKind::exists}, {"ALL_SUBLINK", SubqueryKind::all},
      {"ANY_SUBLINK", SubqueryKind::any},       {"EXPR_SUBLINK", SubqueryKind::scalar},
      {"ARRAY_SUBLINK", SubqueryKind::array},
  };
  Subquery result;
  const auto kind = kinds.find(n.text("subLinkType"));
  const Span span = l.token(n.location());
  if (kind == kinds.end()) {
    l.unsupported(n.text("subLinkType"), span);
    n.pass_over();
    return make_expr(Unsupported{std::string(n.text("subLinkType"))}, span, span);
  }
  result.kind = kind->second;
  result.test = lower_expr(l, n["testexpr"]);
  if (n["operName"].size() != 0) result.op = lower_operator(l, n["operName"], n.location());
  std::size_t open = l.token_at(n.location());
  for (int i = 0; i < 8 && !l.tokens().is(open, "("); ++i) ++open;  // op ANY (, NOT IN (, EXISTS (
  if (result.op && l.tokens().is(l.token_at(n.location()), "operator")) {
    open = l.tokens().match(open) + 2;
  }
  l.advance(open + 1);
  result.select = lower_select_ref(l, n["subselect"], open);
  const std::size_t close = l.tokens().match(open);
  Span extent = span;
  if (close < l.tokens().size()) extent = cover(extent, l.tokens_span(close, close + 1));
  grow(extent, result.test);
  return make_expr(std::move(result), span, extent);
}

ExprRef lower_array(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  ArrayConstructor result{lower_exprs(l, n["elements"])};
  return make_expr(std::move(result), span, keyword_extent(l, n));
}

ExprRef lower_row(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  RowConstructor result{lower_exprs(l, n["args"]), n.text("row_format") == "COERCE_EXPLICIT_CALL"};
  return make_expr(std::move(result), span, keyword_extent(l, n));
}

ExprRef lower_grouping(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  GroupingCall result{lower_exprs(l, n["args"])};
  return make_expr(std::move(result), span, keyword_extent(l, n));
}

ExprRef lower_current_of(Lowering& l, NodeView n) {
  std::size_t i = l.cursor();
  while (i < l.tokens().size() && !(l.tokens().is(i, "current") && l.tokens().is(i + 1, "of"))) ++i;
  const Span span = l.tokens_span(i, i + 1);
  return make_expr(CurrentOf{std::string(n.text("cursor_name"))}, span, cover(span, l.tokens_span(i, i + 3)));
}

ExprRef lower_default(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  return make_expr(DefaultValue{}, span, span);
}

ExprRef lower_merge_action(Lowering& l, NodeView n) {
  const Span span = l.token(n.location());
  l.needs(construct::kMergeAction, span);
  n["msftype"].pass_over();
  return make_expr(MergeActionCall{}, span, keyword_extent(l, n));
}

/// A raw List where an expression may stand: `(a, b)` of IN and of old row forms.
ExprRef lower_list(Lowering& l, NodeView n) {
  RowConstructor row{lower_exprs(l, n["items"]), false};
  Span span = row.fields.empty() ? l.token(-1) : row.fields.front()->span;
  Span extent = span;
  grow(extent, row.fields);
  return make_expr(std::move(row), span, extent);
}

const std::unordered_map<std::string_view, LowerExpr>& table() {
  static const std::unordered_map<std::string_view, LowerExpr> rows{
      {"A_ArrayExpr", lower_array},
      {"A_Const", lower_constant},
      {"A_Expr", lower_a_expr},
      {"A_Indirection", lower_indirection_expr},
      {"BoolExpr", lower_bool_expr},
      {"BooleanTest", lower_boolean_test},
      {"CaseExpr", lower_case},
      {"CoalesceExpr", lower_coalesce},
      {"CollateClause", lower_collate},
      {"ColumnRef", lower_column_ref},
      {"CurrentOfExpr", lower_current_of},
      {"FuncCall", lower_function_call},
      {"GroupingFunc", lower_grouping},
      {"List", lower_list},
      {"MergeSupportFunc", lower_merge_action},
      {"MinMaxExpr", lower_min_max},
      {"NamedArgExpr", lower_named_argument},
      {"NullTest", lower_null_test},
      {"ParamRef", lower_param_ref},
      {"RowExpr", lower_row},
      {"SQLValueFunction", lower_sql_value_function},
      {"SetToDefault", lower_default},
      {"SubLink", lower_sublink},
      {"TypeCast", lower_cast},
      {"XmlExpr", lower_xml_expr},
      {"XmlSerialize", lower_xml_serialize},
  };
  return rows;
}

}  // namespace

ExprRef make_expr(ExprNode node, Span span, Span extent) {
  return std::make_shared<const Expr>(Expr{std::move(node), span, cover(span, extent)});
}

void grow(Span& extent, const ExprRef& expr) {
  if (expr) extent = cover(extent, expr->extent);
}

void grow(Span& extent, const ExprList& exprs) {
  for (const ExprRef& expr : exprs) grow(extent, expr);
}

ExprRef lower_expr(Lowering& l, NodeView tagged) {
  const std::string_view tag = tagged.tag();
  if (tag.empty()) return nullptr;
  const NodeView n = tagged.body();
  const auto row = table().find(tag);
  const LowerExpr lower = row == table().end() ? find_json_lowering(tag) : row->second;
  if (lower == nullptr) {
    const Span span = l.token(n.location());
    l.unsupported(tag, span);
    n.pass_over();
    return make_expr(Unsupported{std::string(tag)}, span, span);
  }
  const Level level(l, l.to_file(l.tokens().range(l.token_at(n.location()))));
  if (!level) {
    const Span span = l.token(n.location());
    return make_expr(Unsupported{std::string(tag)}, span, span);
  }
  return lower(l, n);
}

ExprList lower_exprs(Lowering& l, NodeView list) {
  ExprList result;
  for (const NodeView item : list) {
    if (ExprRef expr = lower_expr(l, item)) result.push_back(std::move(expr));
  }
  return result;
}

}  // namespace pgscribe::sql
