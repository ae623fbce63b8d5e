#pragma once

#include <optional>

#include "lsp/sql_place.hpp"
#include "support/file_system.hpp"

// Where what a word means is made.

namespace pgscribe::lsp {

/// A place in a file that was read for it, or is one of the project's.
struct Definition {
  std::string path;  ///< relative to the configuration
  std::string text;  ///< of the file
  support::Span span;
};

/// Of a relation, column or function its place in the schema files; of a query's name its method in the generated
/// header, where that has been written. `base` is the configuration's folder.
[[nodiscard]] std::optional<Definition> definition_at(const EditedEntry& entry, const AnalyzedFile& file,
                                                      std::uint32_t offset, const std::string& base,
                                                      const support::FileSystem& files);

}  // namespace pgscribe::lsp
