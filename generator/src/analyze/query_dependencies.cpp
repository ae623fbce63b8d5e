#include "analyze/query_dependencies.hpp"

#include <algorithm>
#include <string_view>

#include "analyze/bound/query_walk.hpp"
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
    for_each_query(query, [&](const BoundQuery& level) {
      for (const RangeEntry& entry : level.range_table) {
        if (entry.relation != nullptr) add_once(shape_.relations, entry.relation->oid);
      }
      add_assigned(level);
    });
    for_each_expr_below(query, [&](const BoundExpr& expr, const Levels& levels) { add(expr, levels); });
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

  void add(const BoundExpr& expr, const Levels& levels) {
    shape_.has_mutable_calls = shape_.has_mutable_calls || is_mutable(catalog_, expr);
    const auto* var = std::get_if<ColumnVar>(&expr.node);
    if (var != nullptr) {
      add_column(*var, levels);  // which depends on its type itself
    } else {
      add_type(expr.type);
    }
    if (const auto* field = std::get_if<FieldSelectExpr>(&expr.node)) add_attribute(*field);
    if (const auto* call = std::get_if<OperatorExpr>(&expr.node)) add_operator(call->op);
    if (const auto* call = std::get_if<ArrayOperatorExpr>(&expr.node)) add_operator(call->op);
    if (const auto* constant = std::get_if<Constant>(&expr.node)) add_named_relation(*constant, expr.type);
    add_function(called_function(expr));
    if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node)) add_function(coercion->function);
  }

  void add_column(const ColumnVar& var, const Levels& levels) {
    const RangeEntry* entry = range_entry_of(var, levels);
    if (entry != nullptr && entry->kind == RangeKind::relation && var.column >= 0) {
      add_once(shape_.columns_used, catalog::ColumnUse{entry->relation->oid, var.column});
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
};

}  // namespace

void add_dependencies(const BoundQuery& query, const catalog::Catalog& catalog, catalog::QueryShape& shape) {
  Dependencies(catalog, shape).collect(query);
}

}  // namespace pgscribe::analyze
