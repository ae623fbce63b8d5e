#include "cli/generation.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "cli/entry_inputs.hpp"
#include "cli/entry_templates.hpp"
#include "cli/loaded_config.hpp"
#include "cli/messages.hpp"
#include "cli/pipeline.hpp"
#include "cli/shards.hpp"

namespace pgscribe::cli {

namespace {

using config::SqlEntry;
using support::Diagnostics;
using support::FileSystem;

class EntriesGenerator {
 public:
  EntriesGenerator(const Options& options, const LoadedConfig& loaded, const FileSystem& files,
                   support::SourceFiles& sources, Diagnostics& diagnostics)
      : options_(options), loaded_(loaded), files_(files), sources_(sources), diagnostics_(diagnostics) {}

  Generation generate(const std::vector<const SqlEntry*>& entries) {
    depends_on({loaded_.path});
    for (const SqlEntry* entry : entries) add(*entry);
    std::vector<std::string>& dependencies = generation_.dependencies;
    std::sort(dependencies.begin(), dependencies.end());
    dependencies.erase(std::unique(dependencies.begin(), dependencies.end()), dependencies.end());
    return std::move(generation_);
  }

 private:
  void add(const SqlEntry& entry) {
    const std::size_t errors_before = diagnostics_.error_count();
    const EntryInputs read = entry_inputs(options_, entry, loaded_, files_, sources_, diagnostics_);
    depends_on(read.inputs.dependencies);
    const codegen::TemplateSet templates =
        entry_templates(entry, loaded_.origin(), files_, generation_.dependencies, diagnostics_);
    const Analysis analysis = analyze_inputs(read.inputs, diagnostics_);
    generation_.query_errors += analysis.query_errors;
    check_folder(entry);
    GeneratedEntry generated{folder(entry), {}, loaded_.file, entry.span};
    // With errors behind it the model would only add errors about what is missing.
    const std::size_t allowed = options_.keep_going ? analysis.query_errors : 0;
    if (diagnostics_.error_count() - errors_before == allowed)
      generated.files = codegen::generate(analysis.files, analysis.catalog, entry.cpp, templates, diagnostics_);
    add_shards(generated.files, options_.shards);
    generation_.entries.push_back(std::move(generated));
  }

  std::string folder(const SqlEntry& entry) const {
    return options_.out.empty() ? support::join_path(loaded_.origin().base, entry.cpp.out) : options_.out;
  }

  void check_folder(const SqlEntry& entry) {
    const std::string own = folder(entry);
    const bool taken = std::any_of(generation_.entries.begin(), generation_.entries.end(),
                                   [&](const GeneratedEntry& earlier) { return earlier.folder == own; });
    if (!taken) return;
    diagnostics_.add(*loaded_.file, entry.span, msg::TwoEntriesOfOneFolder(entry.cpp.out));
  }

  void depends_on(const std::vector<std::string>& paths) {
    generation_.dependencies.insert(generation_.dependencies.end(), paths.begin(), paths.end());
  }

  const Options& options_;
  const LoadedConfig& loaded_;
  const FileSystem& files_;
  support::SourceFiles& sources_;
  Diagnostics& diagnostics_;
  Generation generation_{};
};

}  // namespace

Generation generate_entries(const Options& options, const FileSystem& files, support::SourceFiles& sources,
                            Diagnostics& diagnostics) {
  const auto loaded = load_config(options, files, sources, diagnostics);
  if (!loaded) return {};
  check_namespaces(*loaded, diagnostics);
  const std::vector<const SqlEntry*> entries = chosen_entries(options, *loaded, diagnostics);
  if (!options.out.empty() && entries.size() > 1) {
    diagnostics.add(msg::OutNeedsSingleEntry(entries.size()));
    return {};
  }
  return EntriesGenerator(options, *loaded, files, sources, diagnostics).generate(entries);
}

}  // namespace pgscribe::cli
