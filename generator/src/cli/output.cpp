#include "cli/output.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/messages.hpp"
#include "cli/unified_diff.hpp"

namespace pgscribe::cli {

namespace {

using support::FileSystem;
using support::join_path;
using support::PathKind;

bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

/// Its own, or what a run that was killed had begun to write.
bool is_generated(std::string_view name, std::string_view text) {
  return starts_with(text, codegen::kBanner) ||
         (support::is_aside_name(name) && starts_with(codegen::kBanner, text.substr(0, codegen::kBanner.size())));
}

std::vector<std::string> stale_files(const GeneratedEntry& entry, const FileSystem& files) {
  std::vector<std::string> stale;
  for (const std::string& name : files.list(entry.folder)) {
    const bool is_current =
        std::any_of(entry.files.begin(), entry.files.end(), [&](const auto& file) { return file.path == name; });
    if (is_current) continue;
    const auto text = files.read(join_path(entry.folder, name));
    if (text && is_generated(name, *text)) stale.push_back(name);
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

void check_output(const GeneratedEntry& entry, const FileSystem& files, support::Diagnostics& diagnostics) {
  const auto report = [&](support::Message message) {
    diagnostics.add(support::diagnostic_of(std::move(message), entry.config, entry.span));
  };
  const PathKind folder = files.kind(entry.folder);
  if (folder != PathKind::nothing && folder != PathKind::folder) return report(msg::OutIsNotAFolder(entry.folder));
  for (const codegen::RenderedFile& file : entry.files) {
    const std::string path = join_path(entry.folder, file.path);
    const PathKind kind = files.kind(path);
    if (kind == PathKind::folder || kind == PathKind::other) report(msg::InPlaceOfGenerated(path));
    if (kind != PathKind::file) continue;
    const std::string text = files.read(path).value_or("");
    // A template of the user's own may write no banner: then there is nothing to tell by.
    const bool has_mark = starts_with(file.text, codegen::kBanner);
    if (has_mark && !text.empty() && !starts_with(text, codegen::kBanner)) report(msg::NotGenerated(path));
  }
}

void write_output(const GeneratedEntry& entry, FileSystem& files) {
  const auto lock = files.lock(entry.folder);
  std::vector<support::FileText> changed;
  for (const codegen::RenderedFile& file : entry.files) {
    std::string path = join_path(entry.folder, file.path);
    if (files.read(path) != file.text) changed.push_back({std::move(path), file.text});
  }
  files.write(changed);
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
  files.write({{depfile, text + "\n"}});
}

}  // namespace pgscribe::cli
