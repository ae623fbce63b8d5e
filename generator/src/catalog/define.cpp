#include "catalog/define.hpp"

#include "catalog/ddl.hpp"
#include "catalog/messages.hpp"

namespace pgscribe::catalog {

void apply(DdlContext& context, const sql::Define& statement) {
  switch (statement.kind) {
    case sql::DefinitionKind::aggregate: return define_aggregate(context, statement);
    case sql::DefinitionKind::operator_: return define_operator(context, statement);
    case sql::DefinitionKind::type: return define_base_type(context, statement);
    case sql::DefinitionKind::collation: return define_collation(context, statement);
    case sql::DefinitionKind::text_search: context.data.names.own_text_search = true; return;
    case sql::DefinitionKind::other: return;
  }
}

void define_collation(DdlContext& context, const sql::Define& statement) {
  const std::optional<CreationName> name = creation_name(context, statement.name);
  if (!name) return;
  if (context.catalog.has_collation(name->schema, name->name)) {
    if (!statement.if_not_exists) context.fail(statement.name.span, msg::CollationAlreadyExists(name->name));
    return;
  }
  context.data.names.collations.push_back({name->schema, name->name});
}

}  // namespace pgscribe::catalog
