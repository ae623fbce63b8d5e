
#include <string>
#include <vector>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/facts/nullability.hpp"

// A parameter is optional exactly where the statement gives NULL a meaning: it is assigned to a nullable column, tested
// for NULL, or given a fallback by COALESCE.

namespace pgscribe::analyze {

namespace {

struct Uses {
  bool has_meaning = false;
  Reason meaning;
  bool needs_value = false;  ///< assigned to a NOT NULL column
  Reason need;
};

class Collector {
 public:
  Collector(const catalog::Catalog& catalog, std::vector<Uses>& uses) : catalog_(catalog), uses_(uses) {}

  void collect(const BoundQuery& query) {
    collect_assignments(query);
    for_each_expr(query, [&](const BoundRef& expr) {
      walk(*expr, [&](const BoundExpr& part, int) {
        collect_tests(part);
        if (const auto* subquery = std::get_if<SubqueryExpr>(&part.node); subquery != nullptr && subquery->query) {
          collect(*subquery->query);
          if (subquery->test)
            walk(*subquery->test, [&](const BoundExpr& inner, int) {
              collect_tests(inner);
              return true;
            });
          return false;
        }
        return true;
      });
    });
    for_each_subquery(query, [&](const BoundQuery& inner) { collect(inner); });
  }

 private:
  void collect_tests(const BoundExpr& expr) {
    if (const auto* test = std::get_if<NullTestExpr>(&expr.node)) {
      note_meaning(*test->arg, Why::tested_for_null, expr.span);
    } else if (const auto* coalesce = std::get_if<CoalesceExpr>(&expr.node)) {
      for (std::size_t i = 0; i + 1 < coalesce->args.size(); ++i)
        note_meaning(*coalesce->args[i], Why::replaced_by_coalesce, expr.span);
    } else if (const auto* call = std::get_if<OperatorExpr>(&expr.node)) {
      if (call->form == OperatorForm::plain || call->form == OperatorForm::null_if) return;
      for (const BoundRef& arg : call->args) note_meaning(*arg, Why::compared_with_null, expr.span);
    }
  }

  void note_meaning(const BoundExpr& expr, Why why, Span span) {
    for_each_value(expr, [&](const BoundExpr& value) {
      if (Uses* uses = uses_of(value)) {
        if (!uses->has_meaning) uses->meaning = {why, span};
        uses->has_meaning = true;
      }
    });
  }

  void collect_assignments(const BoundQuery& query) {
    if (query.result_relation < 0) return;
    const auto* relation = query.range_table[static_cast<std::size_t>(query.result_relation)].relation;
    if (relation == nullptr) return;
    if (query.kind == QueryKind::insert || query.kind == QueryKind::update) assign_all(query, *relation, query.targets);
    assign_all(query, *relation, query.conflict.set);
    for (const BoundMergeAction& action : query.merge_actions) assign_all(query, *relation, action.targets);
  }

  void assign_all(const BoundQuery& query, const catalog::Relation& relation, const std::vector<TargetEntry>& targets) {
    for (const TargetEntry& target : targets) {
      const auto index = static_cast<std::size_t>(target.attribute) - 1;
      if (target.attribute <= 0 || index >= relation.columns.size() || !target.expr) continue;
      const catalog::Column& column = relation.columns[index];
      assign(query, *target.expr, relation, column);
    }
  }

  void assign(const BoundQuery& query, const BoundExpr& expr, const catalog::Relation& relation,
              const catalog::Column& column) {
    for_each_value(expr, [&](const BoundExpr& value) {
      if (const auto* var = std::get_if<ColumnVar>(&value.node)) return assign_column(query, *var, relation, column);
      Uses* uses = uses_of(value);
      if (uses == nullptr) return;
      const std::string name = relation.name + "." + column.name;
      if (rejects_null(catalog_, column)) {
        if (!uses->needs_value) uses->need = {Why::for_not_null, value.span, {name}};
        uses->needs_value = true;
      } else if (!uses->has_meaning) {
        uses->has_meaning = true;
        uses->meaning = {Why::for_nullable, value.span, {name}};
      }
    });
  }

  /// INSERT of several VALUES rows, or of a sub-select, reads the values through a range entry.
  void assign_column(const BoundQuery& query, const ColumnVar& var, const catalog::Relation& relation,
                     const catalog::Column& column) {
    if (var.levels_up != 0 || var.column <= 0) return;
    const RangeEntry& entry = query.range_table[static_cast<std::size_t>(var.relation)];
    const auto index = static_cast<std::size_t>(var.column) - 1;
    if (entry.kind == RangeKind::values) {
      for (const BoundList& row : entry.values) {
        if (index < row.size()) assign(query, *row[index], relation, column);
      }
    } else if (entry.kind == RangeKind::subquery && entry.subquery && !entry.subquery->set_operations) {
      const auto output = entry.subquery->output();
      if (index < output.size()) assign(*entry.subquery, *output[index]->expr, relation, column);
    }
  }

  /// Where the value of an expression comes from unchanged: through casts, CASE results and the last argument of
  /// COALESCE.
  template <class F>
  void for_each_value(const BoundExpr& expr, const F& f) {
    if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node)) {
      for_each_value(*coercion->arg, f);
    } else if (const auto* choice = std::get_if<CaseExpr>(&expr.node)) {
      for (const auto& [when, then] : choice->whens) for_each_value(*then, f);
      for_each_value(*choice->otherwise, f);
    } else if (const auto* coalesce = std::get_if<CoalesceExpr>(&expr.node);
               coalesce != nullptr && !coalesce->args.empty()) {
      for_each_value(*coalesce->args.back(), f);
    } else {
      f(expr);
    }
  }

  Uses* uses_of(const BoundExpr& expr) {
    const auto* parameter = std::get_if<ParameterVar>(&expr.node);
    if (parameter == nullptr || parameter->number < 1 || static_cast<std::size_t>(parameter->number) > uses_.size())
      return nullptr;
    return &uses_[static_cast<std::size_t>(parameter->number) - 1];
  }

  const catalog::Catalog& catalog_;
  std::vector<Uses>& uses_;
};

}  // namespace

bool rejects_null(const catalog::Catalog& catalog, const catalog::Column& column) {
  const catalog::Type* type = catalog.type(column.type);
  return column.not_null || column.never_null ||
         (type != nullptr && type->kind == catalog::TypeKind::domain && type->not_null);
}

std::vector<Nullability> parameter_nullability(const BoundQuery& query, const ParameterTable& parameters,
                                               const catalog::Catalog& catalog) {
  std::vector<Uses> uses(parameters.slots.size());
  Collector(catalog, uses).collect(query);
  std::vector<Nullability> result;
  for (const Uses& use : uses) {
    if (use.needs_value) {
      result.push_back({true, use.need});
    } else if (use.has_meaning) {
      result.push_back({false, use.meaning});
    } else {
      result.push_back(not_null(Why::no_meaning));
    }
  }
  return result;
}

}  // namespace pgscribe::analyze
