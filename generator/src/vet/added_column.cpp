#include <algorithm>
#include <array>

#include "catalog/expr_children.hpp"
#include "sql/ast.hpp"
#include "vet/messages.hpp"
#include "vet/migration_rules.hpp"

// required-column and volatile-default: ADD COLUMN that fails on rows, or writes them all anew.

namespace pgscribe::vet {

namespace {

using sql::Constraint;
using sql::ConstraintKind;

/// Of functions that cannot be told apart without types all must be.
bool is_volatile(const catalog::Catalog& catalog, const sql::FunctionCall& call) {
  const std::string schema = call.name.parts.size() > 1 ? call.name.parts.front() : std::string();
  std::vector<const catalog::Function*> candidates = catalog.find_functions(schema, call.name.last());
  std::erase_if(candidates, [&](const auto* function) { return function->input_types.size() != call.args.size(); });
  return !candidates.empty() && std::all_of(candidates.begin(), candidates.end(),
                                            [](const auto* function) { return function->volatility == 'v'; });
}

bool is_volatile(const catalog::Catalog& catalog, const sql::Expr& expr) {
  const auto* call = std::get_if<sql::FunctionCall>(&expr.node);
  bool found = call != nullptr && is_volatile(catalog, *call);
  std::visit(
      [&](const auto& node) {
        catalog::for_each_child_slot(
            node, [&](const sql::ExprRef& child) { found = found || (child && is_volatile(catalog, *child)); });
      },
      expr.node);
  return found;
}

const Constraint* find(const sql::ColumnDefinition& column, ConstraintKind kind) {
  const auto found = std::find_if(column.constraints.begin(), column.constraints.end(),
                                  [&](const Constraint& constraint) { return constraint.kind == kind; });
  return found == column.constraints.end() ? nullptr : &*found;
}

bool is_serial(const sql::TypeName& type) {
  constexpr std::array<std::string_view, 6> kSerials{"serial",  "serial4",     "bigserial",
                                                     "serial8", "smallserial", "serial2"};
  return type.name.parts.size() == 1 && std::find(kSerials.begin(), kSerials.end(), type.name.last()) != kSerials.end();
}

bool rewrites(const catalog::Catalog& catalog, const sql::ColumnDefinition& column) {
  if (is_serial(column.type) || find(column, ConstraintKind::identity) != nullptr) return true;
  const Constraint* generated = find(column, ConstraintKind::generated);
  if (generated != nullptr) return !generated->is_virtual;
  const Constraint* value = find(column, ConstraintKind::default_);
  return value != nullptr && value->expr && is_volatile(catalog, *value->expr);
}

bool has_value(const sql::ColumnDefinition& column) {
  return is_serial(column.type) || find(column, ConstraintKind::default_) != nullptr ||
         find(column, ConstraintKind::identity) != nullptr || find(column, ConstraintKind::generated) != nullptr;
}

}  // namespace

void find_added_columns(const MigrationStep& step) {
  const auto [alter, table] = step.alteration();
  if (table == nullptr) return;
  for (const sql::AlterTableAction& action : alter->actions) {
    if (action.kind != sql::AlterTableKind::add_column || !action.column) continue;
    const sql::ColumnDefinition& column = *action.column;
    if (rewrites(step.before, column))
      step.findings.add(column.name.span, msg::AddedColumnRewrites(column.name.text, table->name));
    const bool is_required =
        find(column, ConstraintKind::not_null) != nullptr || find(column, ConstraintKind::primary_key) != nullptr;
    if (is_required && !has_value(column))
      step.findings.add(column.name.span, msg::AddedColumnIsRequired(column.name.text, table->name));
  }
}

}  // namespace pgscribe::vet
