#include <map>

#include "catalogue/addresses.hpp"
#include "catalogue/html.hpp"
#include "catalogue/pages.hpp"
#include "catalogue/sql_html.hpp"
#include "cli/explanation.hpp"
#include "codegen/value_types.hpp"
#include "support/joined.hpp"

// The page of queries.

namespace pgscribe::catalogue {

namespace {

using analyze::AnalyzedQuery;
using catalog::Relation;

std::string code(const std::string& text) { return text.empty() ? "" : element("code", escaped(text)); }

std::string null_cell(bool not_null) {
  return element("span", not_null ? "not null" : "nullable", {{"class", not_null ? "set" : "nullable"}});
}

/// "a is a primary key (line 4)"
std::string reason_cell(const AnalyzedQuery& query, const analyze::Reason& reason) {
  if (reason.empty()) return "";
  const std::string place =
      reason.span.empty() ? "" : " (line " + std::to_string(query.file->line_column(reason.span.begin).line) + ")";
  return escaped(text(reason) + place);
}

/// What is done with the relations, in the order of Access.
std::string heading_of(analyze::Access access) {
  switch (access) {
    case analyze::Access::read: return "reads";
    case analyze::Access::insert: return "inserts into";
    case analyze::Access::update: return "updates";
    case analyze::Access::delete_: return "deletes from";
  }
  return "";
}

class QuerySection {
 public:
  QuerySection(const Site& site, const AnalyzedQuery& query)
      : site_(site), query_(query), types_(codegen::value_types(query, site.catalog(), site.entry().cpp)) {}

  [[nodiscard]] std::string html() const {
    const std::string place =
        query_.file->path() + ":" + std::to_string(query_.file->line_column(query_.name_span.begin).line);
    std::string text = element("h2", link("#" + id_of_query(query_.name), escaped(query_.name)) + " " +
                                         element("small", std::string(query::to_string(query_.command))));
    text += element("p", escaped(place), {{"class", "place"}});
    if (!query_.docs.empty()) text += element("p", escaped(support::joined(query_.docs, "\n")));
    text += highlighted(query_.file->slice(query_.statement_span));
    text += element("p", escaped(cli::row_count_sentence(query_)));
    if (const std::string method = site_.method_of(query_); !method.empty())
      text += element("h3", "Generated") + element("pre", escaped(method), {{"class", "cpp"}});
    text += parameters() + columns() + uses();
    return element("section", text, {{"id", id_of_query(query_.name)}}) + "\n";
  }

 private:
  [[nodiscard]] std::string origin_cell(const std::optional<analyze::ColumnOrigin>& origin) const {
    const Relation* relation = origin ? site_.catalog().relation(origin->relation) : nullptr;
    if (relation == nullptr || origin->attribute < 1) return "";
    const catalog::Column& column = relation->columns[static_cast<std::size_t>(origin->attribute) - 1];
    const std::string name = escaped(display_name(*relation) + "." + column.name);
    return site_.has(*relation) ? link(address_of(*relation, column), name) : name;
  }

  [[nodiscard]] std::string parameters() const {
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < query_.parameters.size(); ++i) {
      const analyze::QueryParameter& parameter = query_.parameters[i];
      rows.push_back(table_row({"$" + std::to_string(parameter.number) + " " + code(parameter.name),
                                code(site_.catalog().format_type(parameter.type)), code(types_.parameters[i]),
                                null_cell(parameter.not_null), reason_cell(query_, parameter.reason),
                                origin_cell(parameter.column)}));
    }
    return rows.empty()
               ? ""
               : element("h3", "Parameters") + table({"parameter", "type", "C++", "NULL", "because", "goes to"}, rows);
  }

  [[nodiscard]] std::string columns() const {
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < query_.items.size(); ++i) {
      const analyze::ResultItem& item = query_.items[i];
      if (item.is_embed) {
        rows.push_back(table_row({code(item.name), escaped(cli::item_type(site_.catalog(), item)),
                                  code(types_.items[i]), item.optional ? "absent in some rows" : "always present",
                                  reason_cell(query_, item.reason), ""}));
        continue;
      }
      const analyze::ResultColumn& column = item.columns.front();
      rows.push_back(
          table_row({code(column.name), code(cli::item_type(site_.catalog(), item)), code(types_.items[i]),
                     null_cell(column.not_null), reason_cell(query_, column.reason), origin_cell(column.origin)}));
    }
    return rows.empty() ? ""
                        : element("h3", "Columns") + table({"column", "type", "C++", "NULL", "because", "is"}, rows);
  }

  /// The relations by what is done with them, each with the columns that it is done with.
  [[nodiscard]] std::string uses() const {
    const cli::StatementFacts* facts = site_.facts(query_);
    if (facts == nullptr) return "";
    std::map<analyze::Access, std::vector<std::string>> by_access;
    for (const analyze::RelationUse& use : facts->uses) {
      const Relation* relation = site_.catalog().relation(use.what.relation);
      if (use.what.column == 0 && relation != nullptr)
        by_access[use.access].push_back(relation_cell(*relation, use.access, *facts));
    }
    std::vector<std::string> rows;
    for (const auto& [access, relations] : by_access)
      rows.push_back(table_row({heading_of(access), support::joined(relations, ", ")}));
    return rows.empty() ? "" : element("h3", "Tables") + table({"does", "columns"}, rows);
  }

  [[nodiscard]] std::string relation_cell(const Relation& relation, analyze::Access access,
                                          const cli::StatementFacts& facts) const {
    std::vector<std::string> columns;
    for (const analyze::RelationUse& use : facts.uses) {
      if (use.access != access || use.what.relation != relation.oid || use.what.column < 1) continue;
      const catalog::Column& column = relation.columns[static_cast<std::size_t>(use.what.column) - 1];
      columns.push_back(site_.has(relation) ? link(address_of(relation, column), escaped(column.name))
                                            : escaped(column.name));
    }
    return (site_.has(relation) ? link_to(relation) : escaped(display_name(relation))) +
           (columns.empty() ? "" : " (" + support::joined(columns, ", ") + ")");
  }

  const Site& site_;
  const AnalyzedQuery& query_;
  codegen::ValueTypes types_;
};

}  // namespace

std::string queries_page(const Site& site) {
  std::string html = element("h1", "Queries");
  const std::vector<const AnalyzedQuery*> queries = site.queries();
  if (queries.empty()) html += element("p", "There are none.", {{"class", "nothing"}});
  for (const AnalyzedQuery* query : queries) html += QuerySection(site, *query).html();
  return html;
}

}  // namespace pgscribe::catalogue
