#include "lsp/renaming.hpp"

#include "query/annotation.hpp"

namespace pgscribe::lsp {

std::string obstacle_of_name(const EditedEntry& entry, const query::QueryDecl& query, const std::string& name) {
  if (!query::is_query_name(name)) return "\"" + name + "\" cannot be the name of a query";
  for (const auto& [path, file] : entry.files()) {
    for (const query::QueryDecl& other : file->declared) {
      if (&other != &query && other.name == name) return "query \"" + name + "\" is in " + path + " already";
    }
  }
  return "";
}

}  // namespace pgscribe::lsp
