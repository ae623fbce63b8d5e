#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lsp/text_positions.hpp"
#include "support/file_system.hpp"

// What editors have open: texts that stand in front of the disk's.

namespace pgscribe::lsp {

/// `range` absent: all of the text.
struct TextChange {
  std::optional<Range> range;
  std::string text;
};

struct OpenDocument {
  std::string uri;  ///< as the editor spells it
  std::optional<long> version;
  std::string text;
};

/// Open documents by path, as a file system: of what is open the text is the editor's, whatever the disk has.
class OpenDocuments : public support::FileSystem {
 public:
  explicit OpenDocuments(const support::FileSystem& disk) : disk_(disk) {}

  void open(const std::string& path, OpenDocument document) { documents_[path] = std::move(document); }
  void close(const std::string& path) { documents_.erase(path); }
  [[nodiscard]] OpenDocument* find(const std::string& path);
  [[nodiscard]] const std::map<std::string, OpenDocument>& all() const { return documents_; }

  [[nodiscard]] support::PathKind kind(const std::string& path) const override;
  [[nodiscard]] std::optional<std::string> read(const std::string& path) const override;
  [[nodiscard]] std::vector<std::string> list(const std::string& folder) const override;
  /// A language server changes files through its editor only: these throw.
  void write(const std::vector<support::FileText>& files) override;
  void remove(const std::string& path) override;
  [[nodiscard]] std::shared_ptr<const void> lock(const std::string& folder) override;

 private:
  const support::FileSystem& disk_;
  std::map<std::string, OpenDocument> documents_;
};

/// Each change is one of the text that the changes before it left.
void apply(const std::vector<TextChange>& changes, PositionEncoding encoding, std::string& text);

}  // namespace pgscribe::lsp
