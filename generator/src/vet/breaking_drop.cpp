#include "vet/messages.hpp"
#include "vet/migration_rules.hpp"

// breaking-drop: what the programs of the release before may still read.

namespace pgscribe::vet {

void find_breaking_drops(const MigrationStep& step) {
  if (const auto* drop = std::get_if<sql::Drop>(&step.statement.node)) {
    for (const sql::ObjectName& object : drop->objects) {
      const bool is_table = object.kind == sql::ObjectKind::table || object.kind == sql::ObjectKind::materialized_view;
      const catalog::Relation* table = is_table ? step.old_table(object.name) : nullptr;
      if (table != nullptr) step.findings.add(object.span, msg::TableIsDropped(table->name));
    }
  }
  const auto [alter, table] = step.alteration();
  if (table == nullptr) return;
  for (const sql::AlterTableAction& action : alter->actions) {
    if (action.kind != sql::AlterTableKind::drop_column || table->find_column(action.name.text) == nullptr) continue;
    step.findings.add(action.name.span, msg::ColumnIsDropped(action.name.text, table->name));
  }
}

}  // namespace pgscribe::vet
