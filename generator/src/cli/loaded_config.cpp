#include "cli/loaded_config.hpp"

#include <map>
#include <utility>

namespace pgscribe::cli {

namespace {

using config::SqlEntry;
using support::Diagnostics;
using support::FileSystem;

void report(Diagnostics& diagnostics, std::string_view code, std::string message, std::string hint = {}) {
  diagnostics.add({support::Severity::error, std::string(code), nullptr, {}, std::move(message), {}, std::move(hint)});
}

std::string described(const SqlEntry& entry) {
  return entry.name.empty() ? "the entry with out \"" + entry.cpp.out + "\"" : "entry \"" + entry.name + "\"";
}

}  // namespace

std::optional<LoadedConfig> load_config(const Options& options, const FileSystem& files, support::SourceFiles& sources,
                                        Diagnostics& diagnostics) {
  LoadedConfig loaded;
  loaded.path = options.config;
  if (loaded.path.empty()) {
    for (const char* name : {"generator.yaml", "sqlc.yaml", "sqlc.yml"}) {
      if (loaded.path.empty() && files.kind(name) != support::PathKind::nothing) loaded.path = name;
    }
    if (loaded.path.empty()) {
      report(diagnostics, "missing-path", "no generator.yaml or sqlc.yaml in this folder",
             "pgscribe init writes one; --config names another");
      return std::nullopt;
    }
  }
  const std::optional<std::string> text = files.read(loaded.path);
  if (!text) {
    report(diagnostics, "missing-path",
           "configuration file \"" + loaded.path + "\" " + why_unread(files.kind(loaded.path)));
    return std::nullopt;
  }
  loaded.file = &sources.emplace_back(support::file_name(loaded.path), *text);
  auto config = config::read_config(*loaded.file, diagnostics);
  if (!config) return std::nullopt;
  loaded.config = std::move(*config);
  return loaded;
}

std::vector<const SqlEntry*> chosen_entries(const Options& options, const LoadedConfig& loaded,
                                            Diagnostics& diagnostics) {
  std::vector<const SqlEntry*> chosen;
  for (const SqlEntry& entry : loaded.config.entries) {
    if (options.entry.empty() || entry.name == options.entry) chosen.push_back(&entry);
  }
  if (chosen.empty())
    report(diagnostics, "missing-entry",
           "no entry of \"sql\" with a gen.cpp section has the name \"" + options.entry + "\"");
  return chosen;
}

const SqlEntry* chosen_entry(const Options& options, const LoadedConfig& loaded, Diagnostics& diagnostics) {
  const std::vector<const SqlEntry*> entries = chosen_entries(options, loaded, diagnostics);
  if (entries.size() == 1) return entries.front();
  if (entries.size() > 1)
    report(diagnostics, "bad-config", "the configuration has several entries", "choose one with --entry NAME");
  return nullptr;
}

void check_namespaces(const LoadedConfig& loaded, Diagnostics& diagnostics) {
  std::map<std::string, const SqlEntry*> owners;
  for (const SqlEntry& entry : loaded.config.entries) {
    const auto [first, is_new] = owners.emplace(entry.cpp.namespace_, &entry);
    if (is_new) continue;
    diagnostics.error("name-collision", *loaded.file,
                      entry.cpp.namespace_span.empty() ? entry.span : entry.cpp.namespace_span,
                      described(*first->second) + " and " + described(entry) + " both generate into namespace \"" +
                          entry.cpp.namespace_ + "\"",
                      "give each entry a \"namespace\" of its own");
  }
}

}  // namespace pgscribe::cli
