#include <utility>

#include "catalog/ddl.hpp"
#include "catalog/set_path.hpp"

// SET and RESET in migrations, as far as they decide what later statements mean.

namespace pgscribe::catalog {

std::vector<std::string> default_search_path() { return {"$user", "public"}; }

std::optional<SchemaPath> schema_path(const Catalog& catalog) {
  const Catalog::Data::Names& names = data_of(catalog).names;
  if (names.path_setting == default_search_path()) return std::nullopt;
  return SchemaPath{names.path_setting, names.path_file};
}

void set_search_path(Catalog& catalog, std::vector<std::string> schemas) {
  data_of(catalog).names.path_setting = std::move(schemas);
  data_of(catalog).update_path();
}

std::vector<std::string> split_search_path(std::string_view text) {
  std::vector<std::string> names;
  std::string name;
  bool quoted = false;
  bool has_name = false;
  const auto finish = [&] {
    if (has_name) names.push_back(name);
    name.clear();
    has_name = false;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      const bool is_escaped = quoted && i + 1 < text.size() && text[i + 1] == '"';
      if (is_escaped) {
        name += '"';
        ++i;
      } else {
        quoted = !quoted;
        has_name = true;
      }
    } else if (quoted) {
      name += c;
    } else if (c == ',') {
      finish();
    } else if (c != ' ' && c != '\t' && c != '\n') {
      name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      has_name = true;
    }
  }
  finish();
  return names;
}

void apply(DdlContext& context, const sql::SetVariable& statement) {
  const bool resets_all = statement.is_reset && statement.name.empty();
  if (statement.name != "search_path" && !resets_all) return;
  Catalog::Data::Names& names = context.data.names;
  if (statement.is_local && !names.path_before_local) names.path_before_local = names.path_setting;
  if (!statement.is_local) names.path_before_local.reset();
  if (statement.is_default || statement.is_reset) {
    set_search_path(context.catalog, default_search_path());
    return;
  }
  if (!statement.is_local) names.path_file = context.file.path();
  // Each value is one name: SET search_path = 'a, b' means the schema "a, b". The empty string stands for an empty
  // path.
  std::vector<std::string> schemas;
  for (const std::string& value : statement.values) {
    if (!value.empty()) schemas.push_back(value);
  }
  set_search_path(context.catalog, std::move(schemas));
}

void end_schema_file(Catalog& catalog) {
  Catalog::Data::Names& names = data_of(catalog).names;
  if (names.path_before_local) names.path_setting = *std::move(names.path_before_local);
  names.path_before_local.reset();
  if (names.path_setting.empty()) names.path_setting = names.path_at_file_start;
  names.path_at_file_start = names.path_setting;
  data_of(catalog).update_path();
}

}  // namespace pgscribe::catalog
