#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "codegen/cpp_types.hpp"
#include "codegen/field.hpp"
#include "codegen/name_scope.hpp"
#include "codegen/namer.hpp"
#include "config/config.hpp"

// The types that models.hpp declares, and which of them is whose.

namespace pgscribe::codegen {

/// A type that models.hpp declares: an enum, a stand-alone composite, a table's or view's row, or a strong domain.
struct Model {
  const catalog::Type* type = nullptr;
  const catalog::Relation* relation = nullptr;  ///< of a row
  std::string name;
  bool has_fields = false;
  std::vector<Field> fields;  ///< of composites and rows; one called `value` of a strong domain
};

/// The models of one configuration entry: all enums, composites, strong domains, tables and views of the user, and
/// whatever else a query returns as a whole (partitions, temporary tables, system relations). Names what it declares.
class ModelRegistry final : public ModelNames {
 public:
  /// Every argument outlives the registry. `scope` is the generated namespace.
  ModelRegistry(const catalog::Catalog& catalog, const config::CppOptions& options, Namer& namer, NameScope& scope,
                support::Diagnostics& diagnostics);

  [[nodiscard]] std::string name_of(const catalog::Type& type) override;
  /// Of an enum, composite, row type or strong domain, with its fields.
  [[nodiscard]] const Model& model_of(Oid type);
  [[nodiscard]] const Model& model_of_relation(Oid relation);
  /// Null unless the relation is a table or view with so many columns.
  [[nodiscard]] const Model* find_model_of_relation(Oid relation, std::size_t column_count);
  /// Null unless it declares a type of this C++ name.
  [[nodiscard]] const Model* find_model(std::string_view name);
  [[nodiscard]] TypeMap& types() { return types_; }

  /// All models so far, or only those of some types and what they are made of. Each stands behind those that its fields
  /// are made of; enums and domains in order of declaration.
  [[nodiscard]] std::vector<const Model*> in_dependency_order(const std::set<Oid>* types = nullptr);

 private:
  Model& declare(const catalog::Type& type);
  void add_fields(Model& model);
  void add_field(Model& model, NameScope& members, Field field, const TypeUse& use);
  void visit(const Model& model, std::set<Oid>& visited, std::vector<const Model*>& order);

  const catalog::Catalog& catalog_;
  Namer& namer_;
  NameScope& scope_;
  support::Diagnostics& diagnostics_;
  TypeMap types_;
  std::deque<Model> models_;  ///< stable addresses
  std::map<Oid, Model*> by_type_;
};

}  // namespace pgscribe::codegen
