#pragma once

#include <vector>

#include "codegen/code_model.hpp"
#include "codegen/model_registry.hpp"

// The model of models.hpp: enums, composites, tables' rows, shared rows.

namespace pgscribe::codegen {

/// A row struct that queries of several files share.
struct SharedRow {
  std::string name;
  std::vector<Field> fields;
  std::vector<std::string> queries;  ///< names of its users
};

[[nodiscard]] std::vector<std::string> shared_row_docs(const SharedRow& row);

/// models.hpp.
[[nodiscard]] ModelsModel build_models_file(const std::vector<const Model*>& models, const std::vector<SharedRow>& rows,
                                            const Namer& namer, const config::CppOptions& options);

}  // namespace pgscribe::codegen
