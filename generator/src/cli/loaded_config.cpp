#include "cli/loaded_config.hpp"

#include <map>
#include <utility>

#include "cli/messages.hpp"

namespace pgscribe::cli {

namespace {

constexpr const char* kConfigurationNames[] = {"generator.yaml", "sqlc.yaml", "sqlc.yml", "sqlc.json"};

using config::SqlEntry;
using support::Diagnostics;
using support::FileSystem;

std::string described(const SqlEntry& entry) {
  return entry.name.empty() ? msg::EntryWithOut(entry.cpp.out) : msg::EntryNamed(entry.name);
}

}  // namespace

std::vector<std::string> configuration_paths(const Options& options) {
  if (!options.config.empty()) return {options.config};
  return {std::begin(kConfigurationNames), std::end(kConfigurationNames)};
}

std::string config_in(const std::string& folder, const FileSystem& files) {
  for (const char* name : kConfigurationNames) {
    std::string path = support::join_path(folder, name);
    if (files.kind(path) != support::PathKind::nothing) return path;
  }
  return "";
}

std::optional<LoadedConfig> load_config(const Options& options, const FileSystem& files, support::SourceFiles& sources,
                                        Diagnostics& diagnostics) {
  LoadedConfig loaded;
  loaded.path = options.config;
  if (loaded.path.empty()) {
    loaded.path = config_in(".", files);
    if (loaded.path.empty()) {
      diagnostics.add(msg::NoConfiguration());
      return std::nullopt;
    }
  }
  const std::optional<std::string> text = files.read(loaded.path);
  if (!text) {
    diagnostics.add(msg::ConfigurationUnread(loaded.path, why_unread(files.kind(loaded.path))));
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
  if (chosen.empty()) diagnostics.add(msg::NoSuchEntry(options.entry));
  return chosen;
}

const SqlEntry* chosen_entry(const Options& options, const LoadedConfig& loaded, Diagnostics& diagnostics) {
  const std::vector<const SqlEntry*> entries = chosen_entries(options, loaded, diagnostics);
  if (entries.size() == 1) return entries.front();
  if (entries.size() > 1) diagnostics.add(msg::SeveralEntries());
  return nullptr;
}

void check_namespaces(const LoadedConfig& loaded, Diagnostics& diagnostics) {
  std::map<std::string, const SqlEntry*> owners;
  for (const SqlEntry& entry : loaded.config.entries) {
    const auto [first, is_new] = owners.emplace(entry.cpp.namespace_, &entry);
    if (is_new) continue;
    diagnostics.add(*loaded.file, entry.cpp.namespace_span.empty() ? entry.span : entry.cpp.namespace_span,
                    msg::BothGenerateIntoNamespace(described(*first->second), described(entry), entry.cpp.namespace_));
  }
}

}  // namespace pgscribe::cli
