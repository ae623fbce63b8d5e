#include "analyze/facts/unique_lookup.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/facts/inheritors.hpp"
#include "analyze/facts/null_rejection.hpp"
#include "analyze/facts/schema_expression.hpp"

namespace pgscribe::analyze {

namespace {

using sql::JoinKind;

/// One of the conditions joined by AND, and the entries for whose rows it holds; empty: for all.
struct Condition {
  const BoundExpr* expr;
  std::vector<int> entries;

  [[nodiscard]] bool holds_for(int entry) const {
    return entries.empty() || std::find(entries.begin(), entries.end(), entry) != entries.end();
  }
};

enum class NullMatch { never, possible };

/// `side = value`.
struct Equality {
  const BoundExpr* side;
  const BoundExpr* value;
  const Condition* condition;
  NullMatch null_match;  ///< possible: it also holds where both are NULL
};

void add_conjuncts(const BoundExpr& condition, const std::vector<int>& entries, std::vector<Condition>& conditions) {
  const auto* boolean = std::get_if<BooleanExpr>(&condition.node);
  if (boolean == nullptr || boolean->op != sql::BooleanOperator::and_) {
    conditions.push_back({&condition, entries});
    return;
  }
  for (const BoundRef& arg : boolean->args) add_conjuncts(*arg, entries, conditions);
}

bool is_equality(const catalog::Operator* op) {
  return op != nullptr && op->name == "=" && op->btree.has(catalog::BtreeStrategy::equal);
}

/// Only a cast that keeps apart what the key keeps apart may stand around a column: citext takes more for equal than
/// text does.
const BoundExpr& uncast(const BoundExpr& expr, const catalog::Catalog& catalog) {
  const auto* coercion = std::get_if<CoercionExpr>(&expr.node);
  if (coercion == nullptr || coercion->method != CoercionMethod::relabel) return expr;
  const catalog::Type* type = catalog.type(catalog.base_type(expr.type));
  const bool is_other_equality =
      type != nullptr && !type->extension.empty() && catalog.base_type(coercion->arg->type) != type->oid;
  return is_other_equality ? expr : uncast(*coercion->arg, catalog);
}

bool names_collation(const BoundExpr& expr) {
  bool found = false;
  walk(expr, [&](const BoundExpr& part, int) {
    found = found || std::holds_alternative<CollateExpr>(part.node);
    return !found;
  });
  return found;
}

/// `f`, which an index may also say as `f IS TRUE` or `f = true`.
const BoundExpr& truth(const BoundExpr& condition) {
  const auto* test = std::get_if<BooleanTestExpr>(&condition.node);
  if (test != nullptr && test->test == sql::TruthValue::is_true) return truth(*test->arg);
  const auto* call = std::get_if<OperatorExpr>(&condition.node);
  if (call == nullptr || !is_equality(call->op) || call->args.size() != 2 || call->form != OperatorForm::plain)
    return condition;
  const auto* constant = std::get_if<Constant>(&call->args[1]->node);
  const bool is_true = constant != nullptr && !constant->is_null && call->args[1]->type == catalog::oid::bool_ &&
                       (constant->text == "t" || constant->text == "true");
  return is_true ? truth(*call->args[0]) : condition;
}

/// Is it computed once for the whole query, or the same in each row where its columns are? A sub-select that reads no
/// column of this level runs once (an InitPlan), whatever it does.
bool is_one_value(const BoundExpr& expr) {
  bool is_one = true;
  walk(expr, [&](const BoundExpr& part, int depth) {
    if (const auto* call = std::get_if<FunctionCallExpr>(&part.node)) {
      if (call->function == nullptr || call->function->volatility == 'v' || call->function->returns_set) is_one = false;
    } else if (const auto* subquery = std::get_if<SubqueryExpr>(&part.node)) {
      const bool runs_once = depth == 0 && subquery->kind != sql::SubqueryKind::any &&
                             subquery->kind != sql::SubqueryKind::all && find_local_column(part) == nullptr;
      if (!runs_once) is_one = false;
      return false;
    }
    return is_one;
  });
  return is_one;
}

class Finder {
 public:
  Finder(const BoundQuery& query, FactMemo& memo) : query_(query), memo_(memo), catalog_(memo.catalog()) {
    lookup_.single.resize(query.range_table.size());
    lookup_.keys.resize(query.range_table.size());
    lookup_.optional.resize(query.range_table.size());
  }

  UniqueLookup find(const std::vector<int>& known) {
    if (query_.where) add_conjuncts(*query_.where, {}, conditions_);
    for (const auto& item : query_.from) add_conditions(*item);
    for (const Condition& condition : conditions_) add_equalities(condition);
    for (const int column : known) add_known(column);
    return find_more();
  }

  /// Has `entry` at most one row by the condition alone, where each other entry has one?
  bool is_single_by(const BoundExpr& condition, int entry) {
    lookup_.single.assign(lookup_.single.size(), true);
    lookup_.single[static_cast<std::size_t>(entry)] = false;
    add_conjuncts(condition, {}, conditions_);
    for (const Condition& part : conditions_) add_equalities(part);
    return find_more().single[static_cast<std::size_t>(entry)];
  }

 private:
  UniqueLookup find_more() {
    // A key found makes its entry's columns known, which may complete the key of another.
    while (add_one_more()) {
    }
    return std::move(lookup_);
  }

  /// ON of an inner join bounds both sides; of an outer join only the side that may be missing.
  void add_conditions(const FromNode& node) {
    const auto* join = std::get_if<JoinNode>(&node.node);
    if (join == nullptr) return;
    add_conditions(*join->left);
    add_conditions(*join->right);
    if (join->kind == JoinKind::left || join->kind == JoinKind::full) mark_optional(*join->right);
    if (join->kind == JoinKind::right || join->kind == JoinKind::full) mark_optional(*join->left);
    if (!join->condition || join->kind == JoinKind::full) return;
    switch (join->kind) {
      case JoinKind::inner: add_conjuncts(*join->condition, entries_of(node), conditions_); break;
      case JoinKind::left: add_conjuncts(*join->condition, entries_of(*join->right), conditions_); break;
      case JoinKind::right: add_conjuncts(*join->condition, entries_of(*join->left), conditions_); break;
      case JoinKind::full: break;
    }
  }

  void mark_optional(const FromNode& node) {
    for (const int entry : entries_of(node)) lookup_.optional[static_cast<std::size_t>(entry)] = true;
  }

  void add_equalities(const Condition& condition) {
    const BoundExpr& expr = *condition.expr;
    if (const auto* call = std::get_if<OperatorExpr>(&expr.node)) {
      if (!is_equality(call->op) || call->args.size() != 2) return;
      for (const auto& [side, value] : {std::pair(0, 1), std::pair(1, 0)}) {
        const BoundExpr& left = *call->args[static_cast<std::size_t>(side)];
        const BoundExpr& right = *call->args[static_cast<std::size_t>(value)];
        if (call->form == OperatorForm::plain) add_equality(left, right, condition);
        if (call->form == OperatorForm::not_distinct) add_null_match(left, right, condition);
      }
    } else if (const auto* test = std::get_if<NullTestExpr>(&expr.node)) {
      static const BoundExpr kNull{Constant{true, {}}, catalog::oid::text, -1, {}, CollationStrength::none, {}};
      if (!test->negated && !test->arg_is_row) add_null_match(*test->arg, kNull, condition);
    } else if (const auto* any = std::get_if<ArrayOperatorExpr>(&expr.node)) {
      // IN of one value.
      const auto* array = std::get_if<ArrayExpr>(&any->array->node);
      const bool is_one = array != nullptr && !array->multidimensional && array->elements.size() == 1;
      if (!any->all && is_equality(any->op) && is_one) add_equality(*any->scalar, *array->elements[0], condition);
    }
  }

  void add_equality(const BoundExpr& side, const BoundExpr& value, const Condition& condition) {
    if (names_collation(side) || names_collation(value)) return;  // perhaps one that takes more for equal
    if (is_one_value(value)) equalities_.push_back({&uncast(side, catalog_), &value, &condition, NullMatch::never});
  }

  /// `side IS NULL`, or `side IS NOT DISTINCT FROM value`: bounds what a key that knows one NULL only has.
  void add_null_match(const BoundExpr& side, const BoundExpr& value, const Condition& condition) {
    if (names_collation(side) || names_collation(value) || !is_one_value(value)) return;
    equalities_.push_back({&uncast(side, catalog_), &value, &condition, NullMatch::possible});
  }

  void add_known(int column) {
    static const BoundExpr kGiven{Constant{}, catalog::oid::text, -1, {}, CollationStrength::none, {}};
    static const Condition kAlways{&kGiven, {}};
    const BoundExpr& shown = *query_.output()[static_cast<std::size_t>(column) - 1]->expr;
    add_equality(shown, kGiven, kAlways);
  }

  /// What gives one row by itself, whatever it is compared with.
  std::optional<Reason> one_row_source(std::size_t index) const {
    const RangeEntry& entry = query_.range_table[index];
    if ((entry.kind == RangeKind::subquery || entry.kind == RangeKind::cte) && entry.subquery) {
      const RowCount& rows = memo_.rows(*entry.subquery);
      if (rows.cardinality == Cardinality::exactly_one || rows.cardinality == Cardinality::at_most_one)
        return rows.reason;
    } else if (entry.kind == RangeKind::values && entry.values.size() == 1) {
      return Reason{Why::values_of_one_row, entry.span};
    } else if (entry.kind == RangeKind::function) {
      const bool returns_set =
          std::any_of(entry.functions.begin(), entry.functions.end(), [](const RangeFunction& function) {
            const auto* call = std::get_if<FunctionCallExpr>(&function.call->node);
            return call == nullptr || call->function == nullptr || call->function->returns_set;
          });
      if (!returns_set) return Reason{Why::function_of_one_row, entry.span};
    } else if (entry.kind == RangeKind::json_table && !entry.has_nested_paths && is_whole_document(entry)) {
      return Reason{Why::json_document, entry.span};
    }
    return std::nullopt;
  }

  /// Is the row path of a JSON_TABLE `$`, which finds the document and nothing else?
  static bool is_whole_document(const RangeEntry& table) {
    const auto* path = std::get_if<Constant>(&without_casts(*table.arguments[1]).node);
    if (path == nullptr || path->is_null) return false;
    std::string_view text = path->text;
    const auto trim = [&] {
      while (!text.empty() && std::string_view(" \t\r\n").find(text.front()) != std::string_view::npos)
        text.remove_prefix(1);
    };
    trim();
    for (const std::string_view mode : {"strict", "lax"}) {
      if (text.starts_with(mode)) text.remove_prefix(mode.size());
    }
    trim();
    if (!text.starts_with('$')) return false;
    text.remove_prefix(1);
    trim();
    return text.empty();
  }

  /// Of a LATERAL item and a function: do the items it reads have one row? Else it has one for each of theirs.
  bool reads_single_rows(std::size_t index) const {
    bool reads_single = true;
    const DeepVisitor look = [&](const BoundExpr& part, int depth) {
      const auto* var = std::get_if<ColumnVar>(&part.node);
      if (var != nullptr && var->levels_up == depth && !lookup_.single[static_cast<std::size_t>(var->relation)])
        reads_single = false;
      return reads_single;
    };
    const RangeEntry& entry = query_.range_table[index];
    if (entry.kind == RangeKind::subquery && entry.lateral && entry.subquery) walk(*entry.subquery, look, 1);
    for (const RangeFunction& function : entry.functions) walk(*function.call, look);
    if (entry.kind == RangeKind::json_table) walk(*entry.arguments.front(), look);
    for (const BoundList& row : entry.values) {
      for (const BoundRef& value : row) walk(*value, look);
    }
    return reads_single;
  }

  bool add_one_more() {
    for (std::size_t i = 0; i < query_.range_table.size(); ++i) {
      if (lookup_.single[i] || !reads_single_rows(i)) continue;
      std::optional<Reason> why = one_row_source(i);
      if (!why) {
        const std::optional<std::string> key = bound_key(i);
        if (!key) continue;
        why = Reason{Why::unique_key, query_.range_table[i].span, {*key}};
      }
      lookup_.single[i] = true;
      lookup_.keys[i] = std::move(*why);
      return true;
    }
    return false;
  }

  /// The key by which the entry has at most one row; nothing when it may have more.
  std::optional<std::string> bound_key(std::size_t index) const {
    const RangeEntry& entry = query_.range_table[index];
    if ((entry.kind == RangeKind::subquery || entry.kind == RangeKind::cte) && entry.subquery)
      return bound_row_key(index, memo_.row_keys(*entry.subquery));
    if (entry.kind != RangeKind::relation || entry.relation == nullptr || !inheritors(entry, catalog_).empty())
      return std::nullopt;
    for (const catalog::UniqueKey& key : entry.relation->unique_keys) {
      // A deferrable key may be broken until the transaction ends.
      if (key.deferrable || key.has_other_equality || !key.missing_in.empty()) continue;
      if (is_bound(static_cast<int>(index), *entry.relation, key)) return key.name;
    }
    const catalog::ViewDefinition* view = entry.relation->as_view();
    return view == nullptr ? std::nullopt : bound_row_key(index, view->row_keys);
  }

  std::optional<std::string> bound_row_key(std::size_t index, const std::vector<catalog::RowKey>& keys) const {
    for (const catalog::RowKey& key : keys) {
      if (std::all_of(key.columns.begin(), key.columns.end(),
                      [&](int column) { return column_is_bound(static_cast<int>(index), column, NullMatch::never); }))
        return key.reason;
    }
    return std::nullopt;
  }

  bool column_is_bound(int entry, int attribute, NullMatch accepted) const {
    return is_bound(entry, accepted, [&](const BoundExpr& side) {
      const auto* var = std::get_if<ColumnVar>(&flattened(query_, side).node);
      return var != nullptr && var->levels_up == 0 && var->relation == entry && var->column == attribute;
    });
  }

  bool is_bound(int entry, const catalog::Relation& relation, const catalog::UniqueKey& key) const {
    if (key.columns.empty() && key.expressions.empty()) return false;
    const NullMatch accepted = key.nulls_not_distinct ? NullMatch::possible : NullMatch::never;
    const auto expression_is_bound = [&](const sql::ExprRef& written) {
      const BoundRef bound = bind_schema_expression(catalog_, relation, written, entry);
      return bound != nullptr &&
             is_bound(entry, accepted, [&](const BoundExpr& side) { return equal(side, uncast(*bound, catalog_)); });
    };
    return std::all_of(key.columns.begin(), key.columns.end(),
                       [&](int attribute) { return column_is_bound(entry, attribute, accepted); }) &&
           std::all_of(key.expressions.begin(), key.expressions.end(), expression_is_bound) &&
           (!key.predicate || predicate_holds(entry, relation, key.predicate));
  }

  /// Is something like this compared with a known value, for the entry's rows?
  template <class IsIt>
  bool is_bound(int entry, NullMatch accepted, const IsIt& is_it) const {
    return std::any_of(equalities_.begin(), equalities_.end(), [&](const Equality& equality) {
      return (equality.null_match == NullMatch::never || accepted == NullMatch::possible) && is_it(*equality.side) &&
             equality.condition->holds_for(entry) && is_known(*equality.value);
    });
  }

  /// Of a plain column the equality says that it is not NULL, so it does not matter that a join may fill it with NULL.
  bool is_known(const BoundExpr& value) const {
    const auto* var = std::get_if<ColumnVar>(&flattened(query_, uncast(value, catalog_)).node);
    if (var != nullptr && var->levels_up == 0) return lookup_.single[static_cast<std::size_t>(var->relation)];
    return is_determined(value, lookup_);
  }

  /// predicate_implied_by, as far as conditions are repeated or reject NULL.
  bool predicate_holds(int entry, const catalog::Relation& relation, const sql::ExprRef& written) const {
    const BoundRef predicate = bind_schema_expression(catalog_, relation, written, entry);
    if (!predicate) return false;
    std::vector<Condition> parts;
    add_conjuncts(*predicate, {}, parts);
    return std::all_of(parts.begin(), parts.end(), [&](const Condition& part) {
      return std::any_of(conditions_.begin(), conditions_.end(), [&](const Condition& condition) {
        return condition.holds_for(entry) && implies(*condition.expr, *part.expr);
      });
    });
  }

  static bool implies(const BoundExpr& condition, const BoundExpr& predicate) {
    if (!is_repeatable(condition)) return false;
    if (equal(truth(condition), truth(predicate))) return true;
    const auto* test = std::get_if<NullTestExpr>(&predicate.node);
    if (test == nullptr || !test->negated || test->arg_is_row) return false;
    NonNullFacts facts;
    add_facts_if_true(condition, facts);
    return std::any_of(facts.begin(), facts.end(), [&](const BoundExpr* fact) { return equal(*fact, *test->arg); });
  }

  const BoundQuery& query_;
  FactMemo& memo_;
  const catalog::Catalog& catalog_;
  UniqueLookup lookup_;
  std::vector<Condition> conditions_;
  std::vector<Equality> equalities_;
};

}  // namespace

UniqueLookup find_unique_lookups(const BoundQuery& query, FactMemo& memo, const std::vector<int>& known) {
  memo.count_look();
  return Finder(query, memo).find(known);
}

namespace {

void add_lookup_joins(const FromNode& node, const BoundQuery& query, FactMemo& memo, std::vector<int>& found) {
  const auto* join = std::get_if<JoinNode>(&node.node);
  if (join == nullptr) return;
  add_lookup_joins(*join->left, query, memo, found);
  add_lookup_joins(*join->right, query, memo, found);
  const std::vector<int> right = entries_of(*join->right);
  if (join->kind != JoinKind::left || !join->condition || right.size() != 1) return;
  if (Finder(query, memo).is_single_by(*join->condition, right.front())) found.push_back(right.front());
}

}  // namespace

std::vector<int> find_lookup_joins(const BoundQuery& query, FactMemo& memo) {
  memo.count_look();
  std::vector<int> found;
  for (const auto& item : query.from) add_lookup_joins(*item, query, memo, found);
  return found;
}

bool is_determined(const BoundExpr& expr, const UniqueLookup& lookup) {
  bool determined = true;
  walk(expr, [&](const BoundExpr& part, int depth) {
    const auto* var = std::get_if<ColumnVar>(&part.node);
    if (var != nullptr && var->levels_up == depth) {
      const auto entry = static_cast<std::size_t>(var->relation);
      if (!lookup.single[entry] || lookup.optional[entry]) determined = false;
    }
    return determined;
  });
  return determined;
}

}  // namespace pgscribe::analyze
