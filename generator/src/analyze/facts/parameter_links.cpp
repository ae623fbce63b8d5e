#include "analyze/facts/parameter_links.hpp"

#include <set>
#include <tuple>
#include <utility>

#include "analyze/bound/bound_walk.hpp"

namespace pgscribe::analyze {

namespace {

/// Query levels, the innermost first.
using Levels = std::vector<const BoundQuery*>;

Levels below(const BoundQuery& query, const Levels& levels, std::size_t home = 0) {
  Levels inner{&query};
  inner.insert(inner.end(), levels.begin() + static_cast<std::ptrdiff_t>(home), levels.end());
  return inner;
}

/// Where a value can come from unchanged. `depth` 1: it is an element of that.
struct Source {
  int parameter = 0;  ///< 0: a column
  ColumnOrigin column;
  int depth = 0;
};

class SourceFinder {
 public:
  /// The sources of `expr`, or, with `depth` 1, of the elements of it. `tested`: the sub-select that SubqueryColumn
  /// means.
  static std::vector<Source> find(const BoundExpr& expr, const Levels& levels, int depth = 0,
                                  const SubqueryExpr* tested = nullptr) {
    SourceFinder finder(tested);
    finder.visit(expr, levels, depth);
    return std::move(finder.sources_);
  }

 private:
  explicit SourceFinder(const SubqueryExpr* tested) : tested_(tested) {}

  void visit(const BoundExpr& expr, const Levels& levels, int depth) {
    std::visit([&](const auto& node) { visit(node, levels, depth); }, expr.node);
  }
  void visit_all(const BoundList& exprs, const Levels& levels, int depth) {
    for (const BoundRef& expr : exprs) visit(*expr, levels, depth);
  }

  /// Other expressions make a value of their own.
  template <class Node>
  void visit(const Node&, const Levels&, int) {}

  void visit(const ParameterVar& parameter, const Levels&, int depth) {
    sources_.push_back({parameter.number, {}, depth});
  }
  void visit(const CoercionExpr& coercion, const Levels& levels, int depth) { visit(*coercion.arg, levels, depth); }
  void visit(const CollateExpr& collate, const Levels& levels, int depth) { visit(*collate.arg, levels, depth); }
  void visit(const CoalesceExpr& coalesce, const Levels& levels, int depth) { visit_all(coalesce.args, levels, depth); }
  void visit(const MinMaxExpr& choice, const Levels& levels, int depth) { visit_all(choice.args, levels, depth); }
  void visit(const CaseExpr& choice, const Levels& levels, int depth) {
    for (const auto& [when, then] : choice.whens) visit(*then, levels, depth);
    visit(*choice.otherwise, levels, depth);
  }
  void visit(const OperatorExpr& call, const Levels& levels, int depth) {
    if (call.form == OperatorForm::null_if) visit(*call.args.front(), levels, depth);
  }
  void visit(const ArrayExpr& array, const Levels& levels, int depth) {
    if (depth > 0 && !array.multidimensional) visit_all(array.elements, levels, depth - 1);
  }
  void visit(const FunctionCallExpr& call, const Levels& levels, int depth) {
    const std::size_t array = call.function == nullptr ? 0 : call.function->facts.element_of;
    if (array != 0 && array <= call.args.size()) visit(*call.args[array - 1], levels, depth + 1);
  }
  void visit(const SubqueryExpr& subquery, const Levels& levels, int depth) {
    if (!subquery.query) return;
    if (subquery.kind == sql::SubqueryKind::scalar) visit_output(*subquery.query, 0, levels, 0, depth);
    if (subquery.kind == sql::SubqueryKind::array && depth > 0) visit_output(*subquery.query, 0, levels, 0, depth - 1);
  }
  void visit(const SubqueryColumn& column, const Levels& levels, int depth) {
    if (tested_ != nullptr && tested_->query && column.column > 0)
      visit_output(*tested_->query, static_cast<std::size_t>(column.column) - 1, levels, 0, depth);
  }

  void visit(const ColumnVar& var, const Levels& levels, int depth) {
    const auto level = static_cast<std::size_t>(var.levels_up);
    if (var.column <= 0 || level >= levels.size()) return;
    const RangeEntry& entry = levels[level]->range_table[static_cast<std::size_t>(var.relation)];
    const auto index = static_cast<std::size_t>(var.column) - 1;
    switch (entry.kind) {
      case RangeKind::relation:
      case RangeKind::excluded:
        if (entry.relation != nullptr) sources_.push_back({0, {entry.relation->oid, var.column}, depth});
        return;
      case RangeKind::subquery:
        if (entry.subquery) visit_output(*entry.subquery, index, levels, level, depth);
        return;
      case RangeKind::cte: {
        const std::size_t home = level + static_cast<std::size_t>(entry.cte_levels_up);
        if (entry.subquery && !entry.self_reference && home < levels.size())
          visit_output(*entry.subquery, index, levels, home, depth);
        return;
      }
      case RangeKind::values:
        for (const BoundList& row : entry.values) {
          if (index < row.size()) visit(*row[index], Levels(levels.begin() + var.levels_up, levels.end()), depth);
        }
        return;
      case RangeKind::join:
        if (index < entry.join_columns.size() && entry.join_columns[index])
          visit(*entry.join_columns[index], Levels(levels.begin() + var.levels_up, levels.end()), depth);
        return;
      case RangeKind::function: visit_function(entry, index, levels, level, depth); return;
      case RangeKind::xml_table:
      case RangeKind::json_table:
      case RangeKind::named_row: return;
    }
  }

  /// unnest(a, b) of FROM is one function per array; each has one column when its elements are no rows.
  void visit_function(const RangeEntry& entry, std::size_t index, const Levels& levels, std::size_t level, int depth) {
    for (const RangeFunction& function : entry.functions) {
      if (index == 0 && function.column_count == 1)
        return visit(*function.call, Levels(levels.begin() + static_cast<std::ptrdiff_t>(level), levels.end()), depth);
      const auto count = static_cast<std::size_t>(function.column_count);
      if (index < count) return;
      index -= count;
    }
  }

  /// Column `index` of a query that stands in level `home`. Once: a WITH item may be read by many.
  void visit_output(const BoundQuery& query, std::size_t index, const Levels& levels, std::size_t home, int depth) {
    if (!visited_.emplace(&query, index, depth).second) return;
    const Levels inner = below(query, levels, home);
    if (query.set_operations) return visit_branches(*query.set_operations, index, inner, depth);
    const std::vector<const TargetEntry*> output = query.output();
    if (index < output.size()) visit(*output[index]->expr, inner, depth);
  }

  void visit_branches(const SetOperationNode& node, std::size_t index, const Levels& levels, int depth) {
    if (node.entry < 0) {
      visit_branches(*node.left, index, levels, depth);
      visit_branches(*node.right, index, levels, depth);
      return;
    }
    const QueryRef& branch = levels.front()->range_table[static_cast<std::size_t>(node.entry)].subquery;
    if (branch) visit_output(*branch, index, levels, 0, depth);
  }

  const SubqueryExpr* tested_;
  std::vector<Source> sources_;
  std::set<std::tuple<const BoundQuery*, std::size_t, int>> visited_;
};

class LinkCollector {
 public:
  explicit LinkCollector(std::vector<std::vector<ParameterLink>>& links) : links_(links) {}

  void collect(const BoundQuery& query, const Levels& outer) {
    const Levels levels = below(query, outer);
    collect_assignments(query, levels);
    for_each_subquery(query, [&](const BoundQuery& inner) { collect(inner, levels); });
    for_each_expr(query, [&](const BoundRef& expr) { collect(*expr, levels, nullptr); });
  }

 private:
  void collect(const BoundExpr& expr, const Levels& levels, const SubqueryExpr* tested) {
    std::visit([&](const auto& node) { compare(node, expr, levels, tested); }, expr.node);
    const auto* subquery = std::get_if<SubqueryExpr>(&expr.node);
    if (subquery != nullptr && subquery->query) collect(*subquery->query, levels);
    for_each_child(expr,
                   [&](const BoundRef& child) { collect(*child, levels, subquery != nullptr ? subquery : tested); });
  }

  template <class Node>
  void compare(const Node&, const BoundExpr&, const Levels&, const SubqueryExpr*) {}

  void compare(const OperatorExpr& call, const BoundExpr& expr, const Levels& levels, const SubqueryExpr* tested) {
    const bool is_comparison = call.form != OperatorForm::plain || expr.type == catalog::oid::bool_;
    if (call.args.size() != 2 || !is_comparison) return;
    link(SourceFinder::find(*call.args[0], levels, 0, tested), SourceFinder::find(*call.args[1], levels, 0, tested));
  }
  void compare(const ArrayOperatorExpr& call, const BoundExpr&, const Levels& levels, const SubqueryExpr* tested) {
    link(SourceFinder::find(*call.scalar, levels, 0, tested), SourceFinder::find(*call.array, levels, 1, tested));
  }
  void compare(const RowCompareExpr& rows, const BoundExpr&, const Levels& levels, const SubqueryExpr* tested) {
    for (std::size_t i = 0; i < rows.left.size() && i < rows.right.size(); ++i)
      link(SourceFinder::find(*rows.left[i], levels, 0, tested), SourceFinder::find(*rows.right[i], levels, 0, tested));
  }
  void compare(const CoalesceExpr&, const BoundExpr& expr, const Levels& levels, const SubqueryExpr* tested) {
    link_alternatives(expr, levels, tested);
  }
  void compare(const MinMaxExpr&, const BoundExpr& expr, const Levels& levels, const SubqueryExpr* tested) {
    link_alternatives(expr, levels, tested);
  }
  void compare(const CaseExpr&, const BoundExpr& expr, const Levels& levels, const SubqueryExpr* tested) {
    link_alternatives(expr, levels, tested);
  }

  void link_alternatives(const BoundExpr& expr, const Levels& levels, const SubqueryExpr* tested) {
    const std::vector<Source> sources = SourceFinder::find(expr, levels, 0, tested);
    link(sources, sources);
  }

  void link(const std::vector<Source>& left, const std::vector<Source>& right) {
    for (const Source& a : left) {
      for (const Source& b : right) {
        if (a.parameter != 0 && b.parameter == 0 && b.depth == 0) add(a, b.column, false);
        if (b.parameter != 0 && a.parameter == 0 && a.depth == 0) add(b, a.column, false);
      }
    }
  }

  void collect_assignments(const BoundQuery& query, const Levels& levels) {
    if (query.result_relation < 0) return;
    const auto* relation = query.range_table[static_cast<std::size_t>(query.result_relation)].relation;
    if (relation == nullptr) return;
    if (query.kind == QueryKind::insert || query.kind == QueryKind::update)
      assign_all(query.targets, *relation, levels);
    assign_all(query.conflict.set, *relation, levels);
    for (const BoundMergeAction& action : query.merge_actions) assign_all(action.targets, *relation, levels);
  }

  void assign_all(const std::vector<TargetEntry>& targets, const catalog::Relation& relation, const Levels& levels) {
    for (const TargetEntry& target : targets) {
      if (target.attribute <= 0 || !target.expr) continue;
      for (const Source& source : SourceFinder::find(*target.expr, levels)) {
        if (source.parameter != 0) add(source, {relation.oid, target.attribute}, true);
      }
    }
  }

  void add(const Source& parameter, const ColumnOrigin& column, bool assigned) {
    const auto index = static_cast<std::size_t>(parameter.parameter) - 1;
    if (parameter.depth > 1 || index >= links_.size()) return;
    links_[index].push_back({column, parameter.depth == 1, assigned});
  }

  std::vector<std::vector<ParameterLink>>& links_;
};

}  // namespace

std::vector<std::vector<ParameterLink>> parameter_links(const BoundQuery& query, std::size_t count) {
  std::vector<std::vector<ParameterLink>> links(count);
  LinkCollector(links).collect(query, {});
  return links;
}

}  // namespace pgscribe::analyze
