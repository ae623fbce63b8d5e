#include <string>

#include "vet/messages.hpp"
#include "vet/migration_rules.hpp"
#include "vet/named_relation.hpp"

// blocking-index: indexes and keys that are made or dropped under a lock that keeps writers out.

namespace pgscribe::vet {

namespace {

void check(const MigrationStep& step, const sql::CreateIndex& create) {
  const catalog::Relation* table = step.old_table(create.relation.name);
  if (table == nullptr || create.concurrently) return;
  // On the partitioned table alone it is made at once, invalid until each partition has its own.
  if (table->kind == catalog::RelationKind::partitioned_table && create.relation.only) return;
  const support::Span span = create.name.empty() ? create.relation.name.span : create.name_span;
  const std::string unique = create.unique ? "UNIQUE " : "";
  const std::string name = create.name.empty() ? "" : create.name + " ";
  step.findings.add(span, table->kind == catalog::RelationKind::partitioned_table
                              ? msg::IndexOfPartitionsBlocks(table->name, unique)
                              : msg::IndexBlocks(table->name, unique, name));
}

void check(const MigrationStep& step, const sql::Drop& drop) {
  if (drop.concurrently) return;
  for (const sql::ObjectName& object : drop.objects) {
    if (object.kind != sql::ObjectKind::index) continue;
    const catalog::Relation* index = named_relation(step.before, object.name);
    const catalog::Relation* table = index == nullptr ? nullptr : step.before.relation(index->owner());
    if (table == nullptr || table->declared_in == step.file.path()) continue;
    if (table->kind == catalog::RelationKind::partitioned_table) continue;  // CONCURRENTLY is refused there
    step.findings.add(object.span, msg::DropIndexBlocks(index->name, table->name));
  }
}

std::string listed(const std::vector<sql::Name>& names) {
  std::string text;
  for (const sql::Name& name : names) text += (text.empty() ? "" : ", ") + name.text;
  return text;
}

void check_keys(const MigrationStep& step) {
  const auto [alter, table] = step.alteration();
  if (table == nullptr || table->kind == catalog::RelationKind::partitioned_table) return;
  for (const sql::AlterTableAction& action : alter->actions) {
    if (action.kind != sql::AlterTableKind::add_constraint || !action.constraint) continue;
    const sql::Constraint& key = *action.constraint;
    const bool is_primary = key.kind == sql::ConstraintKind::primary_key;
    if ((!is_primary && key.kind != sql::ConstraintKind::unique) || !key.index_name.empty()) continue;
    step.findings.add(key.span,
                      msg::KeyBlocks(table->name, is_primary ? "PRIMARY KEY" : "UNIQUE", listed(key.columns)));
  }
}

}  // namespace

void find_blocking_indexes(const MigrationStep& step) {
  if (const auto* create = std::get_if<sql::CreateIndex>(&step.statement.node)) check(step, *create);
  if (const auto* drop = std::get_if<sql::Drop>(&step.statement.node)) check(step, *drop);
  check_keys(step);
}

}  // namespace pgscribe::vet
