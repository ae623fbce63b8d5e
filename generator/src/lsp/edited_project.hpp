#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lsp/edited_entry.hpp"
#include "support/file_system.hpp"

// The project of one configuration file while it is edited.

namespace pgscribe::lsp {

/// A file of a project, and the entry that reads it.
struct FileOfEntry {
  const EditedEntry* entry = nullptr;
  std::string path;  ///< relative to the configuration
};

class EditedProject {
 public:
  explicit EditedProject(std::string config_path) : config_path_(std::move(config_path)) {}

  /// Reads everything again, analyses what has changed.
  void update(const support::FileSystem& files);

  /// Sorted; what is about the run as a whole has the configuration's file.
  [[nodiscard]] const std::vector<support::Diagnostic>& diagnostics() const { return diagnostics_; }
  [[nodiscard]] const std::string& config_path() const { return config_path_; }
  /// The path on disk of a source file of the project.
  [[nodiscard]] std::string path_of(const support::SourceFile& file) const;
  /// The first entry that reads the file; nothing of any other file.
  [[nodiscard]] std::optional<FileOfEntry> find(const std::string& path) const;

 private:
  std::string config_path_;
  std::shared_ptr<support::SourceFiles> sources_;
  std::deque<EditedEntry> entries_;
  std::vector<support::Diagnostic> diagnostics_;
};

}  // namespace pgscribe::lsp
