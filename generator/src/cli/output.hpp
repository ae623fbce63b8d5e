#pragma once

#include <string>
#include <vector>

#include "cli/generation.hpp"
#include "support/file_system.hpp"

// Generated files on disk: written, compared, and stale ones removed.

namespace pgscribe::cli {

/// Reports what stands where the entry's files go and is not pgscribe's own: files without the banner, folders.
void check_output(const GeneratedEntry& entry, const support::FileSystem& files, support::Diagnostics& diagnostics);
/// Writes the files whose text differs and removes stale ones: files of the folder that start with the banner and are
/// not generated any more. Of two processes that write into one folder the second one waits.
void write_output(const GeneratedEntry& entry, support::FileSystem& files);
/// What write_output would change, as a unified diff.
[[nodiscard]] std::string diff_output(const GeneratedEntry& entry, const support::FileSystem& files);
/// `stamp: dependency dependency ...` for Make and Ninja.
void write_depfile(const std::string& depfile, const std::string& stamp, const std::vector<std::string>& dependencies,
                   support::FileSystem& files);

}  // namespace pgscribe::cli
