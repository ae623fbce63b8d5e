#include "catalog/table_expression.hpp"

#include <memory>
#include <utility>

#include "catalog/builtins.hpp"
#include "catalog/ddl_expression.hpp"
#include "catalog/messages.hpp"

namespace pgscribe::catalog {

namespace {

std::optional<QueryShape> analyze_select(const DdlContext& context, sql::Select select, const sql::Expr& expr) {
  if (!context.analyze_query) return std::nullopt;
  select.targets.push_back({std::nullopt, {}, std::make_shared<const sql::Expr>(expr), expr.extent});
  select.span = expr.extent;
  support::Diagnostics unsaid;
  std::optional<QueryShape> shape =
      context.analyze_query(context.catalog, sql::Statement{std::move(select), expr.extent}, context.file, unsaid);
  if (unsaid.has_errors() || (shape && shape->columns.size() != 1)) shape.reset();
  return shape;
}

sql::Ref<sql::FromItem> from_only(const Relation& table, const std::string& alias, Span span) {
  sql::RelationRef reference;
  reference.name = {{table.schema, table.name}, span};
  reference.only = true;
  if (!alias.empty()) reference.alias = sql::Alias{{alias, span}, {}};
  return std::make_shared<const sql::FromItem>(sql::FromItem{std::move(reference), span});
}

}  // namespace

std::optional<QueryShape> analyze_over(const DdlContext& context, const Relation& table, const sql::Expr& expr) {
  sql::Select select;
  select.from.push_back(from_only(table, {}, expr.extent));
  return analyze_select(context, std::move(select), expr);
}

std::optional<QueryShape> analyze_alone(const DdlContext& context, const sql::Expr& expr) {
  return analyze_select(context, {}, expr);
}

namespace {

ObjectUses uses_of(QueryShape shape) {
  std::vector<Oid> relations = std::move(shape.relations);
  relations.insert(relations.end(), shape.named_relations.begin(), shape.named_relations.end());
  return {std::move(shape.columns_used), std::move(shape.functions), std::move(shape.types),
          std::move(shape.operators),    std::move(relations),       shape.has_mutable_calls};
}

/// Besides `table`, whose part the expression is. Without an analysis: functions by name and number of arguments.
std::shared_ptr<const ObjectUses> uses_of(const DdlContext& context, std::optional<QueryShape> shape,
                                          const sql::Expr& expr, Oid table = kInvalidOid) {
  ObjectUses uses;
  if (!shape) {
    uses.functions = functions_called(context.catalog, expr);
  } else {
    uses = uses_of(std::move(*shape));
    std::erase(uses.relations, table);
  }
  return std::make_shared<const ObjectUses>(std::move(uses));
}

}  // namespace

std::shared_ptr<const ObjectUses> uses_over(const DdlContext& context, const Relation& table, const sql::Expr& expr) {
  return uses_of(context, analyze_over(context, table, expr), expr, table.oid);
}

std::shared_ptr<const ObjectUses> uses_alone(const DdlContext& context, const sql::Expr& expr) {
  return uses_of(context, analyze_alone(context, expr), expr);
}

bool check_virtual_uses(const DdlContext& context, Oid table) {
  for (const Column& column : context.catalog.relation(table)->columns) {
    if (!column.is_virtual || column.dropped || column.default_uses == nullptr) continue;
    for (const Oid function : column.default_uses->functions) {
      if (!is_builtin(function)) return context.fail(column.generation->span, msg::VirtualColumnUsesOwnFunction());
    }
  }
  return true;
}

std::shared_ptr<const ObjectUses> uses_over_rows(const DdlContext& context, const Relation& table,
                                                 const sql::Expr& expr) {
  sql::Select select;
  for (const char* row : {"old", "new"}) select.from.push_back(from_only(table, row, expr.extent));
  return uses_of(context, analyze_select(context, std::move(select), expr), expr, table.oid);
}

std::shared_ptr<const ObjectUses> uses_of_rule(const DdlContext& context, const sql::CreateRule& rule) {
  if (!context.analyze_query) return nullptr;
  support::Diagnostics unsaid;
  std::optional<QueryShape> shape =
      context.analyze_query(context.catalog, sql::Statement{rule, context.statement}, context.file, unsaid);
  return shape ? std::make_shared<const ObjectUses>(uses_of(std::move(*shape))) : nullptr;
}

bool note_generation_uses(DdlContext& context, Oid table) {
  const auto is_unknown = [](const Column& column) { return column.generation && column.default_uses == nullptr; };
  const std::vector<Column>& columns = context.catalog.relation(table)->columns;
  if (std::none_of(columns.begin(), columns.end(), is_unknown)) return true;
  const Relation relation = *context.catalog.relation(table);
  for (std::size_t i = 0; i < relation.columns.size(); ++i) {
    const Column& column = relation.columns[i];
    if (!is_unknown(column)) continue;
    const std::shared_ptr<const ObjectUses> uses = uses_over(context, relation, *column.generation);
    if (uses->has_mutable_calls) return context.fail(column.generation->extent, msg::GenerationIsNotImmutable());
    context.data.relations.edit(table).columns[i].default_uses = uses;
  }
  return true;
}

}  // namespace pgscribe::catalog
