#include "catalog/table_constraint.hpp"

#include <algorithm>
#include <utility>

#include "catalog/ddl_expression.hpp"
#include "catalog/inheritance.hpp"
#include "catalog/key_constraint.hpp"
#include "catalog/messages.hpp"
#include "catalog/not_null.hpp"
#include "catalog/object_name.hpp"
#include "catalog/table_expression.hpp"

namespace pgscribe::catalog {

namespace {

const Relation& relation_of(const DdlContext& context, Oid oid) { return *context.catalog.relation(oid); }

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
  for (const Oid child : children_of(context.catalog, table)) {
    context.data.relations.settle();
    add_check_to(context, child, check, false);
  }
}

bool add_check(DdlContext& context, Oid table, const sql::Constraint& constraint, bool only) {
  const Relation& relation = relation_of(context, table);
  if (constraint.expr && !check_columns_exist(context, relation, *constraint.expr)) return false;
  CheckConstraint check;
  check.name = constraint.name.empty() ? check_name(context, relation, constraint) : constraint.name;
  check.expr = constraint.expr;
  if (check.expr) check.uses = uses_of_condition(context, relation, *check.expr, ExpressionPlace::check_constraint);
  check.enforced = !constraint.not_enforced;
  check.valid = !constraint.not_valid && check.enforced;
  check.no_inherit = constraint.no_inherit;
  // MergeWithExistingConstraint: one that came from a parent is merged with (that it says the same is taken on trust).
  const bool merges = has_check(relation, check.name) &&
                      std::any_of(relation.parents.begin(), relation.parents.end(),
                                  [&](Oid parent) { return has_check(relation_of(context, parent), check.name); });
  if (merges && !check.enforced) {
    const auto is_enforced_above = [&](Oid parent) {
      const std::vector<CheckConstraint>& checks = relation_of(context, parent).checks;
      return std::any_of(checks.begin(), checks.end(),
                         [&](const CheckConstraint& c) { return c.name == check.name && c.enforced; });
    };
    if (std::any_of(relation.parents.begin(), relation.parents.end(), is_enforced_above))
      return context.fail(constraint.span, msg::ConflictsWithNotEnforcedOfRelation(check.name, relation.name));
  }
  if (!merges && !check_constraint_name(context, relation, check.name, constraint.span)) return false;
  if (only && !constraint.no_inherit && !children_of(context.catalog, table).empty())
    return context.fail(constraint.span, msg::ConstraintMustBeAddedToChildTablesToo());
  add_check_to(context, table, check, constraint.no_inherit);
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

/// PERIOD stands on both sides, and where the referenced key has WITHOUT OVERLAPS.
bool check_periods(const DdlContext& context, const Relation& referenced, const sql::Constraint& constraint) {
  const bool names_columns = !constraint.referenced_columns.empty();
  const bool key_has_period = std::any_of(referenced.unique_keys.begin(), referenced.unique_keys.end(),
                                          [](const UniqueKey& key) { return key.is_primary && key.without_overlaps; });
  const bool has_other = names_columns ? constraint.references_period : key_has_period;
  const Span span = constraint.span;
  if (constraint.has_period && !has_other) return context.fail(span, msg::PeriodOnlyOnReferencing());
  if (!constraint.has_period && has_other) return context.fail(span, msg::PeriodOnlyOnReferenced());
  if (!constraint.has_period) return true;
  if (constraint.on_update != 'a') return context.fail(span, msg::UnsupportedActionOfPeriod("UPDATE"));
  return constraint.on_delete == 'a' || context.fail(span, msg::UnsupportedActionOfPeriod("DELETE"));
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
  if (!check_periods(context, referenced, constraint)) return false;
  const bool is_unique =
      std::any_of(referenced.unique_keys.begin(), referenced.unique_keys.end(), [&](const UniqueKey& candidate) {
        return !candidate.predicate && !candidate.has_expressions && !candidate.deferrable &&
               candidate.without_overlaps == constraint.has_period &&
               is_permutation_of(candidate.columns, key.referenced_columns);
      });
  return is_unique ||
         context.fail(constraint.referenced->name.span, msg::NoUniqueConstraintForReferencedTable(referenced.name));
}

/// CloneForeignKeyConstraints; one between the same columns stands for it.
void copy_foreign_key(DdlContext& context, const Relation& source, const ForeignKey& key, Oid target) {
  Relation& relation = context.data.relations.edit(target);
  ForeignKey copy = key;
  for (int& number : copy.columns) number = relation.attribute_number(column_names(source, {number}).front());
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
  for (const Oid partition : children_of(context.catalog, target)) {
    context.data.relations.settle();
    copy_foreign_key(context, source, key, partition);
  }
}

/// What outlives a crash, or the session, may refer only to what does, too.
bool check_persistence(const DdlContext& context, const Relation& relation, const Relation& referenced, Span span) {
  const auto refuse = [&](std::string_view kind, std::string_view referenced_kinds) {
    return context.fail(span, msg::ForeignKeyAcrossPersistence(kind, referenced_kinds));
  };
  if (relation.is_temporary) return referenced.is_temporary || refuse("temporary", "temporary");
  if (relation.is_unlogged) return !referenced.is_temporary || refuse("unlogged", "permanent or unlogged");
  return (!referenced.is_temporary && !referenced.is_unlogged) || refuse("permanent", "permanent");
}

bool add_foreign_key(DdlContext& context, Oid table, const sql::Constraint& constraint, const std::string& column) {
  const Relation& relation = relation_of(context, table);
  const Relation* referenced = require_relation(context, constraint.referenced->name);
  if (referenced == nullptr) return false;
  if (referenced->kind != RelationKind::table && referenced->kind != RelationKind::partitioned_table) {
    return context.fail(constraint.referenced->name.span, msg::ReferencedRelationIsNotATable(referenced->name));
  }
  if (!check_persistence(context, relation, *referenced, constraint.referenced->name.span)) return false;
  ForeignKey key;
  key.referenced = referenced->oid;
  key.enforced = !constraint.not_enforced;
  key.valid = !constraint.not_valid && key.enforced;
  key.has_period = constraint.has_period;
  key.deferrable = constraint.deferrable || constraint.initially_deferred;
  std::vector<sql::Name> columns = constraint.columns;
  if (columns.empty()) columns.push_back({column, constraint.span});
  key.columns = resolve_foreign_columns(context, relation, columns);
  if (has_virtual_column(relation, key.columns))
    return context.fail(constraint.span, msg::ConstraintsOnVirtualColumns("foreign key constraints"));
  if (key.columns.empty() || !resolve_referenced_columns(context, *referenced, constraint, key)) return false;
  key.name = constraint.name.empty()
                 ? choose_constraint_name(context.catalog, relation.schema, relation.name,
                                          join_column_names(column_names(relation, key.columns)), "fkey")
                 : constraint.name;
  if (!check_constraint_name(context, relation, key.name, constraint.span)) return false;
  context.data.relations.edit(table).foreign_keys.push_back(key);
  if (relation.kind != RelationKind::partitioned_table) return true;
  for (const Oid partition : children_of(context.catalog, table)) {
    context.data.relations.settle();
    copy_foreign_key(context, relation, key, partition);
  }
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
    case sql::ConstraintKind::not_null:
      return std::all_of(constraint.columns.begin(), constraint.columns.end(), [&](const sql::Name& name) {
        const NotNullDraft draft{name.text, constraint.name, !constraint.not_valid, constraint.no_inherit, name.span};
        return add_not_null(context, table, draft, only);
      });
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
             key.constraint.without_overlaps == other.constraint.without_overlaps &&
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
  if (has_not_null_constraints(context.catalog)) return require_not_null(context, table, column, only, span);
  relation.columns[static_cast<std::size_t>(number - 1)].not_null = true;
  const bool asks_partitions = only && relation.kind == RelationKind::partitioned_table;
  for (const Oid child : children_of(context.catalog, table)) {
    context.data.relations.settle();
    const Relation& below = relation_of(context, child);
    const Column* inherited = below.find_column(column);
    if (asks_partitions && inherited != nullptr && !inherited->not_null) {
      return context.fail(span, msg::PrimaryKeyMustBeAddedToChildren(column, below.name));
    }
    if (!only && !set_not_null(context, child, column, false, span)) return false;
  }
  return true;
}

}  // namespace pgscribe::catalog
