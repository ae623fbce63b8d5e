#include "codegen/overrides.hpp"

#include <algorithm>
#include <vector>

#include "codegen/builtin_types.hpp"
#include "codegen/messages.hpp"

namespace pgscribe::codegen {

namespace {

std::vector<std::string_view> split_at_dots(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '\\') {
      ++i;
    } else if (i == text.size() || text[i] == '.') {
      parts.push_back(text.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  return parts;
}

bool remove_suffix(std::string_view& text, std::string_view suffix) {
  if (text.size() < suffix.size() || text.substr(text.size() - suffix.size()) != suffix) return false;
  text.remove_suffix(suffix.size());
  return true;
}

bool some_type_is_named(std::string_view written, const catalog::Catalog& catalog, const config::CppOptions& options) {
  while (remove_suffix(written, "[]")) {
  }
  const std::size_t dot = written.find('.');
  if (dot != std::string_view::npos) {
    const std::string_view schema = written.substr(0, dot);
    const std::string_view name = written.substr(dot + 1);
    return catalog.find_type(schema, schema == "pg_catalog" ? type_name_of_spelling(name) : name) != nullptr;
  }
  const std::string_view name = type_name_of_spelling(written);
  return catalog.find_type("", name) != nullptr || catalog.find_type(options.default_schema, name) != nullptr;
}

/// A type that is there and has no elements.
bool names_no_array(std::string_view written, const catalog::Catalog& catalog, const config::CppOptions& options) {
  if (written.empty() || written.ends_with("[]")) return false;
  const std::size_t dot = written.find('.');
  const std::string_view name =
      type_name_of_spelling(dot == std::string_view::npos ? written : written.substr(dot + 1));
  const std::string_view schema = dot == std::string_view::npos ? std::string_view{} : written.substr(0, dot);
  const catalog::Type* type = catalog.find_type(schema, name);
  if (type == nullptr && schema.empty()) type = catalog.find_type(options.default_schema, name);
  return type != nullptr && catalog.element_type(catalog.base_type(type->oid)) == catalog::kInvalidOid;
}

bool some_column_matches(std::string_view pattern, const catalog::Catalog& catalog, const config::CppOptions& options) {
  const auto relations = catalog.user_relations();
  return std::any_of(relations.begin(), relations.end(), [&](const catalog::Relation* relation) {
    return std::any_of(relation->columns.begin(), relation->columns.end(), [&](const catalog::Column& column) {
      return !column.dropped && matches_column(pattern, *relation, column.name, options);
    });
  });
}

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '*') {
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (matches_glob(pattern.substr(1), text.substr(i))) return true;
    }
    return false;
  }
  if (text.empty()) return false;
  if (pattern[0] == '\\' && pattern.size() > 1) {
    return pattern[1] == text[0] && matches_glob(pattern.substr(2), text.substr(1));
  }
  return (pattern[0] == '?' || pattern[0] == text[0]) && matches_glob(pattern.substr(1), text.substr(1));
}

bool matches_column(std::string_view pattern, const catalog::Relation& relation, std::string_view column,
                    const config::CppOptions& options) {
  const std::vector<std::string_view> parts = split_at_dots(pattern);
  if (parts.size() == 2) {
    return relation.schema == options.default_schema && matches_glob(parts[0], relation.name) &&
           matches_glob(parts[1], column);
  }
  return parts.size() == 3 && matches_glob(parts[0], relation.schema) && matches_glob(parts[1], relation.name) &&
         matches_glob(parts[2], column);
}

bool names_type(std::string_view written, const catalog::Type& type, const catalog::Catalog& catalog,
                const config::CppOptions& options) {
  if (type.is_true_array && remove_suffix(written, "[]")) {
    const catalog::Type* element = catalog.type(type.element);
    return element != nullptr && names_type(written, *element, catalog, options);
  }
  const std::size_t dot = written.find('.');
  if (dot != std::string_view::npos) {
    const std::string_view name = written.substr(dot + 1);
    return type.schema == written.substr(0, dot) &&
           type.name == (type.schema == "pg_catalog" ? type_name_of_spelling(name) : name);
  }
  if (type.schema == "pg_catalog") return type.name == type_name_of_spelling(written);
  if (type.name != written) return false;
  return type.schema == options.default_schema || catalog.find_type("", written) == &type;
}

void check_overrides(const catalog::Catalog& catalog, const config::CppOptions& options,
                     support::Diagnostics& diagnostics) {
  const auto report = [&](support::Span span, support::Message message) {
    diagnostics.add(support::diagnostic_of(std::move(message), options.file, span));
  };
  for (const config::Override& override_ : options.overrides) {
    if (!override_.db_type.empty() && !some_type_is_named(override_.db_type, catalog, options)) {
      report(override_.span, msg::OverrideMatchesNoType(override_.db_type, options.default_schema));
    }
    if (override_.nullable_elements && names_no_array(override_.db_type, catalog, options)) {
      report(override_.span, msg::OverrideOfNoArray(override_.db_type));
    }
    if (!override_.column.empty() && !some_column_matches(override_.column, catalog, options)) {
      report(override_.span, msg::OverrideMatchesNoColumn(override_.column, options.default_schema));
    }
  }
  const auto types = catalog.user_types();
  for (const std::string& domain : options.strong_domains) {
    const bool exists = std::any_of(types.begin(), types.end(), [&](const catalog::Type* type) {
      return type->kind == catalog::TypeKind::domain && names_type(domain, *type, catalog, options);
    });
    if (!exists) report({}, msg::NoSuchStrongDomain(domain));
  }
}

}  // namespace pgscribe::codegen
