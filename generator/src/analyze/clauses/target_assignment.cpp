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

/// transformAssignmentIndirection: `column.field[1] = value`, step by step.
class Assignment {
 public:
  Assignment(ParseState& state, const std::vector<Step>& steps, Span location)
      : state_(state), catalog_(state.context.catalog), steps_(steps), location_(location) {}

  /// Through the steps from `next` on. `base` is null below the column: a CaseTest then stands for the value that is
  /// changed.
  BoundRef run(BoundRef base, const Place& place, BoundRef value, std::size_t next = 0) {
    if (next == steps_.size()) return assign_value(place, std::move(value));
    if (base == nullptr) base = make_bound(CaseTest{}, place.type, {}, place.type_modifier);
    std::size_t past = next;
    while (past < steps_.size() && is_subscript(steps_[past])) ++past;
    if (past < steps_.size() && std::holds_alternative<sql::StarStep>(steps_[past]))
      fail(state_, location_, msg::RowExpansionNotSupported());
    return past > next ? assign_element(std::move(base), place, {next, past}, std::move(value))
                       : assign_field(std::move(base), place, next, std::move(value));
  }

 private:
  /// Steps [first, past).
  struct Subscripts {
    std::size_t first = 0;
    std::size_t past = 0;
  };

  BoundRef assign_value(const Place& place, BoundRef value) {
    BoundRef result =
        coerce_to_target_type(state_, value, {place.type, place.type_modifier, CoercionContext::assignment});
    if (result != nullptr) return result;
    const std::string wanted = catalog_.format_type(place.type);
    const std::string given = catalog_.format_type(value->type);
    fail(state_, location_,
         place.is_element ? msg::SubscriptedAssignmentType(place.name, wanted, given)
                          : msg::SubfieldAssignmentType(place.name, wanted, given));
  }

  /// transformAssignmentSubscripts.
  BoundRef assign_element(BoundRef base, const Place& place, Subscripts range, BoundRef value) {
    std::vector<const Step*> subscripts;
    for (std::size_t i = range.first; i < range.past; ++i) subscripts.push_back(&steps_[i]);
    const ContainerType container = container_type_of(catalog_, place.type, place.type_modifier);
    BoundRef result = make_subscript(state_, std::move(base), container, subscripts, location_);
    const Place element{place.name, result->type, result->type_modifier, true};
    BoundRef assigned = run(nullptr, element, std::move(value), range.past);
    std::get<SubscriptExpr>(result->node).assigned = std::move(assigned);
    result->type = container.type;
    result->type_modifier = container.type_modifier;
    if (container.type == place.type) return result;
    BoundRef back =
        coerce_to_target_type(state_, result, {place.type, place.type_modifier, CoercionContext::assignment});
    if (back != nullptr) return back;
    fail(state_, location_, msg::CannotCast(catalog_.format_type(container.type), catalog_.format_type(place.type)));
  }

  BoundRef assign_field(BoundRef base, const Place& place, std::size_t at, BoundRef value) {
    const std::string& field = std::get<sql::FieldStep>(steps_[at]).name.text;
    const Oid base_type = catalog_.base_type(place.type);
    const catalog::Type* type = catalog_.type(base_type);
    if (type == nullptr || type->kind != catalog::TypeKind::composite)
      fail(state_, location_, msg::CannotAssignToFieldOfOtherType(field, place.name, catalog_.format_type(place.type)));
    const std::vector<catalog::CompositeAttribute> attributes = catalog_.attributes(base_type);
    const auto found =
        std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) { return a.name == field; });
    if (found == attributes.end()) {
      if (catalog::find_system_column(field) != nullptr && type->attributes.empty())
        fail(state_, location_, msg::CannotAssignToSystemField(field));
      fail(state_, location_, msg::CannotAssignToMissingField(field, place.name, catalog_.format_type(place.type)));
    }
    BoundRef assigned = run(nullptr, Place{field, found->type, found->type_modifier, false}, std::move(value), at + 1);
    FieldStoreExpr store;
    store.arg = std::move(base);
    store.value = std::move(assigned);
    store.field = static_cast<int>(found - attributes.begin()) + 1;
    const Span span = store.arg->span;
    BoundRef result = make_bound(std::move(store), base_type, span);
    return coerce_to_domain(state_, std::move(result), {place.type, -1, CoercionContext::assignment, true, location_});
  }

  ParseState& state_;
  const catalog::Catalog& catalog_;
  const std::vector<Step>& steps_;
  Span location_;
};

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
  BoundRef result = Assignment(state, indirection, location)
                        .run(current_value(state, attribute, target, location),
                             Place{column, target.type, target.type_modifier, false}, std::move(expr));
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
