#include "analyze/facts/record_fields.hpp"

#include <algorithm>
#include <utility>

#include "analyze/clauses/row_edit.hpp"
#include "analyze/facts/column_origin.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/facts/query_facts.hpp"

namespace pgscribe::analyze {

namespace {

using Fields = std::vector<RecordField>;

bool is_record(const catalog::Catalog& catalog, Oid type) {
  return type == catalog::oid::record || catalog.element_type(type) == catalog::oid::record;
}

/// NULL, or '{}': what COALESCE puts in the place of rows that are not there.
bool holds_no_row(const BoundExpr& expr) {
  if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node)) return holds_no_row(*coercion->arg);
  const auto* constant = std::get_if<Constant>(&expr.node);
  return constant != nullptr && (constant->is_null || constant->text == "{}");
}

class FieldFinder {
 public:
  FieldFinder(const QueryFacts& facts, const BoundExpr* condition)
      : facts_(facts), catalog_(facts.memo().catalog()), condition_(condition) {}

  Fields find(const BoundExpr& expr) {
    if (!is_record(catalog_, expr.type)) return {};
    Fields fields = std::visit([&](const auto& node) { return visit(node); }, expr.node);
    const bool rests_on_table = std::any_of(
        fields.begin(), fields.end(), [&](const RecordField& field) { return holds_whole_rows(catalog_, field.type); });
    return rests_on_table ? Fields{} : fields;
  }

 private:
  template <class Node>
  Fields visit(const Node&) {
    return {};
  }

  Fields visit(const ColumnVar& var) {
    const QueryFacts& level = facts_.level(var.levels_up);
    const RangeEntry& entry = level.query().range_table[static_cast<std::size_t>(var.relation)];
    if (var.column == 0) return row_of(entry, level.entry(var.relation), level);
    const auto index = static_cast<std::size_t>(var.column) - 1;
    if (entry.kind == RangeKind::join && index < entry.join_columns.size())
      return FieldFinder(level, condition_).find(*entry.join_columns[index]);
    return fields_of_column(entry, index, level);
  }

  /// A row of FROM, in rows where it is there. A join's has the columns that its tables have when it runs.
  Fields row_of(const RangeEntry& entry, const EntryFacts& columns, const QueryFacts& level) {
    if (entry.kind == RangeKind::join) return {};
    Fields fields;
    for (std::size_t i = 0; i < entry.columns.size() && i < columns.columns.size(); ++i) {
      const RangeColumn& column = entry.columns[i];
      if (column.dropped) continue;
      RecordField field{column.name, column.type, column.type_modifier, columns.columns[i], origin(entry, i), {}};
      if (is_record(catalog_, column.type)) field.fields = fields_of_column(entry, i, level);
      fields.push_back(std::move(field));
    }
    return fields;
  }

  std::optional<ColumnOrigin> origin(const RangeEntry& entry, std::size_t index) const {
    if (!entry.subquery || entry.subquery->set_operations) return std::nullopt;
    const std::vector<const TargetEntry*> output = entry.subquery->output();
    return index < output.size() ? column_origin(*entry.subquery, *output[index]->expr) : std::nullopt;
  }

  /// What is in a record that a sub-select or WITH item gives.
  Fields fields_of_column(const RangeEntry& entry, std::size_t index, const QueryFacts& level) {
    if (!entry.subquery || entry.self_reference) return {};
    return fields_of_output(*entry.subquery, index,
                            entry.kind == RangeKind::cte ? level.level(entry.cte_levels_up) : level);
  }

  Fields fields_of_output(const BoundQuery& query, std::size_t index, const QueryFacts& outer) {
    if (query.set_operations) return fields_of_leaf(query, *query.set_operations, index, outer);
    const std::vector<const TargetEntry*> output = query.output();
    if (index >= output.size()) return {};
    const QueryFacts facts(query, facts_.memo(), &outer);
    return record_fields(*output[index]->expr, facts);
  }

  /// Of both sides of UNION and its like, whose rows have fields of the same types.
  Fields fields_of_leaf(const BoundQuery& query, const SetOperationNode& node, std::size_t index,
                        const QueryFacts& outer) {
    if (node.op == sql::SetOperator::none) {
      const RangeEntry& leaf = query.range_table[static_cast<std::size_t>(node.entry)];
      return leaf.subquery ? fields_of_output(*leaf.subquery, index, outer) : Fields{};
    }
    Fields left = fields_of_leaf(query, *node.left, index, outer);
    return combine(std::move(left), fields_of_leaf(query, *node.right, index, outer));
  }

  static Fields combine(Fields one, const Fields& other) {
    if (one.size() != other.size()) return {};
    for (std::size_t i = 0; i < one.size(); ++i) {
      if (one[i].type != other[i].type) return {};
      include(one[i].nullability, other[i].nullability);
      one[i].origin.reset();
      if (!one[i].fields.empty()) one[i].fields = combine(std::move(one[i].fields), other[i].fields);
    }
    return one;
  }

  Fields visit(const RowExpr& row) {
    Fields fields;
    for (const BoundRef& part : row.fields) {
      RecordField field{column_name(*part),
                        part->type,
                        part->type_modifier,
                        nullability_of(*part, facts_, condition_),
                        column_origin(facts_.query(), *part),
                        find(*part)};
      fields.push_back(std::move(field));
    }
    return fields;
  }

  /// The name that a reference to a column has; none of other expressions.
  std::string column_name(const BoundExpr& expr) const {
    const auto* var = std::get_if<ColumnVar>(&expr.node);
    if (var == nullptr || var->column <= 0) return {};
    const BoundQuery& query = facts_.level(var->levels_up).query();
    const RangeEntry& entry = query.range_table[static_cast<std::size_t>(var->relation)];
    const auto index = static_cast<std::size_t>(var->column) - 1;
    return index < entry.columns.size() ? entry.columns[index].name : std::string{};
  }

  Fields visit(const SubqueryExpr& subquery) {
    const bool gives_value = subquery.kind == sql::SubqueryKind::scalar || subquery.kind == sql::SubqueryKind::array;
    return gives_value && subquery.query ? fields_of_output(*subquery.query, 0, facts_) : Fields{};
  }

  Fields visit(const AggregateExpr& call) {
    const bool is_array_agg = call.function->schema == "pg_catalog" && call.function->name == "array_agg";
    if (!is_array_agg || call.args.empty()) return {};
    return FieldFinder(facts_.level(call.levels_up), call.filter.get()).find(*call.args.front());
  }

  Fields visit(const CoercionExpr& coercion) {
    return coercion.method == CoercionMethod::relabel ? find(*coercion.arg) : Fields{};
  }

  Fields visit(const CoalesceExpr& coalesce) {
    Fields fields;
    for (const BoundRef& arg : coalesce.args) {
      if (holds_no_row(*arg)) continue;
      Fields next = find(*arg);
      fields = fields.empty() ? std::move(next) : combine(std::move(fields), next);
      if (fields.empty()) return {};
    }
    return fields;
  }

  const QueryFacts& facts_;
  const catalog::Catalog& catalog_;
  const BoundExpr* condition_;
};

}  // namespace

std::vector<RecordField> record_fields(const BoundExpr& expr, const QueryFacts& facts) {
  return FieldFinder(facts, nullptr).find(expr);
}

}  // namespace pgscribe::analyze
