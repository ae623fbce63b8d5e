#include <utility>

#include "catalog/ddl.hpp"
#include "catalog/messages.hpp"
#include "catalog/new_object.hpp"
#include "catalog/query_relation.hpp"
#include "catalog/set_path.hpp"
#include "catalog/type_name.hpp"

// createas.c: CREATE TABLE AS, CREATE MATERIALIZED VIEW, SELECT INTO.

namespace pgscribe::catalog {

namespace {

bool check_types(const DdlContext& context, const Relation& relation, Span span) {
  for (const Column& column : relation.columns) {
    if (!check_column_type(context.catalog, column.name, column.type, span, context.file, context.diagnostics))
      return false;
  }
  return true;
}

void create_from_query(DdlContext& context, const sql::IntoClause& into, const sql::Statement& query, RelationKind kind,
                       bool if_not_exists) {
  const Span span = into.relation.name.span;
  const std::optional<CreationName> name = creation_name(context, into.relation.name, into.relation.persistence);
  if (!name) return;
  if (if_not_exists && context.catalog.find_relation(name->schema, name->name) != nullptr) return;
  Relation relation(kind);
  relation.schema = name->schema;
  relation.name = name->name;
  if (auto* view = std::get_if<ViewDefinition>(&relation.definition))
    view->query = std::make_shared<const sql::Statement>(query);
  const std::optional<QueryShape> shape = analyze_definition(context, query, into.columns, msg::TooManyColumnNames());
  if (shape) {
    const bool is_stored_by_dml = kind == RelationKind::table;
    if (!take_shape(context, *shape, is_stored_by_dml, relation, span) || !check_types(context, relation, span)) return;
  } else {
    poison(relation, into.columns);
  }
  const bool is_stored = add_relation(context, std::move(relation), span) != kInvalidOid;
  context.keep_despite_errors = is_stored && !shape;
}

}  // namespace

void apply(DdlContext& context, const sql::CreateTableAs& statement) {
  const RelationKind kind = statement.materialized_view ? RelationKind::materialized_view : RelationKind::table;
  if (!statement.query) return;
  if (std::holds_alternative<sql::Utility>(statement.query->node)) {
    context.warn(statement.into.relation.name.span, msg::ColumnsOfExecuteNotSeen());
    return;
  }
  create_from_query(context, statement.into, *statement.query, kind, statement.if_not_exists);
}

namespace {

/// pg_dump writes `SELECT pg_catalog.set_config('search_path', '', false);`.
void apply_set_config(DdlContext& context, const sql::Select& select) {
  for (const sql::Target& target : select.targets) {
    const auto* call = target.value ? std::get_if<sql::FunctionCall>(&target.value->node) : nullptr;
    if (call == nullptr || call->name.last() != "set_config" || call->args.size() != 3) continue;
    const auto text = [&](std::size_t i) {
      return call->args[i] ? std::get_if<sql::StringLiteral>(&call->args[i]->node) : nullptr;
    };
    if (text(0) == nullptr || text(0)->text != "search_path" || text(1) == nullptr) continue;
    set_search_path(context.catalog, split_search_path(text(1)->text));
  }
}

}  // namespace

void apply(DdlContext& context, const sql::Select& statement) {
  if (statement.from.empty()) apply_set_config(context, statement);
  if (!statement.into) return;
  sql::Select query = statement;
  query.into.reset();
  create_from_query(context, *statement.into, sql::Statement{std::move(query), statement.span}, RelationKind::table,
                    false);
}

}  // namespace pgscribe::catalog
