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

}  // namespace

std::optional<QueryShape> analyze_over(const DdlContext& context, const Relation& table, const sql::Expr& expr) {
  sql::RelationRef reference;
  reference.name = {{table.schema, table.name}, expr.extent};
  reference.only = true;
  sql::Select select;
  select.from.push_back(std::make_shared<const sql::FromItem>(sql::FromItem{std::move(reference), expr.extent}));
  return analyze_select(context, std::move(select), expr);
}

std::optional<QueryShape> analyze_alone(const DdlContext& context, const sql::Expr& expr) {
  return analyze_select(context, {}, expr);
}

namespace {

/// Without an analysis: functions by name and number of arguments.
std::shared_ptr<const ObjectUses> uses_of(const DdlContext& context, std::optional<QueryShape> shape,
                                          const sql::Expr& expr) {
  ObjectUses uses;
  if (!shape) {
    uses.functions = functions_called(context.catalog, expr);
  } else {
    uses = {std::move(shape->columns_used), std::move(shape->functions), std::move(shape->types),
            std::move(shape->operators), std::move(shape->named_relations)};
  }
  return std::make_shared<const ObjectUses>(std::move(uses));
}

}  // namespace

std::shared_ptr<const ObjectUses> uses_over(const DdlContext& context, const Relation& table, const sql::Expr& expr) {
  return uses_of(context, analyze_over(context, table, expr), expr);
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

void note_generation_uses(DdlContext& context, Oid table) {
  const Relation relation = *context.catalog.relation(table);
  for (std::size_t i = 0; i < relation.columns.size(); ++i) {
    const Column& column = relation.columns[i];
    if (column.generation && column.default_uses == nullptr)
      context.data.relations.edit(table).columns[i].default_uses = uses_over(context, relation, *column.generation);
  }
}

}  // namespace pgscribe::catalog
