#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"
#include "codegen/generate.hpp"
#include "support/diagnostics.hpp"
#include "support/file_system.hpp"
#include "support/source_file.hpp"

// What a run generates, in memory, for every chosen entry.

namespace pgscribe::cli {

/// What one configuration entry gives: files under `folder` (a path on disk).
struct GeneratedEntry {
  std::string folder;
  std::vector<codegen::RenderedFile> files;
  const support::SourceFile* config = nullptr;
  support::Span span;  ///< of the entry in `config`
};

struct Generation {
  std::vector<GeneratedEntry> entries;
  std::vector<std::string> dependencies;  ///< paths on disk, sorted, unique
  /// Errors in queries. When there are no others, `entries` hold (with --keep-going) what is right without them.
  std::size_t query_errors = 0;
};

/// Reads the configuration and runs every stage but writing, in memory, for all entries that the options choose.
[[nodiscard]] Generation generate_entries(const Options& options, const support::FileSystem& files,
                                          support::SourceFiles& sources, support::Diagnostics& diagnostics);

}  // namespace pgscribe::cli
