#include <algorithm>
#include <utility>

#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/json_query.hpp"
#include "analyze/exprs/json_value.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/from/from_item.hpp"
#include "analyze/from/messages.hpp"
#include "analyze/scope/analysis_error.hpp"
#include "analyze/scope/range_table.hpp"
#include "analyze/types/coercion.hpp"

// JSON_TABLE (transformJsonTable of parse_jsontable.c).

namespace pgscribe::analyze {
namespace {

namespace oid = catalog::oid;

void take_name(ParseState& state, const sql::Name& name, std::vector<std::string>& taken) {
  if (std::find(taken.begin(), taken.end(), name.text) != taken.end())
    fail(state, name.span, msg::JsonTableNameTaken(name.text));
  taken.push_back(name.text);
}

/// CheckDuplicateColumnOrPathNames
void check_names(ParseState& state, const std::vector<sql::JsonTableColumn>& columns, std::vector<std::string>& taken) {
  for (const sql::JsonTableColumn& column : columns) {
    if (column.kind != sql::JsonColumnKind::nested) take_name(state, column.name, taken);
    if (column.path_name) take_name(state, *column.path_name, taken);
    check_names(state, column.columns, taken);
  }
}

/// isCompositeType: what only JSON_QUERY makes.
bool holds_json(const catalog::Catalog& catalog, Oid type) {
  const Oid base = catalog.base_type(type);
  const catalog::Type* found = catalog.type(base);
  return base == oid::json || base == oid::jsonb || base == oid::record ||
         catalog.element_type(base) != catalog::kInvalidOid ||
         (found != nullptr && found->kind == catalog::TypeKind::composite);
}

/// The path of a column without one: the member of its name.
std::string member_path(const std::string& name) {
  std::string path = "$.\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') path += '\\';
    path += c;
  }
  return path + '"';
}

class JsonTableBinder {
 public:
  JsonTableBinder(ParseState& state, const sql::JsonTableFrom& table, RangeEntry& entry)
      : state_(state), table_(table), entry_(entry) {}

  void bind() {
    bind_document();
    bind_columns(table_.columns, false);
  }

 private:
  void bind_document() {
    BoundRef document = transform_json_value(state_, table_.document, {"JSON_TABLE", JsonForm::jsonb, oid::jsonb});
    BoundRef path = coerce_to_json_path(state_, transform_expr_recurse(state_, *table_.path));
    entry_.arguments = {std::move(document), std::move(path)};
    bind_json_passing(state_, table_.passing, "JSON_TABLE", entry_.arguments);
  }

  /// The columns of one path, then those of the paths nested in it.
  void bind_columns(const std::vector<sql::JsonTableColumn>& columns, bool is_nested) {
    bool has_ordinality = false;
    for (const sql::JsonTableColumn& column : columns) {
      if (column.kind == sql::JsonColumnKind::nested) continue;
      if (column.kind == sql::JsonColumnKind::ordinality && std::exchange(has_ordinality, true))
        fail(state_, column.span, msg::TwoOrdinalityColumns());
      bind_column(column, is_nested);
    }
    for (const sql::JsonTableColumn& column : columns) {
      if (column.kind != sql::JsonColumnKind::nested) continue;
      entry_.has_nested_paths = true;
      entry_.arguments.push_back(coerce_to_json_path(state_, transform_expr_recurse(state_, *column.path)));
      bind_columns(column.columns, true);
    }
  }

  void bind_column(const sql::JsonTableColumn& column, bool is_nested) {
    if (column.kind == sql::JsonColumnKind::ordinality) {
      entry_.columns.push_back({column.name.text, oid::int4, -1, false});
      entry_.json_columns.push_back({nullptr, is_nested});
      return;
    }
    BoundRef value = bind_value(column, kind_of(column, resolve_type_name(state_, *column.type).type));
    entry_.columns.push_back({column.name.text, value->type, value->type_modifier, false});
    entry_.json_columns.push_back({std::move(value), is_nested});
  }

  sql::JsonQueryKind kind_of(const sql::JsonTableColumn& column, Oid type) const {
    if (column.kind == sql::JsonColumnKind::exists) return sql::JsonQueryKind::exists;
    const bool is_plain = column.kind == sql::JsonColumnKind::regular &&
                          column.quotes == sql::JsonQuotes::unspecified &&
                          column.wrapper == sql::JsonWrapper::unspecified;
    return is_plain && !holds_json(state_.context.catalog, type) ? sql::JsonQueryKind::value
                                                                 : sql::JsonQueryKind::query;
  }

  BoundRef bind_value(const sql::JsonTableColumn& column, sql::JsonQueryKind kind) {
    const std::optional<sql::JsonOutput> output = sql::JsonOutput{*column.type, column.format};
    const JsonQuerySource source{kind,           &table_.passing, &output,           &column.on_empty, &column.on_error,
                                 column.wrapper, column.quotes,   &column.name.text, column.span};
    check_json_query(state_, source);
    BoundRef path = column.path != nullptr
                        ? transform_expr_recurse(state_, *column.path)
                        : make_bound(Constant{false, member_path(column.name.text)}, oid::unknown, column.span);
    path = coerce_to_json_path(state_, std::move(path));
    return bind_json_query(state_, source, make_bound(CaseTest{}, oid::jsonb, column.span), std::move(path));
  }

  ParseState& state_;
  const sql::JsonTableFrom& table_;
  RangeEntry& entry_;
};

void check_table(ParseState& state, const sql::JsonTableFrom& table) {
  using Behavior = sql::JsonBehaviorKind;
  if (table.on_error && table.on_error->kind != Behavior::error && table.on_error->kind != Behavior::empty &&
      table.on_error->kind != Behavior::empty_array)
    fail(state, table.on_error->span, msg::JsonTableOnError());
  std::vector<std::string> taken;
  if (table.path_name) taken.push_back(table.path_name->text);
  check_names(state, table.columns, taken);
}

/// All expressions of the item, for what it refers to.
BoundList expressions_of(const RangeEntry& entry) {
  BoundList all = entry.arguments;
  for (const JsonColumn& column : entry.json_columns) {
    if (column.value != nullptr) all.push_back(column.value);
  }
  return all;
}

}  // namespace

NamespaceItem transform_json_table(ParseState& state, const sql::JsonTableFrom& table, Span span) {
  check_table(state, table);
  RangeEntry entry;
  entry.kind = RangeKind::json_table;
  entry.alias = table.alias ? table.alias->name.text : "json_table";
  entry.has_alias = table.alias.has_value();
  entry.span = span;
  // As for functions, LATERAL is implied.
  state.lateral_active = true;
  const ExprKind outer = std::exchange(state.expr_kind, ExprKind::from_function);
  JsonTableBinder(state, table, entry).bind();
  state.expr_kind = outer;
  state.lateral_active = false;
  entry.lateral = table.lateral || refers_to_neighbours(expressions_of(entry));
  const sql::Alias* alias = table.alias ? &*table.alias : nullptr;
  apply_column_aliases(state, entry.columns, alias, "JSON_TABLE function");
  return add_entry(state, std::move(entry));
}

}  // namespace pgscribe::analyze
