#include "analyze/calls/result_type.hpp"
#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/target_list.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/from/from_item.hpp"
#include "analyze/from/messages.hpp"
#include "analyze/scope/range_table.hpp"
#include "analyze/types/messages.hpp"
#include "catalog/messages.hpp"
#include "catalog/type_name.hpp"

// Functions in FROM, ROWS FROM and column definition lists (transformRangeFunction, addRangeTableEntryForFunction).

namespace pgscribe::analyze {
namespace {

/// One function of the item, bound.
struct BoundFunction {
  BoundRef call;
  std::string name;  ///< FigureColname of the call
  const std::vector<sql::ColumnDefinitionItem>* definitions = nullptr;

  [[nodiscard]] bool has_definitions() const { return definitions != nullptr && !definitions->empty(); }
};

/// A bare unnest(a, b, ...) means ROWS FROM (unnest(a), unnest(b), ...).
const sql::FunctionCall* as_multiple_unnest(const sql::FunctionItem& item) {
  const auto* call = std::get_if<sql::FunctionCall>(&item.call->node);
  if (call == nullptr || call->name.parts.size() != 1 || call->name.last() != "unnest" || call->args.size() < 2)
    return nullptr;
  const bool is_plain = call->order_by.empty() && !call->filter && !call->over && !call->star && !call->distinct &&
                        !call->variadic && item.column_definitions.empty();
  return is_plain ? call : nullptr;
}

BoundFunction bind_call(ParseState& state, const sql::Expr& expr) {
  BoundFunction result;
  const BoundExpr* before = state.last_srf;
  result.call = transform_expr(state, expr, ExprKind::from_function);
  if (state.last_srf != before && state.last_srf != result.call.get()) {
    fail(state, state.last_srf->span, msg::SetReturningNotAtTopOfFrom());
  }
  result.name = column_name_of(expr);
  return result;
}

void bind_multiple_unnest(ParseState& state, const sql::FunctionCall& call, const sql::Expr& expr,
                          std::vector<BoundFunction>& result) {
  for (const sql::ExprRef& arg : call.args) {
    sql::FunctionCall single;
    single.name = {{"pg_catalog", "unnest"}, call.name.span};
    single.args = {arg};
    result.push_back(bind_call(state, sql::Expr{std::move(single), expr.span, expr.extent}));
  }
}

std::vector<BoundFunction> bind_functions(ParseState& state, const sql::FunctionFrom& from) {
  std::vector<BoundFunction> result;
  for (const sql::FunctionItem& item : from.functions) {
    if (const sql::FunctionCall* unnest = as_multiple_unnest(item)) {
      bind_multiple_unnest(state, *unnest, *item.call, result);
      continue;
    }
    result.push_back(bind_call(state, *item.call));
    if (!item.column_definitions.empty() && !from.column_definitions.empty()) {
      fail(state, from.column_definitions.front().name.span, msg::TwoColumnDefinitionLists());
    }
    result.back().definitions = &item.column_definitions;
  }
  return result;
}

/// A column definition list after the alias belongs to the only function.
void attach_definitions(ParseState& state, const sql::FunctionFrom& from, std::vector<BoundFunction>& functions) {
  if (from.column_definitions.empty()) return;
  const Span location = from.column_definitions.front().name.span;
  if (functions.size() != 1) {
    fail(state, location, from.rows_from ? msg::ColumnDefinitionsOfRowsFrom() : msg::ColumnDefinitionsOfUnnest());
  }
  if (from.ordinality) fail(state, location, msg::ColumnDefinitionsWithOrdinality());
  functions.front().definitions = &from.column_definitions;
}

void check_definitions_wanted(ParseState& state, const BoundFunction& function, ResultClass kind) {
  if (!function.has_definitions()) {
    if (kind != ResultClass::record) return;
    fail(state, function.call->span, msg::ColumnDefinitionsRequired());
  }
  if (kind == ResultClass::record) return;
  const Span location = function.definitions->front().name.span;
  if (kind != ResultClass::composite) fail(state, location, msg::ColumnDefinitionsNotAllowed());
  if (function.call->type == catalog::oid::record) fail(state, location, msg::ColumnDefinitionsOverOutParameters());
  fail(state, location, msg::ColumnDefinitionsOverNamedType());
}

/// GetColumnDefCollation
void check_collation(ParseState& state, const sql::QualifiedName& collation, Oid type, Span span) {
  const catalog::Catalog& catalog = state.context.catalog;
  check_collation_exists(state, collation, span);
  const catalog::Type* base = catalog.type(catalog.base_type(type));
  if (base == nullptr || !base->is_collatable) {
    fail(state, span, msg::CollationsAreNotSupportedByType(catalog.format_type(type)));
  }
}

std::vector<RangeColumn> define_columns(ParseState& state, const std::vector<sql::ColumnDefinitionItem>& definitions) {
  std::vector<RangeColumn> columns;
  for (const sql::ColumnDefinitionItem& item : definitions) {
    if (item.type.set_of) fail(state, item.name.span, msg::ColumnCannotBeDeclaredSetof(item.name.text));
    const catalog::ResolvedType type = resolve_type_name(state, item.type);
    if (item.collation) check_collation(state, *item.collation, type.type, item.collation_span);
    columns.push_back({item.name.text, type.type, type.type_modifier, false});
  }
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (columns[i].name != columns[j].name) continue;
      fail(state, definitions[i].name.span, msg::ColumnNameSpecifiedMoreThanOnce(columns[i].name));
    }
  }
  for (const sql::ColumnDefinitionItem& item : definitions) {
    const RangeColumn& column = columns[static_cast<std::size_t>(&item - definitions.data())];
    const bool is_record = column.type == catalog::oid::record || column.type == catalog::oid::record_array;
    // A record value says itself what it is made of, so such a column is fine here.
    if (is_record) continue;
    if (!catalog::check_column_type(state.context.catalog, column.name, column.type, item.type.span, state.context.file,
                                    state.context.diagnostics)) {
      fail_silently();
    }
  }
  return columns;
}

/// chooseScalarFunctionAlias
std::string scalar_column_name(const BoundFunction& function, const sql::Alias* alias, std::size_t function_count) {
  if (const auto* call = std::get_if<FunctionCallExpr>(&function.call->node);
      call != nullptr && call->function != nullptr) {
    const auto outputs = call->function->output_columns();
    if (outputs.size() == 1 && !outputs.front().name.empty()) return outputs.front().name;
  }
  if (function_count == 1 && alias != nullptr) return alias->name.text;
  return function.name;
}

void add_columns(ParseState& state, const BoundFunction& function, const sql::Alias* alias, std::size_t function_count,
                 RangeEntry& entry) {
  ResultType result = result_type_of(state, *function.call);
  check_definitions_wanted(state, function, result.kind);
  if (result.kind == ResultClass::other) {
    fail(state, function.call->span,
         msg::UnsupportedTypeInFrom(function.name, state.context.catalog.format_type(function.call->type)));
  }
  if (result.kind == ResultClass::scalar) {
    result.columns.push_back({scalar_column_name(function, alias, function_count), function.call->type,
                              function.call->type_modifier, false});
  } else if (result.kind == ResultClass::record) {
    result.columns = define_columns(state, *function.definitions);
  }
  entry.functions.push_back({function.call, static_cast<int>(result.columns.size()), function.has_definitions()});
  entry.columns.insert(entry.columns.end(), result.columns.begin(), result.columns.end());
}

}  // namespace

NamespaceItem transform_range_function(ParseState& state, const sql::FunctionFrom& from, Span span) {
  // Functions see the items before them whether LATERAL is written or not.
  state.lateral_active = true;
  std::vector<BoundFunction> functions = bind_functions(state, from);
  state.lateral_active = false;
  attach_definitions(state, from, functions);

  const sql::Alias* alias = from.alias ? &*from.alias : nullptr;
  RangeEntry entry;
  entry.kind = RangeKind::function;
  entry.alias = alias != nullptr ? alias->name.text : functions.front().name;
  entry.has_alias = alias != nullptr;
  entry.ordinality = from.ordinality;
  entry.span = span;
  BoundList calls;
  for (const BoundFunction& function : functions) {
    add_columns(state, function, alias, functions.size(), entry);
    calls.push_back(function.call);
  }
  entry.lateral = from.lateral || refers_to_neighbours(calls);
  if (from.ordinality) entry.columns.push_back({"ordinality", catalog::oid::int8, -1, false});
  apply_column_aliases(state, entry.columns, alias, "table \"" + entry.alias + "\"");
  return add_entry(state, std::move(entry));
}

}  // namespace pgscribe::analyze
