#pragma once

#include <functional>
#include <map>
#include <string>

#include "lsp/protocol_json.hpp"
#include "lsp/workspace.hpp"

// The problems of all files of a project, sent to the editor file by file.

namespace pgscribe::lsp {

class Publisher {
 public:
  /// `send` takes the parameters of textDocument/publishDiagnostics.
  explicit Publisher(std::function<void(const Json&)> send) : send_(std::move(send)) {}

  /// Sends what is not as it was sent before: also that a file has no problems any more.
  void publish(Workspace& workspace, PositionEncoding encoding);

 private:
  std::function<void(const Json&)> send_;
  std::map<std::string, Json> sent_;  ///< by URI
};

}  // namespace pgscribe::lsp
