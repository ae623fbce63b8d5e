#pragma once

#include <iosfwd>

#include "support/file_system.hpp"

// `pgscribe init`: a commented configuration, a first migration, a first query file.

namespace pgscribe::cli {

/// Writes a commented generator.yaml, a first migration and a first query file into the working directory. A file that
/// is there already is left alone, and said so.
[[nodiscard]] int init(support::FileSystem& files, std::ostream& out, std::ostream& err);

}  // namespace pgscribe::cli
