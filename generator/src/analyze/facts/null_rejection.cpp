#include "analyze/facts/null_rejection.hpp"

#include <algorithm>
#include <utility>

#include "analyze/bound/bound_walk.hpp"

namespace pgscribe::analyze {

namespace {

using AddFacts = void (*)(const BoundExpr&, NonNullFacts&);

bool holds(const NonNullFacts& facts, const BoundExpr& expr) {
  return std::any_of(facts.begin(), facts.end(), [&](const BoundExpr* fact) { return equal(*fact, expr); });
}

void add_all(const BoundList& args, NonNullFacts& facts, AddFacts add) {
  for (const BoundRef& arg : args) add(*arg, facts);
}

/// One of `args` has the outcome, it is not known which: only what all of them agree on.
void add_common(const BoundList& args, NonNullFacts& facts, AddFacts add) {
  if (args.empty()) return;
  NonNullFacts common;
  add(*args.front(), common);
  for (std::size_t i = 1; i < args.size() && !common.empty(); ++i) {
    NonNullFacts other;
    add(*args[i], other);
    common.erase(
        std::remove_if(common.begin(), common.end(), [&](const BoundExpr* fact) { return !holds(other, *fact); }),
        common.end());
  }
  facts.insert(facts.end(), common.begin(), common.end());
}

bool is_non_empty_array(const BoundExpr& expr) {
  const auto* array = std::get_if<ArrayExpr>(&expr.node);
  return array != nullptr && !array->multidimensional && !array->elements.empty();
}

bool is_constant_false(const BoundExpr& expr) {
  const auto* constant = std::get_if<Constant>(&expr.node);
  return constant != nullptr && expr.type == catalog::oid::bool_ && !constant->is_null &&
         (constant->text == "f" || constant->text == "false");
}

void add_operator_facts(const OperatorExpr& call, bool is_true, NonNullFacts& facts) {
  switch (call.form) {
    case OperatorForm::plain:
      if (call.op != nullptr && call.op->is_strict) add_all(call.args, facts, add_facts_if_not_null);
      break;
    // x IS DISTINCT FROM NULL and its negation, written with a literal NULL.
    case OperatorForm::distinct:
    case OperatorForm::not_distinct:
      if ((call.form == OperatorForm::distinct) == is_true) {
        for (std::size_t i = 0; i < call.args.size(); ++i) {
          const auto* other = std::get_if<Constant>(&call.args[1 - i]->node);
          if (other != nullptr && other->is_null) add_facts_if_not_null(*call.args[i], facts);
        }
      } else {
        for (std::size_t i = 0; i < call.args.size(); ++i) {
          const auto* other = std::get_if<Constant>(&call.args[1 - i]->node);
          if (other != nullptr && !other->is_null) add_facts_if_not_null(*call.args[i], facts);
        }
      }
      break;
    case OperatorForm::null_if: break;
  }
}

/// `x op ANY (array)` true needs a matching element; `ALL` is true of an empty array whatever x is.
void add_array_operator_facts(const ArrayOperatorExpr& call, bool is_true, NonNullFacts& facts) {
  if (call.op == nullptr || !call.op->is_strict) return;
  add_facts_if_not_null(*call.array, facts);
  if (call.all != is_true || is_non_empty_array(*call.array)) add_facts_if_not_null(*call.scalar, facts);
}

void add_null_test_facts(const NullTestExpr& test, bool is_true, NonNullFacts& facts) {
  if (test.negated != is_true) return;  // it says that the argument is NULL
  if (!test.arg_is_row) return add_facts_if_not_null(*test.arg, facts);
  // A row IS NOT NULL when all its fields are; NOT (row IS NULL) says that some field is not.
  if (!test.negated) return;
  if (const auto* row = std::get_if<RowExpr>(&test.arg->node)) {
    add_all(row->fields, facts, add_facts_if_not_null);
  } else {
    add_facts_if_not_null(*test.arg, facts);
  }
}

void add_boolean_test_facts(const BooleanTestExpr& test, bool is_true, NonNullFacts& facts) {
  using sql::TruthValue;
  const TruthValue outcome = test.test;
  if (outcome == (is_true ? TruthValue::is_true : TruthValue::is_not_true)) {
    add_facts_if_true(*test.arg, facts);
  } else if (outcome == (is_true ? TruthValue::is_false : TruthValue::is_not_false)) {
    add_facts_if_false(*test.arg, facts);
  } else if (outcome == (is_true ? TruthValue::is_not_unknown : TruthValue::is_unknown)) {
    add_facts_if_not_null(*test.arg, facts);
  }
}

void add_outcome_facts(const BoundExpr& condition, bool is_true, NonNullFacts& facts) {
  const AddFacts add = is_true ? add_facts_if_true : add_facts_if_false;
  if (const auto* boolean = std::get_if<BooleanExpr>(&condition.node)) {
    if (boolean->op == sql::BooleanOperator::not_) {
      add_all(boolean->args, facts, is_true ? add_facts_if_false : add_facts_if_true);
    } else if ((boolean->op == sql::BooleanOperator::and_) == is_true) {
      add_all(boolean->args, facts, add);
    } else {
      add_common(boolean->args, facts, add);
    }
  } else if (const auto* call = std::get_if<OperatorExpr>(&condition.node)) {
    add_operator_facts(*call, is_true, facts);
  } else if (const auto* array = std::get_if<ArrayOperatorExpr>(&condition.node)) {
    add_array_operator_facts(*array, is_true, facts);
  } else if (const auto* null_test = std::get_if<NullTestExpr>(&condition.node)) {
    add_null_test_facts(*null_test, is_true, facts);
  } else if (const auto* boolean_test = std::get_if<BooleanTestExpr>(&condition.node)) {
    add_boolean_test_facts(*boolean_test, is_true, facts);
  } else if (const auto* subquery = std::get_if<SubqueryExpr>(&condition.node)) {
    // x IN (SELECT ...) true: some row makes the test true. Of ALL nothing is known: there may be no row.
    const bool some_row_decides =
        (subquery->kind == sql::SubqueryKind::any && is_true) || (subquery->kind == sql::SubqueryKind::all && !is_true);
    if (some_row_decides && subquery->test) add_outcome_facts(*subquery->test, is_true, facts);
  } else if (const auto* coalesce = std::get_if<CoalesceExpr>(&condition.node)) {
    // coalesce(x > 1, false): true only if x > 1 is.
    if (is_true && coalesce->args.size() == 2 && is_constant_false(*coalesce->args[1]))
      add_facts_if_true(*coalesce->args[0], facts);
  } else {
    add_facts_if_not_null(condition, facts);
  }
}

}  // namespace

void add_facts_if_true(const BoundExpr& condition, NonNullFacts& facts) { add_outcome_facts(condition, true, facts); }

void add_facts_if_false(const BoundExpr& condition, NonNullFacts& facts) { add_outcome_facts(condition, false, facts); }

void add_facts_if_not_null(const BoundExpr& expr, NonNullFacts& facts) {
  if (std::holds_alternative<SubqueryColumn>(expr.node) || std::holds_alternative<CaseTest>(expr.node)) return;
  facts.push_back(&expr);
  if (const auto* call = std::get_if<OperatorExpr>(&expr.node)) {
    if (call->form == OperatorForm::null_if) {
      add_facts_if_not_null(*call->args.front(), facts);
    } else if (call->form == OperatorForm::plain && call->op != nullptr && call->op->is_strict) {
      add_all(call->args, facts, add_facts_if_not_null);
    }
  } else if (const auto* function = std::get_if<FunctionCallExpr>(&expr.node)) {
    if (function->function != nullptr && function->function->is_strict && !function->function->returns_set) {
      add_all(function->args, facts, add_facts_if_not_null);
    }
  } else if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node)) {
    if (coercion->function == nullptr || coercion->function->is_strict) add_facts_if_not_null(*coercion->arg, facts);
  } else if (const auto* collate = std::get_if<CollateExpr>(&expr.node)) {
    add_facts_if_not_null(*collate->arg, facts);
  } else if (const auto* field = std::get_if<FieldSelectExpr>(&expr.node)) {
    add_facts_if_not_null(*field->arg, facts);
  } else if (const auto* subscript = std::get_if<SubscriptExpr>(&expr.node)) {
    if (!subscript->assigned) add_facts_if_not_null(*subscript->container, facts);
  } else if (const auto* boolean = std::get_if<BooleanExpr>(&expr.node)) {
    if (boolean->op == sql::BooleanOperator::not_) add_all(boolean->args, facts, add_facts_if_not_null);
  }
}

bool is_repeatable(const BoundExpr& expr) {
  bool repeatable = true;
  walk(expr, [&](const BoundExpr& part, int) {
    if (const auto* call = std::get_if<FunctionCallExpr>(&part.node)) {
      if (call->function == nullptr || call->function->volatility == 'v' || call->function->returns_set)
        repeatable = false;
    } else if (std::holds_alternative<SubqueryExpr>(part.node)) {
      repeatable = false;
    }
    return repeatable;
  });
  return repeatable;
}

}  // namespace pgscribe::analyze
