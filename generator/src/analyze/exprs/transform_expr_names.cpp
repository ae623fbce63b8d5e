#include <utility>

#include "analyze/calls/function_resolution.hpp"
#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/scope/messages.hpp"
#include "analyze/scope/range_table.hpp"
#include "analyze/scope/scope.hpp"
#include "analyze/types/coercion.hpp"
#include "catalog/messages.hpp"
#include "support/joined.hpp"

// Names of columns, and fields after a dot (transformColumnRef, transformIndirection, unknown_attribute).

namespace pgscribe::analyze {

namespace {

BoundRef attribute_of(ParseState& state, BoundRef row, const std::string& name, Span location) {
  BoundList args;
  args.push_back(std::move(row));
  const sql::QualifiedName function{{name}, location};
  return resolve_function_call(
      state, {function, std::move(args), {}, nullptr, CallNotation::attribute, state.last_srf, location});
}

/// One name: a column, else a FROM item as a whole row.
BoundRef transform_simple_name(ParseState& state, const std::string& name, Span span) {
  if (BoundRef column = find_column(state, name, /*local_only=*/false, span)) return column;
  int levels_up = 0;
  if (const NamespaceItem* item = find_namespace_item(state, {}, name, span, &levels_up)) {
    return whole_row_of_item(state, *item, levels_up, span);
  }
  fail_missing_column(state, {}, name, span);
}

/// `schema.relation.column`, with an empty column for `relation.*`; `schema` may be empty.
BoundRef transform_qualified_name(ParseState& state, const std::string& schema, const std::string& relation,
                                  const std::string& column, Span span) {
  int levels_up = 0;
  const NamespaceItem* item = find_namespace_item(state, schema, relation, span, &levels_up);
  if (item == nullptr) fail_missing_relation(state, schema, relation, span);
  if (column.empty()) return whole_row_of_item(state, *item, levels_up, span);
  if (BoundRef found = column_of_item(state, *item, levels_up, column, span)) return found;
  BoundRef row = whole_row_of_item(state, *item, levels_up, span);
  if (BoundRef call = attribute_of(state, std::move(row), column, span)) return call;
  fail_missing_column(state, relation, column, span);
}

[[noreturn]] void fail_unknown_attribute(ParseState& state, const BoundExpr& row, const std::string& name,
                                         Span location) {
  const catalog::Catalog& catalog = state.context.catalog;
  const auto* var = std::get_if<ColumnVar>(&row.node);
  if (var != nullptr && var->column == 0) {
    const std::string& alias = entry_of(state, *var).alias;
    fail(state, location, msg::ColumnOfTableDoesNotExist(alias, name, support::kNoHint, support::kNoHint));
  }
  if (catalog.is_complex(row.type)) {
    fail(state, location, msg::ColumnNotFoundInDataType(name, catalog.format_type(row.type)));
  }
  if (row.type == catalog::oid::record) fail(state, location, msg::ColumnNotInRecord(name));
  fail(state, location, msg::ColumnNotationOnOtherType(name, catalog.format_type(row.type)));
}

}  // namespace

BoundRef transform_column_ref(ParseState& state, const sql::ColumnRef& ref, Span span) {
  // With a star, the last field is the relation's and there is no column.
  std::vector<std::string> parts;
  for (const sql::Name& field : ref.fields) parts.push_back(field.text);
  if (ref.star) parts.emplace_back();
  switch (parts.size()) {
    case 1:
      if (ref.star) fail(state, span, msg::ImproperUseOfStar());
      return transform_simple_name(state, parts[0], span);
    case 2: return transform_qualified_name(state, {}, parts[0], parts[1], span);
    case 3: return transform_qualified_name(state, parts[0], parts[1], parts[2], span);
    case 4:
      fail_for_database_name(state, support::joined(ref.fields, ".", &sql::Name::text) + (ref.star ? ".*" : ""), span);
    default: fail(state, span, msg::TooManyDottedNames(support::joined(ref.fields, ".", &sql::Name::text)));
  }
}

BoundRef transform_indirection(ParseState& state, const sql::Indirection& indirection) {
  BoundRef result = transform_expr_recurse(state, *indirection.arg);
  const Span location = result->span;
  std::vector<const sql::IndirectionStep*> subscripts;
  for (const sql::IndirectionStep& step : indirection.steps) {
    if (std::holds_alternative<sql::SubscriptStep>(step) || std::holds_alternative<sql::SliceStep>(step)) {
      subscripts.push_back(&step);
      continue;
    }
    const auto* field = std::get_if<sql::FieldStep>(&step);
    if (field == nullptr) fail(state, location, msg::RowExpansionNotSupported());
    if (!subscripts.empty()) result = transform_subscripts(state, std::move(result), subscripts, location);
    subscripts.clear();
    BoundRef attribute = attribute_of(state, result, field->name.text, location);
    if (attribute == nullptr) fail_unknown_attribute(state, *result, field->name.text, location);
    result = std::move(attribute);
  }
  if (!subscripts.empty()) result = transform_subscripts(state, std::move(result), subscripts, location);
  return result;
}

}  // namespace pgscribe::analyze
