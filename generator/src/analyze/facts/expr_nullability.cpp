#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/facts/element_nullability.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/facts/query_facts.hpp"
#include "catalog/builtins.hpp"

// Whether one expression can be NULL, given what the CASE branches around it say.

namespace pgscribe::analyze {

namespace {

using catalog::NotNull;

Nullability never_from(const std::string& name, const BoundExpr& expr) {
  return not_null(Why::never_from, expr.span, {name});
}

/// What makes a built-in function return NULL though it was given none.
Why null_of(const catalog::Function& function) {
  return function.facts.is_null_for_infinity ? Why::null_of_infinity : Why::null_of_values;
}

/// Does it give no NULL for arguments that are not NULL?
bool answers_values(const FunctionCallExpr& call) {
  const catalog::FunctionFacts& known = call.function->facts;
  if (known.answers_values()) return true;
  const auto* first = call.args.empty() ? nullptr : std::get_if<Constant>(&call.args.front()->node);
  return first != nullptr && !first->is_null &&
         std::find(known.not_null_of.begin(), known.not_null_of.end(), first->text) != known.not_null_of.end();
}

/// The arguments, from the left, whose NULL would be the result's.
std::size_t count_deciding(const FunctionCallExpr& call) {
  const catalog::FunctionFacts& known = call.function->facts;
  const bool is_null_list_null = call.variadic_array && !known.takes_null_list;
  if (known.deciding_arguments == 0 || is_null_list_null) return call.args.size();
  return std::min<std::size_t>(known.deciding_arguments, call.args.size());
}

/// One expression at one level, with what the CASE branches around it say.
class Evaluator {
 public:
  explicit Evaluator(const QueryFacts& facts) : facts_(facts) {}

  void assume_true(const BoundExpr& condition) {
    add_facts_if_true(condition, local_);
    present_.merge(facts_.rows_present_if_true(condition));
  }

  Nullability evaluate(const BoundExpr& expr) {
    // The NULL of a key that a grouping set leaves out comes after WHERE.
    if (!inside_aggregate_ && facts_.is_left_out_by_grouping(expr)) return nullable(Why::left_out_key, expr.span);
    const Nullability result = std::visit([&](const auto& node) { return visit(node, expr); }, expr.node);
    if (result.not_null) return result;
    const BoundExpr* fact = find_fact(expr);
    return fact == nullptr ? result : not_null(Why::rejected, fact->span);
  }

 private:
  /// The expression in WHERE, HAVING or a WHEN around that says so, or null.
  const BoundExpr* find_fact(const BoundExpr& expr) const {
    if (std::holds_alternative<Constant>(expr.node)) return nullptr;
    // A key that a grouping set leaves out becomes NULL after WHERE held.
    const BoundExpr* fact = facts_.find_fact(expr);
    if (fact != nullptr && (inside_aggregate_ || !facts_.holds_left_out_key(expr))) return fact;
    const auto local =
        std::find_if(local_.begin(), local_.end(), [&](const BoundExpr* each) { return equal(*each, expr); });
    return local != local_.end() && is_repeatable(expr) ? *local : nullptr;
  }

  /// Not NULL when all are; else the first that can be.
  Nullability all_of(const BoundList& args, const BoundExpr& expr, Why why, const std::string& name = {}) {
    for (const BoundRef& arg : args) {
      if (const Nullability result = evaluate(*arg); !result.not_null) return result;
    }
    return not_null(why, expr.span, {name});
  }

  Nullability any_of(const BoundList& args, const BoundExpr& expr, const std::string& name) {
    for (const BoundRef& arg : args) {
      if (evaluate(*arg).not_null) return not_null(Why::one_argument, expr.span, {name});
    }
    return nullable(Why::every_argument, expr.span, {name});
  }

  Nullability visit(const ColumnVar& var, const BoundExpr& expr) {
    const QueryFacts& level = facts_.level(var.levels_up);
    if (var.levels_up == 0 && !present_.empty() && level.is_present(QueryFacts::row_of(var), present_))
      return level.column_where_present(var, expr.span);
    if (var.levels_up > 0 &&
        level.is_left_out_by_grouping(*make_bound(ColumnVar{var.relation, var.column, 0}, expr.type, expr.span)))
      return nullable(Why::left_out_outer_key, expr.span);
    return level.column(var, expr.span);
  }

  Nullability visit(const Constant& constant, const BoundExpr& expr) {
    return constant.is_null ? nullable(Why::constant_null, expr.span) : not_null(Why::constant, expr.span);
  }

  Nullability visit(const ParameterVar& parameter, const BoundExpr& expr) {
    const auto& passes_null = facts_.memo().nullable_parameters().values;
    const auto index = static_cast<std::size_t>(parameter.number) - 1;
    if (index < passes_null.size() && passes_null[index])
      return nullable(Why::may_be_passed, expr.span, {std::to_string(parameter.number)});
    return not_null(Why::never_passed, expr.span, {std::to_string(parameter.number)});
  }

  Nullability visit(const FunctionCallExpr& call, const BoundExpr& expr) {
    if (call.function == nullptr) return nullable(Why::unknown_function, expr.span);
    const std::string name = call.function->name + "()";
    const catalog::FunctionFacts& known = call.function->facts;
    // VARIADIC NULL gives no arguments at all, and NULL.
    if (known.not_null == NotNull::always && !call.variadic_array) return never_from(name, expr);
    if (known.not_null == NotNull::one_argument) return any_of(call.args, expr, name);
    if (answers_values(call)) return of_deciding(call, expr, name);
    if (known.element_of != 0 && known.element_of <= call.args.size())
      return element_of(*call.args[known.element_of - 1U], expr, Why::no_null_element, name);
    return nullable(catalog::is_builtin(call.function->oid) ? null_of(*call.function) : Why::maybe_from, expr.span,
                    {name});
  }

  Nullability of_deciding(const FunctionCallExpr& call, const BoundExpr& expr, const std::string& name) {
    // A strict set-returning function gives no rows for NULL.
    const bool skips_null = call.function->returns_set && call.function->is_strict;
    if (call.args.empty() || skips_null) return never_from(name, expr);
    const std::size_t deciding = count_deciding(call);
    if (deciding == call.args.size()) return all_of(call.args, expr, Why::no_argument, name);
    const auto past = call.args.begin() + static_cast<std::ptrdiff_t>(deciding);
    return all_of({call.args.begin(), past}, expr, Why::first_arguments, name);
  }

  Nullability visit(const AggregateExpr& call, const BoundExpr& expr) {
    const std::string name = call.function->name + "()";
    const NotNull known = call.function->facts.not_null;
    if (known == NotNull::always) return never_from(name, expr);
    const BoundQuery& query = facts_.query();
    if (call.levels_up > 0) return nullable(Why::outer_rows, expr.span, {name});
    if (query.group_by.empty() && query.grouping_sets.empty()) return nullable(Why::no_rows, expr.span, {name});
    if (facts_.has_empty_grouping_set()) return nullable(Why::empty_grouping_set, expr.span, {name});
    if (call.filter) return nullable(Why::filtered, expr.span, {name});
    if (known == NotNull::unknown) return nullable(Why::null_of_rows, expr.span, {name});
    inside_aggregate_ = true;
    const BoundList& inputs = call.args.empty() ? call.direct_args : call.args;
    Nullability result = known == NotNull::rows ? not_null(Why::none) : all_of(inputs, expr, Why::none);
    if (result.not_null) result = all_of(call.direct_args, expr, Why::group_has_value, name);
    inside_aggregate_ = false;
    return result;
  }

  /// As all_of, of values that other rows of the window give: what CASE says of the current row does not hold there.
  Nullability all_of_other_rows(const BoundList& args, const BoundExpr& expr, Why why, const std::string& name) {
    const NonNullFacts current_row = std::exchange(local_, {});
    const std::set<int> present = std::exchange(present_, {});
    const Nullability result = all_of(args, expr, why, name);
    local_ = current_row;
    present_ = present;
    return result;
  }

  Nullability visit(const WindowExpr& call, const BoundExpr& expr) {
    const std::string name = call.function->name + "()";
    const NotNull known = call.function->facts.not_null;
    if (known == NotNull::always) return never_from(name, expr);
    if (call.filter) return nullable(Why::filtered, expr.span, {name});
    if (call.function->kind == catalog::FunctionKind::aggregate) return aggregate_of_frame(call, expr, name);
    switch (known) {
      case NotNull::arguments: return all_of(call.args, expr, Why::no_argument, name);
      case NotNull::frame:
        if (!frame_holds_current_row(call)) return nullable(Why::empty_frame, expr.span, {name});
        return all_of_other_rows(call.args, expr, Why::frame_has_value, name);
      case NotNull::partition: return all_of_other_rows(call.args, expr, Why::no_argument_nor_default, name);
      default: return nullable(Why::no_such_row, expr.span, {name});
    }
  }

  Nullability aggregate_of_frame(const WindowExpr& call, const BoundExpr& expr, const std::string& name) {
    const NotNull known = call.function->facts.not_null;
    if (known == NotNull::unknown) return nullable(Why::null_of_rows, expr.span, {name});
    if (!frame_holds_current_row(call)) return nullable(Why::empty_frame, expr.span, {name});
    if (known == NotNull::rows) return not_null(Why::frame_has_row, expr.span, {name});
    return all_of(call.args, expr, Why::frame_has_value, name);
  }

  bool frame_holds_current_row(const WindowExpr& call) const {
    using Kind = sql::FrameBoundKind;
    const auto index = static_cast<std::size_t>(call.window);
    if (index >= facts_.query().windows.size()) return false;
    const WindowClause& window = facts_.query().windows[index];
    if (window.default_frame) return true;
    if (window.exclusion != sql::FrameExclusion::none) return false;
    const bool starts_before = window.start.kind == Kind::unbounded_preceding ||
                               window.start.kind == Kind::offset_preceding || window.start.kind == Kind::current_row;
    const bool ends_after = window.end.kind == Kind::unbounded_following || window.end.kind == Kind::offset_following ||
                            window.end.kind == Kind::current_row;
    return starts_before && ends_after;
  }

  Nullability visit(const OperatorExpr& call, const BoundExpr& expr) {
    if (call.form == OperatorForm::distinct || call.form == OperatorForm::not_distinct)
      return never_from("IS DISTINCT FROM", expr);
    if (call.form == OperatorForm::null_if) return nullable(Why::nullif, expr.span);
    if (call.op == nullptr) return nullable(Why::unknown_operator, expr.span);
    const catalog::FunctionFacts& known = facts_of(*call.op);
    const std::string name = "the operator " + call.op->name;
    if (known.not_null == NotNull::always) return never_from(name, expr);
    if (known.not_null == NotNull::one_argument) return any_of(call.args, expr, name);
    if (!known.answers_values()) return nullable(Why::null_of_operands, expr.span, {name});
    return all_of(call.args, expr, Why::no_operand, name);
  }
  const catalog::FunctionFacts& facts_of(const catalog::Operator& op) const {
    return facts_.memo().catalog().facts(op);
  }

  Nullability visit(const ArrayOperatorExpr& call, const BoundExpr& expr) {
    if (call.op == nullptr || !facts_of(*call.op).answers_values()) return nullable(Why::unknown_operator, expr.span);
    if (const Nullability scalar = evaluate(*call.scalar); !scalar.not_null) return scalar;
    if (const Nullability array = evaluate(*call.array); !array.not_null) return array;
    return element_of(*call.array, expr, Why::no_operand, "IN or ANY");
  }

  /// One element of an array. What is not known of a stored array may be NULL here: no reader checks it first.
  Nullability element_of(const BoundExpr& expr, const BoundExpr& place, Why why, const std::string& name) {
    const BoundExpr& array = without_casts(expr);
    if (const auto* list = std::get_if<ArrayExpr>(&array.node); list != nullptr && !list->multidimensional)
      return all_of(list->elements, place, why, name);
    if (elements_of(array, facts_).elements == Elements::never_null) return not_null(why, place.span, {name});
    return nullable(Why::null_element, place.span);
  }

  Nullability visit(const BooleanExpr& boolean, const BoundExpr& expr) {
    return all_of(boolean.args, expr, Why::no_operand, "AND, OR or NOT");
  }

  Nullability visit(const CoercionExpr& coercion, const BoundExpr& expr) {
    if (coercion.method == CoercionMethod::domain) {
      const catalog::Type* type = facts_.memo().catalog().type(expr.type);
      if (type != nullptr && type->kind == catalog::TypeKind::domain && type->not_null)
        return not_null(Why::not_null_domain, expr.span, {type->name});
    }
    const catalog::Function* function = coercion.function;
    if (function != nullptr && !function->facts.answers_values()) {
      if (catalog::is_builtin(function->oid))
        return nullable(null_of(*function), expr.span, {"the cast to " + function->name});
      return nullable(Why::maybe_from, expr.span, {function->name + "()"});
    }
    return evaluate(*coercion.arg);
  }

  Nullability visit(const CollateExpr& collate, const BoundExpr&) { return evaluate(*collate.arg); }

  Nullability visit(const CaseExpr& expr_case, const BoundExpr& expr) {
    if (!expr_case.has_else) return nullable(Why::no_else, expr.span);
    const std::size_t before = local_.size();
    const std::set<int> present_before = present_;
    Nullability result = not_null(Why::no_branch, expr.span);
    for (const auto& [when, then] : expr_case.whens) {
      const std::size_t outside = local_.size();
      const std::set<int> present_outside = present_;
      if (!expr_case.arg) assume_true(*when);
      const Nullability branch = evaluate(*then);
      local_.resize(outside);
      present_ = present_outside;
      if (!branch.not_null && result.not_null) result = branch;
      if (!expr_case.arg) assume_not_true(*when);
    }
    const Nullability otherwise = evaluate(*expr_case.otherwise);
    local_.resize(before);
    present_ = present_before;
    return result.not_null ? (otherwise.not_null ? result : otherwise) : result;
  }

  /// Later branches are reached when the condition is false or NULL; one that cannot be NULL is false.
  void assume_not_true(const BoundExpr& condition) {
    const auto* boolean = std::get_if<BooleanExpr>(&condition.node);
    if (boolean != nullptr && boolean->op == sql::BooleanOperator::or_) {
      for (const BoundRef& arg : boolean->args) assume_not_true(*arg);
    } else if (evaluate(condition).not_null) {
      NonNullFacts found;
      add_facts_if_false(condition, found);
      present_.merge(facts_.rows_of(found));
      local_.insert(local_.end(), found.begin(), found.end());
    }
  }

  Nullability visit(const CaseTest&, const BoundExpr& expr) { return nullable(Why::unknown_case_value, expr.span); }
  Nullability visit(const CoalesceExpr& coalesce, const BoundExpr& expr) {
    return any_of(coalesce.args, expr, "COALESCE");
  }
  Nullability visit(const MinMaxExpr& minmax, const BoundExpr& expr) {
    return any_of(minmax.args, expr, minmax.greatest ? "GREATEST" : "LEAST");
  }
  Nullability visit(const ArrayExpr&, const BoundExpr& expr) { return never_from("an array constructor", expr); }
  Nullability visit(const RowExpr&, const BoundExpr& expr) { return never_from("a row constructor", expr); }

  Nullability visit(const RowCompareExpr& compare, const BoundExpr& expr) {
    BoundList all = compare.left;
    all.insert(all.end(), compare.right.begin(), compare.right.end());
    return all_of(all, expr, Why::no_field);
  }

  Nullability visit(const FieldSelectExpr& select, const BoundExpr& expr) {
    if (const auto* var = std::get_if<ColumnVar>(&select.arg->node); var != nullptr && var->column == 0) {
      return facts_.level(var->levels_up).column({var->relation, select.field, 0, var->version}, expr.span);
    }
    const auto index = static_cast<std::size_t>(select.field) - 1;
    if (const auto* row = std::get_if<RowExpr>(&select.arg->node); row != nullptr && index < row->fields.size())
      return evaluate(*row->fields[index]);
    return nullable(Why::field_of_value, expr.span);
  }

  Nullability visit(const SubscriptExpr& subscript, const BoundExpr& expr) {
    if (!subscript.lower.empty()) {
      // A slice outside the bounds is an empty array.
      BoundList parts{subscript.container};
      for (const BoundList* bounds : {&subscript.upper, &subscript.lower}) {
        std::copy_if(bounds->begin(), bounds->end(), std::back_inserter(parts),
                     [](const BoundRef& bound) { return bound != nullptr; });
      }
      return all_of(parts, expr, Why::slice);
    }
    return nullable(Why::no_such_element, expr.span);
  }

  Nullability visit(const FieldStoreExpr&, const BoundExpr& expr) { return not_null(Why::field_assigned, expr.span); }
  Nullability visit(const NullTestExpr&, const BoundExpr& expr) { return never_from("IS NULL and IS NOT NULL", expr); }
  Nullability visit(const BooleanTestExpr&, const BoundExpr& expr) {
    return never_from("IS TRUE and its relatives", expr);
  }

  Nullability visit(const SubqueryExpr& subquery, const BoundExpr& expr) {
    switch (subquery.kind) {
      case sql::SubqueryKind::exists: return never_from("EXISTS", expr);
      case sql::SubqueryKind::array: return never_from("ARRAY(SELECT ...)", expr);
      case sql::SubqueryKind::scalar: break;
      case sql::SubqueryKind::any:
      case sql::SubqueryKind::all: return quantified(subquery, expr);
    }
    if (!subquery.query) return nullable(Why::unknown_subquery, expr.span);
    if (facts_.memo().rows(*subquery.query).cardinality != Cardinality::exactly_one) {
      return nullable(Why::no_row_of_subquery, expr.span);
    }
    const std::vector<Nullability>& output = facts_.memo().output(*subquery.query, &facts_);
    return output.size() == 1 ? output.front() : nullable(Why::whole_row_of_subquery, expr.span);
  }

  /// x op ANY (SELECT y): NULL when nothing matches and a comparison was NULL.
  Nullability quantified(const SubqueryExpr& subquery, const BoundExpr& expr) {
    if (!subquery.query || !subquery.test) return nullable(Why::unknown_subquery, expr.span);
    for (const Nullability& column : facts_.memo().output(*subquery.query, &facts_)) {
      if (!column.not_null) return nullable(Why::can_come_out_of_subquery, expr.span);
    }
    return evaluate(*subquery.test);
  }

  /// Only reached through quantified(), which has looked at the sub-select's columns.
  Nullability visit(const SubqueryColumn&, const BoundExpr& expr) {
    return not_null(Why::never_out_of_subquery, expr.span);
  }
  Nullability visit(const MultiAssignmentColumn&, const BoundExpr& expr) {
    return nullable(Why::no_row_of_subquery, expr.span);
  }

  Nullability visit(const SqlValueExpr& value, const BoundExpr& expr) {
    if (value.kind == sql::SqlValueKind::current_schema) return nullable(Why::no_current_schema, expr.span);
    return not_null(Why::every_session_has_it, expr.span);
  }

  Nullability visit(const XmlExpr& xml, const BoundExpr& expr) {
    switch (xml.op) {
      case sql::XmlOperation::element: return never_from("XMLELEMENT", expr);
      case sql::XmlOperation::concat: return any_of(xml.args, expr, "XMLCONCAT");
      case sql::XmlOperation::forest: return any_of(xml.named_args, expr, "XMLFOREST");
      case sql::XmlOperation::document: return all_of(xml.args, expr, Why::no_argument, "IS DOCUMENT");
      case sql::XmlOperation::parse:
      case sql::XmlOperation::pi:
      case sql::XmlOperation::root: return all_of(xml.args, expr, Why::no_argument, "the XML function");
    }
    return nullable(Why::unknown_xml, expr.span);
  }

  Nullability visit(const JsonConstructorExpr& json, const BoundExpr& expr) {
    switch (json.kind) {
      case JsonConstructor::object: return never_from("JSON_OBJECT", expr);
      case JsonConstructor::array: return never_from("JSON_ARRAY", expr);
      case JsonConstructor::object_aggregate:
      case JsonConstructor::array_aggregate: return evaluate(*json.args.front());
      case JsonConstructor::parse: return all_of(json.args, expr, Why::no_argument, "JSON");
      case JsonConstructor::scalar: return all_of(json.args, expr, Why::no_argument, "JSON_SCALAR");
      case JsonConstructor::serialize: break;
    }
    return all_of(json.args, expr, Why::no_argument, "JSON_SERIALIZE");
  }
  Nullability visit(const JsonTestExpr& json, const BoundExpr& expr) {
    return all_of({json.arg}, expr, Why::no_argument, "IS JSON");
  }

  Nullability visit(const JsonQueryExpr& json, const BoundExpr& expr) {
    if (json.kind == sql::JsonQueryKind::value) return nullable(Why::json_null, expr.span, {"JSON_VALUE"});
    const std::string name = json.kind == sql::JsonQueryKind::exists ? "JSON_EXISTS" : "JSON_QUERY";
    // The item of a JSON_TABLE's row is there.
    BoundList inputs{json.path};
    if (!std::holds_alternative<CaseTest>(json.document->node)) inputs.push_back(json.document);
    if (const Nullability given = all_of(inputs, expr, Why::json_is_known, name); !given.not_null) return given;
    const bool is_exists = json.kind == sql::JsonQueryKind::exists;
    if (!is_exists && !gives_value(json.on_empty)) return nullable(Why::json_behavior, expr.span, {name, "ON EMPTY"});
    if (!gives_value(json.on_error)) return nullable(Why::json_behavior, expr.span, {name, "ON ERROR"});
    const bool is_as_found = is_exists ? expr.type == catalog::oid::bool_ || expr.type == catalog::oid::int4
                                       : expr.type == catalog::oid::jsonb && !json.omit_quotes;
    if (!is_as_found) return nullable(Why::json_coerced, expr.span, {name});
    return not_null(is_exists ? Why::json_is_known : Why::json_as_it_is, expr.span, {name});
  }
  bool gives_value(const BoundJsonBehavior& behavior) {
    using Kind = sql::JsonBehaviorKind;
    if (behavior.kind == Kind::default_) return evaluate(*behavior.value).not_null;
    return behavior.kind != Kind::null && behavior.kind != Kind::unknown;
  }

  Nullability visit(const MergeActionExpr&, const BoundExpr& expr) { return never_from("merge_action()", expr); }

  Nullability visit(const XmlSerializeExpr& xml, const BoundExpr&) { return evaluate(*xml.arg); }
  Nullability visit(const GroupingExpr&, const BoundExpr& expr) { return never_from("GROUPING", expr); }
  Nullability visit(const CurrentOfExpr&, const BoundExpr& expr) { return never_from("WHERE CURRENT OF", expr); }
  Nullability visit(const DefaultExpr&, const BoundExpr& expr) { return nullable(Why::column_default, expr.span); }

  const QueryFacts& facts_;
  NonNullFacts local_;     ///< what the WHENs around say
  std::set<int> present_;  ///< range entries whose row they say is there
  bool inside_aggregate_ = false;
};

}  // namespace

Nullability nullability_of(const BoundExpr& expr, const QueryFacts& facts, const BoundExpr* condition) {
  Evaluator evaluator(facts);
  if (condition != nullptr) evaluator.assume_true(*condition);
  Nullability result = evaluator.evaluate(expr);
  const catalog::Catalog& catalog = facts.memo().catalog();
  ElementFacts elements;
  if (catalog.element_type(catalog.base_type(expr.type)) != catalog::kInvalidOid) elements = elements_of(expr, facts);
  result.elements = elements.elements;
  result.element_reason = std::move(elements.reason);
  return result;
}

}  // namespace pgscribe::analyze
