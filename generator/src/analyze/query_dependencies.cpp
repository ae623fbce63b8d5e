#include "analyze/query_dependencies.hpp"

#include <algorithm>
#include <string_view>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/facts/mutability.hpp"

namespace pgscribe::analyze {
namespace {

template <class T>
void add_once(std::vector<T>& list, const T& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

class Dependencies {
 public:
  Dependencies(const catalog::Catalog& catalog, catalog::QueryShape& shape) : catalog_(catalog), shape_(shape) {}

  void collect(const BoundQuery& query) {
    levels_.push_back(&query);
    for (const RangeEntry& entry : query.range_table) {
      if (entry.relation != nullptr) add_once(shape_.relations, entry.relation->oid);
    }
    add_assigned(query);
    for_each_subquery(query, [&](const BoundQuery& below) { collect(below); });
    for_each_expr(query, [&](const BoundRef& expr) { collect(*expr); });
    levels_.pop_back();
  }

 private:
  /// The columns that INSERT and UPDATE name, as a rule's action may.
  void add_assigned(const BoundQuery& query) {
    if (query.result_relation < 0) return;
    const catalog::Relation* target = query.range_table[static_cast<std::size_t>(query.result_relation)].relation;
    const auto add_all = [&](const std::vector<TargetEntry>& targets) {
      for (const TargetEntry& entry : targets) {
        if (target != nullptr && entry.attribute > 0)
          add_once(shape_.columns_used, catalog::ColumnUse{target->oid, entry.attribute});
      }
    };
    add_all(query.targets);
    add_all(query.conflict.set);
    for (const BoundMergeAction& action : query.merge_actions) add_all(action.targets);
  }

  void collect(const BoundExpr& expr) {
    shape_.has_mutable_calls = shape_.has_mutable_calls || is_mutable(catalog_, expr);
    const auto* var = std::get_if<ColumnVar>(&expr.node);
    if (var != nullptr) {
      add_column(*var);  // which depends on its type itself
    } else {
      add_type(expr.type);
    }
    if (const auto* field = std::get_if<FieldSelectExpr>(&expr.node)) add_attribute(*field);
    if (const auto* call = std::get_if<OperatorExpr>(&expr.node)) add_operator(call->op);
    if (const auto* call = std::get_if<ArrayOperatorExpr>(&expr.node)) add_operator(call->op);
    if (const auto* constant = std::get_if<Constant>(&expr.node)) add_named_relation(*constant, expr.type);
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

  /// An attribute of a composite type is a column of its relation.
  void add_attribute(const FieldSelectExpr& select) {
    const catalog::Type* row = catalog_.type(catalog_.base_type(select.arg->type));
    const catalog::Relation* relation = row == nullptr ? nullptr : catalog_.relation(row->relation);
    if (relation == nullptr) return;
    const std::vector<catalog::CompositeAttribute> attributes = catalog_.attributes(row->oid);
    if (select.field < 1 || static_cast<std::size_t>(select.field) > attributes.size()) return;
    const std::string& name = attributes[static_cast<std::size_t>(select.field) - 1].name;
    add_once(shape_.columns_used, catalog::ColumnUse{relation->oid, relation->attribute_number(name)});
  }

  void add_operator(const catalog::Operator* op) {
    if (op != nullptr && op->oid >= catalog::kFirstUserOid) add_once(shape_.operators, op->oid);
  }

  /// 'my_seq'::regclass
  void add_named_relation(const Constant& constant, Oid type) {
    if (type != catalog::oid::regclass || constant.is_null) return;
    const std::size_t dot = constant.text.find('.');
    const std::string_view text = constant.text;
    const catalog::Relation* relation = dot == std::string_view::npos
                                            ? catalog_.find_relation({}, text)
                                            : catalog_.find_relation(text.substr(0, dot), text.substr(dot + 1));
    if (relation != nullptr && relation->oid >= catalog::kFirstUserOid) add_once(shape_.named_relations, relation->oid);
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

}  // namespace

void add_dependencies(const BoundQuery& query, const catalog::Catalog& catalog, catalog::QueryShape& shape) {
  Dependencies(catalog, shape).collect(query);
}

}  // namespace pgscribe::analyze
