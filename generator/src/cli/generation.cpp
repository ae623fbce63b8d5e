#include "cli/generation.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "cli/pipeline.hpp"

namespace pgscribe::cli {

namespace {

using config::Config;
using config::SqlEntry;
using support::Diagnostics;
using support::FileSystem;

struct LoadedConfig {
  std::string path;
  const support::SourceFile* file = nullptr;
  Config config;
};

void report(Diagnostics& diagnostics, std::string_view code, std::string message, std::string hint = {}) {
  diagnostics.add({support::Severity::error, std::string(code), nullptr, {}, std::move(message), {}, std::move(hint)});
}

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

/// The entries that --entry chooses, all without it.
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

codegen::TemplateSet read_templates(const SqlEntry& entry, const InputOrigin& origin, const FileSystem& files,
                                    std::vector<std::string>& dependencies, Diagnostics& diagnostics) {
  codegen::TemplateSet templates = codegen::builtin_templates();
  if (entry.cpp.templates.empty()) return templates;
  const std::string folder = support::join_path(origin.base, entry.cpp.templates);
  if (!files.is_directory(folder)) {
    diagnostics.error("missing-path", *origin.config, entry.span,
                      "templates folder \"" + entry.cpp.templates + "\" does not exist");
    return templates;
  }
  dependencies.push_back(folder);
  for (auto& [name, text] : templates.texts) {
    const std::string path = support::join_path(folder, name);
    if (auto replacement = files.read(path)) {
      text = std::move(*replacement);
      dependencies.push_back(path);
    }
  }
  return templates;
}

Inputs entry_inputs(const SqlEntry& entry, const InputOrigin& origin, const FileSystem& files,
                    support::SourceFiles& sources, Diagnostics& diagnostics) {
  Inputs inputs = read_inputs(input_paths(entry), origin, files, sources, diagnostics);
  inputs.allowed = entry.cpp.allow;
  return inputs;
}

bool same_folder(const std::vector<GeneratedEntry>& entries, const std::string& folder) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const GeneratedEntry& entry) { return entry.folder == folder; });
}

std::string described(const SqlEntry& entry) {
  return entry.name.empty() ? "the entry with out \"" + entry.cpp.out + "\"" : "entry \"" + entry.name + "\"";
}

/// Two outputs in one namespace would have different types of one name (Querier at least) in one program. Also of
/// entries that this run does not generate.
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

std::string shard_text(const std::vector<codegen::RenderedFile>& files, std::size_t index, std::size_t count) {
  std::string text = std::string(codegen::kBanner) + "\n";
  std::size_t position = 0;
  for (const codegen::RenderedFile& file : files) {
    if (file.path.size() < 4 || file.path.compare(file.path.size() - 4, 4, ".cpp") != 0) continue;
    if (position++ % count == index) text += "#include \"" + file.path + "\"\n";
  }
  return text;
}

void add_shards(std::vector<codegen::RenderedFile>& files, int count) {
  std::vector<codegen::RenderedFile> shards;
  for (int i = 0; i < count; ++i) {
    shards.push_back({"pgscribe_shard_" + std::to_string(i + 1) + ".cpp",
                      shard_text(files, static_cast<std::size_t>(i), static_cast<std::size_t>(count))});
  }
  files.insert(files.end(), shards.begin(), shards.end());
}

}  // namespace

Generation generate_entries(const Options& options, const FileSystem& files, support::SourceFiles& sources,
                            Diagnostics& diagnostics) {
  Generation generation;
  const auto loaded = load_config(options, files, sources, diagnostics);
  if (!loaded) return generation;
  check_namespaces(*loaded, diagnostics);
  const std::vector<const SqlEntry*> entries = chosen_entries(options, *loaded, diagnostics);
  if (!options.out.empty() && entries.size() > 1) {
    report(diagnostics, "bad-config",
           "--out needs a single entry, and the configuration has " + std::to_string(entries.size()),
           "choose one with --entry NAME");
    return generation;
  }
  const InputOrigin origin{support::parent_path(loaded->path), loaded->file};
  generation.dependencies.push_back(loaded->path);
  for (const SqlEntry* entry : entries) {
    const std::size_t errors_before = diagnostics.error_count();
    const Inputs inputs = entry_inputs(*entry, origin, files, sources, diagnostics);
    generation.dependencies.insert(generation.dependencies.end(), inputs.dependencies.begin(),
                                   inputs.dependencies.end());
    const codegen::TemplateSet templates = read_templates(*entry, origin, files, generation.dependencies, diagnostics);
    const Analysis analysis = analyze_inputs(inputs, diagnostics);
    GeneratedEntry generated;
    generated.config = loaded->file;
    generated.span = entry->span;
    generated.folder = options.out.empty() ? support::join_path(origin.base, entry->cpp.out) : options.out;
    if (same_folder(generation.entries, generated.folder)) {
      diagnostics.error("bad-config", *loaded->file, entry->span,
                        "two entries have the same \"out\" folder \"" + entry->cpp.out + "\"");
    }
    generation.query_errors += analysis.query_errors;
    // With errors behind it the model would only add errors about what is missing.
    const std::size_t allowed = options.keep_going ? analysis.query_errors : 0;
    if (diagnostics.error_count() - errors_before == allowed)
      generated.files = codegen::generate(analysis.files, analysis.catalog, entry->cpp, templates, diagnostics);
    add_shards(generated.files, options.shards);
    generation.entries.push_back(std::move(generated));
  }
  std::sort(generation.dependencies.begin(), generation.dependencies.end());
  generation.dependencies.erase(std::unique(generation.dependencies.begin(), generation.dependencies.end()),
                                generation.dependencies.end());
  return generation;
}

std::optional<EntryInputs> inputs_to_analyze(const Options& options, const FileSystem& files,
                                             support::SourceFiles& sources, Diagnostics& diagnostics) {
  if (!options.schema.empty() || !options.queries.empty()) {
    const auto as_inputs = [](const std::vector<std::string>& paths) {
      std::vector<config::InputPath> inputs;
      for (const std::string& path : paths) inputs.push_back({path, {}});
      return inputs;
    };
    return EntryInputs{read_inputs({as_inputs(options.schema), as_inputs(options.queries)}, {".", nullptr}, files,
                                   sources, diagnostics),
                       {}};
  }
  const auto loaded = load_config(options, files, sources, diagnostics);
  if (!loaded) return std::nullopt;
  const std::vector<const SqlEntry*> entries = chosen_entries(options, *loaded, diagnostics);
  if (entries.size() > 1)
    report(diagnostics, "bad-config", "the configuration has several entries", "choose one with --entry NAME");
  if (entries.size() != 1) return std::nullopt;
  const InputOrigin origin{support::parent_path(loaded->path), loaded->file};
  return EntryInputs{entry_inputs(*entries[0], origin, files, sources, diagnostics), entries[0]->cpp};
}

}  // namespace pgscribe::cli
