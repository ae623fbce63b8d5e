#include <algorithm>
#include <utility>

#include "analyze/clauses/messages.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/subscripts.hpp"
#include "analyze/exprs/target_list.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/scope/scope.hpp"
#include "analyze/types/coercion.hpp"
#include "catalog/messages.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"

// Values for the columns of INSERT and UPDATE (transformAssignedExpr, transformAssignmentIndirection,
// checkInsertTargets).

namespace pgscribe::analyze {

namespace {

using Step = sql::IndirectionStep;

/// What is being assigned to, as the descent through fields and subscripts narrows it down.
struct Place {
  std::string name;  ///< column or field, for messages
  Oid type = catalog::kInvalidOid;
  int type_modifier = -1;
  bool is_element = false;  ///< reached by a subscript
};

bool is_subscript(const Step& step) {
  return std::holds_alternative<sql::SubscriptStep>(step) || std::holds_alternative<sql::SliceStep>(step);
}

BoundRef assign(ParseState& state, BoundRef base, const Place& place, const std::vector<Step>& steps, std::size_t next,
                BoundRef value, Span location);

BoundRef assign_value(ParseState& state, const Place& place, BoundRef value, Span location) {
  const catalog::Catalog& catalog = state.context.catalog;
  BoundRef result = coerce_to_target_type(state, value, {place.type, place.type_modifier, CoercionContext::assignment});
  if (result != nullptr) return result;
  const std::string wanted = catalog.format_type(place.type);
  const std::string given = catalog.format_type(value->type);
  fail(state, location,
       place.is_element ? msg::SubscriptedAssignmentType(place.name, wanted, given)
                        : msg::SubfieldAssignmentType(place.name, wanted, given));
}

/// transformAssignmentSubscripts: `steps[first, past)` are the subscripts, `past` the first step after them.
BoundRef assign_element(ParseState& state, BoundRef base, const Place& place, const std::vector<Step>& steps,
                        std::size_t first, std::size_t past, BoundRef value, Span location) {
  std::vector<const Step*> subscripts;
  for (std::size_t i = first; i < past; ++i) subscripts.push_back(&steps[i]);
  const ContainerType container = container_type_of(state.context.catalog, place.type, place.type_modifier);
  BoundRef result = make_subscript(state, std::move(base), container, subscripts, location);
  const Place element{place.name, result->type, result->type_modifier, true};
  BoundRef assigned = assign(state, nullptr, element, steps, past, std::move(value), location);
  std::get<SubscriptExpr>(result->node).assigned = std::move(assigned);
  result->type = container.type;
  result->type_modifier = container.type_modifier;
  if (container.type == place.type) return result;
  BoundRef back = coerce_to_target_type(state, result, {place.type, place.type_modifier, CoercionContext::assignment});
  if (back != nullptr) return back;
  const catalog::Catalog& catalog = state.context.catalog;
  fail(state, location, msg::CannotCast(catalog.format_type(container.type), catalog.format_type(place.type)));
}

BoundRef assign_field(ParseState& state, BoundRef base, const Place& place, const std::vector<Step>& steps,
                      std::size_t at, BoundRef value, Span location) {
  const catalog::Catalog& catalog = state.context.catalog;
  const std::string& field = std::get<sql::FieldStep>(steps[at]).name.text;
  const Oid base_type = catalog.base_type(place.type);
  const catalog::Type* type = catalog.type(base_type);
  if (type == nullptr || type->kind != catalog::TypeKind::composite) {
    fail(state, location, msg::CannotAssignToFieldOfOtherType(field, place.name, catalog.format_type(place.type)));
  }
  const std::vector<catalog::CompositeAttribute> attributes = catalog.attributes(base_type);
  const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) { return a.name == field; });
  if (found == attributes.end()) {
    if (catalog::find_system_column(field) != nullptr && type->attributes.empty()) {
      fail(state, location, msg::CannotAssignToSystemField(field));
    }
    fail(state, location, msg::CannotAssignToMissingField(field, place.name, catalog.format_type(place.type)));
  }
  BoundRef assigned = assign(state, nullptr, Place{field, found->type, found->type_modifier, false}, steps, at + 1,
                             std::move(value), location);
  FieldStoreExpr store;
  store.arg = std::move(base);
  store.value = std::move(assigned);
  store.field = static_cast<int>(found - attributes.begin()) + 1;
  const Span span = store.arg->span;
  BoundRef result = make_bound(std::move(store), base_type, span);
  return coerce_to_domain(state, std::move(result), {place.type, -1, CoercionContext::assignment, true, location});
}

/// transformAssignmentIndirection. `base` is null below the column: a CaseTest then stands for the value that is
/// changed.
BoundRef assign(ParseState& state, BoundRef base, const Place& place, const std::vector<Step>& steps, std::size_t next,
                BoundRef value, Span location) {
  if (next == steps.size()) return assign_value(state, place, std::move(value), location);
  if (base == nullptr) base = make_bound(CaseTest{}, place.type, {}, place.type_modifier);
  std::size_t past = next;
  while (past < steps.size() && is_subscript(steps[past])) ++past;
  if (past < steps.size() && std::holds_alternative<sql::StarStep>(steps[past])) {
    fail(state, location, msg::RowExpansionNotSupported());
  }
  if (past > next) return assign_element(state, std::move(base), place, steps, next, past, std::move(value), location);
  return assign_field(state, std::move(base), place, steps, next, std::move(value), location);
}

const RangeEntry& target_entry(const ParseState& state) {
  return state.query->range_table[static_cast<std::size_t>(state.target_relation)];
}

/// The column's present value: NULL for INSERT, which has none.
BoundRef current_value(const ParseState& state, int attribute, const RangeColumn& column, Span location) {
  if (state.is_insert) return make_bound(Constant{true, {}}, column.type, location, column.type_modifier);
  return make_bound(ColumnVar{state.target_relation, attribute, 0}, column.type, location, column.type_modifier);
}

BoundRef assign_column(ParseState& state, BoundRef expr, const std::string& column, const RangeColumn& target) {
  const catalog::Catalog& catalog = state.context.catalog;
  BoundRef result =
      coerce_to_target_type(state, expr, {target.type, target.type_modifier, CoercionContext::assignment});
  if (result != nullptr) return result;
  fail(state, expr->span,
       msg::ColumnAssignmentType(column, catalog.format_type(target.type), catalog.format_type(expr->type)));
}

[[noreturn]] void fail_missing_target(ParseState& state, const catalog::Relation& relation, const std::string& column,
                                      Span span) {
  std::vector<std::string> names;
  for (const catalog::Column& candidate : relation.columns) {
    if (!candidate.dropped) names.push_back(candidate.name);
  }
  const std::string nearest = support::nearest_name(column, names);
  fail(state, span,
       msg::ColumnOfRelationDoesNotExist(column, relation.name,
                                         nearest.empty() ? std::string() : msg::DidYouMean(nearest)));
}

}  // namespace

BoundRef transform_assigned_expr(ParseState& state, BoundRef expr, ExprKind kind, const std::string& column,
                                 int attribute, const std::vector<sql::IndirectionStep>& indirection, Span location) {
  if (attribute <= 0) fail(state, location, msg::CannotAssignToSystemColumn(column));
  const RangeColumn target = target_entry(state).columns[static_cast<std::size_t>(attribute) - 1];
  if (std::holds_alternative<DefaultExpr>(expr->node)) {
    if (!indirection.empty()) {
      fail(state, location,
           is_subscript(indirection.front()) ? msg::ArrayElementToDefault() : msg::SubfieldToDefault());
    }
    return make_bound(DefaultExpr{}, target.type, expr->span, target.type_modifier);
  }
  if (indirection.empty()) return assign_column(state, std::move(expr), column, target);
  // Subscripts are transformed in here, outside transform_expr.
  const ExprKind outer = std::exchange(state.expr_kind, kind);
  BoundRef result =
      assign(state, current_value(state, attribute, target, location),
             Place{column, target.type, target.type_modifier, false}, indirection, 0, std::move(expr), location);
  state.expr_kind = outer;
  return result;
}

std::vector<int> insert_target_attributes(ParseState& state, const std::vector<sql::Target>& columns) {
  const catalog::Relation& relation = *target_entry(state).relation;
  std::vector<int> result;
  if (columns.empty()) {
    for (std::size_t i = 0; i < relation.columns.size(); ++i) {
      if (!relation.columns[i].dropped) result.push_back(static_cast<int>(i) + 1);
    }
    return result;
  }
  std::vector<int> whole;
  std::vector<int> partial;
  const auto in = [](const std::vector<int>& list, int value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  for (const sql::Target& column : columns) {
    const std::string& name = column.name->text;
    const Span span = column.name->span;
    const int attribute = relation.attribute_number(name);
    if (attribute == 0) fail_missing_target(state, relation, name, span);
    const bool is_whole = column.indirection.empty();
    if (in(whole, attribute) || (is_whole && in(partial, attribute))) {
      fail(state, span, msg::ColumnSpecifiedMoreThanOnce(name));
    }
    (is_whole ? whole : partial).push_back(attribute);
    result.push_back(attribute);
  }
  return result;
}

}  // namespace pgscribe::analyze
