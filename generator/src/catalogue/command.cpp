#include "catalogue/command.hpp"

#include <optional>
#include <ostream>

#include "catalogue/diagram.hpp"
#include "catalogue/files.hpp"
#include "cli/exit_code.hpp"
#include "cli/messages.hpp"
#include "cli/project.hpp"

namespace pgscribe::catalogue {

namespace {

using support::FileText;

/// Those of the files' names that something else has in the folder.
void check_folder(const std::string& folder, const std::vector<FileText>& files, const support::FileSystem& disk,
                  support::Diagnostics& diagnostics) {
  const support::PathKind kind = disk.kind(folder);
  if (kind != support::PathKind::nothing && kind != support::PathKind::folder)
    return diagnostics.add(msg::OutIsNotAFolder(folder));
  for (const FileText& file : files) {
    const std::string path = support::join_path(folder, file.path);
    const support::PathKind there = disk.kind(path);
    if (there == support::PathKind::nothing) continue;
    const std::string head = disk.read(path).value_or("").substr(0, 200);
    if (there != support::PathKind::file) {
      diagnostics.add(msg::InPlaceOfGenerated(path));
    } else if (!head.empty() && head.find(kMark) == std::string::npos) {
      diagnostics.add(msg::NotGenerated(path));
    }
  }
}

void write(const std::string& folder, std::vector<FileText> files, support::FileSystem& disk) {
  const auto lock = disk.lock(folder);
  std::vector<FileText> changed;
  for (FileText& file : files) {
    file.path = support::join_path(folder, file.path);
    if (disk.read(file.path) != file.text) changed.push_back(std::move(file));
  }
  disk.write(changed);
}

struct Made {
  std::vector<FileText> files;
  std::size_t relations = 0;
  std::size_t queries = 0;
  bool has_diagram = false;
};

std::optional<Made> make(const cli::Options& options, cli::Project& project) {
  const auto entry = cli::inputs_to_analyze(options, support::disk(), project.sources, project.diagnostics);
  if (!entry) return std::nullopt;
  cli::ProjectIndex index;
  const cli::Analysis analysis = cli::analyze_inputs(entry->inputs, project.diagnostics, &index);
  if (project.diagnostics.has_errors()) return std::nullopt;
  const Site site(*entry, analysis, index);
  const std::optional<std::string> diagram = laid_out(diagram_source(site.relations(), site.catalog()));
  return Made{site_files(site, diagram.value_or("")), site.relations().size(), site.queries().size(),
              diagram.has_value()};
}

}  // namespace

int run(const cli::Options& options, std::ostream& out, std::ostream& err) {
  cli::Project project;
  std::optional<Made> made = cli::with_progress(err, [&] { return make(options, project); });
  if (made) check_folder(options.out, made->files, support::disk(), project.diagnostics);
  const int code = project.report(options.diagnostics, err);
  if (code != cli::kSuccess || !made) return code;
  write(options.out, std::move(made->files), support::disk());
  out << made->relations << " tables and views, " << made->queries
      << " queries: " << support::join_path(options.out, "index.html") << "\n";
  if (!made->has_diagram) out << "no diagram: dot of graphviz is not there, or failed\n";
  return code;
}

}  // namespace pgscribe::catalogue
