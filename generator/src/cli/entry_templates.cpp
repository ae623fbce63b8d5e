#include "cli/entry_templates.hpp"

#include <utility>

#include "cli/messages.hpp"

namespace pgscribe::cli {

codegen::TemplateSet entry_templates(const config::SqlEntry& entry, const InputOrigin& origin,
                                     const support::FileSystem& files, std::vector<std::string>& dependencies,
                                     support::Diagnostics& diagnostics) {
  codegen::TemplateSet templates = codegen::builtin_templates();
  if (entry.cpp.templates.empty()) return templates;
  const std::string folder = support::join_path(origin.base, entry.cpp.templates);
  if (!files.is_directory(folder)) {
    diagnostics.add(*origin.config, entry.span, msg::NoTemplatesFolder(entry.cpp.templates));
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

}  // namespace pgscribe::cli
