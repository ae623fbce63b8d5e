#include "catalog/relation_word.hpp"
#include "catalogue/addresses.hpp"
#include "catalogue/html.hpp"
#include "catalogue/pages.hpp"
#include "support/render_diagnostic.hpp"

// The first page, and what the search finds.

namespace pgscribe::catalogue {

namespace {

using analyze::AnalyzedQuery;
using catalog::Relation;

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string relations_part(const Site& site) {
  std::vector<std::string> rows;
  for (const Relation* relation : site.relations()) {
    rows.push_back(table_row({link_to(*relation), std::string(catalog::singular(relation->kind)),
                              std::to_string(site.users_of(relation->oid).size()), escaped(relation->comment)}));
  }
  return element("h2", "Tables and views") + table({"name", "kind", "queries", "comment"}, rows);
}

std::string queries_part(const Site& site) {
  std::vector<std::string> rows;
  for (const AnalyzedQuery* query : site.queries()) {
    rows.push_back(table_row({link_to_query(query->name), std::string(query::to_string(query->command)),
                              escaped(query->file->path()), query->docs.empty() ? "" : escaped(query->docs.front())}));
  }
  return element("h2", "Queries") + table({"name", "command", "file", "comment"}, rows);
}

std::string diagram_part(const std::string& diagram) {
  const std::string picture =
      diagram.empty()
          ? element("p", "There is no diagram: graphviz's <code>dot</code> was not found when this site was made.",
                    {{"class", "nothing"}})
          : element("div", diagram, {{"class", "diagram"}});
  return element("h2", "What refers to what") + picture;
}

class SearchData {
 public:
  void add(const char* kind, const std::string& name, const std::string& address, const std::string& detail) {
    using support::json_quote;
    rows_ += (rows_.empty() ? "\n" : ",\n") + std::string("[") + json_quote(kind) + "," + json_quote(name) + "," +
             json_quote(address) + "," + json_quote(detail) + "]";
  }
  [[nodiscard]] std::string script() const { return "const catalogueEntries = [" + rows_ + "\n];\n"; }

 private:
  std::string rows_;
};

}  // namespace

std::string overview_page(const Site& site, const std::string& diagram) {
  return element("h1", "Catalogue") +
         element("p", counted(site.relations().size(), "table or view", "tables and views") + ", " +
                          counted(site.queries().size(), "query", "queries") + ", " +
                          counted(site.entry().inputs.schema.size(), "schema file", "schema files")) +
         diagram_part(diagram) + relations_part(site) + queries_part(site);
}

std::string search_data(const Site& site) {
  SearchData data;
  for (const Relation* relation : site.relations()) {
    data.add("table", display_name(*relation), address_of(*relation), relation->comment);
    for (const catalog::Column& column : relation->columns) {
      if (!column.dropped)
        data.add("column", display_name(*relation) + "." + column.name, address_of(*relation, column),
                 site.catalog().format_type(column.type, column.type_modifier));
    }
  }
  for (const AnalyzedQuery* query : site.queries())
    data.add("query", query->name, address_of_query(query->name),
             query->docs.empty() ? query->file->path() : query->docs.front());
  return data.script();
}

}  // namespace pgscribe::catalogue
