#pragma once

#include <string>
#include <vector>

#include "codegen/generate.hpp"

// Which header and source the code of each query goes to.

namespace pgscribe::codegen {

/// A header and a source of queries: those of one query file, and those that `-- @file` sends there.
struct OutputFile {
  std::string name;  ///< what its stem and its class are called after: the query file's path, or what `@file` says
  const support::SourceFile* file = nullptr;  ///< where messages about its name point
  support::Span span{};                       ///< in there; empty: the file as a whole
  std::vector<std::string> sources;           ///< paths of the query files, in order
  std::vector<const analyze::AnalyzedQuery*> queries;
};

/// Those that have queries, the files' own first. `files` outlives them.
[[nodiscard]] std::vector<OutputFile> output_files(const std::vector<QueryFile>& files);

}  // namespace pgscribe::codegen
