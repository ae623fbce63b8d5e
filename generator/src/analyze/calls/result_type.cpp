#include "analyze/calls/result_type.hpp"

#include <algorithm>
#include <iterator>

#include "analyze/scope/scope.hpp"
#include "analyze/types/coercion.hpp"

namespace pgscribe::analyze {
namespace {

/// Declared input types, one for each argument of the call: a VARIADIC parameter stands for as many as were given.
std::vector<Oid> declared_types(const FunctionCallExpr& call) {
  const catalog::Function& function = *call.function;
  std::vector<Oid> declared(function.input_types.begin(), function.input_types.end());
  const bool spreads = function.variadic != catalog::kInvalidOid && !call.variadic_array && !declared.empty();
  if (spreads) {
    declared.back() = function.variadic;
    while (declared.size() < call.args.size()) declared.push_back(function.variadic);
  }
  declared.resize(std::min(declared.size(), call.args.size()));
  return declared;
}

std::vector<Oid> actual_types(const FunctionCallExpr& call) {
  std::vector<Oid> actual;
  for (const BoundRef& arg : call.args) actual.push_back(arg->type);
  return actual;
}

ResultType classify(const catalog::Catalog& catalog, Oid type) {
  const catalog::Type* base = catalog.type(catalog.base_type(type));
  if (base == nullptr) return {};
  using catalog::TypeKind;
  switch (base->kind) {
    case TypeKind::composite: {
      ResultType result{ResultClass::composite, {}};
      for (const catalog::CompositeAttribute& field : catalog.attributes(base->oid)) {
        result.columns.push_back({field.name, field.type, field.type_modifier, false});
      }
      return result;
    }
    case TypeKind::pseudo:
      if (base->oid == catalog::oid::record) return {ResultClass::record, {}};
      if (base->oid == catalog::oid::void_ || base->oid == catalog::oid::cstring) return {ResultClass::scalar, {}};
      return {};
    default: return {ResultClass::scalar, {}};
  }
}

/// expandRecordVariable: the query levels from the innermost outwards that a Var's levels_up counts.
class RecordExpansion {
 public:
  RecordExpansion(ParseState& state, std::vector<const BoundQuery*> levels)
      : state_(state), levels_(std::move(levels)) {}

  std::vector<RangeColumn> fields(const BoundExpr& expr) {
    if (const auto* row = std::get_if<RowExpr>(&expr.node)) return row_fields(*row);
    if (const auto* var = std::get_if<ColumnVar>(&expr.node)) return variable_fields(*var);
    if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node);
        coercion != nullptr && coercion->method == CoercionMethod::relabel) {
      return fields(*coercion->arg);
    }
    return result_type_of(state_, expr).columns;
  }

 private:
  static std::vector<RangeColumn> row_fields(const RowExpr& row) {
    std::vector<RangeColumn> columns;
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
      const bool has_name = i < row.names.size() && !row.names[i].empty();
      columns.push_back({has_name ? row.names[i] : "f" + std::to_string(i + 1), row.fields[i]->type,
                         row.fields[i]->type_modifier, false});
    }
    return columns;
  }

  std::vector<RangeColumn> variable_fields(const ColumnVar& var) {
    const auto level = static_cast<std::size_t>(var.levels_up);
    if (level >= levels_.size() || var.column < 0) return {};
    const RangeEntry& entry = levels_[level]->range_table[static_cast<std::size_t>(var.relation)];
    if (var.column == 0) return visible(entry.columns);
    const auto position = static_cast<std::size_t>(var.column) - 1;
    switch (entry.kind) {
      case RangeKind::subquery:
        return entry.subquery ? inside(*entry.subquery, level, position) : std::vector<RangeColumn>();
      case RangeKind::cte: {
        const std::size_t home = level + static_cast<std::size_t>(entry.cte_levels_up);
        return entry.subquery && home < levels_.size() ? inside(*entry.subquery, home, position)
                                                       : std::vector<RangeColumn>();
      }
      case RangeKind::join: return from(level).fields(*entry.join_columns[position]);
      case RangeKind::function: return function_column_fields(entry, level, position);
      default: return {};  // also records of a VALUES list, which PostgreSQL does not look into
    }
  }

  /// A function that returns records of its own shape in a single column: SELECT f FROM f() AS f.
  std::vector<RangeColumn> function_column_fields(const RangeEntry& entry, std::size_t level, std::size_t position) {
    if (entry.functions.size() != 1 || entry.functions.front().column_count != 1 || position != 0) return {};
    return from(level).fields(*entry.functions.front().call);
  }

  /// The output column of a query that stands in the level `level`.
  std::vector<RangeColumn> inside(const BoundQuery& query, std::size_t level, std::size_t position) {
    const std::vector<const TargetEntry*> output = query.output();
    if (position >= output.size()) return {};
    std::vector<const BoundQuery*> levels(levels_.begin() + static_cast<std::ptrdiff_t>(level), levels_.end());
    levels.insert(levels.begin(), &query);
    return RecordExpansion(state_, std::move(levels)).fields(*output[position]->expr);
  }

  [[nodiscard]] RecordExpansion from(std::size_t level) const {
    return {state_, {levels_.begin() + static_cast<std::ptrdiff_t>(level), levels_.end()}};
  }

  static std::vector<RangeColumn> visible(const std::vector<RangeColumn>& columns) {
    std::vector<RangeColumn> shown;
    std::copy_if(columns.begin(), columns.end(), std::back_inserter(shown),
                 [](const RangeColumn& c) { return !c.dropped; });
    return shown;
  }

  ParseState& state_;
  std::vector<const BoundQuery*> levels_;
};

}  // namespace

std::vector<RangeColumn> output_argument_columns(ParseState& state, const FunctionCallExpr& call, Span location) {
  std::vector<RangeColumn> columns;
  int position = 0;
  for (const catalog::FunctionArgument& argument : call.function->output_columns()) {
    ++position;
    Oid type = argument.type;
    if (is_polymorphic(type)) {
      std::vector<Oid> declared = declared_types(call);
      const std::vector<Oid> actual = actual_types(call);
      type = resolve_polymorphic(state, {actual.data(), declared.size()}, declared, type, false, location);
    }
    columns.push_back({argument.name.empty() ? "column" + std::to_string(position) : argument.name, type, -1, false});
  }
  return columns;
}

ResultType result_type_of(ParseState& state, const BoundExpr& expr) {
  if (const auto* call = std::get_if<FunctionCallExpr>(&expr.node);
      call != nullptr && call->function != nullptr && call->function->result == catalog::oid::record) {
    // A single output argument makes a plain result of its type, so RECORD means at least two of them or none.
    std::vector<RangeColumn> columns = output_argument_columns(state, *call, expr.span);
    if (!columns.empty()) return {ResultClass::composite, std::move(columns)};
  }
  if (const auto* row = std::get_if<RowExpr>(&expr.node); row != nullptr && expr.type == catalog::oid::record) {
    return {ResultClass::composite, fields_of(state, expr)};
  }
  return classify(state.context.catalog, expr.type);
}

std::vector<RangeColumn> fields_of(ParseState& state, const BoundExpr& expr) {
  if (expr.type != catalog::oid::record) return result_type_of(state, expr).columns;
  std::vector<const BoundQuery*> levels;
  for (const ParseState* level = &state; level != nullptr; level = level->parent) levels.push_back(level->query);
  return RecordExpansion(state, std::move(levels)).fields(expr);
}

}  // namespace pgscribe::analyze
