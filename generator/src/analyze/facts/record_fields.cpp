#include "analyze/facts/record_fields.hpp"

#include <algorithm>
#include <utility>

#include "analyze/clauses/row_edit.hpp"
#include "analyze/facts/column_origin.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/facts/messages.hpp"
#include "analyze/facts/query_facts.hpp"
#include "catalog/builtins.hpp"

namespace pgscribe::analyze {

namespace {

bool is_record(const catalog::Catalog& catalog, Oid type) {
  return type == catalog::oid::record || catalog.element_type(type) == catalog::oid::record;
}

/// NULL, or what has nothing in it: what COALESCE puts in the place of what is not there.
bool may_hold_nothing(const BoundExpr& expr) {
  if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node)) return may_hold_nothing(*coercion->arg);
  JsonProblem ignored;
  const std::optional<JsonCall> call = json_call(expr, ignored);
  return std::holds_alternative<Constant>(expr.node) || (call && call->parts.empty());
}

/// Whether it is NULL, an empty array, or an empty list or map of JSON where the others are one.
bool holds_nothing_of(JsonShape shape, const BoundExpr& expr) {
  if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node)) return holds_nothing_of(shape, *coercion->arg);
  if (const auto* constant = std::get_if<Constant>(&expr.node)) {
    if (constant->is_null) return true;
    if (shape == JsonShape::list) return constant->text == "[]";
    return (shape == JsonShape::none || shape == JsonShape::map) && constant->text == "{}";
  }
  JsonProblem ignored;
  const JsonShape made = json_call(expr, ignored)->shape;
  return made == shape || (made == JsonShape::object && shape == JsonShape::map);
}

bool combine(ValueParts& one, const ValueParts& other);

/// Makes `one` what is known of a field whose values come from it or from `other`.
bool combine(RecordField& one, const RecordField& other) {
  if (one.type != other.type || one.json != other.json) return false;
  include(one.nullability, other.nullability);
  one.origin.reset();
  if (one.fields.empty() && other.fields.empty()) return true;
  ValueParts parts{one.json, std::move(one.fields)};
  const bool is_same = combine(parts, {other.json, other.fields});
  one.fields = std::move(parts.fields);
  return is_same;
}

bool combine(ValueParts& one, const ValueParts& other) {
  if (one.json != other.json || one.fields.size() != other.fields.size()) return false;
  for (std::size_t i = 0; i < one.fields.size(); ++i) {
    if (one.json == JsonShape::object && one.fields[i].name != other.fields[i].name) return false;
    if (!combine(one.fields[i], other.fields[i])) return false;
  }
  return true;
}

/// What both are made of; nothing where that differs.
ValueParts combined(ValueParts one, const ValueParts& other) { return combine(one, other) ? one : ValueParts{}; }

class PartFinder {
 public:
  /// `problem`: null where JSON is a value like any other.
  PartFinder(const QueryFacts& facts, const BoundExpr* condition, JsonProblem* problem)
      : facts_(facts), catalog_(facts.memo().catalog()), condition_(condition), problem_(problem) {}

  ValueParts find(const BoundExpr& expr) {
    if (is_json(expr.type)) {
      if (const std::optional<JsonCall> call = json_call(expr, *problem_)) return parts_of(*call);
    } else if (!is_record(catalog_, expr.type)) {
      return {};
    }
    ValueParts parts = std::visit([&](const auto& node) { return visit(node); }, expr.node);
    if (problem_ != nullptr) return parts;
    const bool rests_on_table = std::any_of(parts.fields.begin(), parts.fields.end(), [&](const RecordField& field) {
      return holds_whole_rows(catalog_, field.type);
    });
    return rests_on_table ? ValueParts{} : parts;
  }

 private:
  [[nodiscard]] bool is_json(Oid type) const { return problem_ != nullptr && is_json_type(catalog_.base_type(type)); }
  [[nodiscard]] bool has_parts(Oid type) const { return is_json(type) || is_record(catalog_, type); }
  [[nodiscard]] PartFinder at(const QueryFacts& level, const BoundExpr* condition) const {
    return {level, condition, problem_};
  }

  template <class Node>
  ValueParts visit(const Node&) {
    return {};
  }

  ValueParts visit(const ColumnVar& var) {
    const QueryFacts& level = facts_.level(var.levels_up);
    const RangeEntry& entry = level.query().range_table[static_cast<std::size_t>(var.relation)];
    if (var.column == 0) return row_of(entry, level.entry(var.relation), level);
    const auto index = static_cast<std::size_t>(var.column) - 1;
    if (entry.kind == RangeKind::join && index < entry.join_columns.size())
      return at(level, condition_).find(*entry.join_columns[index]);
    return parts_of_column(entry, index, level);
  }

  /// A row of FROM, in rows where it is there. A join's has the columns that its tables have when it runs.
  ValueParts row_of(const RangeEntry& entry, const EntryFacts& columns, const QueryFacts& level) {
    if (entry.kind == RangeKind::join) return {};
    ValueParts row;
    for (std::size_t i = 0; i < entry.columns.size() && i < columns.columns.size(); ++i) {
      const RangeColumn& column = entry.columns[i];
      if (column.dropped) continue;
      RecordField field{column.name, column.type, column.type_modifier, columns.columns[i], origin(entry, i)};
      if (has_parts(column.type)) set_parts(field, parts_of_column(entry, i, level));
      check_form(column.type, entry.span);
      row.fields.push_back(std::move(field));
    }
    return row;
  }

  std::optional<ColumnOrigin> origin(const RangeEntry& entry, std::size_t index) const {
    if (!entry.subquery || entry.subquery->set_operations) return std::nullopt;
    const std::vector<const TargetEntry*> output = entry.subquery->output();
    return index < output.size() ? column_origin(*entry.subquery, *output[index]->expr) : std::nullopt;
  }

  static void set_parts(RecordField& field, ValueParts parts) {
    field.json = parts.json;
    field.fields = std::move(parts.fields);
  }

  /// What is in a value that a sub-select or WITH item gives.
  ValueParts parts_of_column(const RangeEntry& entry, std::size_t index, const QueryFacts& level) {
    if (!entry.subquery || entry.self_reference) return {};
    return parts_of_output(*entry.subquery, index,
                           entry.kind == RangeKind::cte ? level.level(entry.cte_levels_up) : level);
  }

  ValueParts parts_of_output(const BoundQuery& query, std::size_t index, const QueryFacts& outer) {
    if (query.set_operations) return parts_of_leaf(query, *query.set_operations, index, outer);
    const std::vector<const TargetEntry*> output = query.output();
    if (index >= output.size()) return {};
    const QueryFacts facts(query, facts_.memo(), &outer);
    return at(facts, nullptr).find(*output[index]->expr);
  }

  /// Of both sides of UNION and its like, whose rows have fields of the same types.
  ValueParts parts_of_leaf(const BoundQuery& query, const SetOperationNode& node, std::size_t index,
                           const QueryFacts& outer) {
    if (node.op == sql::SetOperator::none) {
      const RangeEntry& leaf = query.range_table[static_cast<std::size_t>(node.entry)];
      return leaf.subquery ? parts_of_output(*leaf.subquery, index, outer) : ValueParts{};
    }
    ValueParts left = parts_of_leaf(query, *node.left, index, outer);
    return combined(std::move(left), parts_of_leaf(query, *node.right, index, outer));
  }

  ValueParts visit(const RowExpr& row) {
    ValueParts parts;
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
      const BoundExpr& field = *row.fields[i];
      // On the wire fields have no names. In JSON they have those of a row: f1, f2 ...
      parts.fields.push_back(part(field, problem_ != nullptr ? row.names[i] : column_name(field)));
    }
    return parts;
  }

  RecordField part(const BoundExpr& expr, std::string name) {
    RecordField field{std::move(name), expr.type, expr.type_modifier, nullability_of(expr, facts_, condition_),
                      column_origin(facts_.query(), expr)};
    // A literal that nothing gives a type, for which JSON has a string.
    if (problem_ != nullptr && expr.type == catalog::oid::unknown) field.type = catalog::oid::text;
    set_parts(field, find(expr));
    check_form(expr.type, expr.span);
    return field;
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

  ValueParts visit(const SubqueryExpr& subquery) {
    const bool gives_value = subquery.kind == sql::SubqueryKind::scalar || subquery.kind == sql::SubqueryKind::array;
    return gives_value && subquery.query ? parts_of_output(*subquery.query, 0, facts_) : ValueParts{};
  }

  ValueParts visit(const AggregateExpr& call) {
    const bool is_array_agg = call.function->schema == "pg_catalog" && call.function->name == "array_agg";
    if (!is_array_agg || call.args.empty()) return {};
    return at(facts_.level(call.levels_up), call.filter.get()).find(*call.args.front());
  }

  ValueParts visit(const CoercionExpr& coercion) {
    const bool keeps_parts =
        coercion.method == CoercionMethod::relabel || is_json_type(catalog_.base_type(coercion.arg->type));
    return keeps_parts ? find(*coercion.arg) : ValueParts{};
  }

  ValueParts visit(const CoalesceExpr& coalesce) { return parts_of_any(coalesce.args); }

  ValueParts visit(const CaseExpr& expr) {
    BoundList results;
    for (const auto& [when, then] : expr.whens) results.push_back(then);
    results.push_back(expr.otherwise);
    return parts_of_any(results);
  }

  ValueParts parts_of_any(const BoundList& alternatives) {
    std::optional<ValueParts> parts;
    for (const BoundRef& alternative : alternatives) {
      if (may_hold_nothing(*alternative)) continue;
      ValueParts next = find(*alternative);
      parts = parts ? combined(std::move(*parts), next) : std::move(next);
      if (parts->fields.empty() && parts->json == JsonShape::none) return {};
    }
    const bool fits = parts && std::all_of(alternatives.begin(), alternatives.end(), [&](const BoundRef& alternative) {
                        return !may_hold_nothing(*alternative) || holds_nothing_of(parts->json, *alternative);
                      });
    return fits ? std::move(*parts) : ValueParts{};
  }

  ValueParts parts_of(const JsonCall& call) {
    if (call.aggregate_level) return at(facts_.level(*call.aggregate_level), call.filter).parts_of_rows(call);
    return parts_of_rows(call);
  }

  ValueParts parts_of_rows(const JsonCall& call) {
    if (call.shape == JsonShape::none) return find(*call.parts.front().expr);
    ValueParts parts{call.shape, {}};
    for (const JsonPart& one : call.parts) {
      RecordField field = part(*one.expr, one.key);
      const bool is_element = call.shape != JsonShape::object;
      if (is_element && call.leaves_out_null && !field.nullability.not_null) {
        field.nullability.not_null = true;
        field.nullability.reason = {Why::no_element, one.expr->span};
      }
      if (!is_element || parts.fields.empty())
        parts.fields.push_back(std::move(field));
      else if (!combine(parts.fields.front(), field))
        return refuse(one.expr->span, msg::JsonElementsDiffer());
    }
    return parts;
  }

  /// A cast from a type of the user's to json is what to_json writes, too (json_categorize_type).
  void check_form(Oid type, Span span) {
    if (problem_ == nullptr) return;
    const Oid base = catalog_.base_type(type);
    if (const Oid element = catalog_.element_type(base); element != catalog::kInvalidOid)
      return check_form(element, span);
    const catalog::Type* known = catalog_.type(base);
    if (known == nullptr || catalog::is_builtin(base) || known->kind == catalog::TypeKind::composite) return;
    const catalog::Cast* cast = catalog_.find_cast(base, catalog::oid::json);
    if (cast == nullptr || cast->method != catalog::CastMethod::function || cast->extension == "hstore") return;
    refuse(span, msg::JsonByOwnCast(catalog_.format_type(type)));
  }

  ValueParts refuse(Span span, support::Message message) {
    if (!problem_->message) *problem_ = {span, std::move(message)};
    return {};
  }

  const QueryFacts& facts_;
  const catalog::Catalog& catalog_;
  const BoundExpr* condition_;
  JsonProblem* problem_;
};

}  // namespace

std::vector<RecordField> record_fields(const BoundExpr& expr, const QueryFacts& facts) {
  return PartFinder(facts, nullptr, nullptr).find(expr).fields;
}

ValueParts json_parts(const BoundExpr& expr, const QueryFacts& facts, JsonProblem& problem) {
  return PartFinder(facts, nullptr, &problem).find(expr);
}

}  // namespace pgscribe::analyze
