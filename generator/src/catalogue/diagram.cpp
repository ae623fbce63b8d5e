#include "catalogue/diagram.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "catalogue/addresses.hpp"
#include "catalogue/html.hpp"
#include "support/file_system.hpp"

extern char** environ;

namespace pgscribe::catalogue {

namespace {

namespace fs = std::filesystem;
using catalog::Relation;

bool is_primary(const Relation& relation, int attribute) {
  return std::any_of(relation.unique_keys.begin(), relation.unique_keys.end(), [&](const catalog::UniqueKey& key) {
    return key.is_primary && std::find(key.columns.begin(), key.columns.end(), attribute) != key.columns.end();
  });
}

bool refers(const Relation& relation, int attribute) {
  return std::any_of(relation.foreign_keys.begin(), relation.foreign_keys.end(), [&](const catalog::ForeignKey& key) {
    return std::find(key.columns.begin(), key.columns.end(), attribute) != key.columns.end();
  });
}

/// graphviz's HTML-like labels have HTML's escapes.
std::string label_of(const Relation& relation) {
  std::string rows = "<TR><TD><B>" + escaped(display_name(relation)) + "</B></TD></TR>";
  for (std::size_t i = 0; i < relation.columns.size(); ++i) {
    const catalog::Column& column = relation.columns[i];
    const int attribute = static_cast<int>(i) + 1;
    if (column.dropped || (!is_primary(relation, attribute) && !refers(relation, attribute))) continue;
    const std::string name = escaped(column.name);
    rows += "<TR><TD ALIGN=\"LEFT\" PORT=\"c" + std::to_string(attribute) + "\">" +
            (is_primary(relation, attribute) ? "<U>" + name + "</U>" : name) + "</TD></TR>";
  }
  return "<<TABLE BORDER=\"0\" CELLBORDER=\"1\" CELLSPACING=\"0\" CELLPADDING=\"4\">" + rows + "</TABLE>>";
}

/// In the strings of graphviz, where a backslash means something.
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : escaped(text)) {
    if (c == '\\') result += c;
    result += c;
  }
  return result + '"';
}

/// A folder of its own for what goes to `dot` and comes from it, gone afterwards.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (fs::temp_directory_path() / "pgscribe_diagram_XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) folder_ = pattern;
  }
  ~Scratch() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  [[nodiscard]] bool is_there() const { return !folder_.empty(); }
  [[nodiscard]] std::string path(const char* name) const { return (folder_ / name).string(); }

 private:
  fs::path folder_;
};

bool run_dot(std::string in, std::string out) {
  std::string program = "dot";
  std::string format = "-Tsvg";
  std::string quiet = "-q2";  // a word about a font that is not there is not for our user
  std::string to = "-o";
  char* arguments[] = {program.data(), format.data(), quiet.data(), to.data(), out.data(), in.data(), nullptr};
  pid_t process = 0;
  if (::posix_spawnp(&process, "dot", nullptr, nullptr, arguments, environ) != 0) return false;
  int status = 0;
  return ::waitpid(process, &status, 0) == process && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::string diagram_source(const std::vector<const Relation*>& relations, const catalog::Catalog& catalog) {
  std::string source =
      "digraph relations {\n  rankdir=LR; bgcolor=transparent;\n"
      "  node [shape=plain fontname=\"Helvetica\" fontsize=11];\n  edge [arrowsize=0.7];\n";
  std::map<catalog::Oid, std::string> nodes;
  for (const Relation* relation : relations) {
    if (relation->kind == catalog::RelationKind::view || relation->is_partition) continue;
    const std::string node = "n" + std::to_string(nodes.size());
    nodes[relation->oid] = node;
    source += "  " + node + " [id=" + quoted(node) + " URL=" + quoted(address_of(*relation)) +
              " tooltip=" + quoted(display_name(*relation)) + " label=" + label_of(*relation) + "];\n";
  }
  for (const Relation* relation : relations) {
    const auto from = nodes.find(relation->oid);
    if (from == nodes.end()) continue;
    for (const catalog::ForeignKey& key : relation->foreign_keys) {
      const auto to = nodes.find(key.referenced);
      if (to == nodes.end() || catalog.relation(key.referenced) == nullptr || key.columns.empty()) continue;
      source += "  " + from->second + ":c" + std::to_string(key.columns.front()) + " -> " + to->second + ";\n";
    }
  }
  return source + "}\n";
}

std::optional<std::string> laid_out(const std::string& source) {
  const Scratch scratch;
  if (!scratch.is_there()) return std::nullopt;
  support::disk().write({{scratch.path("relations.dot"), source}});
  if (!run_dot(scratch.path("relations.dot"), scratch.path("relations.svg"))) return std::nullopt;
  const std::string svg = support::disk().read(scratch.path("relations.svg")).value_or("");
  // What stands in front of it is for documents of their own.
  const std::size_t start = svg.find("<svg");
  return start == std::string::npos ? std::nullopt : std::optional<std::string>(svg.substr(start));
}

}  // namespace pgscribe::catalogue
