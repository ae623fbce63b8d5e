#pragma once

#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "codegen/code_model.hpp"
#include "codegen/includes.hpp"
#include "codegen/member_rows.hpp"
#include "codegen/model_registry.hpp"

// The constant tables of models.cpp: columns of models, and the codecs of composites, ranges and rows.

namespace pgscribe::codegen {

/// Collects the constants about models that the tables of queries name, each once for the whole output.
class ModelTables {
 public:
  ModelTables(const catalog::Catalog& catalog, ModelRegistry& models) : catalog_(catalog), models_(models) {}

  /// The codec constants that the values of `field` are read or written with.
  void add_codecs(const Field& field);
  /// The columns of a model that is a whole result: "models_sql::kMovieFields".
  std::string add_columns(const Model& model);

  [[nodiscard]] ModelTablesModel build(bool header_only) const;

 private:
  void add_codec(Oid type);
  void add_record(const Model& model);
  void add_range(const catalog::Type& range);
  void add_fields(const Model& model);

  const catalog::Catalog& catalog_;
  ModelRegistry& models_;
  std::vector<CodecConstant> codecs_;
  RowNeeds needs_;
  Includes includes_;
  std::set<Oid> known_codecs_;
  std::set<Oid> known_fields_;
};

}  // namespace pgscribe::codegen
