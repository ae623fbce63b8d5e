#include "catalog/ddl.hpp"
#include "catalog/new_object.hpp"

namespace pgscribe::catalog {

void apply(DdlContext& context, const sql::CreateSequence& statement) {
  const std::optional<CreationName> name = creation_name(context, statement.relation.name, statement.relation.persistence);
  if (!name) return;
  if (statement.if_not_exists && context.catalog.find_relation(name->schema, name->name) != nullptr) return;
  add_sequence(context, name->schema, name->name, kInvalidOid, 0, false, statement.relation.name.span);
}

}  // namespace pgscribe::catalog
