#include "lsp/edited_project.hpp"

#include "cli/loaded_config.hpp"
#include "lsp/file_uri.hpp"

namespace pgscribe::lsp {

void EditedProject::update(const support::FileSystem& files) {
  auto sources = std::make_shared<support::SourceFiles>();
  support::Diagnostics said;
  cli::Options options;
  options.config = config_path_;
  const std::optional<cli::LoadedConfig> loaded = cli::load_config(options, files, *sources, said);
  entries_.resize(loaded ? loaded->config.entries.size() : 0);
  if (loaded) cli::check_namespaces(*loaded, said);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    entries_[i].update(cli::entry_inputs(options, loaded->config.entries[i], *loaded, files, *sources, said), sources);
    entries_[i].report(said);
  }
  if (sources->empty()) sources->emplace_back(support::file_name(config_path_), "");
  diagnostics_ = said.sorted();
  for (support::Diagnostic& diagnostic : diagnostics_) {
    if (diagnostic.file == nullptr) diagnostic.file = &sources->front();
  }
  sources_ = std::move(sources);
}

std::string EditedProject::path_of(const support::SourceFile& file) const {
  return normal_path(support::join_path(support::parent_path(config_path_), file.path()));
}

std::optional<FileOfEntry> EditedProject::find(const std::string& path) const {
  for (const EditedEntry& entry : entries_) {
    for (const support::SourceFile* file : entry.schema().inputs().schema) {
      if (path_of(*file) == path) return FileOfEntry{&entry, file->path()};
    }
    for (const auto& [relative, file] : entry.files()) {
      if (path_of(file->source) == path) return FileOfEntry{&entry, relative};
    }
  }
  return std::nullopt;
}

}  // namespace pgscribe::lsp
