#include "analyze/calls/function_resolution.hpp"

#include <algorithm>
#include <utility>

#include "analyze/calls/aggregates.hpp"
#include "analyze/calls/function_call.hpp"
#include "analyze/calls/messages.hpp"
#include "analyze/scope/range_table.hpp"
#include "analyze/scope/recursion.hpp"
#include "analyze/scope/scope.hpp"
#include "analyze/types/coercion.hpp"
#include "analyze/types/messages.hpp"
#include "analyze/types/set_returning.hpp"
#include "catalog/messages.hpp"

// ParseFuncOrColumn of parse_func.c.

namespace pgscribe::analyze {

using catalog::Catalog;
using catalog::kInvalidOid;
namespace oid = catalog::oid;

namespace {

constexpr std::size_t kMaxArguments = 100;  // FUNC_MAX_ARGS

/// The names of named arguments, which must all stand at the end.
void collect_names(PendingCall& call, const std::vector<sql::Name>& names) {
  for (std::size_t i = 0; i < call.args.size(); ++i) {
    if (i >= names.size() || names[i].text.empty()) {
      if (call.names.empty()) continue;
      fail(call.state, call.args[i]->span, msg::PositionalAfterNamed());
    }
    if (std::find(call.names.begin(), call.names.end(), names[i].text) != call.names.end()) {
      fail(call.state, names[i].span, msg::ArgumentNameUsedMoreThanOnce(names[i].text));
    }
    call.names.push_back(names[i].text);
  }
}

/// LookupExplicitNamespace and DeconstructQualifiedName for routine names.
void check_schema(const PendingCall& call) {
  const std::vector<std::string>& parts = call.name.parts;
  if (parts.size() > 3) fail(call, msg::TooManyDottedNames(call.name.joined()));
  if (parts.size() == 3) fail_for_database_name(call.state, call.name.joined(), call.location);
  if (parts.size() < 2) return;
  const std::string& schema = parts[parts.size() - 2];
  if (!call.state.context.catalog.has_schema(schema)) fail(call, msg::SchemaDoesNotExist(schema, support::kNoHint));
}

/// ParseComplexProjection: `name(row)` as the row's column; null when it has none of that name.
BoundRef project_column(PendingCall& call) {
  const BoundRef& row = call.args.front();
  const std::string& column = call.name.last();
  if (const auto* var = std::get_if<ColumnVar>(&row->node); var != nullptr && var->column == 0) {
    for (const NamespaceItem& item : state_at(call.state, var->levels_up).names) {
      if (item.entry == var->relation && item.version == var->version)
        return column_of_item(call.state, item, var->levels_up, column, call.location);
    }
  }
  const std::vector<RangeColumn> fields = fields_of(call.state, *row);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].dropped || fields[i].name != column) continue;
    return select_field(row, fields, i, leftmost(call.location, row->span));
  }
  return nullptr;
}

bool may_be_projection(const PendingCall& call) {
  return call.args.size() == 1 && call.name.parts.size() == 1 && !call.is_procedure && call.order_by_count() == 0 &&
         call.filter == nullptr && !call.star() && !call.distinct() && !call.has_over() && !call.variadic() &&
         call.names.empty() &&
         (call.types.front() == oid::record || call.state.context.catalog.is_complex(call.types.front()));
}

/// Declared position of the i-th given argument; VARIADIC elements share the last one.
std::size_t declared_position(const Candidate& candidate, std::size_t i) {
  if (i < candidate.arg_order.size()) return static_cast<std::size_t>(candidate.arg_order[i]);
  const std::size_t inputs = candidate.function->input_types.size();
  return candidate.variadic_count > 0 ? std::min(i, inputs - 1) : i;
}

void note_argument_targets(PendingCall& call, const Candidate& candidate) {
  for (std::size_t i = 0; i < call.args.size(); ++i) {
    ParameterSlot::Target target;
    target.function_argument = std::string(candidate.function->input_name(declared_position(candidate, i)));
    if (target.function_argument.empty()) target.name_hint = candidate.function->name;
    note_parameter_target(call.state, *call.args[i], std::move(target));
  }
}

/// Actual types with those of defaulted arguments at the end: they take part in polymorphism.
std::vector<Oid> types_with_defaults(const PendingCall& call, const Candidate& candidate) {
  std::vector<Oid> types = call.types;
  for (std::size_t i = types.size(); i < candidate.types.size(); ++i) {
    // The catalog does not keep the expression of a default, which alone knows its type for a polymorphic argument.
    types.push_back(is_polymorphic(candidate.types[i]) ? oid::unknown : candidate.types[i]);
  }
  return types;
}

/// VARIADIC arguments must make an array, and VARIADIC before a variadic "any" must mark one.
void check_variadic(const PendingCall& call, const Candidate& candidate) {
  const Catalog& catalog = call.state.context.catalog;
  const Oid variadic = candidate.function->variadic;
  if (candidate.variadic_count > 0 && variadic != oid::any) {
    const auto first = call.args.size() - static_cast<std::size_t>(candidate.variadic_count);
    const Oid element = call.args[first]->type;
    if (catalog.array_type(element) == kInvalidOid) {
      fail(call.state, call.args[first]->span, msg::NoArrayType(catalog.format_type(element)));
    }
  }
  if (variadic == oid::any && call.variadic() && !call.args.empty() &&
      catalog.base_element_type(call.types.back()) == kInvalidOid) {
    fail(call.state, call.args.back()->span, msg::VariadicMustBeAnArray());
  }
}

[[noreturn]] void fail_parameterless(const PendingCall& call) {
  fail(call, msg::ParameterlessAggregateWithoutStar(call.name.joined()));
}

BoundRef build_function(PendingCall& call, const Candidate& candidate, Oid result) {
  FunctionCallExpr node;
  node.function = candidate.function;
  node.variadic_array = call.variadic() && candidate.function->variadic != kInvalidOid;
  node.form = call.call != nullptr && call.call->sql_syntax ? CallForm::sql_syntax : CallForm::explicit_call;
  // As for any list in PostgreSQL, the first argument that has a place stands for all.
  const auto placed =
      std::find_if(call.args.begin(), call.args.end(), [](const BoundRef& arg) { return !arg->span.empty(); });
  const Span span = placed == call.args.end() ? call.location : leftmost(call.location, (*placed)->span);
  node.args = std::move(call.args);
  // The collation of a name, "C", becomes that of the function's result.
  for (const BoundRef& arg : node.args) call.state.context.has_collations |= arg->type == catalog::oid::name;
  return make_bound(std::move(node), result, span);
}

BoundRef build_aggregate(PendingCall& call, const Candidate& candidate, Oid result) {
  if (call.args.empty() && !call.star() && !call.within_group()) fail_parameterless(call);
  if (candidate.function->returns_set) fail(call, msg::AggregatesCannotReturnSets());
  if (!call.names.empty()) fail(call, msg::AggregatesCannotUseNamedArguments());

  AggregateExpr node;
  node.function = candidate.function;
  node.star = call.star();
  node.filter = call.filter;
  node.distinct = call.distinct();
  std::size_t direct = 0;
  if (call.within_group()) direct = call.args.size() - call.order_by_count();
  const auto split = call.args.begin() + static_cast<std::ptrdiff_t>(direct);
  node.direct_args.assign(call.args.begin(), split);
  node.args.assign(split, call.args.end());
  BoundRef expr = make_bound(std::move(node), result, call.location);
  static const std::vector<sql::SortItem> kNoOrder;
  place_aggregate(call.state, *expr, call.call == nullptr ? kNoOrder : call.call->order_by, call.distinct());
  return expr;
}

BoundRef build_window_call(PendingCall& call, const Candidate& candidate, Oid result) {
  const bool is_aggregate = candidate.function->kind == catalog::FunctionKind::aggregate;
  if (call.distinct()) fail(call, msg::DistinctInWindowCall());
  if (is_aggregate && call.args.empty() && !call.star()) fail_parameterless(call);
  if (call.order_by_count() != 0) fail(call, msg::OrderByInWindowCall());
  if (!is_aggregate && call.filter != nullptr) fail(call, msg::FilterInWindowCall());
  if (call.state.last_srf != call.last_srf) {
    fail(call.state, call.state.last_srf->span, msg::WindowCallContainsSetReturning());
  }
  if (candidate.function->returns_set) fail(call, msg::WindowFunctionsCannotReturnSets());
  WindowExpr node;
  node.function = candidate.function;
  node.args = std::move(call.args);
  node.star = call.star();
  node.filter = call.filter;
  BoundRef expr = make_bound(std::move(node), result, call.location);
  place_window_call(call.state, *expr, *call.call->over);
  return expr;
}

BoundRef build_call(PendingCall& call, const CallDetail& detail) {
  const Candidate& candidate = detail.candidate;
  const std::vector<Oid> actual = types_with_defaults(call, candidate);
  std::vector<Oid> declared = candidate.types;
  if (actual.size() > kMaxArguments) fail(call, msg::TooManyArguments(kMaxArguments));
  const Oid result =
      resolve_polymorphic(call.state, actual, declared, candidate.function->result, false, call.location);
  if (result == oid::internal) fail(call, msg::FunctionReturnsInternal());
  coerce_arguments(call.state, call.args, call.types, declared);
  note_argument_targets(call, candidate);
  check_variadic(call, candidate);
  const bool returns_set = candidate.function->returns_set;
  if (returns_set) check_set_placement(call.state, call.last_srf, call.location);

  BoundRef expr;
  if (detail.kind == CallKind::function || detail.kind == CallKind::procedure) {
    expr = build_function(call, candidate, result);
  } else if (detail.kind == CallKind::aggregate && !call.has_over()) {
    expr = build_aggregate(call, candidate, result);
  } else {
    expr = build_window_call(call, candidate, result);
  }
  if (returns_set) call.state.last_srf = expr.get();
  return expr;
}

}  // namespace

BoundRef resolve_function_call(ParseState& state, CallRequest request) {
  PendingCall pending{state,
                      request.name,
                      std::move(request.args),
                      {},
                      request.call,
                      request.notation == CallNotation::procedure,
                      request.last_srf,
                      request.location,
                      {},
                      nullptr};
  if (request.call != nullptr && request.call->filter != nullptr) {
    pending.filter = transform_condition(state, request.call->filter, ExprKind::filter, "FILTER");
  }
  if (pending.args.size() > kMaxArguments) fail(pending, msg::TooManyArguments(kMaxArguments));
  for (const BoundRef& arg : pending.args) pending.types.push_back(arg->type);
  collect_names(pending, request.names);
  if (may_be_projection(pending)) {
    if (BoundRef column = project_column(pending)) return column;
  }
  check_schema(pending);

  CallDetail detail = find_call(pending);
  check_call_kind(pending, detail);
  if (detail.kind == CallKind::coercion) {
    return coerce_type(state, pending.args.front(),
                       {detail.coercion_target, -1, CoercionContext::explicit_, false, request.location});
  }
  if (detail.kind == CallKind::not_found || detail.kind == CallKind::ambiguous) {
    if (request.notation == CallNotation::attribute) return nullptr;
    fail_unresolved(pending, detail.kind);
  }
  return build_call(pending, detail);
}

}  // namespace pgscribe::analyze
