#include "catalog/ddl.hpp"
#include "catalog/messages.hpp"

// CREATE SCHEMA, with the elements inside (schemacmds.c).

namespace pgscribe::catalog {

void apply(DdlContext& context, const sql::CreateSchema& statement) {
  Schema* existing = context.data.find_schema(statement.name);
  if (existing != nullptr && existing->is_initial) {
    existing->is_initial = false;
    return;
  }
  if (existing != nullptr) {
    if (!statement.if_not_exists) context.fail(statement.name_span, msg::SchemaAlreadyExists(statement.name));
    return;
  }
  if (statement.name.rfind("pg_", 0) == 0) {
    context.fail(statement.name_span, msg::UnacceptableSchemaName(statement.name));
    return;
  }
  Catalog::Data& data = context.data;
  data.names.schemas.push_back({statement.name, {}, false});
  // Its elements see the new schema in front of the path.
  const std::vector<std::string> path = data.names.path_setting;
  if (!statement.elements.empty()) data.names.path_setting.insert(data.names.path_setting.begin(), statement.name);
  data.update_path();
  for (const sql::Ref<sql::Statement>& element : statement.elements) {
    if (element) apply_statement(context, *element);
  }
  data.names.path_setting = path;
  data.update_path();
}

}  // namespace pgscribe::catalog
