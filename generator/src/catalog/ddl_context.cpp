#include "catalog/ddl_context.hpp"

#include <utility>
#include <vector>

#include "catalog/messages.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"

namespace pgscribe::catalog {

bool DdlContext::fail(Span span, support::Message message, std::vector<support::RelatedPlace> related) const {
  diagnostics.add(file, span.empty() ? statement : span, std::move(message), std::move(related));
  return false;
}

void DdlContext::warn(Span span, support::Message message) const {
  diagnostics.add(file, span.empty() ? statement : span, std::move(message));
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
  if (name.parts.size() > 3) return context.fail(name.span, msg::TooManyDottedNames(name.joined()));
  const WrittenName written = split_name(name);
  if (written.schema.empty() || context.catalog.has_schema(written.schema)) return true;
  const std::string nearest = support::nearest_name(written.schema, context.catalog.schema_names());
  return context.fail(
      name.span, msg::SchemaDoesNotExist(written.schema, nearest.empty() ? std::string() : msg::DidYouMean(nearest)));
}

std::optional<CreationName> creation_name(const DdlContext& context, const sql::QualifiedName& name, char persistence) {
  if (!check_schema(context, name)) return std::nullopt;
  const WrittenName written = split_name(name);
  std::string schema(written.schema);
  if (persistence == 't') {
    if (!schema.empty() && schema != "pg_temp") {
      context.fail(name.span, msg::TemporaryRelationInOtherSchema());
      return std::nullopt;
    }
    schema = "pg_temp";
  }
  if (schema.empty()) schema = context.catalog.creation_schema();
  if (schema.empty()) {
    context.fail(name.span, msg::NoSchemaSelected());
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
    context.fail(name.span, msg::RelationDoesNotExist(display_name(name),
                                                      suggest_relation(context.catalog, split_name(name).name)));
  }
  return found;
}

namespace {

std::string suggestion(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string nearest = support::nearest_name(name, candidates);
  return nearest.empty() ? std::string() : msg::DidYouMean(nearest);
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
