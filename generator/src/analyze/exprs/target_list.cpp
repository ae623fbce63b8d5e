#include "analyze/exprs/target_list.hpp"

#include <utility>

#include "analyze/exprs/star_expansion.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/types/coercion.hpp"

namespace pgscribe::analyze {

std::vector<TargetEntry> transform_target_list(ParseState& state, const std::vector<sql::Target>& targets,
                                               ExprKind kind) {
  std::vector<TargetEntry> result;
  for (const sql::Target& target : targets) {
    if (kind != ExprKind::update_source && is_star(*target.value)) {
      std::vector<ExpandedColumn> columns = expand_star(state, *target.value, kind);
      record_star_edit(state, *target.value, columns);
      for (ExpandedColumn& column : columns) {
        TargetEntry& entry = result.emplace_back();
        entry.expr = std::move(column.expr);
        entry.name = std::move(column.name);
        entry.span = target.value->span;
      }
      continue;
    }
    const std::string* name = target.name ? &target.name->text : nullptr;
    result.push_back(transform_target(state, *target.value, nullptr, kind, name, /*junk=*/false));
    result.back().span = target.span;
  }
  return result;
}

TargetEntry transform_target(ParseState& state, const sql::Expr& expr, BoundRef bound, ExprKind kind,
                             const std::string* name, bool junk) {
  TargetEntry entry;
  entry.junk = junk;
  entry.span = expr.extent;
  if (bound != nullptr) {
    entry.expr = std::move(bound);
  } else if (kind == ExprKind::update_source && std::holds_alternative<sql::DefaultValue>(expr.node)) {
    entry.expr = make_bound(DefaultExpr{}, catalog::oid::unknown, expr.span);
  } else {
    entry.expr = transform_expr(state, expr, kind);
  }
  if (name != nullptr) {
    entry.name = *name;
  } else if (!junk) {
    entry.name = column_name_of(state, expr);
  }
  return entry;
}

void resolve_target_unknowns(ParseState& state, std::vector<TargetEntry>& targets) {
  for (TargetEntry& target : targets) {
    if (target.expr->type != catalog::oid::unknown) continue;
    target.expr = coerce_type(state, target.expr, {catalog::oid::text});
  }
}

}  // namespace pgscribe::analyze
