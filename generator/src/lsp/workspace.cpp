#include "lsp/workspace.hpp"

#include <algorithm>

#include "cli/loaded_config.hpp"

namespace pgscribe::lsp {

void Workspace::update() {
  if (is_current_) return;
  std::set<std::string> wanted;
  for (const auto& [path, document] : documents_.all()) {
    if (const std::string config = config_for(path); !config.empty()) wanted.insert(config);
  }
  std::erase_if(projects_, [&](const auto& project) { return wanted.count(project.first) == 0; });
  for (const std::string& config : wanted) {
    std::unique_ptr<EditedProject>& project = projects_[config];
    if (project == nullptr) project = std::make_unique<EditedProject>(config);
    project->update(documents_);
  }
  is_current_ = true;
}

std::vector<const EditedProject*> Workspace::projects() const {
  std::vector<const EditedProject*> all;
  for (const auto& [config, project] : projects_) all.push_back(project.get());
  return all;
}

std::optional<FileOfProject> Workspace::find(const std::string& path) const {
  const auto project = projects_.find(config_for(path));
  if (project == projects_.end()) return std::nullopt;
  const std::optional<FileOfEntry> file = project->second->find(path);
  if (!file) return std::nullopt;
  return FileOfProject{project->second.get(), *file};
}

std::string Workspace::config_for(const std::string& path) const {
  for (std::string folder = support::parent_path(path);; folder = support::parent_path(folder)) {
    if (std::string config = cli::config_in(folder, documents_); !config.empty()) return config;
    const bool is_top =
        folder == "/" || folder == "." || std::find(folders_.begin(), folders_.end(), folder) != folders_.end();
    if (is_top) return "";
  }
}

}  // namespace pgscribe::lsp
