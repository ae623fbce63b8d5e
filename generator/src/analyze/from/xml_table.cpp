#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/from/from_item.hpp"
#include "analyze/from/messages.hpp"
#include "analyze/scope/range_table.hpp"
#include "analyze/types/coercion.hpp"
#include "catalog/messages.hpp"

// XMLTABLE (transformRangeTableFunc).

namespace pgscribe::analyze {
namespace {

constexpr std::string_view kConstruct = "XMLTABLE";

BoundRef bind(ParseState& state, const sql::Expr& expr, Oid type) {
  BoundRef bound = transform_expr(state, expr, ExprKind::from_function);
  return coerce_to_specific_type(state, std::move(bound), type, kConstruct);
}

/// Type of the column, its expressions bound.
RangeColumn bind_column(ParseState& state, const sql::XmlTableColumn& column, RangeEntry& entry) {
  RangeColumn result{column.name.text, catalog::oid::int4, -1, false};
  if (!column.type) return result;
  if (column.type->set_of) fail(state, column.name.span, msg::ColumnCannotBeDeclaredSetof(column.name.text));
  const catalog::ResolvedType type = resolve_type_name(state, *column.type);
  result.type = type.type;
  result.type_modifier = type.type_modifier;
  if (column.path) entry.arguments.push_back(bind(state, *column.path, catalog::oid::text));
  if (column.default_value) entry.arguments.push_back(bind(state, *column.default_value, type.type));
  return result;
}

void bind_columns(ParseState& state, const sql::XmlTableFrom& table, RangeEntry& entry) {
  bool has_ordinality = false;
  for (const sql::XmlTableColumn& column : table.columns) {
    if (!column.type && has_ordinality) fail(state, column.name.span, msg::TwoOrdinalityColumns());
    has_ordinality = has_ordinality || !column.type;
    RangeColumn bound = bind_column(state, column, entry);
    for (const RangeColumn& earlier : entry.columns) {
      if (earlier.name != bound.name) continue;
      fail(state, column.name.span, msg::ColumnNameIsNotUnique(bound.name));
    }
    entry.columns.push_back(std::move(bound));
  }
}

void bind_namespaces(ParseState& state, const sql::XmlTableFrom& table, RangeEntry& entry) {
  std::vector<std::string> names;
  bool has_default = false;
  for (const sql::Target& item : table.namespaces) {
    entry.arguments.push_back(bind(state, *item.value, catalog::oid::text));
    if (!item.name) {
      if (has_default) fail(state, item.span, msg::TwoDefaultNamespaces());
      has_default = true;
      continue;
    }
    for (const std::string& earlier : names) {
      if (earlier != item.name->text) continue;
      fail(state, item.value->span, msg::NamespaceNameIsNotUnique(earlier));
    }
    names.push_back(item.name->text);
  }
}

void bind_contents(ParseState& state, const sql::XmlTableFrom& table, RangeEntry& entry) {
  entry.arguments.push_back(bind(state, *table.row, catalog::oid::text));
  entry.arguments.push_back(bind(state, *table.document, catalog::oid::xml));
  bind_columns(state, table, entry);
  bind_namespaces(state, table, entry);
}

}  // namespace

NamespaceItem transform_xml_table(ParseState& state, const sql::XmlTableFrom& table, Span span) {
  RangeEntry entry;
  entry.kind = RangeKind::xml_table;
  entry.alias = table.alias ? table.alias->name.text : "xmltable";
  entry.has_alias = table.alias.has_value();
  entry.span = span;
  // As for functions, LATERAL is implied.
  state.lateral_active = true;
  bind_contents(state, table, entry);
  state.lateral_active = false;
  entry.lateral = table.lateral || refers_to_neighbours(entry.arguments);
  const sql::Alias* alias = table.alias ? &*table.alias : nullptr;
  apply_column_aliases(state, entry.columns, alias, "XMLTABLE function");
  return add_entry(state, std::move(entry));
}

}  // namespace pgscribe::analyze
