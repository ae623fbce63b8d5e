#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "catalog/ddl.hpp"
#include "catalog/ddl_expression.hpp"
#include "catalog/index_class.hpp"
#include "catalog/key_constraint.hpp"
#include "catalog/messages.hpp"
#include "catalog/new_object.hpp"
#include "catalog/object_name.hpp"
#include "catalog/table_columns.hpp"
#include "catalog/table_constraint.hpp"
#include "catalog/table_expression.hpp"

// CREATE TABLE, CREATE FOREIGN TABLE: transformCreateStmt, DefineRelation.

namespace pgscribe::catalog {

namespace {

RelationKind kind_of(const sql::CreateTable& statement) {
  if (statement.foreign) return RelationKind::foreign_table;
  return statement.partitioned ? RelationKind::partitioned_table : RelationKind::table;
}

bool draft_element(DdlContext& context, const sql::TableElement& element, bool options_only, TableDraft& draft) {
  if (const auto* constraint = std::get_if<sql::Constraint>(&element.node)) {
    draft.constraints.push_back({*constraint, {}});
    return true;
  }
  if (const auto* like = std::get_if<sql::LikeClause>(&element.node)) {
    if (draft.relation.kind == RelationKind::foreign_table && context.catalog.server_version() < 18)
      return context.fail(like->span, msg::LikeNotSupportedForForeignTables());
    return copy_like_columns(context, *like, draft);
  }
  const auto& definition = std::get<sql::ColumnDefinition>(element.node);
  if (options_only) return add_column_options(context, definition, draft);
  ColumnDraft column;
  return draft_column(context, definition, draft.relation.name, column) &&
         add_own_column(context, std::move(column), draft);
}

/// A partition or a typed table says something of each column once (MergeAttributes).
bool check_options(const DdlContext& context, const sql::CreateTable& statement) {
  std::set<std::string_view> seen;
  for (const sql::TableElement& element : statement.elements) {
    const auto* options = std::get_if<sql::ColumnDefinition>(&element.node);
    if (options != nullptr && !seen.insert(options->name.text).second)
      return context.fail(options->name.span, msg::ColumnSpecifiedMoreThanOnce(options->name.text));
  }
  return true;
}

bool draft_columns(DdlContext& context, const sql::CreateTable& statement, TableDraft& draft) {
  if (!inherit_columns(context, statement.inherits, draft)) return false;
  if (statement.partition_of && !take_partition_columns(context, *statement.partition_of, draft)) return false;
  if (statement.of_type && !take_type_columns(context, *statement.of_type, draft)) return false;
  const bool options_only = statement.partition_of.has_value() || statement.of_type.has_value();
  const bool is_fine = std::all_of(
      statement.elements.begin(), statement.elements.end(),
      [&](const sql::TableElement& element) { return draft_element(context, element, options_only, draft); });
  return is_fine && (!options_only || check_options(context, statement));
}

void add_sequences(DdlContext& context, Oid table, const TableDraft& draft) {
  for (std::size_t i = 0; i < draft.columns.size(); ++i) {
    const ColumnDraft& column = draft.columns[i];
    if (column.has_sequence) add_column_sequence(context, table, static_cast<int>(i) + 1, !column.is_serial);
  }
}

void copy_like_indexes(DdlContext& context, Oid table, const TableDraft& draft) {
  for (const Oid source : draft.like_indexes) {
    const Relation& relation = *context.catalog.relation(source);
    for (const UniqueKey& key : relation.unique_keys) copy_key(context, relation, key, table);
    for (const Oid index : plain_indexes(context.catalog, source))
      copy_index(context, *context.catalog.relation(index), table);
  }
}

bool check_generation(const DdlContext& context, Oid table) {
  const Relation& relation = *context.catalog.relation(table);
  return std::all_of(relation.columns.begin(), relation.columns.end(), [&](const Column& column) {
    return !column.generation || (check_columns_exist(context, relation, *column.generation) &&
                                  check_reads_no_generated(context, relation, *column.generation));
  });
}

bool check_partition_column(const DdlContext& context, const Relation& relation, const sql::Name& name) {
  if (find_system_column(name.text) != nullptr)
    return context.fail(name.span, msg::PartitionKeyIsSystemColumn(name.text));
  const Column* column = relation.find_column(name.text);
  if (column == nullptr) {
    return context.fail(name.span,
                        msg::ColumnNamedInPartitionKeyDoesNotExist(name.text, suggest_column(relation, name.text)));
  }
  return !column->is_generated || context.fail(name.span, msg::PartitionKeyIsGenerated(name.text));
}

bool check_partition_expression(DdlContext& context, const Relation& relation, const sql::Expr& expr) {
  const std::optional<QueryShape> shape = analyze_partition_key(context, relation, expr);
  if (reads_system_column(relation, expr)) return context.fail(expr.extent, msg::PartitionKeyReadsSystemColumn());
  for (const int number : column_numbers_read(relation, expr)) {
    const Column& column = relation.columns[static_cast<std::size_t>(number - 1)];
    if (column.is_generated) return context.fail(expr.extent, msg::PartitionKeyIsGenerated(column.name));
  }
  if (!shape) return true;
  if (shape->has_mutable_calls)
    return context.fail(expr.extent, msg::FunctionsMustBeImmutable("partition key expression"));
  const bool is_constant = shape->columns_used.empty() && shape->functions.empty();
  return !is_constant || context.fail(expr.extent, msg::PartitionKeyIsConstant());
}

/// transformPartitionSpec, ComputePartitionAttrs
bool add_partition_key(DdlContext& context, Oid table, const sql::CreateTable& statement) {
  const Relation& relation = *context.catalog.relation(table);
  if (statement.partition_strategy == "list" && statement.partition_key.size() > 1)
    return context.fail(statement.relation.name.span, msg::ListPartitionKeyIsOneColumn());
  for (const sql::IndexElement& element : statement.partition_key) {
    if (element.column && !check_partition_column(context, relation, *element.column)) return false;
    if (element.expr && !check_partition_expression(context, relation, *element.expr)) return false;
  }
  const std::string_view method = statement.partition_strategy == "hash" ? "hash" : "btree";
  std::optional<std::vector<Oid>> classes =
      find_classes(context, relation, statement.partition_key, method, ClassUser::partition_key);
  if (!classes) return false;
  std::vector<int> columns;
  for (const sql::IndexElement& element : statement.partition_key) {
    const Column* column = element.column ? relation.find_column(element.column->text) : nullptr;
    if (column != nullptr && column->is_generated)
      return context.fail(element.column->span, msg::GeneratedColumnInPartitionKey(column->name));
    if (element.column) columns.push_back(relation.attribute_number(element.column->text));
    if (!element.expr) continue;
    for (const int number : column_numbers_read(relation, *element.expr)) columns.push_back(number);
  }
  if (columns.empty()) return true;
  Relation& made = context.data.relations.edit(table);
  made.definition = PartitionKey{std::move(columns), std::move(*classes)};
  return true;
}

/// Those of LIKE, of columns, of the table, and what a primary key asks for.
std::vector<NotNullDraft> own_not_nulls(const TableDraft& draft) {
  std::vector<NotNullDraft> own = draft.not_nulls;
  const auto has_column = [&](const std::string& name) {
    return std::any_of(draft.columns.begin(), draft.columns.end(),
                       [&](const ColumnDraft& column) { return column.column.name == name; });
  };
  const auto add_key = [&](const sql::Constraint& constraint, const std::string& column) {
    if (constraint.kind != sql::ConstraintKind::primary_key) return;
    for (const sql::Name& name : constraint.columns) {
      if (has_column(name.text)) own.push_back({name.text, {}, true, false, name.span});
    }
    if (constraint.columns.empty()) own.push_back({column, {}, true, false, constraint.span});
  };
  for (const ColumnDraft& column : draft.columns) {
    if (column.not_null) own.push_back(*column.not_null);
  }
  for (const PlacedConstraint& placed : draft.constraints) {
    const sql::Constraint& constraint = placed.constraint;
    if (constraint.kind != sql::ConstraintKind::not_null) continue;
    for (const sql::Name& name : constraint.columns)
      own.push_back({name.text, constraint.name, true, constraint.no_inherit, name.span});
  }
  for (const ColumnDraft& column : draft.columns) {
    for (const PlacedConstraint& placed : column.constraints) add_key(placed.constraint, placed.column);
  }
  for (const PlacedConstraint& placed : draft.constraints) add_key(placed.constraint, {});
  return own;
}

bool finish(DdlContext& context, Oid table, TableDraft& draft) {
  add_sequences(context, table, draft);
  context.data.relations.edit(table).checks = draft.checks;
  if (has_not_null_constraints(context.catalog) && !add_first_not_nulls(context, table, own_not_nulls(draft)))
    return false;
  update_never_null(context.catalog, context.data.relations.edit(table));
  if (!check_generation(context, table)) return false;
  if (!note_generation_uses(context, table) || !check_virtual_uses(context, table)) return false;
  std::vector<PlacedConstraint> constraints;
  for (ColumnDraft& column : draft.columns) {
    for (PlacedConstraint& constraint : column.constraints) constraints.push_back(std::move(constraint));
  }
  for (PlacedConstraint& constraint : draft.constraints) constraints.push_back(std::move(constraint));
  if (!add_table_constraints(context, table, std::move(constraints))) return false;
  copy_like_indexes(context, table, draft);
  return !draft.relation.is_partition || copy_keys_to_partition(context, draft.relation.parents.front(), table);
}

}  // namespace

void apply(DdlContext& context, const sql::CreateTable& statement) {
  const Span span = statement.relation.name.span;
  const std::optional<CreationName> name =
      creation_name(context, statement.relation.name, statement.relation.persistence);
  if (!name) return;
  if (statement.if_not_exists && context.catalog.find_relation(name->schema, name->name) != nullptr) return;
  TableDraft draft;
  draft.relation = Relation(kind_of(statement));
  draft.relation.schema = name->schema;
  draft.relation.name = name->name;
  draft.relation.is_unlogged = statement.relation.persistence == 'u';
  if (!draft_columns(context, statement, draft)) {
    context.keep_despite_errors = false;
    return;
  }
  for (const ColumnDraft& column : draft.columns) draft.relation.columns.push_back(column.column);
  const Oid table = add_relation(context, draft.relation, span);
  if (table == kInvalidOid || !add_partition_key(context, table, statement) || !finish(context, table, draft))
    context.keep_despite_errors = false;
}

}  // namespace pgscribe::catalog
