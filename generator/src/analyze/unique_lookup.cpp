#include "analyze/unique_lookup.hpp"

#include <algorithm>

#include "analyze/bound_walk.hpp"
#include "analyze/cardinality.hpp"
#include "analyze/inheritors.hpp"
#include "analyze/null_rejection.hpp"

namespace pgscribe::analyze {

namespace {

using sql::JoinKind;

/// `entry.attribute = value`, which holds for the rows that the entry contributes.
struct Equality {
  int entry;
  int attribute;
  const BoundExpr* value;
};

class Finder {
 public:
  Finder(const BoundQuery& query, const catalog::Catalog& catalog) : query_(query), catalog_(catalog) {
    lookup_.single.resize(query.range_table.size());
    lookup_.keys.resize(query.range_table.size());
  }

  UniqueLookup find() {
    if (query_.where) add_equalities(*query_.where);
    for (const auto& item : query_.from) add_conditions(*item);
    for (std::size_t i = 0; i < query_.range_table.size(); ++i) look_at_source(i);
    // A key found makes its entry's columns known, which may complete the key of another.
    while (add_one_more()) {
    }
    return std::move(lookup_);
  }

 private:
  /// ON of an inner join bounds both sides; of an outer join only the side that may be missing.
  void add_conditions(const FromNode& node) {
    const auto* join = std::get_if<JoinNode>(&node.node);
    if (join == nullptr) return;
    add_conditions(*join->left);
    add_conditions(*join->right);
    if (!join->condition || join->kind == JoinKind::full) return;
    const std::size_t before = equalities_.size();
    add_equalities(*join->condition);
    if (join->kind == JoinKind::inner) return;
    std::vector<int> bounded;
    collect_entries(join->kind == JoinKind::left ? *join->right : *join->left, bounded);
    const auto is_unbounded = [&](const Equality& equality) {
      return std::find(bounded.begin(), bounded.end(), equality.entry) == bounded.end();
    };
    equalities_.erase(
        std::remove_if(equalities_.begin() + static_cast<std::ptrdiff_t>(before), equalities_.end(), is_unbounded),
        equalities_.end());
  }

  static void collect_entries(const FromNode& node, std::vector<int>& entries) {
    if (const auto* reference = std::get_if<RangeReference>(&node.node)) {
      entries.push_back(reference->entry);
      return;
    }
    const auto& join = std::get<JoinNode>(node.node);
    collect_entries(*join.left, entries);
    collect_entries(*join.right, entries);
  }

  void add_equalities(const BoundExpr& condition) {
    if (const auto* boolean = std::get_if<BooleanExpr>(&condition.node)) {
      if (boolean->op != sql::BooleanOperator::and_) return;
      for (const BoundRef& arg : boolean->args) add_equalities(*arg);
      return;
    }
    const auto* call = std::get_if<OperatorExpr>(&condition.node);
    if (call == nullptr || call->form != OperatorForm::plain || call->op == nullptr || call->args.size() != 2) return;
    if (call->op->name != "=" || call->op->btree_strategy != 3) return;
    add_equality(*call->args[0], *call->args[1]);
    add_equality(*call->args[1], *call->args[0]);
  }

  void add_equality(const BoundExpr& side, const BoundExpr& value) {
    // Only a binary-compatible cast keeps what is unique apart.
    const auto* coercion = std::get_if<CoercionExpr>(&side.node);
    if (coercion != nullptr && coercion->method == CoercionMethod::relabel) return add_equality(*coercion->arg, value);
    const auto* var = std::get_if<ColumnVar>(&side.node);
    if (var == nullptr || var->levels_up != 0 || var->column <= 0 || !is_repeatable(value)) return;
    equalities_.push_back({var->relation, var->column, &value});
  }

  void look_at_source(std::size_t index) {
    const RangeEntry& entry = query_.range_table[index];
    const BoundQuery* source = entry.subquery.get();
    if ((entry.kind == RangeKind::subquery || entry.kind == RangeKind::cte) && source != nullptr) {
      const RowCount rows = row_count(*source, catalog_);
      if (rows.cardinality == Cardinality::exactly_one || rows.cardinality == Cardinality::at_most_one)
        mark(index, rows.reason.text);
    } else if (entry.kind == RangeKind::values && entry.values.size() == 1) {
      mark(index, "VALUES of one row");
    } else if (entry.kind == RangeKind::function) {
      const bool returns_set =
          std::any_of(entry.functions.begin(), entry.functions.end(), [](const RangeFunction& function) {
            const auto* call = std::get_if<FunctionCallExpr>(&function.call->node);
            return call == nullptr || call->function == nullptr || call->function->returns_set;
          });
      if (!returns_set) mark(index, "a function that returns one row");
    }
  }

  void mark(std::size_t index, std::string why) {
    lookup_.single[index] = true;
    lookup_.keys[index] = std::move(why);
  }

  bool add_one_more() {
    for (std::size_t i = 0; i < query_.range_table.size(); ++i) {
      const RangeEntry& entry = query_.range_table[i];
      if (lookup_.single[i] || entry.kind != RangeKind::relation || entry.relation == nullptr ||
          !inheritors(entry, catalog_).empty())
        continue;
      for (const catalog::UniqueKey& key : entry.relation->unique_keys) {
        // A deferrable key may be broken until the transaction ends; an expression or a predicate is not compared here.
        if (key.deferrable || key.has_expressions || key.predicate || key.columns.empty()) continue;
        if (!std::all_of(key.columns.begin(), key.columns.end(),
                         [&](int attribute) { return is_bound(static_cast<int>(i), attribute); }))
          continue;
        mark(i, key.name);
        return true;
      }
    }
    return false;
  }

  bool is_bound(int entry, int attribute) const {
    return std::any_of(equalities_.begin(), equalities_.end(), [&](const Equality& equality) {
      return equality.entry == entry && equality.attribute == attribute && is_determined(*equality.value, lookup_);
    });
  }

  const BoundQuery& query_;
  const catalog::Catalog& catalog_;
  UniqueLookup lookup_;
  std::vector<Equality> equalities_;
};

}  // namespace

UniqueLookup find_unique_lookups(const BoundQuery& query, const catalog::Catalog& catalog) {
  return Finder(query, catalog).find();
}

bool is_determined(const BoundExpr& expr, const UniqueLookup& lookup) {
  bool determined = true;
  walk(expr, [&](const BoundExpr& part, int depth) {
    const auto* var = std::get_if<ColumnVar>(&part.node);
    if (var != nullptr && var->levels_up == depth && !lookup.single[static_cast<std::size_t>(var->relation)])
      determined = false;
    return determined;
  });
  return determined;
}

}  // namespace pgscribe::analyze
