#pragma once

#include <string>

#include "catalog/relation.hpp"
#include "cli/declaration_index.hpp"

// Where in the site things are, and links there.

namespace pgscribe::catalogue {

inline constexpr std::string_view kTablesPage = "tables.html";
inline constexpr std::string_view kQueriesPage = "queries.html";
inline constexpr std::string_view kMigrationsPage = "migrations.html";

/// "movies" of schema public, "app.movies" of another.
[[nodiscard]] std::string display_name(const catalog::Relation& relation);

/// The ids of sections and rows, and the addresses that lead there.
[[nodiscard]] std::string id_of(const catalog::Relation& relation);
[[nodiscard]] std::string id_of(const catalog::Relation& relation, const catalog::Column& column);
[[nodiscard]] std::string id_of_query(const std::string& name);
[[nodiscard]] std::string id_of_line(const std::string& path, std::uint32_t line);
[[nodiscard]] std::string address_of(const catalog::Relation& relation);
[[nodiscard]] std::string address_of(const catalog::Relation& relation, const catalog::Column& column);
[[nodiscard]] std::string address_of_query(const std::string& name);

/// Links, with the names as their texts.
[[nodiscard]] std::string link_to(const catalog::Relation& relation);
[[nodiscard]] std::string link_to_query(const std::string& name);
/// "schema/1.sql:3"; nothing of what no file declares.
[[nodiscard]] std::string link_to(const cli::DeclaredPlace* place);

}  // namespace pgscribe::catalogue
