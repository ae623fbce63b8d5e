#include "analyze/checks/mistakes.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/bound/constant_null.hpp"
#include "analyze/bound/deep_walk.hpp"
#include "analyze/bound/query_walk.hpp"
#include "analyze/checks/messages.hpp"
#include "analyze/scope/warn.hpp"

namespace pgscribe::analyze {
namespace {

constexpr std::array<std::string_view, 6> kComparisons{"=", "<>", "<", "<=", ">", ">="};

bool is_comparison(const catalog::Operator& op) {
  return op.is_strict && std::find(kComparisons.begin(), kComparisons.end(), op.name) != kComparisons.end();
}

/// A parameter decides it, and nothing in it differs from row to row.
bool is_constant_by_parameter(const BoundExpr& expr) {
  bool has_parameter = false;
  const bool differs = walk_expr(expr, 0, [&](const BoundExpr& node, int) {
    has_parameter |= std::holds_alternative<ParameterVar>(node.node);
    const bool is_row_dependent =
        std::holds_alternative<ColumnVar>(node.node) || std::holds_alternative<SubqueryExpr>(node.node) ||
        std::holds_alternative<AggregateExpr>(node.node) || std::holds_alternative<WindowExpr>(node.node) ||
        std::holds_alternative<GroupingExpr>(node.node) || is_volatile_call(node);
    return is_row_dependent ? Walk::stop : Walk::descend;
  });
  return has_parameter && !differs;
}

class Mistakes {
 public:
  explicit Mistakes(ParseState& state) : state_(state) {}

  void look_at(const BoundQuery& query) {
    check_order(query.order_by);
    for (const WindowClause& window : query.windows) check_order(window.order_by);
    for_each_expr(query, [&](const BoundRef& expr) {
      walk_expr(*expr, 0, [&](const BoundExpr& node, int depth) {
        if (depth > 0) return Walk::skip;
        look_at(node);
        return Walk::descend;
      });
    });
  }

 private:
  void look_at(const BoundExpr& expr) {
    if (const auto* op = std::get_if<OperatorExpr>(&expr.node)) {
      check_comparison(*op, expr.span);
    } else if (const auto* in = std::get_if<ArrayOperatorExpr>(&expr.node)) {
      check_not_in(*in);
    } else if (const auto* aggregate = std::get_if<AggregateExpr>(&expr.node)) {
      check_order(aggregate->order_by);
    }
  }

  void check_comparison(const OperatorExpr& expr, Span span) {
    if (expr.form != OperatorForm::plain || expr.op == nullptr || !is_comparison(*expr.op)) return;
    const bool has_null =
        std::any_of(expr.args.begin(), expr.args.end(), [](const BoundRef& arg) { return is_constant_null(*arg); });
    if (!has_null) return;
    warn_once(span, expr.op->name == "<>" ? msg::NotEqualToNull() : msg::ComparisonWithNull());
  }

  /// x NOT IN (1, NULL)
  void check_not_in(const ArrayOperatorExpr& expr) {
    const auto* list = std::get_if<ArrayExpr>(&expr.array->node);
    if (!expr.all || list == nullptr || expr.op == nullptr || !is_comparison(*expr.op)) return;
    for (const BoundRef& element : list->elements) {
      if (is_constant_null(*element)) {
        warn_once(element->span, msg::NullInList());
      }
    }
  }

  void check_order(const std::vector<SortKey>& keys) {
    for (const SortKey& key : keys) {
      if (!is_constant_by_parameter(*key.expr)) continue;
      warn_once(key.expr->span, msg::SortingByParameter());
    }
  }

  /// An expression can stand in the tree twice (a select-list item that is sorted by).
  void warn_once(Span span, support::Message message) {
    if (warned_.emplace(span.begin, message.code).second) warn(state_, span, std::move(message));
  }

  ParseState& state_;
  std::set<std::pair<std::uint32_t, std::string>> warned_;
};

}  // namespace

void warn_of_mistakes(ParseState& state, const BoundQuery& query) {
  Mistakes mistakes(state);
  for_each_query(query, [&](const BoundQuery& level) { mistakes.look_at(level); });
}

}  // namespace pgscribe::analyze
