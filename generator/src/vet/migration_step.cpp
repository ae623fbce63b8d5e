#include "vet/migration_rules.hpp"
#include "vet/named_relation.hpp"

// What a statement of a migration finds in place.

namespace pgscribe::vet {

const catalog::Relation* MigrationStep::old_table(const sql::QualifiedName& name) const {
  using Kind = catalog::RelationKind;
  const catalog::Relation* relation = named_relation(before, name);
  if (relation == nullptr || relation->declared_in == file.path() || relation->is_temporary) return nullptr;
  const bool stores_rows = relation->kind == Kind::table || relation->kind == Kind::partitioned_table ||
                           relation->kind == Kind::materialized_view;
  return stores_rows ? relation : nullptr;
}

MigrationStep::Alteration MigrationStep::alteration() const {
  const auto* alter = std::get_if<sql::AlterTable>(&statement.node);
  const catalog::Relation* table = alter == nullptr ? nullptr : old_table(alter->relation.name);
  return table == nullptr ? Alteration{} : Alteration{alter, table};
}

}  // namespace pgscribe::vet
