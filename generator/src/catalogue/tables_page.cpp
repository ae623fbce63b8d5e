#include <algorithm>

#include "catalog/relation_word.hpp"
#include "catalog/table_indexes.hpp"
#include "catalogue/addresses.hpp"
#include "catalogue/html.hpp"
#include "catalogue/pages.hpp"
#include "support/joined.hpp"

// The page of tables and views.

namespace pgscribe::catalogue {

namespace {

using catalog::Column;
using catalog::Relation;

const Column& column_of(const Relation& relation, int attribute) {
  return relation.columns[static_cast<std::size_t>(attribute) - 1];
}

std::string names_of(const Relation& relation, const std::vector<int>& attributes) {
  return support::joined(attributes, ", ", [&](int attribute) { return escaped(column_of(relation, attribute).name); });
}

bool holds(const std::vector<int>& attributes, int attribute) {
  return std::find(attributes.begin(), attributes.end(), attribute) != attributes.end();
}

std::string paragraph(const std::string& label, const std::string& content) {
  return content.empty() ? "" : element("p", element("b", label) + " " + content);
}

std::string accesses_of(const RelationUser& user) {
  return support::joined(user.accesses, ", ", [](analyze::Access access) { return std::string(to_string(access)); });
}

class TableSection {
 public:
  TableSection(const Site& site, const Relation& relation) : site_(site), relation_(relation) {}

  [[nodiscard]] std::string html() const {
    const std::string kind(catalog::singular(relation_.kind));
    std::string text = element("h2", link("#" + id_of(relation_), escaped(display_name(relation_))) + " " +
                                         element("small", kind + (relation_.is_partition ? ", a partition" : "")));
    text += element("p", "made at " + link_to(site_.declarations().relation(relation_.oid)), {{"class", "place"}});
    if (!relation_.comment.empty()) text += element("p", escaped(relation_.comment));
    text += columns() + keys() + referring() + indexes() + others() + users();
    return element("section", text, {{"id", id_of(relation_)}}) + "\n";
  }

 private:
  [[nodiscard]] std::string columns() const {
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < relation_.columns.size(); ++i) {
      if (!relation_.columns[i].dropped) rows.push_back(column_row(static_cast<int>(i) + 1));
    }
    return table({"column", "type", "NULL", "is", "comment", "made at", "queries"}, rows);
  }

  [[nodiscard]] std::string column_row(int attribute) const {
    const Column& column = column_of(relation_, attribute);
    const std::string null = column.not_null || column.never_null ? "not null" : "nullable";
    std::string row;
    const std::vector<std::string> cells{
        element("code", escaped(column.name)),
        element("code", escaped(site_.catalog().format_type(column.type, column.type_modifier))),
        element("span", null, {{"class", null == "nullable" ? "nullable" : "set"}}),
        marks(column, attribute),
        escaped(column.comment),
        link_to(site_.declarations().column(relation_.oid, attribute)),
        std::to_string(site_.users_of(relation_.oid, attribute).size())};
    for (const std::string& cell : cells) row += element("td", cell);
    return element("tr", row, {{"id", id_of(relation_, column)}}) + "\n";
  }

  /// What else there is to a column, in few words.
  [[nodiscard]] std::string marks(const Column& column, int attribute) const {
    std::vector<std::string> marks;
    for (const catalog::UniqueKey& key : relation_.unique_keys) {
      if (holds(key.columns, attribute)) marks.emplace_back(key.is_primary ? "primary key" : "unique");
    }
    for (const catalog::ForeignKey& key : relation_.foreign_keys) {
      const Relation* other = site_.catalog().relation(key.referenced);
      if (holds(key.columns, attribute) && other != nullptr && site_.has(*other))
        marks.push_back("refers to " + link_to(*other));
    }
    if (column.identity != '\0') {
      marks.emplace_back("identity");
    } else if (column.is_generated) {
      marks.emplace_back("generated");
    } else if (column.has_default) {
      marks.emplace_back("default");
    }
    marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
    return support::joined(marks, ", ");
  }

  [[nodiscard]] std::string keys() const {
    std::vector<std::string> rows;
    for (const catalog::UniqueKey& key : relation_.unique_keys) {
      rows.push_back(table_row({escaped(key.name), key.is_primary ? "primary key" : "unique",
                                names_of(relation_, key.columns) + (key.has_expressions ? " and expressions" : "") +
                                    (key.predicate ? ", of some rows" : "")}));
    }
    for (const catalog::ForeignKey& key : relation_.foreign_keys) {
      const Relation* other = site_.catalog().relation(key.referenced);
      if (other == nullptr) continue;
      rows.push_back(table_row({escaped(key.name), key.valid ? "foreign key" : "foreign key, not valid",
                                names_of(relation_, key.columns) + " to " +
                                    (site_.has(*other) ? link_to(*other) : escaped(display_name(*other))) + " (" +
                                    names_of(*other, key.referenced_columns) + ")"}));
    }
    for (const catalog::CheckConstraint& check : relation_.checks)
      rows.push_back(table_row({escaped(check.name), check.valid ? "check" : "check, not valid", ""}));
    return rows.empty() ? "" : element("h3", "Keys and constraints") + table({"name", "kind", "columns"}, rows);
  }

  [[nodiscard]] std::string referring() const {
    std::vector<std::string> rows;
    for (const auto& [other, key] : site_.referring_to(relation_.oid))
      rows.push_back(table_row({link_to(*other), names_of(*other, key->columns), escaped(key->name)}));
    return rows.empty() ? "" : element("h3", "Referred to by") + table({"table", "columns", "key"}, rows);
  }

  [[nodiscard]] std::string indexes() const {
    std::vector<std::string> rows;
    for (const Relation* index : catalog::indexes_of(site_.catalog(), relation_.oid)) {
      const catalog::IndexDefinition& definition = *index->as_index();
      rows.push_back(table_row({escaped(index->name), escaped(definition.method),
                                names_of(relation_, definition.plain_columns) +
                                    (definition.leading_column == 0 ? " (by an expression)" : "") +
                                    (definition.is_partial ? ", of some rows" : "")}));
    }
    return rows.empty() ? "" : element("h3", "Indexes") + table({"name", "method", "columns"}, rows);
  }

  [[nodiscard]] std::string others() const {
    const auto name = [](const auto& item) { return escaped(item.name); };
    return paragraph("Triggers:", support::joined(relation_.triggers, ", ", name)) +
           paragraph("Policies:", support::joined(relation_.policies, ", ", name)) +
           paragraph("Rules:", support::joined(relation_.rules, ", ", name)) + paragraph("Reads:", read_by_view());
  }

  [[nodiscard]] std::string read_by_view() const {
    const catalog::ViewDefinition* view = relation_.as_view();
    std::vector<std::string> links;
    for (const catalog::Oid oid : view == nullptr ? std::vector<catalog::Oid>() : view->uses.relations) {
      const Relation* other = site_.catalog().relation(oid);
      if (other != nullptr && site_.has(*other)) links.push_back(link_to(*other));
    }
    return support::joined(links, ", ");
  }

  [[nodiscard]] std::string users() const {
    std::vector<std::string> rows;
    for (const RelationUser& user : site_.users_of(relation_.oid))
      rows.push_back(table_row({link_to_query(user.query), accesses_of(user)}));
    return element("h3", "Queries") +
           (rows.empty() ? element("p", "No query names it.", {{"class", "nothing"}}) : table({"query", "does"}, rows));
  }

  const Site& site_;
  const Relation& relation_;
};

}  // namespace

std::string tables_page(const Site& site) {
  std::string html = element("h1", "Tables and views");
  if (site.relations().empty()) html += element("p", "The schema has none.", {{"class", "nothing"}});
  for (const Relation* relation : site.relations()) html += TableSection(site, *relation).html();
  return html;
}

}  // namespace pgscribe::catalogue
