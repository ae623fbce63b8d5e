#include "codegen/namer.hpp"

#include <algorithm>

#include "codegen/identifier.hpp"
#include "codegen/inflection.hpp"

namespace pgscribe::codegen {

namespace {

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// The last word of a name in the singular.
std::string singular_name(const std::string& name) {
  const std::size_t word = name.rfind('_') + 1;  // npos + 1 is 0
  return name.substr(0, word) + singular(std::string_view(name).substr(word));
}

/// Names that generated files have for themselves.
constexpr std::string_view kOwnFiles[] = {"models", "model_tables", "models_json", "querier", "async_querier"};
constexpr std::string_view kOwnFilePrefix = "pgscribe_";

/// Not the name of what a generated class has for itself: its data member, the template parameter of :copyfrom.
std::string not_own_member(std::string name) {
  if (name == "Rows") return "Rows_";
  return name == "executor_" ? "executor" : name;
}

}  // namespace

std::string Namer::member(std::string_view column) const {
  if (const std::string* name = renamed(std::string(column))) return not_a_type(*name);
  return not_a_type(legal_identifier(in_style(column)));
}

std::string Namer::method(std::string_view query) const {
  return not_own_member(not_a_type(legal_identifier(in_style(query))));
}

std::string Namer::trying_method(const std::string& method) const {
  const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
  if (method.empty()) return method;
  if (upper(method.front()) == method.front() && method.front() != '_') return "Try" + method;
  if (options_.naming == config::Naming::snake_case || method.find('_') < method.size() - 1) return "try_" + method;
  return std::string("try") + upper(method.front()) + method.substr(1);
}

std::string Namer::positional(std::string_view parameter) const {
  std::string name = not_own_member(member(parameter));
  // Generated bodies use the constants kQuery.
  if (name.size() > 1 && name[0] == 'k' && name[1] >= 'A' && name[1] <= 'Z') name += '_';
  return name;
}

std::string Namer::query_stem(std::string_view query) const { return legal_identifier(pascal_case(query)); }

std::string Namer::table_type(std::string_view schema, std::string_view table) const {
  const std::string full = schema_prefixed(schema, table);
  const auto& excluded = options_.inflection_exclude_table_names;
  const bool keeps_plural =
      options_.emit_exact_table_names || std::any_of(excluded.begin(), excluded.end(), [&](const std::string& name) {
        return equal_ignoring_case(name, full) || equal_ignoring_case(name, table);
      });
  const std::string name = keeps_plural ? full : singular_name(full);
  for (const std::string& key : {std::string(schema) + "." + std::string(table), name, full}) {
    if (const std::string* given = renamed(key)) return legal_type_name(*given);
  }
  return legal_type_name(pascal_case(name));
}

std::string Namer::type(std::string_view schema, std::string_view name) const {
  const std::string full = schema_prefixed(schema, name);
  for (const std::string& key : {std::string(schema) + "." + std::string(name), full}) {
    if (const std::string* given = renamed(key)) return legal_type_name(*given);
  }
  return legal_type_name(pascal_case(full));
}

std::vector<std::string> Namer::enumerators(std::string_view schema, std::string_view type,
                                            const std::vector<std::string>& labels) const {
  const std::string prefix = schema_prefixed(schema, type) + "_";
  const auto name_all = [&](bool keep_case) {
    std::vector<std::string> names;
    for (const std::string& label : labels) {
      const std::string* given = renamed(prefix + label);
      names.push_back(given != nullptr ? *given : legal_identifier(keep_case ? as_written(label) : in_style(label)));
    }
    return names;
  };
  const auto has_duplicates = [](std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) != names.end();
  };
  std::vector<std::string> names = name_all(false);
  if (has_duplicates(names) && !has_duplicates(name_all(true))) names = name_all(true);
  std::set<std::string> taken;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty() || !taken.insert(names[i]).second) {
      names[i] = "value_" + std::to_string(i);
      while (std::count(names.begin(), names.end(), names[i]) > 1) names[i] += '_';
      taken.insert(names[i]);
    }
  }
  return names;
}

std::string Namer::nested_type(const std::string& holder, std::string_view member, bool is_list) {
  const std::string name = snake_case(member);
  return holder + pascal_case(is_list ? singular_name(name) : name);
}

std::string Namer::querier_class(std::string_view path) {
  const std::string stem = pascal_case(file_stem(path));
  return stem.empty() ? "" : legal_identifier(stem) + "Querier";
}

std::string Namer::file_stem(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  if (name.size() > 4 && name.substr(name.size() - 4) == ".sql") name.remove_suffix(4);
  std::string stem = file_characters(name);
  const bool is_own = std::find(std::begin(kOwnFiles), std::end(kOwnFiles), stem) != std::end(kOwnFiles) ||
                      stem.compare(0, kOwnFilePrefix.size(), kOwnFilePrefix) == 0;
  if (is_own) stem += "_sql";
  return stem;
}

std::string Namer::in_style(std::string_view name) const {
  switch (options_.naming) {
    case config::Naming::camel_case: return camel_case(name);
    case config::Naming::as_written: return as_written(name);
    case config::Naming::snake_case: break;
  }
  return snake_case(name);
}

std::string Namer::not_a_type(std::string name) const {
  while (types_.count(name) != 0) name += '_';
  return name;
}

const std::string* Namer::renamed(const std::string& key) const {
  const auto found = options_.rename.find(key);
  return found == options_.rename.end() ? nullptr : &found->second.name;
}

std::string Namer::schema_prefixed(std::string_view schema, std::string_view name) const {
  if (schema.empty() || schema == options_.default_schema) return std::string(name);
  return std::string(schema) + "_" + std::string(name);
}

}  // namespace pgscribe::codegen
