#include "catalog/data.hpp"

#include <algorithm>

#include "catalog/server_version.hpp"
#include "catalog/set_path.hpp"

namespace pgscribe::catalog {

Catalog::Data::Data() {
  names.schemas = {{"pg_catalog", {}, false},
                   {"information_schema", {}, false},
                   {"pg_toast", {}, false},
                   {"public", "standard public schema", true}};
  names.extensions = {{"plpgsql", "pg_catalog", {}}};
  names.casts = std::make_shared<const CastMap>();
  names.path_setting = names.path_at_file_start = default_search_path();
  update_path();
}

Catalog catalog_of(int server_version) {
  Catalog catalog;
  data_of(catalog).server_version = server_version;
  return catalog;
}

const Schema* Catalog::Data::find_schema(std::string_view name) const {
  const auto found =
      std::find_if(names.schemas.begin(), names.schemas.end(), [&](const Schema& s) { return s.name == name; });
  return found == names.schemas.end() ? nullptr : &*found;
}

Schema* Catalog::Data::find_schema(std::string_view name) {
  const auto found =
      std::find_if(names.schemas.begin(), names.schemas.end(), [&](const Schema& s) { return s.name == name; });
  return found == names.schemas.end() ? nullptr : &*found;
}

bool Catalog::Data::has_extension(std::string_view name) const {
  return std::any_of(names.extensions.begin(), names.extensions.end(),
                     [&](const InstalledExtension& e) { return e.name == name; });
}

// namespace.c, recomputeNamespacePath: implicit schemas go to the front, pg_temp before pg_catalog.
void Catalog::Data::update_path() {
  const auto is_named = [&](std::string_view schema) {
    return std::find(names.path_setting.begin(), names.path_setting.end(), schema) != names.path_setting.end();
  };
  names.path.clear();
  if (names.has_temporary && !is_named("pg_temp")) names.path.emplace_back("pg_temp");
  if (!is_named("pg_catalog")) names.path.emplace_back("pg_catalog");
  for (const std::string& schema : names.path_setting) {
    const bool exists = schema == "pg_temp" ? names.has_temporary : find_schema(schema) != nullptr;
    if (exists && std::find(names.path.begin(), names.path.end(), schema) == names.path.end())
      names.path.push_back(schema);
  }
}

void Catalog::Data::set_cast(const Cast& cast) { add_casts({cast}); }

void Catalog::Data::add_casts(const std::vector<Cast>& added) {
  auto casts = std::make_shared<CastMap>(*names.casts);
  for (const Cast& cast : added) (*casts)[{cast.source, cast.target}] = cast;
  names.casts = std::move(casts);
}

void Catalog::Data::erase_cast(Oid source, Oid target) {
  auto casts = std::make_shared<CastMap>(*names.casts);
  casts->erase({source, target});
  names.casts = std::move(casts);
}

void Catalog::Data::mark() {
  types.mark();
  relations.mark();
  functions.mark();
  operators.mark();
  access_methods.mark();
  operator_families.mark();
  operator_classes.mark();
  family_members.mark();
  mark_ = {names, next_oid};
}

void Catalog::Data::roll_back() {
  types.roll_back();
  relations.roll_back();
  functions.roll_back();
  operators.roll_back();
  access_methods.roll_back();
  operator_families.roll_back();
  operator_classes.roll_back();
  family_members.roll_back();
  names = mark_.names;
  next_oid = mark_.next_oid;
}

}  // namespace pgscribe::catalog
