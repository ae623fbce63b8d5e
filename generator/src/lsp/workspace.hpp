#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "lsp/edited_project.hpp"
#include "lsp/open_documents.hpp"

// The projects of the files that an editor has open.

namespace pgscribe::lsp {

/// A file that a project reads.
struct FileOfProject {
  const EditedProject* project = nullptr;
  FileOfEntry file;
};

class Workspace {
 public:
  explicit Workspace(const support::FileSystem& disk) : documents_(disk) {}

  /// Folders in which configurations are looked for, from an open file upwards; none: up to the root of the disk.
  void set_folders(std::vector<std::string> folders) { folders_ = std::move(folders); }
  [[nodiscard]] OpenDocuments& documents() { return documents_; }
  /// Some file, open or not, is not what it was.
  void note_change() { is_current_ = false; }
  [[nodiscard]] bool is_current() const { return is_current_; }

  /// Brings the projects of all open files up to date; those without an open file are forgotten.
  void update();
  [[nodiscard]] std::vector<const EditedProject*> projects() const;
  /// Of the state that `update` left.
  [[nodiscard]] std::optional<FileOfProject> find(const std::string& path) const;

 private:
  [[nodiscard]] std::string config_for(const std::string& path) const;

  OpenDocuments documents_;
  std::vector<std::string> folders_;
  std::map<std::string, std::unique_ptr<EditedProject>> projects_;  ///< by the configuration's path
  bool is_current_ = true;
};

}  // namespace pgscribe::lsp
