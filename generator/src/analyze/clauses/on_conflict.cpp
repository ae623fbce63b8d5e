#include <algorithm>

#include "analyze/clauses/clauses.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/statements.hpp"
#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/scope/range_table.hpp"
#include "analyze/scope/scope.hpp"
#include "analyze/scope/warn.hpp"
#include "catalog/messages.hpp"

// ON CONFLICT (transformOnConflictClause and transformOnConflictArbiter).

namespace pgscribe::analyze {
namespace {

NamespaceItem add_excluded(ParseState& state, Span span) {
  const sql::Alias alias{{"excluded", span}, {}};
  NamespaceItem item = add_relation(state, target_relation(state), &alias, span);
  state.query->range_table[static_cast<std::size_t>(item.entry)].kind = RangeKind::excluded;
  return item;
}

/// What the inference specification names, as written in an index: plain columns and, apart, whether there are
/// expressions.
struct Inference {
  std::vector<int> columns;
  bool has_expressions = false;
  bool has_other_order = false;  ///< a collation or operator class that is not the usual one: who has it is not known
};

/// The operator class and the collation that are written for one column.
void bind_order(ParseState& state, const sql::InferenceItem& item, const BoundExpr& expr, Span location,
                Inference& inference) {
  const catalog::Catalog& catalog = state.context.catalog;
  if (item.collation) {
    check_collation_exists(state, *item.collation, location);
    const auto* var = std::get_if<ColumnVar>(&expr.node);
    const catalog::Column* column = var == nullptr || var->column < 1
                                        ? nullptr
                                        : &target_relation(state).columns[static_cast<std::size_t>(var->column) - 1];
    const std::string own = column == nullptr || column->collation.empty() ? "default" : column->collation;
    inference.has_other_order = inference.has_other_order || item.collation->last() != own;
  }
  if (!item.operator_class) return;
  const sql::QualifiedName& name = *item.operator_class;
  const std::string schema = name.parts.size() > 1 ? name.parts[name.parts.size() - 2] : std::string();
  if (!schema.empty() && !catalog.has_schema(schema)) {
    fail(state, name.span, msg::SchemaDoesNotExist(schema, support::kNoHint));
  }
  const catalog::OperatorClass* found = catalog.find_operator_class(schema, name.last(), "btree");
  if (found == nullptr && !catalog.has_unknown_extension()) {
    fail(state, name.span, msg::OperatorClassDoesNotExist(name.joined(), "btree"));
  }
  const catalog::OperatorClass* usual = catalog.default_operator_class(expr.type, "btree");
  const bool is_usual = found != nullptr && usual != nullptr && found->family == usual->family;
  inference.has_other_order = inference.has_other_order || !is_usual;
}

/// resolve_unique_index_expr
Inference bind_inference(ParseState& state, const sql::OnConflict& conflict) {
  Inference inference;
  for (const sql::InferenceItem& item : conflict.inference) {
    if (item.has_order) fail(state, conflict.inference_span, msg::OnConflictWithDirection());
    if (item.has_nulls_order) fail(state, conflict.inference_span, msg::OnConflictWithNullsOrder());
    sql::ExprRef expr = item.expr;
    if (item.column) {
      expr = std::make_shared<const sql::Expr>(
          sql::Expr{sql::ColumnRef{{*item.column}, false}, conflict.inference_span, conflict.inference_span});
    }
    const BoundRef bound = transform_expr(state, *expr, ExprKind::index_expression);
    bind_order(state, item, *bound, conflict.inference_span, inference);
    const auto* var = std::get_if<ColumnVar>(&bound->node);
    if (var != nullptr && var->levels_up == 0 && var->column > 0) {
      inference.columns.push_back(var->column);
    } else {
      inference.has_expressions = true;
    }
  }
  if (conflict.inference_where) {
    (void)transform_expr(state, *conflict.inference_where, ExprKind::index_predicate);
  }
  return inference;
}

bool is_same_set(std::vector<int> a, std::vector<int> b) {
  std::sort(a.begin(), a.end());
  a.erase(std::unique(a.begin(), a.end()), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

/// infer_arbiter_indexes, for what can be compared here: plain columns. Partial indexes want a WHERE that implies
/// theirs.
const catalog::UniqueKey* find_arbiter(const catalog::Relation& relation, const Inference& inference, bool has_where) {
  for (const catalog::UniqueKey& key : relation.unique_keys) {
    if (key.deferrable || key.has_expressions || (key.predicate && !has_where)) continue;
    if (is_same_set(inference.columns, key.columns)) return &key;
  }
  return nullptr;
}

/// PostgreSQL says this when it plans the statement, so PREPARE accepts what no execution will.
void warn_without_arbiter(ParseState& state, const sql::OnConflict& conflict) {
  warn(state, conflict.span, msg::NoConstraintMatchesOnConflict());
}

bool is_known_constraint(const catalog::Relation& relation, const std::string& name, const catalog::UniqueKey** key) {
  for (const catalog::UniqueKey& candidate : relation.unique_keys) {
    if (candidate.name != name || !candidate.is_constraint) continue;
    *key = &candidate;
    return true;
  }
  const auto named = [&](const auto& constraint) { return constraint.name == name; };
  return std::any_of(relation.foreign_keys.begin(), relation.foreign_keys.end(), named) ||
         std::any_of(relation.checks.begin(), relation.checks.end(), named) ||
         std::find(relation.other_constraints.begin(), relation.other_constraints.end(), name) !=
             relation.other_constraints.end();
}

/// transformOnConflictArbiter
void bind_arbiter(ParseState& state, const sql::OnConflict& conflict) {
  BoundConflict& bound = state.query->conflict;
  const catalog::Relation& relation = target_relation(state);
  if (conflict.do_update && !conflict.has_inference && !conflict.constraint) {
    fail(state, conflict.span, msg::OnConflictDoUpdateNeedsTarget());
  }
  if (relation.schema == "pg_catalog") fail(state, conflict.span, msg::OnConflictOnSystemCatalog());
  if (conflict.constraint) {
    if (is_known_constraint(relation, conflict.constraint->text, &bound.arbiter)) return;
    fail(state, conflict.constraint->span,
         msg::ConstraintForTableDoesNotExist(conflict.constraint->text, relation.name));
  }
  if (!conflict.has_inference) return;
  const Inference inference = bind_inference(state, conflict);
  bound.inference_columns = inference.columns;
  if (inference.has_expressions || inference.has_other_order || relation.kind == catalog::RelationKind::view) return;
  bound.arbiter = find_arbiter(relation, inference, conflict.inference_where != nullptr);
  if (bound.arbiter == nullptr) warn_without_arbiter(state, conflict);
}

}  // namespace

void transform_on_conflict(ParseState& state, const sql::OnConflict& conflict) {
  BoundConflict& bound = state.query->conflict;
  bound.action = conflict.do_update ? ConflictAction::update : ConflictAction::nothing;
  // EXCLUDED is there while the arbiter is bound, out of sight, for the sake of better messages.
  NamespaceItem excluded;
  if (conflict.do_update) {
    excluded = add_excluded(state, conflict.span);
    bound.excluded_entry = excluded.entry;
  }
  bind_arbiter(state, conflict);
  if (!conflict.do_update) return;
  state.is_insert = false;
  show(state, excluded, true, true);
  bound.set = transform_update_targets(state, conflict.set);
  bound.where = transform_condition(state, conflict.where, ExprKind::where, "WHERE");
  state.names.pop_back();
}

}  // namespace pgscribe::analyze
