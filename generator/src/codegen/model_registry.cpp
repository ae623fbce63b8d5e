#include "codegen/model_registry.hpp"

#include <algorithm>
#include <utility>

#include "catalog/migration_tables.hpp"
#include "codegen/messages.hpp"

namespace pgscribe::codegen {

namespace {

using catalog::RelationKind;
using catalog::Type;
using catalog::TypeKind;

bool has_rows(RelationKind kind) {
  return kind == RelationKind::table || kind == RelationKind::view || kind == RelationKind::materialized_view ||
         kind == RelationKind::partitioned_table || kind == RelationKind::foreign_table;
}

/// Partitions have the rows of their table, temporary tables are not part of the schema: both get a struct only when a
/// query needs it. Migration tools' own tables are nobody else's.
bool is_declared_unasked(const catalog::Relation& relation) {
  return has_rows(relation.kind) && !relation.is_partition && !relation.is_temporary &&
         !catalog::is_migration_table(relation);
}

std::string kind_name(const Model& model) {
  if (model.relation != nullptr) {
    const RelationKind kind = model.relation->kind;
    if (kind == RelationKind::view) return "view";
    return kind == RelationKind::materialized_view ? "materialized view" : "table";
  }
  if (model.type->kind == TypeKind::enum_) return "enum";
  return model.type->kind == TypeKind::domain ? "domain" : "type";
}

std::string described(const Model& model) {
  return kind_name(model) + " \"" + model.type->schema + "." + model.type->name + "\"";
}

}  // namespace

ModelRegistry::ModelRegistry(const catalog::Catalog& catalog, const config::CppOptions& options, Namer& namer,
                             NameScope& scope, support::Diagnostics& diagnostics)
    : catalog_(catalog), namer_(namer), scope_(scope), diagnostics_(diagnostics), types_(catalog, options, *this) {
  for (const Type* type : catalog_.user_types()) {
    const bool is_composite = type->kind == TypeKind::composite && !type->attributes.empty();
    if (type->kind == TypeKind::enum_ || is_composite || types_.is_strong_domain(*type)) declare(*type);
  }
  for (const catalog::Relation* relation : catalog_.user_relations()) {
    const Type* row = catalog_.type(relation->row_type);
    if (row != nullptr && is_declared_unasked(*relation)) declare(*row);
  }
  // Of what is not declared it does not matter which members it would have.
  if (options.omit_unused_structs) return;
  // Members come last: they may not have the name of any type.
  for (std::size_t i = 0; i < models_.size(); ++i) add_fields(models_[i]);
}

std::string ModelRegistry::name_of(const Type& type) { return declare(type).name; }

const Model& ModelRegistry::model_of(Oid type) {
  Model& model = declare(*catalog_.type(type));
  add_fields(model);
  return model;
}

const Model& ModelRegistry::model_of_relation(Oid relation) { return model_of(catalog_.relation(relation)->row_type); }

const Model* ModelRegistry::find_model_of_relation(Oid oid, std::size_t column_count) {
  const catalog::Relation* relation = catalog_.relation(oid);
  if (relation == nullptr || !has_rows(relation->kind) || catalog_.type(relation->row_type) == nullptr) return nullptr;
  if (catalog::is_migration_table(*relation)) return nullptr;
  const auto live = std::count_if(relation->columns.begin(), relation->columns.end(),
                                  [](const auto& column) { return !column.dropped; });
  if (static_cast<std::size_t>(live) != column_count) return nullptr;
  return &model_of(relation->row_type);
}

Model& ModelRegistry::declare(const Type& type) {
  const auto known = by_type_.find(type.oid);
  if (known != by_type_.end()) return *known->second;
  Model& model = models_.emplace_back();
  by_type_.emplace(type.oid, &model);
  model.type = &type;
  const catalog::Relation* relation = type.kind == TypeKind::composite ? catalog_.relation(type.relation) : nullptr;
  if (relation != nullptr && has_rows(relation->kind)) model.relation = relation;
  model.name = model.relation != nullptr ? namer_.table_type(relation->schema, relation->name)
                                         : namer_.type(type.schema, type.name);
  if (model.name.empty()) model.name = "Type" + std::to_string(models_.size());
  scope_.claim(model.name, "type", {described(model), nullptr, {}},
               msg::RenameInConfiguration(type.schema + "." + type.name), diagnostics_);
  namer_.reserve_type(model.name);
  return model;
}

void ModelRegistry::add_fields(Model& model) {
  if (model.has_fields) return;
  model.has_fields = true;
  NameScope members;
  if (model.type->kind == TypeKind::domain) {
    Field field;
    field.sql_name = field.name = "value";
    TypeProblem problem;
    if (auto mapped = types_.map_domain_base(*model.type, problem)) {
      field.type = std::move(*mapped);
      field.sql_type = model.type->base;
      model.fields.push_back(std::move(field));
    } else {
      diagnostics_.add(msg::NoTypeOfModel(described(model), problem.message, problem.hint));
    }
  } else if (model.relation != nullptr) {
    for (std::size_t i = 0; i < model.relation->columns.size(); ++i) {
      const catalog::Column& column = model.relation->columns[i];
      if (column.dropped) continue;
      TypeUse use{column.type, column.dimensions, !column.not_null && !column.never_null, {}, {}};
      use.column = analyze::ColumnOrigin{model.relation->oid, static_cast<int>(i) + 1};
      Field field;
      field.sql_name = column.name;
      field.comment = column.comment;
      add_field(model, members, std::move(field), use);
    }
  } else if (model.type->kind == TypeKind::composite) {
    for (const catalog::CompositeAttribute& attribute : catalog_.attributes(model.type->oid)) {
      Field field;
      field.sql_name = attribute.name;
      add_field(model, members, std::move(field), {attribute.type, 0, true, {}, {}});
    }
  }
}

void ModelRegistry::add_field(Model& model, NameScope& members, Field field, const TypeUse& use) {
  const std::string owner = "column \"" + field.sql_name + "\" of " + described(model);
  field.name = namer_.member(field.sql_name);
  if (field.name.empty()) field.name = "column_" + std::to_string(model.fields.size() + 1);
  field.nullable = use.nullable;
  field.sql_type = use.type;
  TypeProblem problem;
  auto mapped = types_.map(use, problem);
  if (!mapped) {
    const std::string path = model.type->schema + "." + model.type->name + "." + field.sql_name;
    diagnostics_.add(msg::NoTypeOfModel(owner, problem.message, msg::AddAnOverride(path)));
    return;
  }
  members.claim(field.name, "member", {owner, nullptr, {}},
                "gen.cpp.rename: {\"" + field.sql_name + "\": another_name}", diagnostics_);
  field.type = std::move(*mapped);
  model.fields.push_back(std::move(field));
}

const Model* ModelRegistry::find_model(std::string_view name) {
  const auto found =
      std::find_if(models_.begin(), models_.end(), [&](const Model& model) { return model.name == name; });
  return found == models_.end() ? nullptr : &model_of(found->type->oid);
}

std::vector<const Model*> ModelRegistry::in_dependency_order(const std::set<Oid>* types) {
  std::vector<const Model*> order;
  std::set<Oid> visited;
  for (std::size_t i = 0; i < models_.size(); ++i) {
    if (types == nullptr || types->count(models_[i].type->oid) != 0) visit(models_[i], visited, order);
  }
  return order;
}

void ModelRegistry::visit(const Model& model, std::set<Oid>& visited, std::vector<const Model*>& order) {
  if (!visited.insert(model.type->oid).second) return;
  for (const Field& field : model_of(model.type->oid).fields) {
    for (const Oid used : field.type.models) visit(model_of(used), visited, order);
  }
  order.push_back(&model);
}

}  // namespace pgscribe::codegen
