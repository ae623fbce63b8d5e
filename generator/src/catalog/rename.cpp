#include <algorithm>
#include <functional>
#include <utility>

#include "catalog/alter_column.hpp"
#include "catalog/alter_composite.hpp"
#include "catalog/column_definition.hpp"
#include "catalog/ddl.hpp"
#include "catalog/ddl_expression.hpp"
#include "catalog/messages.hpp"
#include "catalog/named_object.hpp"
#include "catalog/object_description.hpp"
#include "catalog/object_name.hpp"
#include "catalog/schema_move.hpp"
#include "catalog/table_constraint.hpp"
#include "catalog/table_part.hpp"

// ALTER ... RENAME: tablecmds.c (RenameRelation, renameatt, RenameConstraint), typecmds.c (RenameType), alter.c,
// schemacmds.c.

namespace pgscribe::catalog {

namespace {

/// A type's array follows its name.
void rename_type(DdlContext& context, Oid oid, const std::string& name) {
  context.data.types.rename(oid, name);
  const Type& type = *context.catalog.type(oid);
  if (type.array == kInvalidOid) return;
  context.data.types.rename(type.array, {});  // so that its old name is free for itself
  context.data.types.rename(type.array, choose_array_type_name(context.catalog, type.schema, name));
}

void rename_key(Relation& table, const std::string& from, const std::string& to) {
  for (UniqueKey& key : table.unique_keys) {
    if (key.name == from) key.name = to;
  }
  std::replace(table.other_constraints.begin(), table.other_constraints.end(), from, to);
}

void rename_relation(DdlContext& context, const sql::Rename& statement) {
  const Missing missing = statement.if_exists ? Missing::skip : Missing::report;
  const sql::QualifiedName& name = statement.relation->name;
  // ALTER TABLE renames whatever relation it is.
  const sql::ObjectKind kind = statement.kind == sql::ObjectKind::table ? sql::ObjectKind::other : statement.kind;
  const Relation* relation = find_relation_of_kind(context, name, kind, missing, false);
  if (relation == nullptr) return;
  if (context.catalog.find_relation(relation->schema, statement.new_name) != nullptr) {
    context.fail(name.span, msg::RelationAlreadyExists(statement.new_name));
    return;
  }
  if (relation->kind == RelationKind::composite) {
    context.fail(name.span, msg::RelationIsACompositeType(relation->name));
    return;
  }
  const Oid oid = relation->oid;
  const IndexDefinition* index = relation->as_index();
  if (index != nullptr && context.data.relations.find(index->table) != nullptr) {
    rename_key(context.data.relations.edit(index->table), relation->name, statement.new_name);
  }
  context.data.relations.rename(oid, statement.new_name);
  if (relation->row_type != kInvalidOid) rename_type(context, relation->row_type, statement.new_name);
}

// --- columns

void rename_in_relation(Relation& relation, const std::string& from, const std::string& to) {
  relation.columns[static_cast<std::size_t>(relation.attribute_number(from) - 1)].name = to;
  for (CheckConstraint& check : relation.checks) check.expr = rename_column(check.expr, from, to);
  for (Column& column : relation.columns) column.generation = rename_column(column.generation, from, to);
  for (UniqueKey& key : relation.unique_keys) {
    key.predicate = rename_column(key.predicate, from, to);
    for (sql::ExprRef& expr : key.expressions) expr = rename_column(expr, from, to);
  }
}

void rename_attribute_of_type(DdlContext& context, const Relation& relation, const std::string& from,
                              const std::string& to) {
  if (relation.kind != RelationKind::composite) return;
  for (CompositeAttribute& attribute : context.data.types.edit(relation.row_type).attributes) {
    if (attribute.name == from) attribute.name = to;
  }
}

bool is_inherited(const Catalog& catalog, const Relation& relation, const std::string& column) {
  return std::any_of(relation.parents.begin(), relation.parents.end(), [&](Oid parent) {
    const Relation* found = catalog.relation(parent);
    return found != nullptr && found->find_column(column) != nullptr;
  });
}

bool check_new_column_name(const DdlContext& context, const Relation& relation, const std::string& name, Span span) {
  if (!check_not_system_column(context, name, span)) return false;
  return relation.find_column(name) == nullptr ||
         context.fail(span, msg::ColumnOfRelationAlreadyExists(name, relation.name));
}

void rename_one_column(DdlContext& context, const sql::Rename& statement) {
  const Relation* relation = statement.if_exists ? find_relation(context.catalog, statement.relation->name)
                                                 : require_relation(context, statement.relation->name);
  if (relation == nullptr || relation->is_poisoned) return;
  const std::string& from = statement.part.text;
  if (relation->of_type != kInvalidOid) {
    context.fail(statement.part.span, msg::CannotRenameColumnOfTypedTable());
    return;
  }
  if (relation->find_column(from) == nullptr) {
    context.fail(statement.part.span, msg::ColumnDoesNotExist(from, suggest_column(*relation, from)));
    return;
  }
  if (is_inherited(context.catalog, *relation, from)) {
    context.fail(statement.part.span, msg::CannotRenameInheritedColumn(from));
    return;
  }
  if (is_builtin(relation->oid)) {
    context.fail(statement.part.span, msg::SystemCatalogDenied(relation->name));
    return;
  }
  if (relation->kind == RelationKind::composite &&
      !check_typed_tables(context, *relation, statement.cascade, statement.part.span))
    return;
  std::vector<Oid> affected = with_descendants(context.catalog, relation->oid);
  if (relation->kind == RelationKind::composite) {
    for (const Oid oid : context.data.relations.mentioning(relation->row_type)) {
      if (context.catalog.relation(oid)->of_type == relation->row_type) affected.push_back(oid);
    }
  }
  for (const Oid oid : affected) {
    Relation& edited = context.data.relations.edit(oid);
    if (edited.find_column(from) == nullptr) continue;
    if (!check_new_column_name(context, edited, statement.new_name, statement.part.span)) return;
    rename_in_relation(edited, from, statement.new_name);
    rename_attribute_of_type(context, edited, from, statement.new_name);
  }
}

// --- constraints

void rename_constraint_of(DdlContext& context, Oid table, const std::string& from, const std::string& to) {
  Relation& relation = context.data.relations.edit(table);
  bool was_inheritable = std::any_of(relation.checks.begin(), relation.checks.end(),
                                     [&](const CheckConstraint& c) { return c.name == from; });
  for (CheckConstraint& check : relation.checks) {
    if (check.name == from) check.name = to;
  }
  for (ForeignKey& key : relation.foreign_keys) {
    if (key.name == from) key.name = to;
  }
  for (NotNullConstraint& constraint : relation.not_nulls) {
    if (constraint.name != from) continue;
    constraint.name = to;
    was_inheritable = was_inheritable || !constraint.no_inherit;
  }
  rename_key(relation, from, to);
  const Relation* index = context.catalog.find_relation(relation.schema, from);
  if (index != nullptr && index->kind == RelationKind::index && index->owner() == table)
    context.data.relations.rename(index->oid, to);
  if (!was_inheritable) return;
  for (const Oid child : children_of(context.catalog, table)) {
    context.data.relations.settle();
    rename_constraint_of(context, child, from, to);
  }
}

void rename_constraint(DdlContext& context, const sql::Rename& statement) {
  const Relation* relation = statement.if_exists ? find_relation(context.catalog, statement.relation->name)
                                                 : require_relation(context, statement.relation->name);
  if (relation == nullptr) return;
  if (!has_constraint(*relation, statement.part.text)) {
    context.fail(statement.part.span, msg::ConstraintForTableDoesNotExist(statement.part.text, relation->name));
    return;
  }
  const bool is_inherited =
      std::any_of(relation->not_nulls.begin(), relation->not_nulls.end(), [&](const NotNullConstraint& constraint) {
        return constraint.name == statement.part.text && constraint.inherited > 0;
      });
  if (is_inherited) {
    context.fail(statement.part.span, msg::CannotRenameInheritedConstraint(statement.part.text));
    return;
  }
  if (has_constraint(*relation, statement.new_name)) {
    context.fail(statement.part.span, msg::ConstraintForRelationAlreadyExists(statement.new_name, relation->name));
    return;
  }
  rename_constraint_of(context, relation->oid, statement.part.text, statement.new_name);
}

void rename_domain_constraint(DdlContext& context, const sql::Rename& statement) {
  sql::ObjectName domain = statement.object;
  domain.kind = sql::ObjectKind::domain;
  const std::optional<Address> address = find_altered_object(context, domain, Missing::report);
  if (!address) return;
  Type& type = context.data.types.edit(address->oid);
  if (!type.not_null_name.empty() && type.not_null_name == statement.part.text) {
    type.not_null_name = statement.new_name;
    return;
  }
  for (CheckRule& check : type.checks) {
    if (check.name != statement.part.text) continue;
    check.name = statement.new_name;
    return;
  }
  context.fail(statement.part.span,
               msg::ConstraintForDomainDoesNotExist(statement.part.text, context.catalog.format_type(address->oid)));
}

// --- types, routines, schemas

void rename_named_type(DdlContext& context, Oid oid, const sql::Rename& statement) {
  const Type& type = *context.catalog.type(oid);
  const Span span = statement.object.span;
  const Relation* relation = context.catalog.relation(type.relation);
  if (relation != nullptr && relation->kind != RelationKind::composite) {
    context.fail(span, msg::TypeIsARowType(context.catalog.format_type(oid)));
    return;
  }
  if (type.is_true_array) {
    context.fail(
        span, msg::CannotAlterArrayType(context.catalog.format_type(oid), context.catalog.format_type(type.element)));
    return;
  }
  if (context.catalog.find_type(type.schema, statement.new_name) != nullptr) {
    context.fail(span, msg::TypeAlreadyExists(statement.new_name, support::kNoHint));
    return;
  }
  if (relation != nullptr) context.data.relations.rename(relation->oid, statement.new_name);
  rename_type(context, oid, statement.new_name);
}

void rename_function(DdlContext& context, Oid oid, const sql::Rename& statement) {
  const Function& function = *context.catalog.function(oid);
  for (const Function* other : context.catalog.find_functions(function.schema, statement.new_name)) {
    if (other->input_types != function.input_types) continue;
    context.fail(statement.object.span,
                 msg::FunctionAlreadyExistsInSchema(
                     call_signature(context.catalog, statement.new_name, function.input_types), function.schema));
    return;
  }
  context.data.functions.rename(oid, statement.new_name);
}

void rename_schema(DdlContext& context, const std::string& from, const sql::Rename& statement) {
  if (context.catalog.has_schema(statement.new_name)) {
    context.fail(statement.object.span, msg::SchemaAlreadyExists(statement.new_name));
    return;
  }
  context.data.find_schema(from)->name = statement.new_name;
  move_all_objects(context.data, from, statement.new_name);
  context.data.update_path();
}

template <class T>
bool check_name_free(const DdlContext& context, std::string_view word, const T& object, const T* taken,
                     const sql::Rename& statement) {
  return taken == nullptr ||
         context.fail(statement.object.span,
                      msg::OperatorClassAlreadyExistsInSchema(word, statement.new_name, object.method, object.schema));
}

void rename_object(DdlContext& context, const sql::Rename& statement) {
  const std::optional<Address> address =
      find_altered_object(context, statement.object, statement.if_exists ? Missing::skip : Missing::report);
  if (!address) return;
  if (address->oid != kInvalidOid && is_builtin(address->oid)) {
    context.fail(statement.object.span, msg::RequiredByDatabaseSystem(describe(context.catalog, *address)));
    return;
  }
  switch (address->kind) {
    case Address::Kind::type: return rename_named_type(context, address->oid, statement);
    case Address::Kind::function: return rename_function(context, address->oid, statement);
    case Address::Kind::schema: return rename_schema(context, address->name, statement);
    case Address::Kind::operator_class: {
      const OperatorClass& found = *context.catalog.operator_class(address->oid);
      if (check_name_free(context, "operator class", found,
                          context.catalog.find_operator_class(found.schema, statement.new_name, found.method),
                          statement))
        context.data.operator_classes.rename(address->oid, statement.new_name);
      return;
    }
    case Address::Kind::operator_family: {
      const OperatorFamily& found = *context.catalog.operator_family(address->oid);
      if (check_name_free(context, "operator family", found,
                          context.catalog.find_operator_family(found.schema, statement.new_name, found.method),
                          statement))
        context.data.operator_families.rename(address->oid, statement.new_name);
      return;
    }
    case Address::Kind::collation:
      for (Collation& collation : context.data.names.collations) {
        if (collation.name == address->name && collation.schema == address->schema) collation.name = statement.new_name;
      }
      return;
    default: return;
  }
}

/// Triggers, rules and policies stand with their table.
void rename_part(DdlContext& context, const sql::Rename& statement) {
  const Relation* found = statement.if_exists ? find_relation(context.catalog, statement.relation->name)
                                              : require_relation(context, statement.relation->name);
  if (found == nullptr || is_builtin(found->oid)) return;
  if (!check_part_exists(context, *found, statement.kind, statement.part.text, statement.part.span) ||
      !check_part_is_new(context, *found, statement.kind, statement.new_name, {}))
    return;
  Relation& relation = context.data.relations.edit(found->oid);
  const auto rename = [&](auto& part) {
    if (part.name == statement.part.text) part.name = statement.new_name;
  };
  if (statement.kind == sql::ObjectKind::trigger) {
    std::for_each(relation.triggers.begin(), relation.triggers.end(), rename);
  } else if (statement.kind == sql::ObjectKind::rule) {
    std::for_each(relation.rules.begin(), relation.rules.end(), rename);
  } else {
    std::for_each(relation.policies.begin(), relation.policies.end(), rename);
  }
}

}  // namespace

void apply(DdlContext& context, const sql::Rename& statement) {
  if (is_relation_kind(statement.kind) && statement.relation) return rename_relation(context, statement);
  switch (statement.kind) {
    case sql::ObjectKind::column:
    case sql::ObjectKind::attribute:
      if (statement.relation) rename_one_column(context, statement);
      return;
    case sql::ObjectKind::constraint:
      if (statement.relation) rename_constraint(context, statement);
      return;
    case sql::ObjectKind::domain_constraint: return rename_domain_constraint(context, statement);
    case sql::ObjectKind::trigger:
    case sql::ObjectKind::rule:
    case sql::ObjectKind::policy:
      if (statement.relation) rename_part(context, statement);
      return;
    default: return rename_object(context, statement);
  }
}

}  // namespace pgscribe::catalog
