#include <algorithm>

#include "catalog/ddl_expression.hpp"
#include "vet/messages.hpp"
#include "vet/migration_rules.hpp"

// not-null-scan: SET NOT NULL reads the whole table under a lock that keeps everybody out, unless a CHECK proves it.

namespace pgscribe::vet {

namespace {

bool is_proved(const catalog::Relation& table, const std::string& column) {
  return std::any_of(table.checks.begin(), table.checks.end(), [&](const catalog::CheckConstraint& check) {
    if (!check.valid || !check.enforced || !check.expr) return false;
    const std::vector<std::string> proved = catalog::columns_proved_not_null(*check.expr);
    return std::find(proved.begin(), proved.end(), column) != proved.end();
  });
}

}  // namespace

void find_not_null_scans(const MigrationStep& step) {
  const auto [alter, table] = step.alteration();
  if (table == nullptr) return;
  for (const sql::AlterTableAction& action : alter->actions) {
    if (action.kind != sql::AlterTableKind::set_not_null) continue;
    const catalog::Column* column = table->find_column(action.name.text);
    if (column == nullptr || column->not_null || is_proved(*table, column->name)) continue;
    step.findings.add(action.name.span, msg::SetNotNullScans(table->name, column->name));
  }
}

}  // namespace pgscribe::vet
