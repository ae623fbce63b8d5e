#pragma once

#include <vector>

#include "codegen/build_models_file.hpp"
#include "codegen/code_model.hpp"
#include "codegen/model_tables.hpp"
#include "codegen/query_shape.hpp"

// The model of one query file's header and source.

namespace pgscribe::codegen {

/// The shapes of the queries of one file, in source order, and the shared rows that are declared in its header.
struct ShapedFile {
  const support::SourceFile* file = nullptr;
  std::vector<QueryShape> shapes;
  std::vector<SharedRow> shared_rows;
};

/// What the file's tables say of models goes to `model_tables`.
[[nodiscard]] QueriesModel build_queries_file(const ShapedFile& file, ModelTables& model_tables,
                                              const config::CppOptions& options);

}  // namespace pgscribe::codegen
