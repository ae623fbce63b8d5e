#include "catalogue/addresses.hpp"

#include "catalogue/html.hpp"

namespace pgscribe::catalogue {

using catalog::Column;
using catalog::Relation;

namespace {

std::string on(std::string_view page, const std::string& id) { return std::string(page) + "#" + id; }

}  // namespace

std::string display_name(const Relation& relation) {
  return relation.schema == "public" ? relation.name : relation.schema + "." + relation.name;
}

// A slash is in no part: as_id writes it with its byte.
std::string id_of(const Relation& relation) { return "t/" + as_id(relation.schema) + "/" + as_id(relation.name); }
std::string id_of(const Relation& relation, const Column& column) { return id_of(relation) + "/" + as_id(column.name); }
std::string id_of_query(const std::string& name) { return "q/" + as_id(name); }
std::string id_of_line(const std::string& path, std::uint32_t line) {
  return "m/" + as_id(path) + "/" + std::to_string(line);
}

std::string address_of(const Relation& relation) { return on(kTablesPage, id_of(relation)); }
std::string address_of(const Relation& relation, const Column& column) {
  return on(kTablesPage, id_of(relation, column));
}
std::string address_of_query(const std::string& name) { return on(kQueriesPage, id_of_query(name)); }

std::string link_to(const Relation& relation) { return link(address_of(relation), escaped(display_name(relation))); }
std::string link_to_query(const std::string& name) { return link(address_of_query(name), escaped(name)); }

std::string link_to(const cli::DeclaredPlace* place) {
  if (place == nullptr || place->file == nullptr) return "";
  const std::uint32_t line = place->file->line_column(place->span.begin).line;
  return link(on(kMigrationsPage, id_of_line(place->file->path(), line)),
              escaped(place->file->path() + ":" + std::to_string(line)));
}

}  // namespace pgscribe::catalogue
