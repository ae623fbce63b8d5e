#pragma once

#include <string>
#include <vector>

#include "cli/inputs.hpp"
#include "codegen/generate.hpp"
#include "config/config.hpp"
#include "support/diagnostics.hpp"
#include "support/file_system.hpp"

// The templates of a configuration entry: the built-in ones, some replaced by the user's.

namespace pgscribe::cli {

/// The built-in templates, and in the place of some the files of the entry's own templates folder. What was looked at
/// on disk is appended to `dependencies`.
[[nodiscard]] codegen::TemplateSet entry_templates(const config::SqlEntry& entry, const InputOrigin& origin,
                                                   const support::FileSystem& files,
                                                   std::vector<std::string>& dependencies,
                                                   support::Diagnostics& diagnostics);

}  // namespace pgscribe::cli
