#include "vet/messages.hpp"
#include "vet/migration_rules.hpp"

// validated-constraint: a foreign key or CHECK that looks at every row while it is added.

namespace pgscribe::vet {

void find_validated_constraints(const MigrationStep& step) {
  const auto [alter, table] = step.alteration();
  if (table == nullptr) return;
  for (const sql::AlterTableAction& action : alter->actions) {
    if (action.kind != sql::AlterTableKind::add_constraint || !action.constraint) continue;
    const sql::Constraint& constraint = *action.constraint;
    const bool is_foreign_key = constraint.kind == sql::ConstraintKind::foreign_key;
    if ((!is_foreign_key && constraint.kind != sql::ConstraintKind::check) || constraint.not_valid ||
        constraint.not_enforced)
      continue;
    // Before PostgreSQL 18 a partitioned table has no foreign key that is NOT VALID.
    const bool has_no_other_way =
        is_foreign_key && table->kind == catalog::RelationKind::partitioned_table && step.before.server_version() < 18;
    if (has_no_other_way) continue;
    const std::string name = constraint.name.empty() ? "name" : constraint.name;
    step.findings.add(constraint.span, is_foreign_key ? msg::ForeignKeyIsValidated(
                                                            table->name, constraint.referenced->name.joined(), name)
                                                      : msg::CheckIsValidated(table->name, name));
  }
}

}  // namespace pgscribe::vet
