#include "catalog/ddl_context.hpp"

#include <utility>
#include <vector>

#include "support/nearest_name.hpp"

namespace pgscribe::catalog {

bool DdlContext::fail(std::string_view code, Span span, std::string message, std::string hint,
                      std::string detail) const {
  support::Diagnostic diagnostic;
  diagnostic.severity = support::Severity::error;
  diagnostic.code = code;
  diagnostic.file = &file;
  diagnostic.span = span.empty() ? statement : span;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  diagnostic.detail = std::move(detail);
  diagnostics.add(std::move(diagnostic));
  return false;
}

void DdlContext::warn(std::string_view code, Span span, std::string message, std::string hint) const {
  diagnostics.warning(code, file, span.empty() ? statement : span, std::move(message), std::move(hint));
}

WrittenName split_name(const sql::QualifiedName& name) {
  const std::size_t count = name.parts.size();
  return {count >= 2 ? std::string_view(name.parts[count - 2]) : std::string_view(), name.parts.back()};
}

std::string display_name(const sql::QualifiedName& name) {
  const WrittenName written = split_name(name);
  return written.schema.empty() ? std::string(written.name)
                                : std::string(written.schema) + "." + std::string(written.name);
}

bool check_schema(const DdlContext& context, const sql::QualifiedName& name) {
  if (name.parts.size() > 3)
    return context.fail("42601", name.span, "improper qualified name (too many dotted names): " + name.joined());
  const WrittenName written = split_name(name);
  if (written.schema.empty() || context.catalog.has_schema(written.schema)) return true;
  const std::string nearest = support::nearest_name(written.schema, context.catalog.schema_names());
  return context.fail("3F000", name.span, "schema \"" + std::string(written.schema) + "\" does not exist",
                      nearest.empty() ? std::string() : "did you mean \"" + nearest + "\"?");
}

std::optional<CreationName> creation_name(const DdlContext& context, const sql::QualifiedName& name, char persistence) {
  if (!check_schema(context, name)) return std::nullopt;
  const WrittenName written = split_name(name);
  std::string schema(written.schema);
  if (persistence == 't') {
    if (!schema.empty() && schema != "pg_temp") {
      context.fail("42P16", name.span, "cannot create temporary relation in non-temporary schema");
      return std::nullopt;
    }
    schema = "pg_temp";
  }
  if (schema.empty()) schema = context.catalog.creation_schema();
  if (schema.empty()) {
    context.fail("3F000", name.span, "no schema has been selected to create in");
    return std::nullopt;
  }
  if (schema == "pg_temp" && !context.data.names.has_temporary) {
    context.data.names.has_temporary = true;
    context.data.update_path();
  }
  return CreationName{std::move(schema), std::string(written.name)};
}

const Relation* find_relation(const Catalog& catalog, const sql::QualifiedName& name) {
  const WrittenName written = split_name(name);
  return catalog.find_relation(written.schema, written.name);
}

const Relation* require_relation(const DdlContext& context, const sql::QualifiedName& name) {
  if (!check_schema(context, name)) return nullptr;
  const Relation* found = find_relation(context.catalog, name);
  if (found == nullptr) {
    context.fail("42P01", name.span, "relation \"" + display_name(name) + "\" does not exist",
                 suggest_relation(context.catalog, split_name(name).name));
  }
  return found;
}

namespace {

std::string suggestion(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string nearest = support::nearest_name(name, candidates);
  return nearest.empty() ? std::string() : "did you mean \"" + nearest + "\"?";
}

}  // namespace

std::string suggest_relation(const Catalog& catalog, std::string_view name) {
  std::vector<std::string> candidates;
  for (const Relation* relation : catalog.user_relations()) candidates.push_back(relation->name);
  return suggestion(name, candidates);
}

std::string suggest_column(const Relation& relation, std::string_view name) {
  std::vector<std::string> candidates;
  for (const Column& column : relation.columns) {
    if (!column.dropped) candidates.push_back(column.name);
  }
  return suggestion(name, candidates);
}

}  // namespace pgscribe::catalog
