#include "lsp/open_documents.hpp"

#include <algorithm>
#include <stdexcept>

#include "lsp/file_uri.hpp"

namespace pgscribe::lsp {

namespace {

[[noreturn]] void refuse() { throw std::logic_error("the language server writes no files"); }

}  // namespace

OpenDocument* OpenDocuments::find(const std::string& path) {
  const auto found = documents_.find(path);
  return found == documents_.end() ? nullptr : &found->second;
}

support::PathKind OpenDocuments::kind(const std::string& path) const {
  return documents_.count(normal_path(path)) != 0 ? support::PathKind::file : disk_.kind(path);
}

std::optional<std::string> OpenDocuments::read(const std::string& path) const {
  const auto found = documents_.find(normal_path(path));
  return found != documents_.end() ? found->second.text : disk_.read(path);
}

std::vector<std::string> OpenDocuments::list(const std::string& folder) const {
  std::vector<std::string> names = disk_.list(folder);
  const std::string normal = normal_path(folder);
  for (const auto& [path, document] : documents_) {
    if (support::parent_path(path) == normal) names.push_back(support::file_name(path));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

void OpenDocuments::write(const std::vector<support::FileText>&) { refuse(); }
void OpenDocuments::remove(const std::string&) { refuse(); }
std::shared_ptr<const void> OpenDocuments::lock(const std::string&) { refuse(); }

void apply(const std::vector<TextChange>& changes, PositionEncoding encoding, std::string& text) {
  for (const TextChange& change : changes) {
    if (!change.range) {
      text = change.text;
      continue;
    }
    const support::Span span = TextPositions(text, encoding).span(*change.range);
    text.replace(span.begin, span.size(), change.text);
  }
}

}  // namespace pgscribe::lsp
