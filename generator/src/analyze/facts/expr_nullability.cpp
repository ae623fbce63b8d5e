#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/facts/element_nullability.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/facts/never_null.hpp"
#include "analyze/facts/query_facts.hpp"

namespace pgscribe::analyze {

namespace {

Nullability nullable(std::string reason, Span span) { return {false, {std::move(reason), span}}; }
Nullability not_null(std::string reason, Span span) { return {true, {std::move(reason), span}}; }
Nullability never_from(const std::string& name, const BoundExpr& expr) {
  return not_null("NULL never comes out of " + name, expr.span);
}

/// What makes a built-in function return NULL though it was given none.
std::string nullable_input(const catalog::Function& function) {
  for (const char* name : {"extract", "date_part", "to_char", "time", "timetz"}) {
    if (function.name == name) return "an infinite timestamp";
  }
  return "arguments that are not NULL";
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
    if (!inside_aggregate_ && facts_.is_left_out_by_grouping(expr))
      return nullable("it is a key that a grouping set leaves out", expr.span);
    const Nullability result = std::visit([&](const auto& node) { return visit(node, expr); }, expr.node);
    if (result.not_null) return result;
    const BoundExpr* fact = find_fact(expr);
    return fact == nullptr ? result : not_null("a condition rejects its NULL", fact->span);
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
  Nullability all_of(const BoundList& args, const BoundExpr& expr, const std::string& reason) {
    for (const BoundRef& arg : args) {
      if (const Nullability result = evaluate(*arg); !result.not_null) return result;
    }
    return not_null(reason, expr.span);
  }

  Nullability any_of(const BoundList& args, const BoundExpr& expr, const std::string& name) {
    for (const BoundRef& arg : args) {
      if (evaluate(*arg).not_null) return not_null("one argument cannot be NULL in " + name, expr.span);
    }
    return nullable("every argument can be NULL in " + name, expr.span);
  }

  Nullability visit(const ColumnVar& var, const BoundExpr& expr) {
    const QueryFacts& level = facts_.level(var.levels_up);
    if (var.levels_up == 0 && !present_.empty() && level.is_present(var.relation, present_))
      return level.column_where_present(var, expr.span);
    if (var.levels_up > 0 &&
        level.is_left_out_by_grouping(*make_bound(ColumnVar{var.relation, var.column, 0}, expr.type, expr.span)))
      return nullable("it is a key that a grouping set of the outer query leaves out", expr.span);
    return level.column(var, expr.span);
  }

  Nullability visit(const Constant& constant, const BoundExpr& expr) {
    return constant.is_null ? nullable("it is the constant NULL", expr.span) : not_null("it is a constant", expr.span);
  }

  Nullability visit(const ParameterVar& parameter, const BoundExpr& expr) {
    const auto& passes_null = facts_.memo().nullable_parameters().values;
    const auto index = static_cast<std::size_t>(parameter.number) - 1;
    if (index < passes_null.size() && passes_null[index])
      return nullable("the caller may pass NULL for $" + std::to_string(parameter.number), expr.span);
    return not_null("the caller cannot pass NULL for $" + std::to_string(parameter.number), expr.span);
  }

  Nullability visit(const FunctionCallExpr& call, const BoundExpr& expr) {
    if (call.function == nullptr) return nullable("pgscribe knows nothing of the function", expr.span);
    const std::string name = call.function->name + "()";
    // VARIADIC NULL gives no arguments at all, and NULL.
    if (is_never_null_on_null(*call.function) && !call.variadic_array) return never_from(name, expr);
    if (is_never_null_with_one(*call.function)) return any_of(call.args, expr, name);
    if (is_never_null(call)) {
      // A strict set-returning function gives no rows for NULL.
      const bool skips_null = call.function->returns_set && call.function->is_strict;
      if (call.args.empty() || skips_null) return never_from(name, expr);
      const std::size_t deciding = deciding_arguments(*call.function, call.variadic_array);
      if (deciding >= call.function->input_types.size())
        return all_of(call.args, expr, "no argument can be NULL in " + name);
      const auto past = call.args.begin() + static_cast<std::ptrdiff_t>(std::min(deciding, call.args.size()));
      return all_of({call.args.begin(), past}, expr, "only its first arguments decide, and are not NULL, in " + name);
    }
    if (call.function->schema == "pg_catalog" && call.function->name == "unnest" && call.args.size() == 1 &&
        call.function->input_types.front() == catalog::oid::anyarray)
      return element_of(*call.args.front(), expr, "no element can be NULL of the array in unnest()");
    return nullable(call.function->schema == "pg_catalog" ? nullable_input(*call.function) + " can give NULL in " + name
                                                          : "pgscribe does not know whether NULL comes out of " + name,
                    expr.span);
  }

  Nullability visit(const AggregateExpr& call, const BoundExpr& expr) {
    const std::string name = call.function->name + "()";
    if (is_never_null_over_nothing(*call.function)) return never_from(name, expr);
    const BoundQuery& query = facts_.query();
    if (call.levels_up > 0) return nullable("rows of an outer query are aggregated by " + name, expr.span);
    if (query.group_by.empty() && query.grouping_sets.empty())
      return nullable("there may be no rows for " + name, expr.span);
    if (facts_.has_empty_grouping_set())
      return nullable("the empty grouping set may have no rows for " + name, expr.span);
    if (call.filter) return nullable("FILTER may leave no row for " + name, expr.span);
    if (!is_never_null_over_rows(*call.function))
      return nullable("rows that are not NULL can give NULL in " + name, expr.span);
    inside_aggregate_ = true;
    const BoundList& inputs = call.args.empty() ? call.direct_args : call.args;
    Nullability result = keeps_null(*call.function) ? not_null("", expr.span) : all_of(inputs, expr, "");
    if (result.not_null) result = all_of(call.direct_args, expr, "every group has a value for " + name);
    inside_aggregate_ = false;
    return result;
  }

  /// array_agg of NULL is {NULL}, not NULL.
  static bool keeps_null(const catalog::Function& aggregate) {
    for (const char* name : {"array_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg"}) {
      if (aggregate.name == name) return true;
    }
    return false;
  }

  /// As all_of, of values that other rows of the window give: what CASE says of the current row does not hold there.
  Nullability all_of_other_rows(const BoundList& args, const BoundExpr& expr, const std::string& reason) {
    const NonNullFacts current_row = std::exchange(local_, {});
    const std::set<int> present = std::exchange(present_, {});
    const Nullability result = all_of(args, expr, reason);
    local_ = current_row;
    present_ = present;
    return result;
  }

  Nullability visit(const WindowExpr& call, const BoundExpr& expr) {
    const std::string name = call.function->name + "()";
    if (is_never_null_over_nothing(*call.function) || is_never_null_on_null(*call.function))
      return never_from(name, expr);
    if (call.filter) return nullable("FILTER may leave no row for " + name, expr.span);
    if (call.function->kind == catalog::FunctionKind::aggregate) {
      if (!is_never_null_over_rows(*call.function))
        return nullable("rows that are not NULL can give NULL in " + name, expr.span);
      if (!frame_holds_current_row(call)) return nullable("the frame can be empty for " + name, expr.span);
      if (keeps_null(*call.function)) return not_null("the frame always has a row for " + name, expr.span);
      return all_of(call.args, expr, "the frame always has a value for " + name);
    }
    if (call.function->name == "ntile") return all_of(call.args, expr, "no argument can be NULL in ntile()");
    if (call.function->name == "first_value" || call.function->name == "last_value") {
      if (!frame_holds_current_row(call)) return nullable("the frame can be empty for " + name, expr.span);
      return all_of_other_rows(call.args, expr, "the frame always has a value for " + name);
    }
    const bool has_default = (call.function->name == "lag" || call.function->name == "lead") && call.args.size() == 3;
    if (has_default) return all_of_other_rows(call.args, expr, "no argument can be NULL, nor the default, in " + name);
    return nullable("the window may have no such row for " + name, expr.span);
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
    if (call.form == OperatorForm::null_if) return nullable("both arguments may be equal in NULLIF", expr.span);
    if (call.op == nullptr) return nullable("pgscribe knows nothing of the operator", expr.span);
    if (is_never_null_on_null(*call.op)) return never_from("the operator " + call.op->name, expr);
    if (is_never_null_with_one(*call.op)) return any_of(call.args, expr, "the operator " + call.op->name);
    if (!is_never_null(*call.op))
      return nullable("operands that are not NULL can give NULL in the operator " + call.op->name, expr.span);
    return all_of(call.args, expr, "no operand can be NULL in the operator " + call.op->name);
  }

  Nullability visit(const ArrayOperatorExpr& call, const BoundExpr& expr) {
    if (call.op == nullptr || !is_never_null(*call.op))
      return nullable("pgscribe knows nothing of the operator", expr.span);
    if (const Nullability scalar = evaluate(*call.scalar); !scalar.not_null) return scalar;
    if (const Nullability array = evaluate(*call.array); !array.not_null) return array;
    return element_of(*call.array, expr, "no operand can be NULL in IN or ANY");
  }

  /// One element of an array. What is not known of a stored array may be NULL here: no reader checks it first.
  Nullability element_of(const BoundExpr& expr, const BoundExpr& place, const std::string& reason) {
    const BoundExpr& array = stripped(expr);
    if (const auto* list = std::get_if<ArrayExpr>(&array.node); list != nullptr && !list->multidimensional)
      return all_of(list->elements, place, reason);
    if (elements_of(array, facts_).elements == Elements::never_null) return not_null(reason, place.span);
    return nullable("an element of the array can be NULL", place.span);
  }

  static const BoundExpr& stripped(const BoundExpr& expr) {
    const auto* coercion = std::get_if<CoercionExpr>(&expr.node);
    return coercion != nullptr ? stripped(*coercion->arg) : expr;
  }

  Nullability visit(const BooleanExpr& boolean, const BoundExpr& expr) {
    return all_of(boolean.args, expr, "no operand can be NULL in AND, OR or NOT");
  }

  Nullability visit(const CoercionExpr& coercion, const BoundExpr& expr) {
    if (coercion.method == CoercionMethod::domain) {
      const catalog::Type* type = facts_.memo().catalog().type(expr.type);
      if (type != nullptr && type->kind == catalog::TypeKind::domain && type->not_null)
        return not_null("the cast is to the NOT NULL domain " + type->name, expr.span);
    }
    const catalog::Function* function = coercion.function;
    if (function != nullptr && !is_never_null(*function)) {
      if (function->schema == "pg_catalog")
        return nullable(nullable_input(*function) + " can give NULL in the cast to " + function->name, expr.span);
      if (function->extension.empty())
        return nullable("pgscribe does not know whether NULL comes out of " + function->name + "()", expr.span);
    }
    return evaluate(*coercion.arg);
  }

  Nullability visit(const CollateExpr& collate, const BoundExpr&) { return evaluate(*collate.arg); }

  Nullability visit(const CaseExpr& expr_case, const BoundExpr& expr) {
    if (!expr_case.has_else) return nullable("no WHEN may hold in the CASE without ELSE", expr.span);
    const std::size_t before = local_.size();
    const std::set<int> present_before = present_;
    Nullability result = not_null("no branch can be NULL in CASE", expr.span);
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

  Nullability visit(const CaseTest&, const BoundExpr& expr) {
    return nullable("pgscribe does not follow the value that CASE tests", expr.span);
  }
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
    return all_of(all, expr, "no field can be NULL in the row comparison");
  }

  Nullability visit(const FieldSelectExpr& select, const BoundExpr& expr) {
    if (const auto* var = std::get_if<ColumnVar>(&select.arg->node); var != nullptr && var->column == 0) {
      return facts_.level(var->levels_up).column({var->relation, select.field, 0}, expr.span);
    }
    const auto index = static_cast<std::size_t>(select.field) - 1;
    if (const auto* row = std::get_if<RowExpr>(&select.arg->node); row != nullptr && index < row->fields.size())
      return evaluate(*row->fields[index]);
    return nullable("a field of a composite value can be NULL", expr.span);
  }

  Nullability visit(const SubscriptExpr& subscript, const BoundExpr& expr) {
    if (!subscript.lower.empty()) {
      // A slice outside the bounds is an empty array.
      BoundList parts{subscript.container};
      for (const BoundList* bounds : {&subscript.upper, &subscript.lower}) {
        std::copy_if(bounds->begin(), bounds->end(), std::back_inserter(parts),
                     [](const BoundRef& bound) { return bound != nullptr; });
      }
      return all_of(parts, expr, "neither the array nor a bound can be NULL in the slice");
    }
    return nullable("there may be no such element in the array", expr.span);
  }

  Nullability visit(const FieldStoreExpr&, const BoundExpr& expr) {
    return not_null("assigning to a field makes a composite value", expr.span);
  }
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
    if (!subquery.query) return nullable("pgscribe knows nothing of the sub-select", expr.span);
    if (facts_.memo().rows(*subquery.query).cardinality != Cardinality::exactly_one) {
      return nullable("there may be no row in the sub-select", expr.span);
    }
    const std::vector<Nullability>& output = facts_.memo().output(*subquery.query, &facts_);
    return output.size() == 1 ? output.front() : nullable("the sub-select gives a whole row", expr.span);
  }

  /// x op ANY (SELECT y): NULL when nothing matches and a comparison was NULL.
  Nullability quantified(const SubqueryExpr& subquery, const BoundExpr& expr) {
    if (!subquery.query || !subquery.test) return nullable("pgscribe knows nothing of the sub-select", expr.span);
    for (const Nullability& column : facts_.memo().output(*subquery.query, &facts_)) {
      if (!column.not_null) return nullable("NULL may come out of the sub-select", expr.span);
    }
    return evaluate(*subquery.test);
  }

  /// Only reached through quantified(), which has looked at the sub-select's columns.
  Nullability visit(const SubqueryColumn&, const BoundExpr& expr) {
    return not_null("NULL cannot come out of the sub-select", expr.span);
  }
  Nullability visit(const MultiAssignmentColumn&, const BoundExpr& expr) {
    return nullable("there may be no row in the sub-select", expr.span);
  }

  Nullability visit(const SqlValueExpr& value, const BoundExpr& expr) {
    if (value.kind == sql::SqlValueKind::current_schema)
      return nullable("current_schema is NULL when the search path names no schema", expr.span);
    return not_null("every session has it", expr.span);
  }

  Nullability visit(const XmlExpr& xml, const BoundExpr& expr) {
    switch (xml.op) {
      case sql::XmlOperation::element: return never_from("XMLELEMENT", expr);
      case sql::XmlOperation::concat: return any_of(xml.args, expr, "XMLCONCAT");
      case sql::XmlOperation::forest: return any_of(xml.named_args, expr, "XMLFOREST");
      case sql::XmlOperation::document: return all_of(xml.args, expr, "no argument can be NULL in IS DOCUMENT");
      case sql::XmlOperation::parse:
      case sql::XmlOperation::pi:
      case sql::XmlOperation::root: return all_of(xml.args, expr, "no argument can be NULL in the XML function");
    }
    return nullable("pgscribe knows nothing of this XML expression", expr.span);
  }

  Nullability visit(const XmlSerializeExpr& xml, const BoundExpr&) { return evaluate(*xml.arg); }
  Nullability visit(const GroupingExpr&, const BoundExpr& expr) { return never_from("GROUPING", expr); }
  Nullability visit(const CurrentOfExpr&, const BoundExpr& expr) { return never_from("WHERE CURRENT OF", expr); }
  Nullability visit(const DefaultExpr&, const BoundExpr& expr) {
    return nullable("the column's default can be NULL", expr.span);
  }
  Nullability visit(const PoisonExpr&, const BoundExpr& expr) {
    return nullable("the expression has an error", expr.span);
  }

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
