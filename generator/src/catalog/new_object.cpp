#include "catalog/new_object.hpp"

#include <utility>

#include "catalog/ddl_expression.hpp"
#include "catalog/messages.hpp"
#include "catalog/object_name.hpp"
#include "catalog/table_expression.hpp"

namespace pgscribe::catalog {

namespace {

/// moveArrayTypeName: an array type makes way for a type of its name.
bool make_way(DdlContext& context, const Type& existing) {
  if (!existing.is_true_array || is_builtin(existing.oid)) return false;
  const Type* element = context.catalog.type(existing.element);
  const Oid oid = existing.oid;
  // The new name must differ from the one that is wanted, which choose_array_type_name sees as taken.
  context.data.types.rename(oid, choose_array_type_name(context.catalog, existing.schema, element->name));
  return true;
}

Oid add_array_type(DdlContext& context, const Type& element) {
  Type array;
  array.oid = context.data.allocate_oid();
  array.schema = element.schema;
  array.name = choose_array_type_name(context.catalog, element.schema, element.name);
  array.extension = element.extension;
  array.category = 'A';
  array.element = element.oid;
  array.is_true_array = array.is_subscriptable = true;
  array.is_collatable = element.is_collatable;
  array.has_typmod_in = element.has_typmod_in;
  const Oid oid = array.oid;
  context.data.types.insert(std::move(array));
  return oid;
}

/// Clears the way for a type name; false after reporting that it is taken.
bool claim_type_name(DdlContext& context, const std::string& schema, const std::string& name, Span span,
                     std::string hint) {
  const Type* existing = context.catalog.find_type(schema, name);
  if (existing == nullptr || make_way(context, *existing)) return true;
  return context.fail(span, msg::TypeAlreadyExists(name, hint));
}

bool has_row_type(RelationKind kind) { return kind != RelationKind::index; }

Oid add_row_type(DdlContext& context, const Relation& relation) {
  Type row;
  row.oid = context.data.allocate_oid();
  row.schema = relation.schema;
  row.name = relation.name;
  row.kind = TypeKind::composite;
  row.category = 'C';
  row.relation = relation.oid;
  if (relation.kind == RelationKind::composite) {
    for (const Column& column : relation.columns)
      row.attributes.push_back({column.name, column.type, column.type_modifier, column.not_null});
  }
  Type& stored = context.data.types.insert(std::move(row));
  if (relation.kind != RelationKind::sequence) {
    const Oid array = add_array_type(context, stored);
    context.data.types.edit(stored.oid).array = array;
  }
  return stored.oid;
}

}  // namespace

Oid add_relation(DdlContext& context, Relation relation, Span span) {
  if (context.catalog.find_relation(relation.schema, relation.name) != nullptr) {
    context.fail(span, msg::RelationAlreadyExists(relation.name));
    return kInvalidOid;
  }
  const std::string hint =
      "A relation has an associated type of the same name, so you must use a name that doesn't conflict with any "
      "existing type.";
  if (has_row_type(relation.kind) && !claim_type_name(context, relation.schema, relation.name, span, hint))
    return kInvalidOid;
  const Oid oid = context.data.allocate_oid();
  relation.oid = oid;
  relation.is_temporary = relation.schema == "pg_temp";
  relation.declared_in = context.file.path();
  if (has_row_type(relation.kind)) relation.row_type = add_row_type(context, relation);
  context.data.relations.insert(std::move(relation));
  return oid;
}

Oid add_type(DdlContext& context, Type type, Span span, bool with_array) {
  const Type* existing = context.catalog.find_type(type.schema, type.name);
  if (existing != nullptr && !existing->is_defined && type.is_defined) {
    type.oid = existing->oid;
    context.data.types.edit(type.oid) = type;
  } else {
    if (!claim_type_name(context, type.schema, type.name, span, {})) return kInvalidOid;
    type.oid = context.data.allocate_oid();
    context.data.types.insert(type);
  }
  if (with_array && type.is_defined) {
    const Oid array = add_array_type(context, type);
    context.data.types.edit(type.oid).array = array;
  }
  return type.oid;
}

bool read_expression(DdlContext& context, const Relation& table, const sql::ExprRef& expr, NewIndex& draft,
                     std::string_view place) {
  if (!expr) return true;
  const auto add = [](auto& all, const auto& more) { all.insert(all.end(), more.begin(), more.end()); };
  const bool is_condition = place == kIndexPredicate;
  const std::shared_ptr<const ObjectUses> uses =
      is_condition ? uses_of_condition(context, table, *expr, ExpressionPlace::index_predicate)
                   : uses_of_index_key(context, table, *expr);
  if (reads_system_column(table, *expr)) return context.fail(expr->extent, msg::IndexOnSystemColumn());
  if (uses->has_mutable_calls) return context.fail(expr->extent, msg::FunctionsMustBeImmutable(place));
  ObjectUses& read = draft.definition.uses;
  for (const int number : column_numbers_read(table, *expr)) read.columns.push_back({table.oid, number});
  add(read.columns, uses->columns);
  add(read.functions, uses->functions);
  add(read.types, uses->types);
  add(read.operators, uses->operators);
  return true;
}

void add_index(DdlContext& context, NewIndex draft) {
  std::erase_if(draft.definition.plain_columns, [](int number) { return number <= 0; });  // a system column
  Relation index(RelationKind::index);
  index.oid = context.data.allocate_oid();
  index.schema = context.catalog.relation(draft.definition.table)->schema;
  index.name = std::move(draft.name);
  index.declared_in = context.file.path();
  index.definition = std::move(draft.definition);
  if (draft.parent != kInvalidOid) {
    index.parents.push_back(draft.parent);
    index.is_partition = true;
  }
  for (const std::string& column : draft.columns) index.columns.emplace_back().name = column;
  context.data.relations.insert(std::move(index));
}

Oid add_sequence(DdlContext& context, const std::string& schema, const std::string& name, const SequenceOwner& owner,
                 Span span) {
  Relation sequence(RelationKind::sequence);
  sequence.schema = schema;
  sequence.name = name;
  sequence.definition = owner;
  // commands/sequence.c, DefineSequence
  for (const auto& [column, type] :
       {std::pair("last_value", oid::int8), std::pair("log_cnt", oid::int8), std::pair("is_called", oid::bool_)}) {
    Column& added = sequence.columns.emplace_back();
    added.name = column;
    added.type = type;
    added.not_null = true;
  }
  return add_relation(context, std::move(sequence), span);
}

}  // namespace pgscribe::catalog
