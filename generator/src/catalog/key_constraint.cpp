#include "catalog/key_constraint.hpp"

#include <algorithm>
#include <utility>

#include "catalog/ddl_expression.hpp"
#include "catalog/index_class.hpp"
#include "catalog/inheritance.hpp"
#include "catalog/messages.hpp"
#include "catalog/new_object.hpp"
#include "catalog/object_name.hpp"
#include "catalog/table_constraint.hpp"
#include "catalog/table_indexes.hpp"

namespace pgscribe::catalog {

std::vector<std::string> column_names(const Relation& relation, const std::vector<int>& numbers) {
  std::vector<std::string> names;
  for (const int number : numbers) names.push_back(relation.columns[static_cast<std::size_t>(number - 1)].name);
  return names;
}

bool check_constraint_name(const DdlContext& context, const Relation& relation, const std::string& name, Span span) {
  if (!has_constraint(relation, name)) return true;
  return context.fail(span, msg::ConstraintForRelationAlreadyExists(name, relation.name));
}

namespace {

const Relation& relation_of(const DdlContext& context, Oid oid) { return *context.catalog.relation(oid); }

std::vector<int> resolve_key_columns(const DdlContext& context, const Relation& relation,
                                     const std::vector<sql::Name>& columns, bool is_primary, Span constraint) {
  std::vector<int> numbers;
  for (const sql::Name& column : columns) {
    const int number = relation.attribute_number(column.text);
    if (number == 0) {
      context.fail(column.span, msg::ColumnNamedInKeyDoesNotExist(column.text, suggest_column(relation, column.text)));
      return {};
    }
    if (std::find(numbers.begin(), numbers.end(), number) != numbers.end()) {
      context.fail(constraint, msg::ColumnAppearsTwiceInConstraint(column.text, is_primary ? "primary key" : "unique"));
      return {};
    }
    numbers.push_back(number);
  }
  return numbers;
}

/// `including`: what INCLUDE adds to the key.
std::string key_name(const DdlContext& context, const Relation& relation, const UniqueKey& key,
                     const std::vector<int>& including = {}) {
  if (key.is_primary) return choose_relation_name(context.catalog, relation.schema, relation.name, {}, "pkey", true);
  std::vector<int> numbers = key.columns;
  numbers.insert(numbers.end(), including.begin(), including.end());
  const std::string columns = join_column_names(column_names(relation, numbers));
  return choose_relation_name(context.catalog, relation.schema, relation.name, columns, "key", true);
}

/// Nothing after a report.
std::optional<std::vector<int>> resolve_included_columns(const DdlContext& context, const Relation& relation,
                                                         const std::vector<sql::Name>& columns) {
  std::vector<int> numbers;
  for (const sql::Name& column : columns) {
    const int number = relation.attribute_number(column.text);
    if (number == 0) {
      context.fail(column.span, msg::ColumnNamedInKeyDoesNotExist(column.text, suggest_column(relation, column.text)));
      return std::nullopt;
    }
    numbers.push_back(number);
  }
  return numbers;
}

/// Overlaps are found by a GiST index.
std::string_view key_method(const UniqueKey& key) { return key.without_overlaps ? "gist" : "btree"; }

/// transformIndexConstraint
bool check_without_overlaps(const DdlContext& context, const Relation& relation,
                            const std::vector<sql::Name>& columns) {
  if (columns.size() < 2) return context.fail(columns.back().span, msg::WithoutOverlapsNeedsTwoColumns());
  const Column* period = relation.find_column(columns.back().text);
  const Type* type = context.catalog.type(context.catalog.base_type(period->type));
  return type == nullptr || period->type == kErrorType || type->kind == TypeKind::range ||
         type->kind == TypeKind::multirange ||
         context.fail(columns.back().span, msg::WithoutOverlapsOnNoRange(period->name));
}

bool has_primary_key(const Relation& relation) {
  return std::any_of(relation.unique_keys.begin(), relation.unique_keys.end(),
                     [](const UniqueKey& key) { return key.is_primary; });
}

/// What the index behind a key has besides the key's columns.
struct IndexOrigin {
  std::vector<int> including{};         ///< columns that it only carries
  std::vector<Oid> operator_classes{};  ///< the user's
  Oid parent = kInvalidOid;             ///< the index that it is a part of
};

bool store_key(DdlContext& context, Oid table, UniqueKey key, bool only, Span span, const IndexOrigin& origin) {
  const Relation& relation = relation_of(context, table);
  if (only && relation.kind == RelationKind::partitioned_table) key.missing_in = children_of(context.catalog, table);
  NewIndex index{.name = key.name,
                 .columns = column_names(relation, key.columns),
                 .definition = {.table = table,
                                .method = std::string(key_method(key)),
                                .leading_column = key.has_expressions ? 0 : key.columns.front(),
                                .plain_columns = key.columns,
                                .operator_classes = origin.operator_classes,
                                .is_partial = key.predicate != nullptr,
                                .is_behind_constraint = key.is_constraint},
                 .parent = origin.parent};
  std::vector<int>& plain = index.definition.plain_columns;
  plain.insert(plain.end(), origin.including.begin(), origin.including.end());
  for (const sql::ExprRef& expr : key.expressions) {
    if (!read_expression(context, relation, expr, index, "index expression")) return false;
  }
  if (!read_expression(context, relation, key.predicate, index, kIndexPredicate)) return false;
  context.data.relations.edit(table).unique_keys.push_back(key);
  add_index(context, std::move(index));
  if (key.is_primary) {
    for (const std::string& column : column_names(relation_of(context, table), key.columns)) {
      if (!set_not_null(context, table, column, only, span)) return false;
    }
  }
  if (only || relation_of(context, table).kind != RelationKind::partitioned_table) return true;
  const std::vector<Oid> partitions = children_of(context.catalog, table);
  return std::all_of(partitions.begin(), partitions.end(), [&](Oid partition) {
    context.data.relations.settle();
    return copy_key(context, relation_of(context, table), key, partition);
  });
}

}  // namespace

bool add_key(DdlContext& context, Oid table, const sql::Constraint& constraint, const std::string& column, bool only) {
  const Relation& relation = relation_of(context, table);
  UniqueKey key;
  key.is_primary = constraint.kind == sql::ConstraintKind::primary_key;
  key.nulls_not_distinct = constraint.nulls_not_distinct;
  key.deferrable = constraint.deferrable || constraint.initially_deferred;
  if (key.is_primary && has_primary_key(relation)) {
    return context.fail(constraint.span, msg::MultiplePrimaryKeysForTableAreNotAllowed(relation.name));
  }
  std::vector<sql::Name> columns = constraint.columns;
  if (columns.empty()) columns.push_back({column, constraint.span});
  key.columns = resolve_key_columns(context, relation, columns, key.is_primary, constraint.span);
  if (key.columns.empty()) return false;
  key.without_overlaps = constraint.without_overlaps;
  const std::string_view kind = key.is_primary ? "primary keys" : "unique constraints";
  if (has_virtual_column(relation, key.columns))
    return context.fail(constraint.span, msg::ConstraintsOnVirtualColumns(kind));
  if (key.without_overlaps && !check_without_overlaps(context, relation, columns)) return false;
  const std::optional<std::vector<int>> including = resolve_included_columns(context, relation, constraint.including);
  if (!including) return false;
  key.name = constraint.name.empty() ? key_name(context, relation, key, *including) : constraint.name;
  if (!constraint.name.empty()) {
    if (!check_constraint_name(context, relation, key.name, constraint.span)) return false;
    if (context.catalog.find_relation(relation.schema, key.name) != nullptr) {
      return context.fail(constraint.span, msg::RelationAlreadyExists(key.name));
    }
  }
  IndexOrigin origin;
  origin.including = *including;
  std::vector<sql::IndexElement> elements;
  for (const sql::Name& name : columns) elements.emplace_back().column = name;
  std::optional<std::vector<Oid>> classes =
      find_classes(context, relation, elements, key_method(key), ClassUser::index);
  if (!classes) return false;
  origin.operator_classes = std::move(*classes);
  return store_key(context, table, std::move(key), only, constraint.span, origin);
}

namespace {

/// The operators of EXCLUDE: there is one of that name for the column, and a btree index has it.
bool check_exclusion_operators(const DdlContext& context, const Relation& relation, const sql::Constraint& constraint) {
  for (const sql::IndexElement& element : constraint.exclusions) {
    if (!element.exclusion_operator || !element.column || relation.is_poisoned) continue;
    const Column* column = relation.find_column(element.column->text);
    if (column == nullptr || column->type == kErrorType) continue;
    const WrittenName name = split_name(*element.exclusion_operator);
    const std::string type = context.catalog.format_type(column->type);
    const Operator* exact = nullptr;
    bool is_possible = false;
    for (const Operator* candidate : context.catalog.find_operators(name.schema, name.name)) {
      const bool fits = context.catalog.is_binary_coercible(column->type, candidate->left) &&
                        context.catalog.is_binary_coercible(column->type, candidate->right);
      if (candidate->left == column->type && candidate->right == column->type) exact = candidate;
      is_possible = is_possible || fits;
    }
    if (!is_possible) {
      return context.fail(element.exclusion_operator->span,
                          msg::NoOperatorForExclusion(type + " " + element.exclusion_operator->joined() + " " + type));
    }
    if (exact == nullptr || method_name(constraint.index_method) != "btree" || element.operator_class) continue;
    const OperatorClass* used = context.catalog.default_operator_class(column->type, "btree");
    if (used == nullptr || !context.catalog.btree_strategies(*exact).empty()) continue;
    return context.fail(element.exclusion_operator->span,
                        msg::ExclusionOperatorNotInFamily(exact->name + "(" + type + "," + type + ")",
                                                          context.catalog.operator_family(used->family)->name));
  }
  return true;
}

}  // namespace

bool add_exclusion(DdlContext& context, Oid table, const sql::Constraint& constraint) {
  const Relation& relation = relation_of(context, table);
  std::string name = constraint.name;
  const std::vector<std::string> columns = index_column_names(constraint.exclusions);
  if (name.empty()) {
    name =
        choose_relation_name(context.catalog, relation.schema, relation.name, join_column_names(columns), "excl", true);
  }
  if (!check_constraint_name(context, relation, name, constraint.span)) return false;
  NewIndex index{.name = name,
                 .columns = columns,
                 .definition = {.table = table,
                                .method = method_name(constraint.index_method),
                                .is_partial = constraint.where != nullptr,
                                .is_behind_constraint = true}};
  IndexDefinition& definition = index.definition;
  for (const sql::IndexElement& element : constraint.exclusions) {
    if (element.column) definition.plain_columns.push_back(relation.attribute_number(element.column->text));
    if (!read_expression(context, relation, element.expr, index, "index expression")) return false;
  }
  if (const auto& leading = constraint.exclusions.front().column)
    definition.leading_column = relation.attribute_number(leading->text);
  for (const sql::Name& carried : constraint.including)
    definition.plain_columns.push_back(relation.attribute_number(carried.text));
  if (!read_expression(context, relation, constraint.where, index, kIndexPredicate)) return false;
  if (has_virtual_column(relation, definition.plain_columns))
    return context.fail(constraint.span, msg::ConstraintsOnVirtualColumns("exclusion constraints"));
  if (relation.kind == RelationKind::partitioned_table && context.catalog.server_version() < 17)
    return context.fail(constraint.span, msg::ExclusionNotSupportedOnPartitionedTables());
  const IndexNeeds needs{false, true, !constraint.including.empty(), constraint.exclusions.size()};
  if (!check_access_method(context, constraint.index_method, needs, constraint.span)) return false;
  std::optional<std::vector<Oid>> classes =
      find_classes(context, relation, constraint.exclusions, definition.method, ClassUser::index);
  if (!classes || !check_exclusion_operators(context, relation, constraint)) return false;
  definition.operator_classes = std::move(*classes);
  context.data.relations.edit(table).other_constraints.push_back(name);
  add_index(context, std::move(index));
  return true;
}

bool add_index_constraint(DdlContext& context, Oid table, const sql::Constraint& constraint, bool only) {
  Relation& relation = context.data.relations.edit(table);
  const Relation* index = context.catalog.find_relation(relation.schema, constraint.index_name);
  const IndexDefinition* definition = index == nullptr ? nullptr : index->as_index();
  if (definition == nullptr) return context.fail(constraint.span, msg::IndexDoesNotExist(constraint.index_name));
  const std::string& name = constraint.index_name;
  if (definition->is_behind_constraint) return context.fail(constraint.span, msg::IndexHasAConstraint(name));
  if (definition->table != table) return context.fail(constraint.span, msg::IndexIsOfOtherTable(name, relation.name));
  const auto key = std::find_if(relation.unique_keys.begin(), relation.unique_keys.end(),
                                [&](const UniqueKey& k) { return k.name == name; });
  const auto refuse = [&](const std::string& problem) {
    return context.fail(constraint.span, msg::UnusableIndex(problem));
  };
  if (key == relation.unique_keys.end()) return refuse(msg::IsNotAUniqueIndex(name));
  if (key->has_expressions) return refuse(msg::IndexContainsExpressions(name));
  if (key->predicate) return refuse(msg::IsAPartialIndex(name));
  if (key->unusual_element != 0) return refuse(msg::IndexHasOtherOrder(name, std::to_string(key->unusual_element)));
  key->is_constraint = true;
  key->is_primary = constraint.kind == sql::ConstraintKind::primary_key;
  key->deferrable = constraint.deferrable || constraint.initially_deferred;
  const std::vector<std::string> columns = column_names(relation, key->columns);
  const bool is_primary = key->is_primary;
  std::get<IndexDefinition>(context.data.relations.edit(index->oid).definition).is_behind_constraint = true;
  if (!constraint.name.empty() && constraint.name != key->name) {
    key->name = constraint.name;
    context.data.relations.rename(index->oid, constraint.name);
  }
  return !is_primary || std::all_of(columns.begin(), columns.end(), [&](const std::string& column) {
    return set_not_null(context, table, column, only, constraint.span);
  });
}

namespace {

const Relation* find_index(const Catalog& catalog, const Relation& table, const std::string& name) {
  const Relation* index = catalog.find_relation(table.schema, name);
  return index != nullptr && index->kind == RelationKind::index && index->owner() == table.oid ? index : nullptr;
}

/// IndexSetParentIndex: an index that was there before becomes the partition's part of `parent`.
void attach_index(DdlContext& context, const Relation& table, const std::string& name, Oid parent) {
  const Relation* index = find_index(context.catalog, table, name);
  if (index == nullptr || !index->parents.empty()) return;
  Relation& part = context.data.relations.edit(index->oid);
  part.parents.push_back(parent);
  part.is_partition = true;
}

}  // namespace

bool copy_key(DdlContext& context, const Relation& source, const UniqueKey& key, Oid target) {
  const Relation& relation = relation_of(context, target);
  UniqueKey copy = key;
  copy.columns.clear();
  copy.missing_in.clear();
  for (const std::string& column : column_names(source, key.columns)) {
    const int number = relation.attribute_number(column);
    if (number == 0) return true;
    copy.columns.push_back(number);
  }
  const Relation* index = find_index(context.catalog, source, key.name);
  const bool is_part =
      std::find(relation.parents.begin(), relation.parents.end(), source.oid) != relation.parents.end() &&
      relation.is_partition && index != nullptr;
  const auto same = std::find_if(relation.unique_keys.begin(), relation.unique_keys.end(), [&](const UniqueKey& own) {
    return own.is_primary == copy.is_primary && own.is_constraint == copy.is_constraint &&
           own.columns == copy.columns && !own.has_expressions && own.without_overlaps == copy.without_overlaps;
  });
  if (same != relation.unique_keys.end()) {
    if (is_part) attach_index(context, relation, same->name, index->oid);
    return true;
  }
  if (copy.is_primary && has_primary_key(relation)) {
    return context.fail({}, msg::MultiplePrimaryKeysForTableAreNotAllowed(relation.name));
  }
  const std::string columns = join_column_names(column_names(relation, copy.columns));
  copy.name = key.is_constraint
                  ? key_name(context, relation, copy)
                  : choose_relation_name(context.catalog, relation.schema, relation.name, columns, "idx", false);
  IndexOrigin origin;
  if (index != nullptr) origin.operator_classes = index->as_index()->operator_classes;
  if (is_part) origin.parent = index->oid;
  return store_key(context, target, std::move(copy), false, {}, origin);
}

std::vector<Oid> plain_indexes(const Catalog& catalog, Oid table) {
  const Relation& relation = *catalog.relation(table);
  std::vector<Oid> indexes;
  for (const Relation* index : indexes_of(catalog, table)) {
    const bool is_unique = std::any_of(relation.unique_keys.begin(), relation.unique_keys.end(),
                                       [&](const UniqueKey& k) { return k.name == index->name; });
    if (!index->as_index()->is_behind_constraint && !is_unique) indexes.push_back(index->oid);
  }
  return indexes;
}

void copy_index(DdlContext& context, const Relation& index, Oid target) {
  const IndexDefinition& definition = *index.as_index();
  const auto names_of = [](const Relation& relation) {
    std::vector<std::string> names;
    for (const Column& column : relation.columns) names.push_back(column.name);
    return names;
  };
  const std::vector<std::string> columns = names_of(index);
  const Relation& table = relation_of(context, target);
  const bool is_part = table.is_partition &&
                       std::find(table.parents.begin(), table.parents.end(), definition.table) != table.parents.end();
  for (const Oid existing : plain_indexes(context.catalog, target)) {
    const Relation& own = *context.catalog.relation(existing);
    if (names_of(own) != columns || own.as_index()->method != definition.method) continue;
    if (is_part) attach_index(context, table, own.name, index.oid);
    return;
  }
  NewIndex copy{
      .name = choose_relation_name(context.catalog, table.schema, table.name, join_column_names(columns), "idx", false),
      .columns = columns,
      .definition = definition,
      .parent = is_part ? index.oid : kInvalidOid};
  IndexDefinition& copied = copy.definition;
  copied.table = target;
  copied.is_behind_constraint = false;
  const Relation& source = relation_of(context, definition.table);
  const auto in_table = [&](int number) { return table.attribute_number(column_names(source, {number}).front()); };
  if (copied.leading_column > 0) copied.leading_column = in_table(copied.leading_column);
  for (int& number : copied.plain_columns) number = in_table(number);
  for (ColumnUse& use : copied.uses.columns) {
    const bool is_own = use.relation == source.oid && use.column > 0;
    if (is_own) use = {target, in_table(use.column)};
  }
  const std::string name = copy.name;
  add_index(context, std::move(copy));
  if (relation_of(context, target).kind != RelationKind::partitioned_table) return;
  const Relation own = *find_index(context.catalog, relation_of(context, target), name);
  for (const Oid partition : children_of(context.catalog, target)) {
    context.data.relations.settle();
    copy_index(context, own, partition);
  }
}

}  // namespace pgscribe::catalog
