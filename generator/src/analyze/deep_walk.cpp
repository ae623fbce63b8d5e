#include "analyze/deep_walk.hpp"

#include "analyze/bound_walk.hpp"

namespace pgscribe::analyze {

namespace {

/// The expressions of one query, each handed to the visitor until it stops.
class QueryWalk {
 public:
  QueryWalk(int depth, const Visitor& visitor) : depth_(depth), visitor_(visitor) {}

  bool walk(const BoundQuery& query) {
    return targets(query.targets) || targets(query.returning) || conflict(query) || merge(query) || from(query.from) ||
           one(query.where) || one(query.having) || one(query.offset) || one(query.limit) || sort_keys(query.group_by) ||
           sort_keys(query.order_by) || all(query.distinct_on) || windows(query) || ctes(query) || range_table(query);
  }

 private:
  bool one(const BoundRef& expr) { return expr != nullptr && walk_expr(*expr, depth_, visitor_); }
  bool all(const BoundList& exprs) {
    for (const BoundRef& expr : exprs) {
      if (one(expr)) return true;
    }
    return false;
  }
  bool targets(const std::vector<TargetEntry>& entries) {
    for (const TargetEntry& entry : entries) {
      if (one(entry.expr)) return true;
    }
    return false;
  }
  bool sort_keys(const std::vector<SortKey>& keys) {
    for (const SortKey& key : keys) {
      if (one(key.expr)) return true;
    }
    return false;
  }
  bool conflict(const BoundQuery& query) { return targets(query.conflict.set) || one(query.conflict.where); }
  bool merge(const BoundQuery& query) {
    for (const BoundMergeAction& action : query.merge_actions) {
      if (one(action.condition) || targets(action.targets)) return true;
    }
    return false;
  }
  bool from(const std::vector<std::shared_ptr<FromNode>>& nodes) {
    for (const auto& node : nodes) {
      if (from(node)) return true;
    }
    return false;
  }
  bool from(const std::shared_ptr<FromNode>& node) {
    const auto* join = node != nullptr ? std::get_if<JoinNode>(&node->node) : nullptr;
    return join != nullptr && (from(join->left) || from(join->right) || one(join->condition));
  }
  bool windows(const BoundQuery& query) {
    for (const WindowClause& window : query.windows) {
      if (all(window.partition_by) || sort_keys(window.order_by) || one(window.start_offset) || one(window.end_offset)) return true;
    }
    return false;
  }
  bool inner(const QueryRef& query) { return query != nullptr && walk_query(*query, depth_ + 1, visitor_); }
  bool ctes(const BoundQuery& query) {
    for (const CteEntry& cte : query.ctes) {
      if (inner(cte.query)) return true;
    }
    return false;
  }
  bool range_table(const BoundQuery& query) {
    for (const RangeEntry& entry : query.range_table) {
      if (range_entry(entry)) return true;
    }
    return false;
  }
  bool range_entry(const RangeEntry& entry) {
    if (entry.kind == RangeKind::subquery && inner(entry.subquery)) return true;  // a CTE's query is walked where it is defined
    for (const RangeFunction& function : entry.functions) {
      if (one(function.call)) return true;
    }
    for (const BoundList& row : entry.values) {
      if (all(row)) return true;
    }
    return all(entry.arguments) || all(entry.join_columns);
  }

  int depth_;
  const Visitor& visitor_;
};

}  // namespace

bool walk_expr(const BoundExpr& expr, int depth, const Visitor& visitor) {
  switch (visitor(expr, depth)) {
    case Walk::stop: return true;
    case Walk::skip: return false;
    case Walk::descend: break;
  }
  bool stopped = false;
  for_each_child(expr, [&](const BoundRef& child) { stopped = stopped || walk_expr(*child, depth, visitor); });
  if (stopped) return true;
  const auto* subquery = std::get_if<SubqueryExpr>(&expr.node);
  return subquery != nullptr && subquery->query != nullptr && walk_query(*subquery->query, depth + 1, visitor);
}

bool walk_query(const BoundQuery& query, int depth, const Visitor& visitor) { return QueryWalk(depth, visitor).walk(query); }

bool has_columns_of_level(const BoundExpr& expr, int level) {
  return walk_expr(expr, 0, [&](const BoundExpr& node, int depth) {
    const auto* var = std::get_if<ColumnVar>(&node.node);
    return var != nullptr && var->levels_up == level + depth ? Walk::stop : Walk::descend;
  });
}

}  // namespace pgscribe::analyze
