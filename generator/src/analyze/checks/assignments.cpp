#include "analyze/checks/assignments.hpp"

#include <algorithm>

#include "analyze/checks/messages.hpp"

namespace pgscribe::analyze {
namespace {

/// A column of a VALUES list that holds nothing but DEFAULT (findDefaultOnlyColumns).
bool is_default_only(const BoundQuery& query, const BoundExpr& expr) {
  const auto* var = std::get_if<ColumnVar>(&expr.node);
  if (var == nullptr || var->levels_up != 0 || var->column <= 0) return false;
  const RangeEntry& entry = query.range_table[static_cast<std::size_t>(var->relation)];
  if (entry.kind != RangeKind::values) return false;
  const auto position = static_cast<std::size_t>(var->column) - 1;
  return std::all_of(entry.values.begin(), entry.values.end(),
                     [&](const BoundList& row) { return std::holds_alternative<DefaultExpr>(row[position]->node); });
}

/// get_assignment_input: a field or an element is assigned, so another one of the same column may be, too.
bool assigns_a_part(const BoundExpr& expr) {
  if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node);
      coercion != nullptr && coercion->method == CoercionMethod::domain) {
    return assigns_a_part(*coercion->arg);
  }
  if (std::holds_alternative<FieldStoreExpr>(expr.node)) return true;
  const auto* subscript = std::get_if<SubscriptExpr>(&expr.node);
  return subscript != nullptr && subscript->assigned;
}

}  // namespace

Assignments::Assignments(ParseState& state, const BoundQuery& query, const std::vector<TargetEntry>& targets,
                         bool is_insert, sql::Overriding overriding)
    : state_(state), is_insert_(is_insert), overriding_(overriding) {
  for (const TargetEntry& target : targets) {
    const bool is_default =
        std::holds_alternative<DefaultExpr>(target.expr->node) || is_default_only(query, *target.expr);
    assignments_.push_back({&target, target.attribute, is_default});
  }
}

void Assignments::check(const catalog::Relation& relation) const {
  // Columns are looked at in the table's order.
  std::vector<Assignment> in_order = assignments_;
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](const Assignment& a, const Assignment& b) { return a.attribute < b.attribute; });
  check_repeated(relation);
  for (const Assignment& assignment : in_order) {
    check_value(assignment, relation.columns[static_cast<std::size_t>(assignment.attribute) - 1]);
  }
}

void Assignments::check_repeated(const catalog::Relation& relation) const {
  for (std::size_t i = 0; i < assignments_.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (assignments_[j].attribute != assignments_[i].attribute) continue;
      if (assigns_a_part(*assignments_[j].target->expr) && assigns_a_part(*assignments_[i].target->expr)) continue;
      const catalog::Column& column = relation.columns[static_cast<std::size_t>(assignments_[i].attribute) - 1];
      fail(state_, assignments_[i].target->span, msg::MultipleAssignmentsToSameColumn(column.name));
    }
  }
}

void Assignments::check_value(const Assignment& assignment, const catalog::Column& column) const {
  if (assignment.is_default) return;
  const bool is_identity = column.identity == 'a' && !(is_insert_ && overriding_ != sql::Overriding::none);
  if (!is_identity && !column.is_generated) return;
  const std::string detail =
      is_identity ? msg::ColumnIsAlwaysGenerated(column.name) : msg::ColumnIsOfAGeneration(column.name);
  if (!is_insert_) fail(state_, assignment.target->span, msg::ColumnOnlyUpdatedToDefault(column.name, detail));
  fail(state_, assignment.target->span,
       msg::CannotInsertNonDefault(column.name, detail, is_identity ? msg::UseOverridingSystemValue() : std::string()));
}

void Assignments::check_view_columns(const catalog::Relation& view, std::string_view verb) const {
  for (const Assignment& assignment : assignments_) {
    const auto position = static_cast<std::size_t>(assignment.attribute) - 1;
    const std::string& obstacle = view.as_view()->base.columns[position].obstacle;
    if (obstacle.empty()) continue;
    fail(state_, assignment.target->span,
         msg::CannotChangeViewColumn(verb, view.columns[position].name, view.name, obstacle));
  }
}

void Assignments::descend(const catalog::ViewBase& base) {
  for (Assignment& assignment : assignments_) {
    assignment.attribute = base.columns[static_cast<std::size_t>(assignment.attribute) - 1].attribute;
    // A view's column has no default of its own: UPDATE makes it NULL, INSERT leaves the decision to the relation
    // below.
    if (!is_insert_) assignment.is_default = false;
  }
}

}  // namespace pgscribe::analyze
