#include <string>

#include "support/joined.hpp"
#include "vet/messages.hpp"
#include "vet/migration_rules.hpp"

// breaking-rename: programs of the release before know the old name, those of this one the new: together they cannot
// run.

namespace pgscribe::vet {

std::vector<Renaming> renamings(const MigrationStep& step) {
  const auto* rename = std::get_if<sql::Rename>(&step.statement.node);
  if (rename == nullptr || !rename->relation) return {};
  const catalog::Relation* table = step.old_table(rename->relation->name);
  if (table == nullptr) return {};
  if (rename->kind == sql::ObjectKind::table) return {{table->oid, 0, table->name, rename->relation->name.span}};
  const int attribute = rename->kind == sql::ObjectKind::column ? table->attribute_number(rename->part.text) : 0;
  if (attribute <= 0) return {};
  return {{table->oid, attribute, rename->part.text, rename->part.span}};
}

void find_breaking_rename(const Renaming& renaming, const catalog::Catalog& catalog,
                          const std::vector<std::string>& users, Findings& findings) {
  const catalog::Relation& table = *catalog.relation(renaming.table);
  const std::string queries = users.empty() ? "no query of this project" : support::joined(users, ", ");
  if (renaming.attribute == 0) {
    findings.add(renaming.span, msg::TableIsRenamed(renaming.old_name, queries, table.name));
    return;
  }
  const catalog::Column& column = table.columns[static_cast<std::size_t>(renaming.attribute) - 1];
  findings.add(renaming.span, msg::ColumnIsRenamed(renaming.old_name, table.name, queries, column.name,
                                                   catalog.format_type(column.type, column.type_modifier)));
}

}  // namespace pgscribe::vet
