#pragma once

#include <map>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "cli/server_connection.hpp"

// What migrations made, and what a database has, in one form that can be compared.

namespace pgscribe::cli {

/// A table, view, type, function and so on, in the words of catalog::dump.
struct SchemaObject {
  std::string definition{};  ///< what stands after its name: an enum's labels, a function's result
  /// Of a relation: "column year" with "integer not null", "primary key movies_pkey" with "(id)", and so on.
  std::map<std::string, std::string> parts{};

  friend bool operator==(const SchemaObject&, const SchemaObject&) = default;
};
/// By kind and name: "table public.movies", "function public.total(integer)".
using SchemaObjects = std::map<std::string, SchemaObject>;

/// Reads the form of catalog::dump. The tables of migration tools and what belongs to them are left out.
[[nodiscard]] SchemaObjects parse_schema_objects(std::string_view dump);

/// What migrations made, without what a database does not keep.
[[nodiscard]] SchemaObjects schema_objects(catalog::Catalog catalog);
/// What a database has, without the objects of extensions. Sets its search_path. Throws std::exception with the
/// server's message.
[[nodiscard]] SchemaObjects schema_objects(ServerConnection& server);

}  // namespace pgscribe::cli
