#include <algorithm>

#include "analyze/analyze.hpp"
#include "analyze/bound/bound_walk.hpp"
#include "analyze/checks/collations.hpp"
#include "analyze/checks/view_base.hpp"
#include "analyze/clauses/transform_query.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/messages.hpp"
#include "analyze/scope/messages.hpp"
#include "analyze/scope/range_table.hpp"
#include "sql/large_stack.hpp"

// The shape of a query inside DDL, and what it depends on.

namespace pgscribe::analyze {
namespace {

template <class T>
void add_once(std::vector<T>& list, const T& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

/// Relations, columns, functions and types that a query uses, through all its levels.
class Dependencies {
 public:
  Dependencies(const catalog::Catalog& catalog, catalog::QueryShape& shape) : catalog_(catalog), shape_(shape) {}

  void collect(const BoundQuery& query) {
    levels_.push_back(&query);
    for (const RangeEntry& entry : query.range_table) {
      if (entry.relation != nullptr) add_once(shape_.relations, entry.relation->oid);
    }
    for_each_subquery(query, [&](const BoundQuery& below) { collect(below); });
    for_each_expr(query, [&](const BoundRef& expr) { collect(*expr); });
    levels_.pop_back();
  }

 private:
  void collect(const BoundExpr& expr) {
    add_type(expr.type);
    if (const auto* var = std::get_if<ColumnVar>(&expr.node)) add_column(*var);
    if (const auto* call = std::get_if<FunctionCallExpr>(&expr.node)) add_function(call->function);
    if (const auto* call = std::get_if<AggregateExpr>(&expr.node)) add_function(call->function);
    if (const auto* call = std::get_if<WindowExpr>(&expr.node)) add_function(call->function);
    if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node)) add_function(coercion->function);
    if (const auto* subquery = std::get_if<SubqueryExpr>(&expr.node); subquery != nullptr && subquery->query) {
      collect(*subquery->query);
    }
    for_each_child(expr, [&](const BoundRef& child) { collect(*child); });
  }

  void add_column(const ColumnVar& var) {
    if (static_cast<std::size_t>(var.levels_up) >= levels_.size()) return;
    const BoundQuery& level = *levels_[levels_.size() - 1 - static_cast<std::size_t>(var.levels_up)];
    const RangeEntry& entry = level.range_table[static_cast<std::size_t>(var.relation)];
    if (entry.kind == RangeKind::relation && var.column >= 0) {
      add_once(shape_.columns_used, catalog::ColumnUse{entry.relation->oid, var.column});
    }
  }

  void add_function(const catalog::Function* function) {
    if (function != nullptr && function->oid >= catalog::kFirstUserOid) add_once(shape_.functions, function->oid);
  }

  void add_type(Oid type) {
    const catalog::Type* known = catalog_.type(type);
    if (known != nullptr && known->oid >= catalog::kFirstUserOid) add_once(shape_.types, known->oid);
  }

  const catalog::Catalog& catalog_;
  catalog::QueryShape& shape_;
  std::vector<const BoundQuery*> levels_;
};

std::optional<catalog::QueryShape> shape_of(const catalog::Catalog& catalog, const sql::Statement& statement,
                                            const support::SourceFile& file, support::Diagnostics& diagnostics) {
  ParameterTable parameters;
  AnalysisContext context{catalog, file, diagnostics, parameters};
  ParseState state{context};
  const QueryRef query = transform_statement(context, nullptr, statement);
  if (!query || has_failed(state)) return std::nullopt;
  if (!parameters.slots.empty()) {
    const ParameterSlot& slot = parameters.slots.back();
    report(state, slot.spans.front(), msg::ThereIsNoParameter("$" + std::to_string(slot.number)));
    return std::nullopt;
  }
  if (query->kind == QueryKind::utility) {
    diagnostics.add(file, statement.span, msg::ColumnsNotSeen());
    return std::nullopt;
  }
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
  Dependencies(catalog, shape).collect(*query);
  shape.base = view_base(*query);
  return shape;
}

}  // namespace

std::optional<catalog::QueryShape> analyze_shape(const catalog::Catalog& catalog, const sql::Statement& statement,
                                                 const support::SourceFile& file, support::Diagnostics& diagnostics) {
  std::optional<catalog::QueryShape> shape;
  sql::run_with_large_stack([&] { shape = shape_of(catalog, statement, file, diagnostics); });
  return shape;
}

}  // namespace pgscribe::analyze
