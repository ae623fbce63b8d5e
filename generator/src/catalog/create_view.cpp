#include <algorithm>
#include <utility>

#include "catalog/ddl.hpp"
#include "catalog/messages.hpp"
#include "catalog/new_object.hpp"
#include "catalog/query_relation.hpp"

// CREATE VIEW and what OR REPLACE lets change (view.c, DefineView).

namespace pgscribe::catalog {

namespace {

/// checkViewTupleDesc: OR REPLACE may only add columns at the end.
bool check_replaceable(const DdlContext& context, const Relation& before, const Relation& after, Span span) {
  const auto fail = [&](support::Message message) { return context.fail(span, std::move(message)); };
  if (after.columns.size() < before.columns.size()) return fail(msg::CannotDropColumnsFromView());
  for (std::size_t i = 0; i < before.columns.size(); ++i) {
    const Column& old_column = before.columns[i];
    const Column& new_column = after.columns[i];
    if (old_column.name != new_column.name) {
      return fail(msg::CannotChangeNameOfViewColumn(old_column.name, new_column.name));
    }
    const bool same_type = old_column.type == new_column.type && old_column.type_modifier == new_column.type_modifier;
    if (!same_type && old_column.type != kErrorType && new_column.type != kErrorType) {
      return fail(msg::CannotChangeTypeOfViewColumn(
          old_column.name, context.catalog.format_type(old_column.type, old_column.type_modifier),
          context.catalog.format_type(new_column.type, new_column.type_modifier)));
    }
  }
  return true;
}

/// The view keeps its identity; comments stay with their columns.
void replace_view(DdlContext& context, const Relation& before, Relation after) {
  for (std::size_t i = 0; i < before.columns.size() && i < after.columns.size(); ++i)
    after.columns[i].comment = before.columns[i].comment;
  Relation& view = context.data.relations.edit(before.oid);
  view.columns = std::move(after.columns);
  view.definition = std::move(after.definition);
  view.is_poisoned = after.is_poisoned;
}

/// A view over a temporary relation is temporary itself (isQueryUsingTempRelation).
bool reads_temporary(const Catalog& catalog, const QueryShape& shape) {
  return std::any_of(shape.relations.begin(), shape.relations.end(), [&](Oid oid) {
    const Relation* relation = catalog.relation(oid);
    return relation != nullptr && relation->is_temporary;
  });
}

bool store_view(DdlContext& context, const sql::CreateView& statement, Relation view) {
  const Span span = statement.relation.name.span;
  const Relation* existing = statement.replace ? context.catalog.find_relation(view.schema, view.name) : nullptr;
  if (existing == nullptr) return add_relation(context, std::move(view), span) != kInvalidOid;
  if (existing->kind != RelationKind::view) return context.fail(span, msg::NotAView(existing->name));
  const bool is_comparable = !view.is_poisoned && !existing->is_poisoned;
  if (is_comparable && !check_replaceable(context, *existing, view, span)) return false;
  replace_view(context, *existing, std::move(view));
  return true;
}

}  // namespace

void apply(DdlContext& context, const sql::CreateView& statement) {
  if (!statement.query) return;
  const auto query = std::make_shared<const sql::Statement>(
      sql::Statement{sql::StatementNode(*statement.query), statement.query->span});
  const std::size_t errors = context.diagnostics.error_count();
  const std::optional<QueryShape> shape =
      analyze_definition(context, *query, statement.columns, msg::ViewSpecifiesMoreColumnNames());
  const bool is_temporary =
      statement.relation.persistence == 't' ||
      (shape && split_name(statement.relation.name).schema.empty() && reads_temporary(context.catalog, *shape));
  const std::optional<CreationName> name = creation_name(context, statement.relation.name, is_temporary ? 't' : 'p');
  if (!name) return;
  Relation view(RelationKind::view);
  view.schema = name->schema;
  view.name = name->name;
  auto& definition = std::get<ViewDefinition>(view.definition);
  definition.query = query;
  if (shape) {
    definition.base = shape->base;
    if (!take_shape(context, *shape, false, view, statement.relation.name.span)) return;
  } else {
    poison(view, statement.columns);
  }
  const bool is_stored = store_view(context, statement, std::move(view));
  context.keep_despite_errors = is_stored && !shape && context.diagnostics.error_count() > errors;
}

}  // namespace pgscribe::catalog
