#include "catalog/table_constraint.hpp"

#include <algorithm>
#include <utility>

#include "catalog/ddl_expression.hpp"
#include "catalog/messages.hpp"
#include "catalog/new_object.hpp"
#include "catalog/object_name.hpp"

namespace pgscribe::catalog {

namespace {

const Relation& relation_of(const DdlContext& context, Oid oid) { return *context.catalog.relation(oid); }

std::string column_name(const Relation& relation, int number) {
  return relation.columns[static_cast<std::size_t>(number - 1)].name;
}

std::vector<std::string> column_names(const Relation& relation, const std::vector<int>& numbers) {
  std::vector<std::string> names;
  for (const int number : numbers) names.push_back(column_name(relation, number));
  return names;
}

bool check_constraint_name(const DdlContext& context, const Relation& relation, const std::string& name, Span span) {
  if (!has_constraint(relation, name)) return true;
  return context.fail(span, msg::ConstraintForRelationAlreadyExists(name, relation.name));
}

// --- CHECK

std::string check_name(const DdlContext& context, const Relation& relation, const sql::Constraint& constraint) {
  // AddRelationNewConstraints: a check of one column carries that column's name, wherever it is written.
  std::vector<std::string> columns = constraint.expr ? columns_read(*constraint.expr) : std::vector<std::string>();
  std::erase_if(columns, [&](const std::string& name) { return relation.find_column(name) == nullptr; });
  return choose_constraint_name(context.catalog, relation.schema, relation.name,
                                columns.size() == 1 ? columns.front() : std::string(), "check");
}

bool has_check(const Relation& relation, const std::string& name) {
  return std::any_of(relation.checks.begin(), relation.checks.end(),
                     [&](const CheckConstraint& c) { return c.name == name; });
}

/// A child that has the check already keeps its own.
void add_check_to(DdlContext& context, Oid table, const CheckConstraint& check, bool no_inherit) {
  Relation& relation = context.data.relations.edit(table);
  if (!has_check(relation, check.name)) relation.checks.push_back(check);
  update_never_null(context.catalog, relation);
  if (no_inherit) return;
  for (const Oid child : children_of(context.catalog, table)) add_check_to(context, child, check, false);
}

bool add_check(DdlContext& context, Oid table, const sql::Constraint& constraint, bool only) {
  const Relation& relation = relation_of(context, table);
  if (constraint.expr && !check_columns_exist(context, relation, *constraint.expr)) return false;
  CheckConstraint check;
  check.name = constraint.name.empty() ? check_name(context, relation, constraint) : constraint.name;
  check.expr = constraint.expr;
  check.valid = !constraint.not_valid;
  check.no_inherit = constraint.no_inherit;
  // MergeWithExistingConstraint: one that came from a parent is merged with (that it says the same is taken on trust).
  const bool merges = has_check(relation, check.name) &&
                      std::any_of(relation.parents.begin(), relation.parents.end(),
                                  [&](Oid parent) { return has_check(relation_of(context, parent), check.name); });
  if (!merges && !check_constraint_name(context, relation, check.name, constraint.span)) return false;
  if (only && !constraint.no_inherit && !children_of(context.catalog, table).empty())
    return context.fail(constraint.span, msg::ConstraintMustBeAddedToChildTablesToo());
  add_check_to(context, table, check, constraint.no_inherit);
  return true;
}

// --- PRIMARY KEY, UNIQUE

std::vector<int> resolve_key_columns(const DdlContext& context, const Relation& relation,
                                     const std::vector<sql::Name>& columns, bool is_primary) {
  std::vector<int> numbers;
  for (const sql::Name& column : columns) {
    const int number = relation.attribute_number(column.text);
    if (number == 0) {
      context.fail(column.span, msg::ColumnNamedInKeyDoesNotExist(column.text, suggest_column(relation, column.text)));
      return {};
    }
    if (std::find(numbers.begin(), numbers.end(), number) != numbers.end()) {
      context.fail(column.span,
                   msg::ColumnAppearsTwiceInConstraint(column.text, is_primary ? "primary key" : "unique"));
      return {};
    }
    numbers.push_back(number);
  }
  return numbers;
}

std::string key_name(const DdlContext& context, const Relation& relation, const UniqueKey& key) {
  if (key.is_primary) return choose_relation_name(context.catalog, relation.schema, relation.name, {}, "pkey", true);
  const std::string columns = join_column_names(column_names(relation, key.columns));
  return choose_relation_name(context.catalog, relation.schema, relation.name, columns, "key", true);
}

bool has_primary_key(const Relation& relation) {
  return std::any_of(relation.unique_keys.begin(), relation.unique_keys.end(),
                     [](const UniqueKey& key) { return key.is_primary; });
}

/// `including`: the columns that the index only carries.
bool store_key(DdlContext& context, Oid table, UniqueKey key, bool only, Span span,
               const std::vector<int>& including = {}) {
  const Relation& relation = relation_of(context, table);
  if (only && relation.kind == RelationKind::partitioned_table) key.missing_in = children_of(context.catalog, table);
  NewIndex index{key.name, column_names(relation, key.columns), key.columns, {}, key.is_constraint};
  index.reads.insert(index.reads.end(), including.begin(), including.end());
  for (const sql::ExprRef& expr : key.expressions) read_expression(context.catalog, relation, expr, index);
  read_expression(context.catalog, relation, key.predicate, index);
  context.data.relations.edit(table).unique_keys.push_back(key);
  add_index(context, table, std::move(index));
  if (key.is_primary) {
    for (const std::string& column : column_names(relation_of(context, table), key.columns)) {
      if (!set_not_null(context, table, column, only, span)) return false;
    }
  }
  if (only || relation_of(context, table).kind != RelationKind::partitioned_table) return true;
  const std::vector<Oid> partitions = children_of(context.catalog, table);
  return std::all_of(partitions.begin(), partitions.end(),
                     [&](Oid partition) { return copy_key(context, relation_of(context, table), key, partition); });
}

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
  key.columns = resolve_key_columns(context, relation, columns, key.is_primary);
  if (key.columns.empty()) return false;
  key.name = constraint.name.empty() ? key_name(context, relation, key) : constraint.name;
  if (!constraint.name.empty()) {
    if (!check_constraint_name(context, relation, key.name, constraint.span)) return false;
    if (context.catalog.find_relation(relation.schema, key.name) != nullptr) {
      return context.fail(constraint.span, msg::RelationAlreadyExists(key.name));
    }
  }
  std::vector<int> including;
  for (const sql::Name& name : constraint.including) including.push_back(relation.attribute_number(name.text));
  return store_key(context, table, std::move(key), only, constraint.span, including);
}

bool add_exclusion(DdlContext& context, Oid table, const sql::Constraint& constraint) {
  const Relation& relation = relation_of(context, table);
  std::string name = constraint.name;
  const std::vector<std::string> columns = index_column_names(constraint.exclusions);
  if (name.empty()) {
    name =
        choose_relation_name(context.catalog, relation.schema, relation.name, join_column_names(columns), "excl", true);
  }
  if (!check_constraint_name(context, relation, name, constraint.span)) return false;
  NewIndex index{name, columns, {}, {}, true};
  for (const sql::IndexElement& element : constraint.exclusions) {
    if (element.column) index.reads.push_back(relation.attribute_number(element.column->text));
    read_expression(context.catalog, relation, element.expr, index);
  }
  for (const sql::Name& carried : constraint.including) index.reads.push_back(relation.attribute_number(carried.text));
  read_expression(context.catalog, relation, constraint.where, index);
  context.data.relations.edit(table).other_constraints.push_back(name);
  add_index(context, table, std::move(index));
  return true;
}

// --- FOREIGN KEY

std::vector<int> resolve_foreign_columns(const DdlContext& context, const Relation& relation,
                                         const std::vector<sql::Name>& columns) {
  std::vector<int> numbers;
  for (const sql::Name& column : columns) {
    const int number = relation.attribute_number(column.text);
    if (number == 0) {
      context.fail(column.span, msg::ForeignKeyColumnDoesNotExist(column.text, suggest_column(relation, column.text)));
      return {};
    }
    numbers.push_back(number);
  }
  return numbers;
}

/// transformFkeyGetPrimaryKey, transformFkeyCheckAttrs
bool resolve_referenced_columns(const DdlContext& context, const Relation& referenced,
                                const sql::Constraint& constraint, ForeignKey& key) {
  if (constraint.referenced_columns.empty()) {
    for (const UniqueKey& candidate : referenced.unique_keys) {
      if (candidate.is_primary) key.referenced_columns = candidate.columns;
    }
    if (key.referenced_columns.empty()) {
      return context.fail(constraint.referenced->name.span, msg::NoPrimaryKeyForReferencedTable(referenced.name));
    }
  } else {
    key.referenced_columns = resolve_foreign_columns(context, referenced, constraint.referenced_columns);
    if (key.referenced_columns.empty()) return false;
  }
  if (key.columns.size() != key.referenced_columns.size()) {
    return context.fail(constraint.span, msg::ForeignKeyColumnCountsDisagree());
  }
  const bool is_unique =
      std::any_of(referenced.unique_keys.begin(), referenced.unique_keys.end(), [&](const UniqueKey& candidate) {
        return !candidate.predicate && !candidate.has_expressions && !candidate.deferrable &&
               is_permutation_of(candidate.columns, key.referenced_columns);
      });
  return is_unique ||
         context.fail(constraint.referenced->name.span, msg::NoUniqueConstraintForReferencedTable(referenced.name));
}

/// CloneForeignKeyConstraints; one between the same columns stands for it.
void copy_foreign_key(DdlContext& context, const Relation& source, const ForeignKey& key, Oid target) {
  Relation& relation = context.data.relations.edit(target);
  ForeignKey copy = key;
  for (int& number : copy.columns) number = relation.attribute_number(column_name(source, number));
  const bool has_it =
      std::any_of(relation.foreign_keys.begin(), relation.foreign_keys.end(), [&](const ForeignKey& own) {
        return own.referenced == copy.referenced && own.columns == copy.columns &&
               own.referenced_columns == copy.referenced_columns;
      });
  if (has_it) return;
  if (has_constraint(relation, copy.name)) {
    copy.name = choose_constraint_name(context.catalog, relation.schema, relation.name,
                                       join_column_names(column_names(relation, copy.columns)), "fkey");
  }
  relation.foreign_keys.push_back(copy);
  if (relation.kind != RelationKind::partitioned_table) return;
  for (const Oid partition : children_of(context.catalog, target)) copy_foreign_key(context, source, key, partition);
}

bool add_foreign_key(DdlContext& context, Oid table, const sql::Constraint& constraint, const std::string& column) {
  const Relation& relation = relation_of(context, table);
  const Relation* referenced = require_relation(context, constraint.referenced->name);
  if (referenced == nullptr) return false;
  if (referenced->kind != RelationKind::table && referenced->kind != RelationKind::partitioned_table) {
    return context.fail(constraint.referenced->name.span, msg::ReferencedRelationIsNotATable(referenced->name));
  }
  if (relation.is_temporary != referenced->is_temporary) {
    const std::string kind = relation.is_temporary ? "temporary" : "permanent";
    return context.fail(constraint.referenced->name.span, msg::ForeignKeyAcrossPersistence(kind));
  }
  ForeignKey key;
  key.referenced = referenced->oid;
  key.valid = !constraint.not_valid;
  key.deferrable = constraint.deferrable || constraint.initially_deferred;
  std::vector<sql::Name> columns = constraint.columns;
  if (columns.empty()) columns.push_back({column, constraint.span});
  key.columns = resolve_foreign_columns(context, relation, columns);
  if (key.columns.empty() || !resolve_referenced_columns(context, *referenced, constraint, key)) return false;
  key.name = constraint.name.empty()
                 ? choose_constraint_name(context.catalog, relation.schema, relation.name,
                                          join_column_names(column_names(relation, key.columns)), "fkey")
                 : constraint.name;
  if (!check_constraint_name(context, relation, key.name, constraint.span)) return false;
  context.data.relations.edit(table).foreign_keys.push_back(key);
  if (relation.kind != RelationKind::partitioned_table) return true;
  for (const Oid partition : children_of(context.catalog, table)) copy_foreign_key(context, relation, key, partition);
  return true;
}

}  // namespace

bool is_permutation_of(std::vector<int> a, std::vector<int> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

bool add_table_constraint(DdlContext& context, Oid table, const sql::Constraint& constraint, const std::string& column,
                          bool only) {
  switch (constraint.kind) {
    case sql::ConstraintKind::check: return add_check(context, table, constraint, only);
    case sql::ConstraintKind::primary_key:
    case sql::ConstraintKind::unique: return add_key(context, table, constraint, column, only);
    case sql::ConstraintKind::exclusion: return add_exclusion(context, table, constraint);
    case sql::ConstraintKind::foreign_key: return add_foreign_key(context, table, constraint, column);
    default: return true;
  }
}

namespace {

bool is_key(const PlacedConstraint& placed) {
  return placed.constraint.kind == sql::ConstraintKind::primary_key ||
         placed.constraint.kind == sql::ConstraintKind::unique ||
         placed.constraint.kind == sql::ConstraintKind::exclusion;
}

std::vector<std::string> key_columns(const PlacedConstraint& placed) {
  std::vector<std::string> names;
  for (const sql::Name& name : placed.constraint.columns) names.push_back(name.text);
  if (names.empty()) names.push_back(placed.column);
  return names;
}

/// transformIndexConstraints: the primary key first; a key equal to an earlier one only lends it its name.
std::vector<PlacedConstraint> merge_keys(std::vector<PlacedConstraint> keys) {
  std::stable_partition(keys.begin(), keys.end(), [](const PlacedConstraint& k) {
    return k.constraint.kind == sql::ConstraintKind::primary_key;
  });
  std::vector<PlacedConstraint> merged;
  for (PlacedConstraint& key : keys) {
    const auto prior = std::find_if(merged.begin(), merged.end(), [&](const PlacedConstraint& other) {
      return key.constraint.kind == sql::ConstraintKind::unique &&
             other.constraint.kind != sql::ConstraintKind::exclusion && key_columns(key) == key_columns(other) &&
             key.constraint.nulls_not_distinct == other.constraint.nulls_not_distinct &&
             key.constraint.deferrable == other.constraint.deferrable;
    });
    if (prior == merged.end()) {
      merged.push_back(std::move(key));
    } else if (prior->constraint.name.empty()) {
      prior->constraint.name = key.constraint.name;
    }
  }
  return merged;
}

}  // namespace

bool add_table_constraints(DdlContext& context, Oid table, std::vector<PlacedConstraint> constraints) {
  // Neither a new table nor a new column has values that could break them: NOT VALID says nothing there.
  for (PlacedConstraint& placed : constraints) placed.constraint.not_valid = false;
  std::vector<PlacedConstraint> keys;
  for (const PlacedConstraint& placed : constraints) {
    if (is_key(placed)) keys.push_back(placed);
  }
  const auto add_all = [&](const std::vector<PlacedConstraint>& list, sql::ConstraintKind kind) {
    return std::all_of(list.begin(), list.end(), [&](const PlacedConstraint& placed) {
      return placed.constraint.kind != kind || add_table_constraint(context, table, placed.constraint, placed.column);
    });
  };
  if (!add_all(constraints, sql::ConstraintKind::check)) return false;
  for (const PlacedConstraint& key : merge_keys(std::move(keys))) {
    if (!add_table_constraint(context, table, key.constraint, key.column)) return false;
  }
  return add_all(constraints, sql::ConstraintKind::foreign_key);
}

bool add_index_constraint(DdlContext& context, Oid table, const sql::Constraint& constraint, bool only) {
  Relation& relation = context.data.relations.edit(table);
  const Relation* index = context.catalog.find_relation(relation.schema, constraint.index_name);
  if (index == nullptr || index->kind != RelationKind::index) {
    return context.fail(constraint.span, msg::IndexDoesNotExist(constraint.index_name));
  }
  const auto key = std::find_if(relation.unique_keys.begin(), relation.unique_keys.end(),
                                [&](const UniqueKey& k) { return k.name == constraint.index_name; });
  if (key == relation.unique_keys.end()) {
    return context.fail(constraint.span, msg::NotAUniqueIndex(constraint.index_name));
  }
  key->is_constraint = true;
  key->is_primary = constraint.kind == sql::ConstraintKind::primary_key;
  key->deferrable = constraint.deferrable || constraint.initially_deferred;
  const std::vector<std::string> columns = column_names(relation, key->columns);
  const bool is_primary = key->is_primary;
  context.data.relations.edit(index->oid).is_constraint_index = true;
  if (!constraint.name.empty() && constraint.name != key->name) {
    key->name = constraint.name;
    context.data.relations.rename(index->oid, constraint.name);
  }
  return !is_primary || std::all_of(columns.begin(), columns.end(), [&](const std::string& column) {
    return set_not_null(context, table, column, only, constraint.span);
  });
}

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
  const bool has_it = std::any_of(relation.unique_keys.begin(), relation.unique_keys.end(), [&](const UniqueKey& own) {
    return own.is_primary == copy.is_primary && own.is_constraint == copy.is_constraint &&
           own.columns == copy.columns && !own.has_expressions;
  });
  if (has_it) return true;
  if (copy.is_primary && has_primary_key(relation)) {
    return context.fail({}, msg::MultiplePrimaryKeysForTableAreNotAllowed(relation.name));
  }
  const std::string columns = join_column_names(column_names(relation, copy.columns));
  copy.name = key.is_constraint
                  ? key_name(context, relation, copy)
                  : choose_relation_name(context.catalog, relation.schema, relation.name, columns, "idx", false);
  return store_key(context, target, std::move(copy), false, {});
}

std::vector<Oid> plain_indexes(const Catalog& catalog, Oid table) {
  const Relation& relation = *catalog.relation(table);
  std::vector<Oid> indexes;
  for (const auto& entry : data_of(catalog).relations) {
    const auto& index = entry.second;
    const bool is_own = index->kind == RelationKind::index && index->owner == table && !index->is_constraint_index;
    const bool is_unique = std::any_of(relation.unique_keys.begin(), relation.unique_keys.end(),
                                       [&](const UniqueKey& k) { return k.name == index->name; });
    if (is_own && !is_unique) indexes.push_back(entry.first);
  }
  return indexes;
}

void copy_index(DdlContext& context, const Relation& index, Oid target) {
  const auto names_of = [](const Relation& relation) {
    std::vector<std::string> names;
    for (const Column& column : relation.columns) names.push_back(column.name);
    return names;
  };
  const std::vector<std::string> columns = names_of(index);
  for (const Oid existing : plain_indexes(context.catalog, target)) {
    if (names_of(*context.catalog.relation(existing)) == columns) return;
  }
  const Relation& table = relation_of(context, target);
  NewIndex copy{
      choose_relation_name(context.catalog, table.schema, table.name, join_column_names(columns), "idx", false),
      columns,
      {},
      index.used_functions,
      false};
  const Relation& source = relation_of(context, index.owner);
  for (const ColumnUse& use : index.uses) copy.reads.push_back(table.attribute_number(column_name(source, use.column)));
  add_index(context, target, std::move(copy));
  if (table.kind != RelationKind::partitioned_table) return;
  for (const Oid partition : children_of(context.catalog, target)) copy_index(context, index, partition);
}

bool copy_keys_to_partition(DdlContext& context, Oid parent, Oid partition) {
  const Relation& source = relation_of(context, parent);
  for (const UniqueKey& key : source.unique_keys) {
    if (!copy_key(context, source, key, partition)) return false;
  }
  for (const Oid index : plain_indexes(context.catalog, parent))
    copy_index(context, *context.catalog.relation(index), partition);
  for (const ForeignKey& key : source.foreign_keys) copy_foreign_key(context, source, key, partition);
  return true;
}

bool set_not_null(DdlContext& context, Oid table, const std::string& column, bool only, Span span) {
  Relation& relation = context.data.relations.edit(table);
  const int number = relation.attribute_number(column);
  if (number == 0) return true;
  relation.columns[static_cast<std::size_t>(number - 1)].not_null = true;
  const bool asks_partitions = only && relation.kind == RelationKind::partitioned_table;
  for (const Oid child : children_of(context.catalog, table)) {
    const Relation& below = relation_of(context, child);
    const Column* inherited = below.find_column(column);
    if (asks_partitions && inherited != nullptr && !inherited->not_null) {
      return context.fail(span, msg::PrimaryKeyMustBeAddedToChildren(column, below.name));
    }
    if (!only && !set_not_null(context, child, column, false, span)) return false;
  }
  return true;
}

std::vector<Oid> children_of(const Catalog& catalog, Oid parent) {
  std::vector<Oid> children;
  for (const auto& [oid, relation] : data_of(catalog).relations) {
    if (std::find(relation->parents.begin(), relation->parents.end(), parent) != relation->parents.end())
      children.push_back(oid);
  }
  return children;
}

}  // namespace pgscribe::catalog
