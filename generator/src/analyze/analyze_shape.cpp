#include <algorithm>

#include "analyze/analyze.hpp"
#include "analyze/checks/collations.hpp"
#include "analyze/checks/view_base.hpp"
#include "analyze/clauses/transform_query.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/messages.hpp"
#include "analyze/query_dependencies.hpp"
#include "analyze/scope/messages.hpp"
#include "analyze/scope/range_table.hpp"
#include "analyze/scope/recursion.hpp"
#include "analyze/scope/scope.hpp"
#include "sql/large_stack.hpp"

// The shape of a query inside DDL.

namespace pgscribe::analyze {
namespace {

ExprKind kind_of(catalog::ExpressionPlace place) {
  using catalog::ExpressionPlace;
  switch (place) {
    case ExpressionPlace::query: return ExprKind::select_target;
    case ExpressionPlace::check_constraint: return ExprKind::check_constraint;
    case ExpressionPlace::column_default:
    case ExpressionPlace::function_default: return ExprKind::default_value;
    case ExpressionPlace::column_generation: return ExprKind::column_generation;
    case ExpressionPlace::index_expression: return ExprKind::index_expression;
    case ExpressionPlace::index_predicate: return ExprKind::index_predicate;
    case ExpressionPlace::partition_key: return ExprKind::partition_key;
    case ExpressionPlace::policy: return ExprKind::policy;
    case ExpressionPlace::trigger_when: return ExprKind::trigger_when;
    case ExpressionPlace::type_conversion: return ExprKind::type_conversion;
  }
  return ExprKind::other;
}

catalog::QueryShape shape_of(const catalog::Catalog& catalog, const sql::Statement& statement,
                             catalog::ExpressionPlace place, const support::SourceFile& file,
                             support::Diagnostics& diagnostics) {
  ParameterTable parameters;
  AnalysisContext context{catalog, file, diagnostics, parameters};
  context.outermost_targets = kind_of(place);
  ParseState state{context};
  const QueryRef query = transform_statement(context, nullptr, statement);
  if (!parameters.slots.empty()) {
    const ParameterSlot& slot = parameters.slots.back();
    fail(state, slot.spans.front(), msg::ThereIsNoParameter("$" + std::to_string(slot.number)));
  }
  if (query->kind == QueryKind::utility) fail(state, statement.span, msg::ColumnsNotSeen());
  catalog::QueryShape shape;
  FactMemo memo(catalog);
  const std::vector<Nullability> nullability = output_nullability(*query, memo);
  const std::vector<const TargetEntry*> output = query->output();
  for (std::size_t i = 0; i < output.size(); ++i) {
    const BoundExpr& expr = *output[i]->expr;
    shape.columns.push_back(
        {output[i]->name, expr.type, expr.type_modifier, nullability[i].not_null, named_collation(expr)});
  }
  shape.row_keys = memo.row_keys(*query);
  shape.has_always_one_row = memo.rows(*query).cardinality == Cardinality::exactly_one;
  add_dependencies(*query, catalog, shape);
  shape.base = view_base(*query);
  return shape;
}

/// What a rule's condition and actions use. They see the changed rows as OLD and NEW, from outside (transformRuleStmt).
catalog::QueryShape shape_of_rule(const catalog::Catalog& catalog, const sql::CreateRule& rule,
                                  const support::SourceFile& file, support::Diagnostics& diagnostics) {
  ParameterTable parameters;
  AnalysisContext context{catalog, file, diagnostics, parameters};
  BoundQuery rows;
  ParseState state{context};
  state.query = &rows;
  const Span span = rule.relation.name.span;
  const catalog::Relation& relation = open_relation(state, rule.relation, span);
  for (const char* name : {"old", "new"}) {
    const sql::Alias alias{{name, span}, {}};
    show(state, add_relation(state, relation, &alias, span), true, false);
  }
  if (rule.condition) rows.where = transform_condition(state, rule.condition, ExprKind::where, "WHERE");
  for (const sql::Ref<sql::Statement>& action : rule.actions) {
    RangeEntry entry;
    entry.kind = RangeKind::subquery;
    entry.subquery = transform_statement(context, &state, *action);
    rows.range_table.push_back(std::move(entry));
  }
  catalog::QueryShape shape;
  add_dependencies(rows, catalog, shape);
  std::erase(shape.relations, relation.oid);
  return shape;
}

}  // namespace

std::optional<catalog::QueryShape> analyze_shape(const catalog::Catalog& catalog, const sql::Statement& statement,
                                                 catalog::ExpressionPlace place, const support::SourceFile& file,
                                                 support::Diagnostics& diagnostics) {
  std::optional<catalog::QueryShape> shape;
  const auto* rule = std::get_if<sql::CreateRule>(&statement.node);
  sql::run_with_large_stack([&] {
    const bool has_meaning = succeeds([&] {
      shape = rule != nullptr ? shape_of_rule(catalog, *rule, file, diagnostics)
                              : shape_of(catalog, statement, place, file, diagnostics);
    });
    if (!has_meaning) shape.reset();
  });
  return shape;
}

}  // namespace pgscribe::analyze
