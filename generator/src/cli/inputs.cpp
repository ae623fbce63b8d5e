#include "cli/inputs.hpp"

#include <algorithm>
#include <utility>

#include "cli/messages.hpp"
#include "lexical/migration_name.hpp"

namespace pgscribe::cli {

namespace {

using config::InputPath;
using support::Diagnostics;
using support::FileSystem;
using support::PathKind;
using support::SourceFile;

/// A folder's migrations that go up; that of queries is read alike.
bool is_sql_file(std::string_view name) {
  return lexical::is_migration_file(name) && lexical::migration_name(name).kind != lexical::MigrationName::Kind::down;
}

void report(Diagnostics& diagnostics, const InputOrigin& origin, const InputPath& input, support::Message message) {
  diagnostics.add(support::diagnostic_of(std::move(message), origin.config, input.span));
}

/// A name that looks like input in a folder or behind a glob, and is none: whoever put it there expects it to be read.
void report_unread(Diagnostics& diagnostics, const InputOrigin& origin, const InputPath& input, const std::string& path,
                   PathKind kind) {
  if (kind == PathKind::dangling_link)
    return report(diagnostics, origin, input, msg::InputUnread(path, why_unread(kind)));
  report(diagnostics, origin, input,
         kind == PathKind::folder ? msg::FolderNotRead(path, why_unread(kind))
                                  : msg::InputNotRead(path, why_unread(kind)));
}

/// The folder whose listing decides what a pattern with globs names.
std::string fixed_folder(const std::string& pattern) {
  const std::size_t glob = pattern.find_first_of("*?[");
  return support::parent_path(pattern.substr(0, glob));
}

/// Paths relative to the base, in the order of one pattern.
std::vector<std::string> expand(const InputPath& input, const InputOrigin& origin, const FileSystem& files,
                                std::vector<std::string>& dependencies, Diagnostics& diagnostics) {
  std::vector<std::string> found;
  const std::string pattern = support::join_path(origin.base, input.pattern);
  std::vector<std::string> paths{pattern};
  if (support::has_glob(input.pattern)) {
    dependencies.push_back(fixed_folder(pattern));
    paths = support::expand_glob(files, pattern);
    if (paths.empty()) report(diagnostics, origin, input, msg::NothingMatches(input.pattern));
  }
  const auto add_file = [&](const std::string& path) {
    const PathKind kind = files.kind(path);
    if (kind == PathKind::file) {
      found.push_back(path);
    } else if (kind != PathKind::nothing) {  // gone since the folder was listed
      report_unread(diagnostics, origin, input, path, kind);
    }
  };
  for (const std::string& path : paths) {
    if (files.is_directory(path)) {
      dependencies.push_back(path);
      for (const std::string& name : files.list(path)) {
        if (is_sql_file(name)) add_file(support::join_path(path, name));
      }
    } else if (support::has_glob(input.pattern)) {
      if (is_sql_file(support::file_name(path))) add_file(path);
    } else if (const PathKind kind = files.kind(path); kind != PathKind::file) {
      report(diagnostics, origin, input,
             msg::InputMissing(
                 input.pattern, why_unread(kind),
                 origin.config != nullptr && kind == PathKind::nothing ? msg::PathsAreRelative() : std::string()));
    } else {
      found.push_back(path);
    }
  }
  return found;
}

std::vector<const SourceFile*> read_all(const std::vector<std::string>& paths, const InputOrigin& origin,
                                        const FileSystem& files, support::SourceFiles& sources,
                                        std::vector<std::string>& dependencies) {
  std::vector<const SourceFile*> result;
  const std::string prefix = origin.base.empty() || origin.base == "." ? "" : origin.base + "/";
  for (const std::string& path : paths) {
    std::string shown = path;
    if (shown.compare(0, prefix.size(), prefix) == 0) shown.erase(0, prefix.size());
    while (shown.compare(0, 2, "./") == 0) shown.erase(0, 2);
    sources.emplace_back(std::move(shown), files.read(path).value_or(""));
    result.push_back(&sources.back());
    dependencies.push_back(path);
  }
  return result;
}

std::vector<std::string> expand_all(const std::vector<InputPath>& inputs, const InputOrigin& origin,
                                    const FileSystem& files, bool is_schema, std::vector<std::string>& dependencies,
                                    Diagnostics& diagnostics) {
  std::vector<std::string> all;
  for (const InputPath& input : inputs) {
    std::vector<std::string> found = expand(input, origin, files, dependencies, diagnostics);
    if (is_schema) std::stable_sort(found.begin(), found.end(), lexical::migration_less);
    for (std::string& path : found) {
      if (std::find(all.begin(), all.end(), path) == all.end()) all.push_back(std::move(path));
    }
  }
  if (!is_schema) std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

std::string why_unread(PathKind kind) {
  switch (kind) {
    case PathKind::nothing: return "does not exist";
    case PathKind::dangling_link: return "is a link to nothing";
    case PathKind::folder: return "is a folder";
    case PathKind::file:
    case PathKind::other: break;
  }
  return "is not a file";
}

InputPaths input_paths(const config::SqlEntry& entry) {
  return {entry.schema, entry.queries, entry.stubs, entry.search_path};
}

Inputs read_inputs(const InputPaths& paths, const InputOrigin& origin, const FileSystem& files,
                   support::SourceFiles& sources, Diagnostics& diagnostics) {
  Inputs inputs;
  const auto read = [&](const std::vector<InputPath>& of, bool is_schema) {
    return read_all(expand_all(of, origin, files, is_schema, inputs.dependencies, diagnostics), origin, files, sources,
                    inputs.dependencies);
  };
  inputs.schema = read(paths.schema, true);
  inputs.queries = read(paths.queries, false);
  inputs.search_path = paths.search_path;
  for (const auto& [extension, stubs] : paths.stubs) inputs.stubs[extension] = read(stubs, true);
  return inputs;
}

}  // namespace pgscribe::cli
