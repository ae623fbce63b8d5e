#pragma once

#include <vector>

#include "catalog/catalog.hpp"
#include "cli/inputs.hpp"
#include "codegen/generate.hpp"
#include "support/diagnostics.hpp"

// The stages one after another: parse, fold, analyse.

namespace pgscribe::cli {

/// What the migrations and queries of one entry mean.
struct Analysis {
  catalog::Catalog catalog;
  std::vector<codegen::QueryFile> files;  ///< queries without an error, in source order
  std::size_t query_errors = 0;           ///< errors in queries: what is in `files` is right without them
};

/// parse, fold and analyse. Errors are in `diagnostics`; what could be analysed all the same is in the result.
[[nodiscard]] Analysis analyze_inputs(const Inputs& inputs, support::Diagnostics& diagnostics);

}  // namespace pgscribe::cli
