#include "catalog/ddl.hpp"
#include "catalog/messages.hpp"
#include "catalog/named_object.hpp"
#include "catalog/new_object.hpp"

// CREATE SEQUENCE and ALTER SEQUENCE.

namespace pgscribe::catalog {

namespace {

/// process_owned_by
bool set_owner(DdlContext& context, Oid sequence, const sql::QualifiedName& owned_by) {
  Relation& edited = context.data.relations.edit(sequence);
  auto& owner = std::get<SequenceOwner>(edited.definition);
  if (owner.is_identity) {
    const std::string& table = context.catalog.relation(owner.table)->name;
    return context.fail(owned_by.span, msg::CannotChangeOwnershipOfIdentitySequence(edited.name, table));
  }
  if (owned_by.parts.size() == 1) {
    if (owned_by.last() != "none") {
      return context.fail(owned_by.span, msg::InvalidOwnedByOption());
    }
    owner = {};
    return true;
  }
  sql::QualifiedName table_name = owned_by;
  table_name.parts.pop_back();
  const Relation* table = require_relation(context, table_name);
  if (table == nullptr) return false;
  const int number = table->attribute_number(owned_by.last());
  if (number == 0) {
    return context.fail(owned_by.span, msg::ColumnOfRelationDoesNotExist(owned_by.last(), table->name,
                                                                         suggest_column(*table, owned_by.last())));
  }
  if (table->schema != edited.schema) {
    return context.fail(owned_by.span, msg::SequenceMustBeInSchemaOfTable());
  }
  owner = {table->oid, number};
  return true;
}

}  // namespace

void apply(DdlContext& context, const sql::AlterSequence& statement) {
  const Missing missing = statement.if_exists ? Missing::skip : Missing::report;
  const Relation* sequence =
      find_relation_of_kind(context, statement.relation.name, sql::ObjectKind::sequence, missing, false);
  if (sequence != nullptr && statement.owned_by) set_owner(context, sequence->oid, *statement.owned_by);
}

void apply(DdlContext& context, const sql::CreateSequence& statement) {
  const std::optional<CreationName> name =
      creation_name(context, statement.relation.name, statement.relation.persistence);
  if (!name) return;
  if (statement.if_not_exists && context.catalog.find_relation(name->schema, name->name) != nullptr) return;
  const Oid sequence = add_sequence(context, name->schema, name->name, {}, statement.relation.name.span);
  if (sequence != kInvalidOid && statement.owned_by) set_owner(context, sequence, *statement.owned_by);
}

}  // namespace pgscribe::catalog
