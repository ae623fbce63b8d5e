#include "cli/output.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/unified_diff.hpp"

namespace pgscribe::cli {

namespace {

using support::FileSystem;
using support::join_path;

std::vector<std::string> stale_files(const GeneratedEntry& entry, const FileSystem& files) {
  std::vector<std::string> stale;
  for (const std::string& name : files.list(entry.folder)) {
    const bool is_current =
        std::any_of(entry.files.begin(), entry.files.end(), [&](const auto& file) { return file.path == name; });
    if (is_current) continue;
    const auto text = files.read(join_path(entry.folder, name));
    if (text && text->compare(0, codegen::kBanner.size(), codegen::kBanner) == 0) stale.push_back(name);
  }
  return stale;
}

/// Make's own characters in a path, quoted as GCC does for -MD.
std::string depfile_path(const std::string& path) {
  std::string result;
  for (const char c : std::filesystem::absolute(path).lexically_normal().generic_string()) {
    if (c == ' ' || c == '#' || c == '\\') result += '\\';
    if (c == '$') result += '$';
    result += c;
  }
  return result;
}

}  // namespace

void write_output(const GeneratedEntry& entry, FileSystem& files) {
  for (const codegen::RenderedFile& file : entry.files)
    support::write_if_changed(files, join_path(entry.folder, file.path), file.text);
  for (const std::string& name : stale_files(entry, files)) files.remove(join_path(entry.folder, name));
}

std::string diff_output(const GeneratedEntry& entry, const FileSystem& files) {
  std::string result;
  for (const codegen::RenderedFile& file : entry.files) {
    const std::string path = join_path(entry.folder, file.path);
    const auto current = files.read(path);
    result += unified_diff(current.value_or(""), file.text, current ? path : "/dev/null", path);
  }
  for (const std::string& name : stale_files(entry, files)) {
    const std::string path = join_path(entry.folder, name);
    result += unified_diff(files.read(path).value_or(""), "", path, "/dev/null");
  }
  return result;
}

void write_depfile(const std::string& depfile, const std::string& stamp, const std::vector<std::string>& dependencies,
                   FileSystem& files) {
  std::string text = depfile_path(stamp) + ":";
  for (const std::string& dependency : dependencies) text += " \\\n  " + depfile_path(dependency);
  files.write(depfile, text + "\n");
}

}  // namespace pgscribe::cli
