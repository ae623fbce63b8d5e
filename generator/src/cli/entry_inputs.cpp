#include "cli/entry_inputs.hpp"

#include <string>
#include <vector>

namespace pgscribe::cli {

namespace {

using support::Diagnostics;
using support::FileSystem;

std::vector<config::InputPath> without_places(const std::vector<std::string>& paths) {
  std::vector<config::InputPath> inputs;
  for (const std::string& path : paths) inputs.push_back({path, {}});
  return inputs;
}

}  // namespace

EntryInputs entry_inputs(const Options& options, const config::SqlEntry& entry, const LoadedConfig& loaded,
                         const FileSystem& files, support::SourceFiles& sources, Diagnostics& diagnostics) {
  EntryInputs result{read_inputs(input_paths(entry), loaded.origin(), files, sources, diagnostics), entry.cpp,
                     entry.vet};
  result.inputs.allowed = entry.cpp.allow;
  for (const config::OwnRule& rule : entry.vet.rules) result.inputs.own_rules.push_back(rule.name);
  result.inputs.server_version = options.server_version != 0 ? options.server_version : entry.server_version;
  return result;
}

std::optional<EntryInputs> inputs_to_analyze(const Options& options, const FileSystem& files,
                                             support::SourceFiles& sources, Diagnostics& diagnostics) {
  if (!options.schema.empty() || !options.queries.empty()) {
    EntryInputs result{read_inputs({without_places(options.schema), without_places(options.queries)}, {".", nullptr},
                                   files, sources, diagnostics),
                       {}};
    if (options.server_version != 0) result.inputs.server_version = options.server_version;
    return result;
  }
  const auto loaded = load_config(options, files, sources, diagnostics);
  if (!loaded) return std::nullopt;
  const config::SqlEntry* entry = chosen_entry(options, *loaded, diagnostics);
  if (entry == nullptr) return std::nullopt;
  return entry_inputs(options, *entry, *loaded, files, sources, diagnostics);
}

}  // namespace pgscribe::cli
