#include "cli/schema_objects.hpp"

#include <algorithm>
#include <array>

#include "catalog/catalog_dump.hpp"
#include "catalog/migration_tables.hpp"
#include "catalog/set_path.hpp"
#include "cli/deployed_schema.hpp"

namespace pgscribe::cli {

namespace {

constexpr std::array<std::string_view, 7> kNamedParts{"primary key ", "unique index ", "unique ", "foreign key ",
                                                      "check ",       "not null ",     "exclude "};
/// What follows the name of an object without arguments.
constexpr std::array<std::string_view, 8> kAfterNames{": ",     " over ", " of ",       " on ",
                                                      " from ", " -- ",   " owned by ", " in "};

std::pair<std::string, std::string> cut(std::string_view line, std::size_t at) {
  at = std::min(at, line.size());
  return {std::string(line.substr(0, at)), std::string(line.substr(at))};
}

/// Routines and operators are named by their arguments too, casts by both types.
std::pair<std::string, std::string> name_and_definition(std::string_view line) {
  if (line.starts_with("cast ")) return cut(line, line.rfind(' ', line.find(" by ") - 1));
  if (const std::size_t result = line.find(") returns "); result != std::string_view::npos)
    return cut(line, result + 1);
  std::size_t end = line.size();
  for (const std::string_view word : kAfterNames) end = std::min(end, line.find(word));
  return cut(line, end);
}

std::pair<std::string, std::string> part(std::string_view line) {
  for (const std::string_view word : kNamedParts) {
    if (line.starts_with(word)) return cut(line, line.find(' ', word.size()));
  }
  auto [name, type] = cut(line, line.find(' '));
  return {"column " + name, std::move(type)};
}

std::string trimmed(std::string text) {
  text.erase(0, std::min(text.find_first_not_of(" :"), text.size()));
  return text;
}

/// `table public.schema_migrations` and `index public.schema_migrations_pkey on public.schema_migrations`.
bool is_of_migration_tool(const std::string& name, const SchemaObject& object) {
  const auto last_name = [](std::string_view text) { return text.substr(text.rfind('.') + 1); };
  if (name.starts_with("table ")) return catalog::is_migration_table(last_name(name));
  if (name.starts_with("index ")) return catalog::is_migration_table(last_name(object.definition));
  if (!name.starts_with("sequence ")) return false;
  const std::string_view owner{object.definition};
  return catalog::is_migration_table(last_name(owner.substr(0, owner.find('('))));
}

/// Without what only the fold knows.
std::string without_analysis(std::string_view dump) {
  std::string text;
  while (!dump.empty()) {
    std::string line{dump.substr(0, dump.find('\n'))};
    dump.remove_prefix(std::min(line.size() + 1, dump.size()));
    for (const std::string_view word : {" never null", " updatable", " poisoned"}) {
      const std::size_t at = line.find(word);
      if (at != std::string::npos && at < line.find(" -- ")) line.erase(at, word.size());
    }
    text += line + "\n";
  }
  return text;
}

/// What the fold did not find out, and what ends with a session.
bool is_unknown(const std::string& name, const SchemaObject& object) {
  const auto has_error = [](const std::string& text) { return text.find("(error)") != std::string::npos; };
  return name.find(" pg_temp.") != std::string::npos || has_error(name) || has_error(object.definition) ||
         std::any_of(object.parts.begin(), object.parts.end(),
                     [&](const auto& part) { return has_error(part.second); });
}

}  // namespace

SchemaObjects parse_schema_objects(std::string_view dump) {
  SchemaObjects objects;
  SchemaObject* object = nullptr;
  while (!dump.empty()) {
    const std::string_view line = dump.substr(0, dump.find('\n'));
    dump.remove_prefix(std::min(line.size() + 1, dump.size()));
    if (!line.starts_with("  ")) {
      auto [name, definition] = name_and_definition(line);
      object = &(objects[std::move(name)] = {trimmed(std::move(definition)), {}});
    } else if (object != nullptr) {
      auto [name, text] = part(line.substr(2));
      object->parts[std::move(name)] = trimmed(std::move(text));
    }
  }
  std::erase_if(objects, [](const auto& item) { return is_of_migration_tool(item.first, item.second); });
  return objects;
}

SchemaObjects schema_objects(catalog::Catalog catalog) {
  catalog::set_search_path(catalog, {"public"});
  SchemaObjects objects = parse_schema_objects(without_analysis(catalog::dump(catalog)));
  std::erase_if(objects, [](const auto& item) { return is_unknown(item.first, item.second); });
  return objects;
}

SchemaObjects schema_objects(ServerConnection& server) { return parse_schema_objects(deployed_dump(server)); }

}  // namespace pgscribe::cli
