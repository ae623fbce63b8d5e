#include "analyze/clauses/clauses.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/sort_group.hpp"

// GROUP BY (transformGroupClause).

namespace pgscribe::analyze {
namespace {

constexpr std::size_t kMaxCubeElements = 12;

class Grouping {
 public:
  Grouping(ParseState& state, BoundQuery& query) : state_(state), query_(query) {}

  void transform(const std::vector<sql::GroupItem>& items) {
    std::vector<sql::GroupItem> flat;
    bool has_sets = false;
    for (const sql::GroupItem& item : items) flatten(item, flat, has_sets);
    for (const sql::GroupItem& item : flat) {
      if (item.set) {
        query_.grouping_sets.push_back(transform_set(*item.set, true));
      } else {
        const int key = add_key(*item.expr);
        if (has_sets) query_.grouping_sets.push_back(simple({key}));
      }
    }
  }

 private:
  /// (a, b) without ROW stands for its members; a set of sets is as good as its sets; empty sets beside others mean
  /// nothing.
  static void flatten(const sql::GroupItem& item, std::vector<sql::GroupItem>& flat, bool& has_sets) {
    if (item.set) {
      has_sets = true;
      flat.push_back(item);
      return;
    }
    const auto* row = std::get_if<sql::RowConstructor>(&item.expr->node);
    if (row == nullptr || row->is_explicit) {
      flat.push_back(item);
      return;
    }
    for (const sql::ExprRef& field : row->fields) flatten({field, nullptr}, flat, has_sets);
  }

  static GroupingSetNode simple(std::vector<int> columns) {
    GroupingSetNode node;
    node.simple = true;
    node.columns = std::move(columns);
    return node;
  }

  GroupingSetNode transform_set(const sql::GroupingSet& set, bool is_top) {
    GroupingSetNode node;
    node.kind = set.kind;
    for (const sql::GroupItem& item : set.content) {
      if (item.set) {
        node.sets.push_back(transform_set(*item.set, false));
      } else {
        node.sets.push_back(transform_simple_set(*item.expr));
      }
    }
    // A CUBE of n elements means 2^n sets. PostgreSQL looks at those that stand directly in GROUP BY.
    if (is_top && set.kind == sql::GroupingSetKind::cube && set.content.size() > kMaxCubeElements) {
      fail(state_, set.span, msg::CubeTooLarge());
    }
    return node;
  }

  GroupingSetNode transform_simple_set(const sql::Expr& expr) {
    const auto* row = std::get_if<sql::RowConstructor>(&expr.node);
    if (row == nullptr || row->is_explicit) return simple({add_key(expr)});
    std::vector<int> columns;
    for (const sql::ExprRef& field : row->fields) columns.push_back(add_key(*field));
    return simple(std::move(columns));
  }

  /// transformGroupClauseExpr: index into group_by, which grows unless the expression is there already.
  int add_key(const sql::Expr& expr) {
    const int target = find_target_sql92(state_, expr, query_.targets, ExprKind::group_by);
    for (std::size_t i = 0; i < query_.group_by.size(); ++i) {
      if (query_.group_by[i].target == target) return static_cast<int>(i);
    }
    TargetEntry& entry = query_.targets[static_cast<std::size_t>(target)];
    make_groupable(state_, entry, expr.extent);
    query_.group_by.push_back({entry.expr, target, false, false});
    return static_cast<int>(query_.group_by.size()) - 1;
  }

  ParseState& state_;
  BoundQuery& query_;
};

}  // namespace

void transform_group_by(ParseState& state, const sql::Select& select, BoundQuery& query) {
  Grouping(state, query).transform(select.group_by);
}

}  // namespace pgscribe::analyze
