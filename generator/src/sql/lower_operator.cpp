#include <string_view>
#include <unordered_map>
#include <utility>

#include "sql/lowering.hpp"

// A_Expr: one node in PostgreSQL, told apart by its kind; here a node for each.

namespace pgscribe::sql {
namespace {

struct Parts {
  QualifiedName op;
  ExprRef left;
  NodeView right;  ///< lowered by the form: it may be a list
  Span span;
};

ExprRef finish(Lowering& l, const Parts& parts, ExprNode node, const ExprList& right) {
  Span extent = parts.span;
  grow(extent, parts.left);
  grow(extent, right);
  const std::size_t past = l.cursor();
  if (l.tokens().is(past, ")") && !right.empty()) {
    // `a IN (1, 2)`, `a = ANY (b)`: the parenthesis belongs to the form
    const std::size_t open = l.tokens().match(past);
    if (open < l.tokens().size()) {
      const Span parenthesis = l.to_file(l.tokens().range(open));
      if (parenthesis.begin >= parts.span.end) extent = cover(extent, l.tokens_span(past, past + 1));
    }
  }
  return make_expr(std::move(node), parts.span, extent);
}

ExprRef lower_operator_call(Lowering& l, Parts p) {
  ExprRef right = lower_expr(l, p.right);
  Span extent = p.span;
  grow(extent, p.left);
  grow(extent, right);
  return make_expr(OperatorCall{std::move(p.op), std::move(p.left), std::move(right)}, p.span, extent);
}

template <bool all>
ExprRef lower_array_comparison(Lowering& l, Parts p) {
  ExprRef right = lower_expr(l, p.right);
  return finish(l, p, ArrayComparison{p.op, all, p.left, right}, {right});
}

template <bool negated>
ExprRef lower_distinct(Lowering& l, Parts p) {
  ExprRef right = lower_expr(l, p.right);
  Span extent = p.span;
  grow(extent, p.left);
  grow(extent, right);
  return make_expr(DistinctFrom{negated, std::move(p.left), std::move(right)}, p.span, extent);
}

ExprRef lower_null_if(Lowering& l, Parts p) {
  ExprRef right = lower_expr(l, p.right);
  return finish(l, p, NullIf{p.left, right}, {right});
}

ExprRef lower_in(Lowering& l, Parts p) {
  ExprList list = lower_exprs(l, p.right.items());
  return finish(l, p, InList{p.op.last() == "<>", p.left, list}, list);
}

template <PatternKind kind>
ExprRef lower_pattern(Lowering& l, Parts p) {
  ExprRef right = lower_expr(l, p.right);
  Span extent = p.span;
  grow(extent, p.left);
  grow(extent, right);
  return make_expr(PatternMatch{kind, std::move(p.op), std::move(p.left), std::move(right)}, p.span, extent);
}

template <bool negated, bool symmetric>
ExprRef lower_between(Lowering& l, Parts p) {
  ExprList bounds = lower_exprs(l, p.right.items());
  bounds.resize(2);
  Span extent = p.span;
  grow(extent, p.left);
  grow(extent, bounds);
  return make_expr(Between{negated, symmetric, std::move(p.left), bounds[0], bounds[1]}, p.span, extent);
}

using Lower = ExprRef (*)(Lowering&, Parts);

}  // namespace

ExprRef lower_a_expr(Lowering& l, NodeView n) {
  static const std::unordered_map<std::string_view, Lower> kinds{
      {"AEXPR_OP", lower_operator_call},
      {"AEXPR_OP_ANY", lower_array_comparison<false>},
      {"AEXPR_OP_ALL", lower_array_comparison<true>},
      {"AEXPR_DISTINCT", lower_distinct<false>},
      {"AEXPR_NOT_DISTINCT", lower_distinct<true>},
      {"AEXPR_NULLIF", lower_null_if},
      {"AEXPR_IN", lower_in},
      {"AEXPR_LIKE", lower_pattern<PatternKind::like>},
      {"AEXPR_ILIKE", lower_pattern<PatternKind::ilike>},
      {"AEXPR_SIMILAR", lower_pattern<PatternKind::similar>},
      {"AEXPR_BETWEEN", lower_between<false, false>},
      {"AEXPR_NOT_BETWEEN", lower_between<true, false>},
      {"AEXPR_BETWEEN_SYM", lower_between<false, true>},
      {"AEXPR_NOT_BETWEEN_SYM", lower_between<true, true>},
  };
  const auto kind = kinds.find(n.text("kind"));
  if (kind == kinds.end()) {
    const Span span = l.token(n.location());
    l.unsupported(n.text("kind"), span);
    n.pass_over();
    return make_expr(Unsupported{std::string(n.text("kind"))}, span, span);
  }
  Parts parts;
  parts.left = lower_expr(l, n["lexpr"]);
  parts.op = lower_operator(l, n["name"], n.location());
  parts.span = parts.op.span;
  parts.right = n["rexpr"];
  return kind->second(l, std::move(parts));
}

}  // namespace pgscribe::sql
