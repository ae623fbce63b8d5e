#include "lsp/publisher.hpp"

#include <utility>

#include "lsp/file_uri.hpp"

namespace pgscribe::lsp {

namespace {

int severity_number(support::Severity severity) {
  switch (severity) {
    case support::Severity::error: return 1;
    case support::Severity::warning: return 2;
    case support::Severity::note: break;
  }
  return 3;
}

/// The diagnostics of one project as parameters of publishDiagnostics, by URI.
class ProjectDiagnostics {
 public:
  ProjectDiagnostics(const EditedProject& project, Workspace& workspace, PositionEncoding encoding,
                     std::map<std::string, Json>& by_uri)
      : project_(project), workspace_(workspace), encoding_(encoding), by_uri_(by_uri) {}

  void collect() {
    for (const support::Diagnostic& diagnostic : project_.diagnostics()) {
      Json& params = by_uri_[uri(*diagnostic.file)];
      if (params.is_null()) params = {{"diagnostics", Json::array()}};
      params["diagnostics"].push_back(json(diagnostic));
    }
  }

 private:
  Json json(const support::Diagnostic& diagnostic) {
    std::string message = diagnostic.message;
    if (!diagnostic.detail.empty()) message += "\n" + diagnostic.detail;
    if (!diagnostic.hint.empty()) message += "\nhint: " + diagnostic.hint;
    Json result = {{"range", range(*diagnostic.file, diagnostic.span)},
                   {"severity", severity_number(diagnostic.severity)},
                   {"code", diagnostic.code},
                   {"source", "pgscribe"},
                   {"message", message}};
    for (const support::RelatedPlace& place : diagnostic.related) {
      if (place.file == nullptr) continue;
      result["relatedInformation"].push_back(
          {{"location", {{"uri", uri(*place.file)}, {"range", range(*place.file, place.span)}}},
           {"message", place.label}});
    }
    return result;
  }

  std::string uri(const support::SourceFile& file) {
    const std::string path = project_.path_of(file);
    const OpenDocument* open = workspace_.documents().find(path);
    return open != nullptr ? open->uri : uri_of_path(path);
  }

  Json range(const support::SourceFile& file, support::Span span) {
    auto found = positions_.find(&file);
    if (found == positions_.end()) found = positions_.emplace(&file, TextPositions(file.text(), encoding_)).first;
    return to_json(found->second.range(span));
  }

  const EditedProject& project_;
  Workspace& workspace_;
  PositionEncoding encoding_;
  std::map<std::string, Json>& by_uri_;
  std::map<const support::SourceFile*, TextPositions> positions_;
};

}  // namespace

void Publisher::publish(Workspace& workspace, PositionEncoding encoding) {
  std::map<std::string, Json> present;
  for (const EditedProject* project : workspace.projects())
    ProjectDiagnostics(*project, workspace, encoding, present).collect();
  for (const auto& [path, document] : workspace.documents().all()) {
    Json& params = present[document.uri];
    if (params.is_null()) params = {{"diagnostics", Json::array()}};
    if (document.version) params["version"] = *document.version;
  }
  for (const auto& [uri, params] : sent_) {
    if (present.count(uri) == 0 && !params["diagnostics"].empty())
      send_({{"uri", uri}, {"diagnostics", Json::array()}});
  }
  for (auto& [uri, params] : present) {
    const auto before = sent_.find(uri);
    params["uri"] = uri;
    if (before == sent_.end() || before->second != params) send_(params);
  }
  sent_ = std::move(present);
}

}  // namespace pgscribe::lsp
