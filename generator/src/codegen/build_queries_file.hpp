#pragma once

#include <string>
#include <vector>

#include "codegen/build_models_file.hpp"
#include "codegen/code_model.hpp"
#include "codegen/model_tables.hpp"
#include "codegen/query_shape.hpp"

// The model of one query file's header and source.

namespace pgscribe::codegen {

/// The shapes of the queries of one output file, in source order, and the shared rows that are declared in its header.
struct ShapedFile {
  std::string name;                  ///< as of an OutputFile
  std::vector<std::string> sources;  ///< as of an OutputFile
  std::vector<QueryShape> shapes;
  std::vector<SharedRow> shared_rows;
};

/// What the file's tables say of models goes to `model_tables`.
[[nodiscard]] QueriesModel build_queries_file(const ShapedFile& file, ModelTables& model_tables,
                                              const config::CppOptions& options);

}  // namespace pgscribe::codegen
