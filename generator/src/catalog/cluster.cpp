#include "catalog/cluster.hpp"

#include "catalog/ddl.hpp"
#include "catalog/messages.hpp"

namespace pgscribe::catalog {

namespace {

/// check_index_is_clusterable
bool check_clusterable(const DdlContext& context, const Relation& table, const Relation& index, Span span) {
  const IndexDefinition* definition = index.as_index();
  if (definition == nullptr) return context.fail(span, msg::CannotClusterOnOtherRelation(index.name));
  if (definition->table != table.oid) return context.fail(span, msg::NotAnIndexForTable(index.name, table.name));
  const AccessMethod* method = context.catalog.find_access_method(definition->method);
  if (method != nullptr && !method->can_cluster) {
    return context.fail(span, msg::CannotClusterOnMethod(index.name));
  }
  return !definition->is_partial || context.fail(span, msg::CannotClusterOnPartialIndex(index.name));
}

/// Null after a report.
const Relation* require_index(const DdlContext& context, const Relation& table, const sql::Name& name) {
  const Relation* index = context.catalog.find_relation(table.schema, name.text);
  if (index == nullptr) {
    context.fail(name.span, msg::IndexForTableDoesNotExist(name.text, table.name));
    return nullptr;
  }
  return check_clusterable(context, table, *index, name.span) ? index : nullptr;
}

bool check_not_partitioned(const DdlContext& context, const Relation& table, Span span) {
  return table.kind != RelationKind::partitioned_table ||
         context.fail(span, msg::CannotMarkIndexClusteredInPartitionedTable());
}

}  // namespace

bool cluster_on(DdlContext& context, Oid table, const sql::Name& name) {
  const Relation& relation = *context.catalog.relation(table);
  const Relation* index = require_index(context, relation, name);
  if (index == nullptr || !check_not_partitioned(context, relation, name.span)) return false;
  context.data.relations.edit(table).clustered_index = index->oid;
  return true;
}

bool drop_cluster(DdlContext& context, Oid table, Span span) {
  if (!check_not_partitioned(context, *context.catalog.relation(table), span)) return false;
  context.data.relations.edit(table).clustered_index = kInvalidOid;
  return true;
}

void apply(DdlContext& context, const sql::Cluster& statement) {
  if (!statement.relation) return;
  const Span span = statement.relation->name.span;
  const Relation* table = require_relation(context, statement.relation->name);
  if (table == nullptr || table->is_poisoned || is_builtin(table->oid)) return;
  if (table->kind != RelationKind::table && table->kind != RelationKind::partitioned_table &&
      table->kind != RelationKind::materialized_view) {
    context.fail(span, msg::NotATableOrMaterializedView(table->name));
    return;
  }
  if (table->kind == RelationKind::partitioned_table && context.catalog.server_version() < 15) {
    context.fail(span, msg::CannotClusterPartitionedTable());
    return;
  }
  if (statement.index.text.empty()) {
    if (context.catalog.relation(table->clustered_index) == nullptr)
      context.fail(span, msg::NoPreviouslyClusteredIndex(table->name));
    return;
  }
  const Relation* index = require_index(context, *table, statement.index);
  if (index != nullptr && table->kind != RelationKind::partitioned_table)
    context.data.relations.edit(table->oid).clustered_index = index->oid;
}

}  // namespace pgscribe::catalog
