#include "analyze/facts/element_nullability.hpp"

#include <string>
#include <utility>

#include "analyze/bound/constant_null.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/facts/query_facts.hpp"

namespace pgscribe::analyze {

namespace {

using Names = std::vector<std::string>;
ElementFacts never_null(Why why, Span span, Names names = {}) {
  return {Elements::never_null, {why, span, std::move(names)}};
}
ElementFacts nullable_elements(Why why, Span span, Names names = {}) {
  return {Elements::nullable, {why, span, std::move(names)}};
}
ElementFacts unknown(Why why, Span span, Names names = {}) {
  return {Elements::unknown, {why, span, std::move(names)}};
}
/// Of values that become elements.
ElementFacts nullable_for(const Reason& reason) {
  return {Elements::nullable, {Why::element_can_be_null, reason.span, {}, {reason}}};
}

/// Also says so of an element that has the word in it.
bool has_null_element(const std::string& text) {
  std::string upper;
  for (const char c : text) upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return upper.find("NULL") != std::string::npos;
}

class ElementFinder {
 public:
  explicit ElementFinder(const QueryFacts& facts) : facts_(facts), catalog_(facts.memo().catalog()) {}

  ElementFacts find(const BoundExpr& expr) {
    return std::visit([&](const auto& node) { return visit(node, expr); }, expr.node);
  }

 private:
  bool is_array(const BoundExpr& expr) const {
    return catalog_.element_type(catalog_.base_type(expr.type)) != catalog::kInvalidOid;
  }

  /// Elements that are the values of `values`.
  ElementFacts of_values(const BoundList& values, Span span) {
    for (const BoundRef& value : values) {
      const Nullability fact = nullability_of(*value, facts_);
      if (!fact.not_null) return nullable_for(fact.reason);
    }
    return never_null(Why::no_element, span);
  }

  /// A part of an array: an array with elements of its own, or one element.
  ElementFacts of_part(const BoundExpr& part, Oid array, const BoundExpr* condition) {
    const bool is_array = catalog_.base_type(part.type) == catalog_.base_type(array);
    if (is_array) return is_constant_null(part) ? never_null(Why::null_array, part.span) : find(part);
    const Nullability fact = nullability_of(part, facts_, condition);
    return fact.not_null ? never_null(Why::no_element, part.span) : nullable_for(fact.reason);
  }

  ElementFacts of_all(const BoundList& arrays, Span span) {
    ElementFacts result = never_null(Why::no_element, span);
    for (const BoundRef& array : arrays) {
      if (!is_constant_null(*array)) result = either(std::move(result), find(*array));
    }
    return result;
  }

  ElementFacts of_output(const QueryRef& query, Span span, bool is_array) {
    if (!query) return unknown(Why::unknown_subquery, span);
    const std::vector<Nullability>& output = facts_.memo().output(*query, &facts_);
    if (output.size() != 1) return unknown(Why::unknown_subquery, span);
    const Nullability& column = output.front();
    if (is_array) return {column.elements, column.element_reason};
    if (column.not_null) return never_null(Why::no_row_has_null, span);
    return nullable_for(column.reason);
  }

  template <class Node>
  ElementFacts visit(const Node&, const BoundExpr& expr) {
    return unknown(Why::not_followed, expr.span);
  }

  ElementFacts visit(const ColumnVar& var, const BoundExpr& expr) {
    const EntryFacts& entry = facts_.level(var.levels_up).entry(var.relation);
    const auto index = static_cast<std::size_t>(var.column) - 1;
    if (var.column <= 0 || index >= entry.columns.size()) return unknown(Why::stored, expr.span);
    return {entry.columns[index].elements, entry.columns[index].element_reason};
  }

  ElementFacts visit(const ParameterVar& parameter, const BoundExpr& expr) {
    const auto& passes_null = facts_.memo().nullable_parameters().elements;
    const auto index = static_cast<std::size_t>(parameter.number) - 1;
    const std::string number = std::to_string(parameter.number);
    if (index < passes_null.size() && passes_null[index])
      return nullable_elements(Why::may_be_passed_in, expr.span, {number});
    return never_null(Why::never_passed_in, expr.span, {number});
  }

  ElementFacts visit(const Constant& constant, const BoundExpr& expr) {
    if (constant.is_null || !has_null_element(constant.text)) return never_null(Why::not_in_constant, expr.span);
    return nullable_elements(Why::in_constant, expr.span);
  }

  ElementFacts visit(const CoercionExpr& coercion, const BoundExpr& expr) {
    const bool can_give_null = coercion.function != nullptr && !coercion.function->facts.answers_values();
    if ((!is_array(*coercion.arg) && !std::holds_alternative<Constant>(coercion.arg->node)) || can_give_null)
      return unknown(Why::out_of_cast, expr.span);
    return find(*coercion.arg);
  }
  ElementFacts visit(const CollateExpr& collate, const BoundExpr&) { return find(*collate.arg); }
  ElementFacts visit(const ArrayExpr& array, const BoundExpr& expr) {
    return array.multidimensional ? of_all(array.elements, expr.span) : of_values(array.elements, expr.span);
  }
  ElementFacts visit(const CoalesceExpr& coalesce, const BoundExpr& expr) { return of_all(coalesce.args, expr.span); }
  ElementFacts visit(const MinMaxExpr& choice, const BoundExpr& expr) { return of_all(choice.args, expr.span); }
  ElementFacts visit(const CaseExpr& choice, const BoundExpr& expr) {
    BoundList branches{choice.otherwise};
    for (const auto& [when, then] : choice.whens) branches.push_back(then);
    return of_all(branches, expr.span);
  }
  ElementFacts visit(const SubscriptExpr& subscript, const BoundExpr& expr) {
    if (subscript.lower.empty() || subscript.assigned) return unknown(Why::inside_another, expr.span);
    return find(*subscript.container);
  }

  ElementFacts visit(const SubqueryExpr& subquery, const BoundExpr& expr) {
    if (subquery.kind == sql::SubqueryKind::scalar) return of_output(subquery.query, expr.span, true);
    const bool makes_one = subquery.kind == sql::SubqueryKind::array;
    if (!makes_one || !subquery.query || subquery.query->output().empty())
      return unknown(Why::unknown_subquery, expr.span);
    return of_output(subquery.query, expr.span, is_array(*subquery.query->output().front()->expr));
  }

  ElementFacts visit(const AggregateExpr& call, const BoundExpr& expr) {
    BoundList args = call.direct_args;
    args.insert(args.end(), call.args.begin(), call.args.end());
    return of_call(call.function->facts, call.function->name + "()", args, expr, call.filter.get());
  }
  ElementFacts visit(const WindowExpr& call, const BoundExpr& expr) {
    return of_call(call.function->facts, call.function->name + "()", call.args, expr, call.filter.get());
  }
  ElementFacts visit(const OperatorExpr& call, const BoundExpr& expr) {
    if (call.form == OperatorForm::null_if) return find(*call.args.front());
    if (call.op == nullptr) return unknown(Why::unknown_operator, expr.span);
    return of_call(catalog_.facts(*call.op), "the operator " + call.op->name, call.args, expr);
  }
  ElementFacts visit(const FunctionCallExpr& call, const BoundExpr& expr) {
    if (call.function == nullptr) return unknown(Why::unknown_function, expr.span);
    return of_call(call.function->facts, call.function->name + "()", call.args, expr);
  }

  /// `condition` holds in the rows that an aggregate takes.
  ElementFacts of_call(const catalog::FunctionFacts& known, const std::string& name, const BoundList& args,
                       const BoundExpr& expr, const BoundExpr* condition = nullptr) {
    switch (known.elements) {
      case catalog::MadeElements::not_null:
        if (is_given(args, known.null_string)) return nullable_elements(Why::null_of_strings, expr.span, {name});
        return never_null(Why::no_element_made, expr.span, {name});
      case catalog::MadeElements::nullable: return nullable_elements(Why::element_made, expr.span, {name});
      case catalog::MadeElements::as_first: return find(*args.front());
      case catalog::MadeElements::unknown: break;
    }
    if (known.values_of == 0) return unknown(Why::out_of_function, expr.span, {name});
    if (known.removed != 0 && !is_given(args, known.removed)) return never_null(Why::nulls_removed, expr.span, {name});
    ElementFacts result = never_null(Why::no_element, expr.span);
    for (std::size_t i = 0; i < args.size(); ++i) {
      if (known.hands_on(i)) result = either(std::move(result), of_part(*args[i], expr.type, condition));
    }
    return result;
  }
  static bool is_given(const BoundList& args, std::size_t number) {
    return number != 0 && number <= args.size() && !is_constant_null(*args[number - 1]);
  }

  const QueryFacts& facts_;
  const catalog::Catalog& catalog_;
};

}  // namespace

ElementFacts either(ElementFacts a, const ElementFacts& b) {
  if (a.elements == Elements::nullable || b.elements == Elements::never_null) return a;
  if (b.elements == Elements::nullable || a.elements == Elements::never_null) return b;
  return a;
}

ElementFacts elements_of(const BoundExpr& expr, const QueryFacts& facts) { return ElementFinder(facts).find(expr); }

}  // namespace pgscribe::analyze
