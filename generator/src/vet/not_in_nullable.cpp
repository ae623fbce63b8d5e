#include <algorithm>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/bound/deep_walk.hpp"
#include "analyze/facts/query_facts.hpp"
#include "vet/messages.hpp"
#include "vet/query_rules.hpp"

// not-in-nullable: NOT IN is true of no row once the sub-select gives NULL.

namespace pgscribe::vet {

namespace {

using analyze::BoundExpr;
using analyze::BoundQuery;
using analyze::QueryFacts;
using analyze::SubqueryExpr;

bool compares_by(const SubqueryExpr& subquery, std::string_view name) {
  return analyze::walk_expr(*subquery.test, 0, [&](const BoundExpr& expr, int) {
    const auto* call = std::get_if<analyze::OperatorExpr>(&expr.node);
    return call != nullptr && call->op != nullptr && call->op->name == name ? analyze::Walk::stop
                                                                            : analyze::Walk::descend;
  });
}

/// The sub-select of `x NOT IN (SELECT ...)`, also spelled `x <> ALL (SELECT ...)`; else null.
const SubqueryExpr* not_in(const BoundExpr& expr) {
  const auto* negation = std::get_if<analyze::BooleanExpr>(&expr.node);
  const bool is_not = negation != nullptr && negation->op == sql::BooleanOperator::not_;
  const auto* subquery = std::get_if<SubqueryExpr>(is_not ? &negation->args.front()->node : &expr.node);
  if (subquery == nullptr || !subquery->test || !subquery->query) return nullptr;
  if (is_not) return subquery->kind == sql::SubqueryKind::any && compares_by(*subquery, "=") ? subquery : nullptr;
  return subquery->kind == sql::SubqueryKind::all && compares_by(*subquery, "<>") ? subquery : nullptr;
}

class Finder {
 public:
  explicit Finder(const VettedQuery& query) : query_(query) {}

  void look_at(const BoundQuery& level, const QueryFacts* outer) {
    const QueryFacts facts(level, query_.facts, outer);
    analyze::for_each_subquery(level, [&](const BoundQuery& below) { look_at(below, &facts); });
    analyze::for_each_expr(level, [&](const analyze::BoundRef& expr) {
      analyze::walk_expr(*expr, 0, [&](const BoundExpr& node, int) {
        if (const SubqueryExpr* subquery = not_in(node)) check(*subquery, facts);
        const auto* subquery = std::get_if<SubqueryExpr>(&node.node);
        if (subquery == nullptr || !subquery->query) return analyze::Walk::descend;
        look_at(*subquery->query, &facts);
        return analyze::Walk::skip;
      });
    });
  }

 private:
  void check(const SubqueryExpr& subquery, const QueryFacts& outer) {
    const std::vector<analyze::TargetEntry const*> output = subquery.query->output();
    const std::vector<analyze::Nullability>& nulls = query_.facts.output(*subquery.query, &outer);
    for (std::size_t i = 0; i < output.size(); ++i) {
      if (nulls[i].not_null) continue;
      query_.findings.add(output[i]->span, msg::NotInOverNullable(output[i]->name));
      return;
    }
  }

  const VettedQuery& query_;
};

}  // namespace

void find_not_in_nullable(const VettedQuery& query) { Finder(query).look_at(query.statement, nullptr); }

}  // namespace pgscribe::vet
