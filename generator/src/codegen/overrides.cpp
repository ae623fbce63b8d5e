#include "codegen/overrides.hpp"

#include <algorithm>
#include <vector>

#include "catalog/base_type.hpp"
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

/// The type that is there under a name, null of an array's.
const catalog::Type* named_type(std::string_view written, const catalog::Catalog& catalog,
                                const config::CppOptions& options) {
  if (written.empty() || written.ends_with("[]")) return nullptr;
  const std::size_t dot = written.find('.');
  const std::string_view name =
      type_name_of_spelling(dot == std::string_view::npos ? written : written.substr(dot + 1));
  const std::string_view schema = dot == std::string_view::npos ? std::string_view{} : written.substr(0, dot);
  const catalog::Type* type = catalog.find_type(schema, name);
  return type == nullptr && schema.empty() ? catalog.find_type(options.default_schema, name) : type;
}

bool names_no_array(std::string_view written, const catalog::Catalog& catalog, const config::CppOptions& options) {
  const catalog::Type* type = named_type(written, catalog, options);
  return type != nullptr && catalog.element_type(catalog.base_type(type->oid)) == catalog::kInvalidOid;
}

std::vector<const catalog::Column*> matching_columns(std::string_view pattern, const catalog::Catalog& catalog,
                                                     const config::CppOptions& options) {
  std::vector<const catalog::Column*> columns;
  for (const catalog::Relation* relation : catalog.user_relations()) {
    for (const catalog::Column& column : relation->columns) {
      if (!column.dropped && matches_column(pattern, *relation, column.name, options)) columns.push_back(&column);
    }
  }
  return columns;
}

/// The first that is of a type without JSON in it, among the types that an override is for.
const catalog::Type* first_without_json(const config::Override& override_, const catalog::Catalog& catalog,
                                        const std::vector<const catalog::Column*>& columns,
                                        const config::CppOptions& options) {
  for (const catalog::Column* column : columns) {
    if (!catalog::holds_json(catalog, column->type)) return catalog.type(column->type);
  }
  const catalog::Type* type = override_.db_type.empty() ? nullptr : named_type(override_.db_type, catalog, options);
  return type == nullptr || catalog::holds_json(catalog, type->oid) ? nullptr : type;
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
    std::vector<const catalog::Column*> columns;
    if (!override_.column.empty()) columns = matching_columns(override_.column, catalog, options);
    if (!override_.column.empty() && columns.empty()) {
      report(override_.span, msg::OverrideMatchesNoColumn(override_.column, options.default_schema));
    }
    if (!override_.type.is_json) continue;
    if (const catalog::Type* other = first_without_json(override_, catalog, columns, options)) {
      const std::string& name = override_.column.empty() ? override_.db_type : override_.column;
      report(override_.span, msg::OverrideOfNoJson(name, catalog.format_type(other->oid)));
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
