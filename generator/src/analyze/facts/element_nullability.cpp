#include "analyze/facts/element_nullability.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "analyze/facts/fact_memo.hpp"
#include "analyze/facts/never_null.hpp"
#include "analyze/facts/query_facts.hpp"

namespace pgscribe::analyze {

namespace {

ElementFacts never_null(std::string reason, Span span) { return {Elements::never_null, {std::move(reason), span}}; }
ElementFacts nullable(std::string reason, Span span) { return {Elements::nullable, {std::move(reason), span}}; }
ElementFacts unknown(std::string reason, Span span) { return {Elements::unknown, {std::move(reason), span}}; }

/// Built-in functions that put NULL into an array for a reason of their own.
constexpr std::string_view kMakesNull[] = {"avals", "hstore_to_array", "hstore_to_matrix", "regexp_match",
                                           "regexp_matches"};
/// Those that never do.
constexpr std::string_view kMakesNoNull[] = {
    "akeys",       "array_positions", "current_schemas",  "enum_range", "pg_blocking_pids", "regexp_split_to_array",
    "parse_ident", "xpath",           "tsvector_to_array"};
/// Those whose elements are those of their first argument.
constexpr std::string_view kKeepsElements[] = {"max", "min", "mode", "trim_array"};

template <std::size_t n>
bool holds(const std::string_view (&names)[n], const std::string& name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool is_null_constant(const BoundExpr& expr) {
  if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node)) return is_null_constant(*coercion->arg);
  const auto* constant = std::get_if<Constant>(&expr.node);
  return constant != nullptr && constant->is_null;
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
  ElementFacts of_values(const BoundList& values, Span span, const BoundExpr* condition = nullptr) {
    for (const BoundRef& value : values) {
      const Nullability fact = nullability_of(*value, facts_, condition);
      if (!fact.not_null) return nullable("an element can be NULL, for " + fact.reason.text, fact.reason.span);
    }
    return never_null("no element can be NULL", span);
  }

  /// A part of an array: an array with elements of its own, or one element.
  ElementFacts of_part(const BoundExpr& part, Oid array) {
    const bool is_array = catalog_.base_type(part.type) == catalog_.base_type(array);
    if (is_array) return is_null_constant(part) ? never_null("it is NULL", part.span) : find(part);
    const Nullability fact = nullability_of(part, facts_);
    return fact.not_null ? never_null("no element can be NULL", part.span)
                         : nullable("an element can be NULL, for " + fact.reason.text, fact.reason.span);
  }

  ElementFacts of_parts(const BoundList& parts, Oid array, Span span) {
    ElementFacts result = never_null("no element can be NULL", span);
    for (const BoundRef& part : parts) result = either(std::move(result), of_part(*part, array));
    return result;
  }

  ElementFacts of_all(const BoundList& arrays, Span span) {
    ElementFacts result = never_null("no element can be NULL", span);
    for (const BoundRef& array : arrays) {
      if (!is_null_constant(*array)) result = either(std::move(result), find(*array));
    }
    return result;
  }

  ElementFacts of_output(const QueryRef& query, Span span, bool is_array) {
    if (!query) return unknown("pgscribe knows nothing of the sub-select", span);
    const std::vector<Nullability>& output = facts_.memo().output(*query, &facts_);
    if (output.size() != 1) return unknown("pgscribe knows nothing of the sub-select", span);
    const Nullability& column = output.front();
    if (is_array) return {column.elements, column.element_reason};
    if (column.not_null) return never_null("no row of the sub-select has NULL", span);
    return nullable("an element can be NULL, for " + column.reason.text, column.reason.span);
  }

  template <class Node>
  ElementFacts visit(const Node&, const BoundExpr& expr) {
    return unknown("pgscribe does not follow the elements of this expression", expr.span);
  }

  ElementFacts visit(const ColumnVar& var, const BoundExpr& expr) {
    const EntryFacts& entry = facts_.level(var.levels_up).entry(var.relation);
    const auto index = static_cast<std::size_t>(var.column) - 1;
    if (var.column <= 0 || index >= entry.columns.size()) return unknown("it is stored", expr.span);
    return {entry.columns[index].elements, entry.columns[index].element_reason};
  }

  ElementFacts visit(const ParameterVar& parameter, const BoundExpr& expr) {
    const auto& passes_null = facts_.memo().nullable_parameters().elements;
    const auto index = static_cast<std::size_t>(parameter.number) - 1;
    const std::string number = "$" + std::to_string(parameter.number);
    if (index < passes_null.size() && passes_null[index])
      return nullable("the caller may pass NULL in the array " + number, expr.span);
    return never_null("the caller cannot pass NULL in the array " + number, expr.span);
  }

  ElementFacts visit(const Constant& constant, const BoundExpr& expr) {
    if (constant.is_null || !has_null_element(constant.text))
      return never_null("NULL is not in the constant", expr.span);
    return nullable("NULL is in the constant", expr.span);
  }

  ElementFacts visit(const CoercionExpr& coercion, const BoundExpr& expr) {
    const bool can_give_null = coercion.function != nullptr && !is_never_null(*coercion.function);
    if ((!is_array(*coercion.arg) && !std::holds_alternative<Constant>(coercion.arg->node)) || can_give_null)
      return unknown("it comes out of a cast", expr.span);
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
    if (subscript.lower.empty() || subscript.assigned) return unknown("it is a value in another", expr.span);
    return find(*subscript.container);
  }

  ElementFacts visit(const SubqueryExpr& subquery, const BoundExpr& expr) {
    if (subquery.kind == sql::SubqueryKind::scalar) return of_output(subquery.query, expr.span, true);
    const bool makes_one = subquery.kind == sql::SubqueryKind::array;
    if (!makes_one || !subquery.query || subquery.query->output().empty())
      return unknown("pgscribe knows nothing of the sub-select", expr.span);
    return of_output(subquery.query, expr.span, is_array(*subquery.query->output().front()->expr));
  }

  ElementFacts visit(const AggregateExpr& call, const BoundExpr& expr) {
    // percentile_cont(array) and percentile_disc(array) give a value for each fraction.
    if (!call.direct_args.empty() && is_array(*call.direct_args.front()) && call.function->schema == "pg_catalog")
      return find(*call.direct_args.front());
    return of_call(*call.function, call.args, call.filter, expr);
  }
  ElementFacts visit(const WindowExpr& call, const BoundExpr& expr) {
    return of_call(*call.function, call.args, call.filter, expr);
  }

  /// Of array_agg() and its like.
  ElementFacts of_call(const catalog::Function& function, const BoundList& args, const BoundRef& filter,
                       const BoundExpr& expr) {
    if (function.schema != "pg_catalog" || args.empty()) return unknown("it comes out of a function", expr.span);
    static constexpr std::string_view kWindow[] = {"first_value", "last_value", "lag", "lead", "nth_value"};
    if (holds(kKeepsElements, function.name) || holds(kWindow, function.name)) {
      const bool has_default = args.size() == 3;
      return either(find(*args.front()), has_default ? find(*args.back()) : find(*args.front()));
    }
    if (function.name != "array_agg") return nullable("NULL can be in what " + function.name + "() makes", expr.span);
    return is_array(*args.front()) ? find(*args.front()) : of_values(args, expr.span, filter.get());
  }

  ElementFacts visit(const OperatorExpr& call, const BoundExpr& expr) {
    if (call.form == OperatorForm::null_if) return find(*call.args.front());
    const bool is_concatenation = call.op != nullptr && call.op->name == "||" && call.op->schema == "pg_catalog";
    if (is_concatenation) return of_parts(call.args, expr.type, expr.span);
    return unknown("it comes out of an operator", expr.span);
  }

  ElementFacts visit(const FunctionCallExpr& call, const BoundExpr& expr) {
    if (call.function == nullptr) return unknown("pgscribe knows nothing of the function", expr.span);
    const std::string& name = call.function->name;
    const bool is_builtin = call.function->schema == "pg_catalog" || !call.function->extension.empty();
    if (!is_builtin) return unknown("it comes out of " + name + "()", expr.span);
    if (holds(kMakesNoNull, name)) return never_null("no element can be NULL in what " + name + "() makes", expr.span);
    if (holds(kMakesNull, name)) return nullable("NULL can be in what " + name + "() makes", expr.span);
    if (call.args.empty() || call.variadic_array) return unknown("it comes out of " + name + "()", expr.span);
    if (holds(kKeepsElements, name)) return find(*call.args.front());
    if (name == "array_append" || name == "array_prepend" || name == "array_cat")
      return of_parts(call.args, expr.type, expr.span);
    if (name == "array_remove") {
      return is_null_constant(*call.args.back()) ? never_null("array_remove() leaves no NULL in it", expr.span)
                                                 : find(*call.args.front());
    }
    if (name == "array_replace") return of_parts({call.args.front(), call.args.back()}, expr.type, expr.span);
    if (name == "array_fill") return of_values({call.args.front()}, expr.span);
    if (name == "string_to_array") {
      if (call.args.size() == 2 || is_null_constant(*call.args.back()))
        return never_null("no element can be NULL in what string_to_array() makes", expr.span);
      return nullable("string_to_array() makes NULL of some strings", expr.span);
    }
    return unknown("it comes out of " + name + "()", expr.span);
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
