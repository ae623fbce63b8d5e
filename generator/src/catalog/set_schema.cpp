#include "catalog/ddl.hpp"
#include "catalog/messages.hpp"
#include "catalog/named_object.hpp"
#include "catalog/object_description.hpp"
#include "catalog/schema_move.hpp"

// ALTER ... SET SCHEMA: alter.c, ExecAlterObjectSchemaStmt.

namespace pgscribe::catalog {

namespace {

bool check_new_schema(const DdlContext& context, const sql::SetSchema& statement) {
  if (statement.new_schema == "pg_temp") return context.fail({}, msg::CannotMoveTemporary());
  return context.catalog.has_schema(statement.new_schema) ||
         context.fail({}, msg::SchemaDoesNotExist(statement.new_schema, support::kNoHint));
}

void set_relation_schema(DdlContext& context, const sql::SetSchema& statement) {
  const sql::ObjectKind kind = statement.kind == sql::ObjectKind::table ? sql::ObjectKind::other : statement.kind;
  const sql::QualifiedName& name = statement.relation->name;
  const Relation* relation =
      find_relation_of_kind(context, name, kind, statement.if_exists ? Missing::skip : Missing::report, false);
  if (relation == nullptr || relation->schema == statement.new_schema || !check_new_schema(context, statement)) return;
  if (relation->kind == RelationKind::sequence && relation->owner() != kInvalidOid) {
    const Relation* table = context.catalog.relation(relation->owner());
    context.fail(name.span, msg::CannotMoveOwnedSequenceIntoAnotherSchema(relation->name, table->name));
    return;
  }
  if (context.catalog.find_relation(statement.new_schema, relation->name) != nullptr) {
    context.fail(name.span, msg::RelationAlreadyExistsInSchema(relation->name, statement.new_schema));
    return;
  }
  move_relation(context.data, relation->oid, statement.new_schema);
}

bool check_function_free(const DdlContext& context, const Function& function, const sql::SetSchema& statement) {
  for (const Function* other : context.catalog.find_functions(statement.new_schema, function.name)) {
    if (other->input_types != function.input_types) continue;
    return context.fail(statement.object.span, msg::FunctionAlreadyExistsInSchema(
                                                   call_signature(context.catalog, function.name, function.input_types),
                                                   statement.new_schema));
  }
  return true;
}

void set_type_schema(DdlContext& context, Oid oid, const sql::SetSchema& statement) {
  const Type& type = *context.catalog.type(oid);
  if (type.schema == statement.new_schema) return;
  const Relation* relation = context.catalog.relation(type.relation);
  if (relation != nullptr && relation->kind != RelationKind::composite) {
    context.fail(statement.object.span, msg::TypeIsARowType(context.catalog.format_type(oid)));
  } else if (type.is_true_array) {
    context.fail(statement.object.span, msg::CannotAlterArrayType(context.catalog.format_type(oid),
                                                                  context.catalog.format_type(type.element)));
  } else if (context.catalog.find_type(statement.new_schema, type.name) != nullptr) {
    context.fail(statement.object.span, msg::TypeAlreadyExistsInSchema(type.name, statement.new_schema));
  } else {
    move_type(context.data, oid, statement.new_schema);
  }
}

void set_object_schema(DdlContext& context, const sql::SetSchema& statement) {
  const std::optional<Address> address =
      find_altered_object(context, statement.object, statement.if_exists ? Missing::skip : Missing::report);
  if (!address || (address->oid != kInvalidOid && is_builtin(address->oid)) || !check_new_schema(context, statement))
    return;
  switch (address->kind) {
    case Address::Kind::type: return set_type_schema(context, address->oid, statement);
    case Address::Kind::function:
      if (context.catalog.function(address->oid)->schema == statement.new_schema) return;
      if (check_function_free(context, *context.catalog.function(address->oid), statement)) {
        context.data.functions.edit(address->oid).schema = statement.new_schema;
      }
      return;
    case Address::Kind::operator_class:
      context.data.operator_classes.edit(address->oid).schema = statement.new_schema;
      return;
    case Address::Kind::operator_family:
      context.data.operator_families.edit(address->oid).schema = statement.new_schema;
      return;
    case Address::Kind::operator_: context.data.operators.edit(address->oid).schema = statement.new_schema; return;
    case Address::Kind::extension: return move_extension(context.data, address->name, statement.new_schema);
    case Address::Kind::collation:
      for (Collation& collation : context.data.names.collations) {
        if (collation.name == address->name && collation.schema == address->schema)
          collation.schema = statement.new_schema;
      }
      return;
    default: return;
  }
}

}  // namespace

void apply(DdlContext& context, const sql::SetSchema& statement) {
  if (is_relation_kind(statement.kind) && statement.relation) {
    set_relation_schema(context, statement);
  } else {
    set_object_schema(context, statement);
  }
}

}  // namespace pgscribe::catalog
