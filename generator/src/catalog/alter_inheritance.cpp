#include "catalog/alter_inheritance.hpp"

#include <algorithm>

#include "catalog/alter_column.hpp"
#include "catalog/messages.hpp"
#include "catalog/not_null.hpp"
#include "catalog/table_columns.hpp"
#include "catalog/table_constraint.hpp"
#include "catalog/type_name.hpp"

namespace pgscribe::catalog {

namespace {

/// MergeAttributesIntoExisting
bool check_child_columns(const DdlContext& context, const Relation& parent, const Relation& child, Span span) {
  for (const Column& column : parent.columns) {
    if (column.dropped) continue;
    const Column* own = child.find_column(column.name);
    if (own == nullptr) return context.fail(span, msg::ChildTableIsMissingColumn(column.name));
    const bool same_type = own->type == column.type && own->type_modifier == column.type_modifier;
    if (!same_type && own->type != kErrorType && column.type != kErrorType) {
      return context.fail(span, msg::ChildTableHasDifferentTypeForColumn(child.name, column.name));
    }
    if (const auto kinds = other_generation_kinds(column, *own))
      return context.fail(span, msg::ChildHasOtherGeneratedKind(column.name, kinds->first, kinds->second));
    if (has_not_null_constraints(context.catalog)) {
      const NotNullConstraint* handed_down = find_not_null(parent, parent.attribute_number(column.name));
      const bool is_wanted = handed_down != nullptr && !handed_down->no_inherit;
      if (is_wanted && find_not_null(child, child.attribute_number(column.name)) == nullptr)
        return context.fail(span, msg::ColumnInNamedChildMustBeMarkedNotNull(column.name, child.name));
    } else if (column.not_null && !own->not_null) {
      return context.fail(span, msg::ColumnInChildTableMustBeMarkedNotNull(column.name));
    }
  }
  return true;
}

/// MergeConstraintsIntoExisting
bool check_child_constraints(const DdlContext& context, const Relation& parent, const Relation& child, Span span) {
  for (const CheckConstraint& check : parent.checks) {
    const bool exists = std::any_of(child.checks.begin(), child.checks.end(),
                                    [&](const CheckConstraint& c) { return c.name == check.name; });
    if (!exists && !check.no_inherit) return context.fail(span, msg::ChildTableIsMissingConstraint(check.name));
    const bool is_unenforced = std::any_of(child.checks.begin(), child.checks.end(), [&](const CheckConstraint& c) {
      return c.name == check.name && check.enforced && !c.enforced;
    });
    if (is_unenforced && !check.no_inherit)
      return context.fail(span, msg::ConflictsWithNotEnforcedConstraint(check.name, child.name));
  }
  return check_child_not_nulls(context, parent, child, span);
}

bool would_be_circular(const Catalog& catalog, Oid parent, Oid child) {
  const std::vector<Oid> below = with_descendants(catalog, child);
  return std::find(below.begin(), below.end(), parent) != below.end();
}

void set_inherited(Relation& child, const Relation& parent) {
  child.parents.push_back(parent.oid);
  for (Column& column : child.columns) {
    if (child.is_partition && parent.find_column(column.name) != nullptr) column.is_local = false;
  }
}

bool add_parent(DdlContext& context, Oid table, const sql::AlterTableAction& action) {
  if (context.catalog.relation(table)->of_type != kInvalidOid)
    return context.fail(action.relation->name.span, msg::CannotChangeInheritanceOfTypedTable());
  const Relation* parent =
      require_parent(context, *action.relation, false, context.catalog.relation(table)->is_temporary);
  if (parent == nullptr) return false;
  const Relation& child = *context.catalog.relation(table);
  const Span span = action.relation->name.span;
  if (std::find(child.parents.begin(), child.parents.end(), parent->oid) != child.parents.end()) {
    return context.fail(span, msg::RelationWouldBeInheritedFromMoreThanOnce(parent->name));
  }
  if (would_be_circular(context.catalog, parent->oid, table)) {
    return context.fail(span, msg::CircularInheritanceNotAllowed(parent->name, child.name));
  }
  if (!check_child_columns(context, *parent, child, span) || !check_child_constraints(context, *parent, child, span))
    return false;
  set_inherited(context.data.relations.edit(table), *parent);
  inherit_not_nulls(context, *parent, table);
  return true;
}

bool remove_parent(DdlContext& context, Oid table, const sql::AlterTableAction& action) {
  const Relation* parent = require_relation(context, action.relation->name);
  if (parent == nullptr) return false;
  Relation& child = context.data.relations.edit(table);
  if (std::erase(child.parents, parent->oid) == 0) {
    return context.fail(action.relation->name.span, msg::RelationIsNotParentOfRelation(parent->name, child.name));
  }
  for (Column& column : child.columns) column.is_local = true;
  disinherit_not_nulls(context, *parent, table);
  return true;
}

/// ALTER INDEX ... ATTACH PARTITION (ATExecAttachPartitionIdx): the index holds once every partition has its part.
bool attach_index(DdlContext& context, const Relation& index, const sql::AlterTableAction& action) {
  const Relation* part = require_relation(context, action.relation->name);
  if (part == nullptr) return false;
  if (part->kind != RelationKind::index) return context.fail(action.relation->name.span, msg::NotAnIndex(part->name));
  const Oid parent = index.oid;
  Relation& attached = context.data.relations.edit(part->oid);
  if (attached.parents.empty()) {
    attached.parents.push_back(parent);
    attached.is_partition = true;
  }
  const auto key_of = [&](const Relation& of) -> const UniqueKey* {
    const Relation* table = context.catalog.relation(of.owner());
    if (table == nullptr) return nullptr;
    for (const UniqueKey& key : table->unique_keys) {
      if (key.name == of.name) return &key;
    }
    return nullptr;
  };
  const UniqueKey* below = key_of(*part);
  if (key_of(index) == nullptr || below == nullptr || !below->missing_in.empty()) return true;
  for (UniqueKey& key : context.data.relations.edit(index.owner()).unique_keys) {
    if (key.name == index.name) std::erase(key.missing_in, part->owner());
  }
  return true;
}

/// A partition has the identity columns of the table above it, and none of its own.
bool take_identity(DdlContext& context, const Relation& parent, Oid child, Span span) {
  if (!partitions_share_identity(context.catalog)) return true;
  Relation& partition = context.data.relations.edit(child);
  for (const Column& column : partition.columns) {
    if (!column.dropped && column.identity != '\0')
      return context.fail(span, msg::AttachedTableHasIdentity(partition.name, column.name));
  }
  for (Column& column : partition.columns) {
    const Column* above = column.dropped ? nullptr : parent.find_column(column.name);
    if (above != nullptr) column.identity = above->identity;
  }
  return true;
}

bool attach_partition(DdlContext& context, Oid table, const sql::AlterTableAction& action) {
  const Relation& parent = *context.catalog.relation(table);
  if (parent.kind == RelationKind::index) return attach_index(context, parent, action);
  const Relation* child = require_relation(context, action.relation->name);
  if (child == nullptr) return false;
  const Span span = action.relation->name.span;
  if (child->is_partition) return context.fail(span, msg::AlreadyAPartition(child->name));
  if (!child->parents.empty()) return context.fail(span, msg::CannotAttachInheritanceChildAsPartition());
  for (const Column& column : child->columns) {
    if (column.dropped || parent.find_column(column.name) != nullptr) continue;
    return context.fail(span, msg::TableContainsColumnNotFoundInParent(child->name, column.name, parent.name));
  }
  if (!check_child_columns(context, parent, *child, span) || !check_child_constraints(context, parent, *child, span))
    return false;
  if (!take_identity(context, parent, child->oid, span)) return false;
  Relation& partition = context.data.relations.edit(child->oid);
  partition.is_partition = true;
  set_inherited(partition, parent);
  inherit_not_nulls(context, parent, child->oid);
  return copy_keys_to_partition(context, table, child->oid);
}

/// The indexes of a partition are on their own again.
void detach_indexes(DdlContext& context, Oid partition, Oid parent) {
  std::vector<Oid> parts;
  for (const Oid oid : context.data.relations.mentioning(partition)) {
    const Relation* index = context.catalog.relation(oid);
    if (index->kind != RelationKind::index || index->owner() != partition || index->parents.empty()) continue;
    const Relation* above = context.catalog.relation(index->parents.front());
    if (above != nullptr && above->owner() == parent) parts.push_back(oid);
  }
  for (const Oid oid : parts) {
    Relation& index = context.data.relations.edit(oid);
    index.parents.clear();
    index.is_partition = false;
  }
}

bool detach_partition(DdlContext& context, Oid table, const sql::AlterTableAction& action) {
  const Relation* child = require_relation(context, action.relation->name);
  if (child == nullptr) return false;
  Relation& partition = context.data.relations.edit(child->oid);
  if (std::erase(partition.parents, table) == 0) {
    return context.fail(action.relation->name.span,
                        msg::RelationIsNotPartitionOfRelation(child->name, context.catalog.relation(table)->name));
  }
  partition.is_partition = false;
  for (UniqueKey& key : context.data.relations.edit(table).unique_keys) std::erase(key.missing_in, child->oid);
  for (Column& column : partition.columns) {
    column.is_local = true;
    if (partitions_share_identity(context.catalog)) column.identity = '\0';
  }
  disinherit_not_nulls(context, *context.catalog.relation(table), child->oid);
  detach_indexes(context, child->oid, table);
  return true;
}

/// The table's columns are the type's attributes, in their order and no more.
bool check_columns_of_type(const DdlContext& context, const Relation& relation,
                           const std::vector<CompositeAttribute>& attributes, Span span) {
  std::vector<const Column*> columns;
  for (const Column& column : relation.columns) {
    if (!column.dropped) columns.push_back(&column);
  }
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const CompositeAttribute& attribute = attributes[i];
    if (i == columns.size()) return context.fail(span, msg::TableIsMissingColumn(attribute.name));
    const Column& column = *columns[i];
    if (column.name != attribute.name) {
      return context.fail(span, msg::TableHasColumnWhereTypeRequires(column.name, attribute.name));
    }
    if (column.type != attribute.type || column.type_modifier != attribute.type_modifier) {
      return context.fail(span, msg::TableHasDifferentTypeForColumn(relation.name, attribute.name));
    }
  }
  if (columns.size() == attributes.size()) return true;
  return context.fail(span, msg::TableHasExtraColumn(columns[attributes.size()]->name));
}

/// ATExecAddOf
bool set_of_type(DdlContext& context, Oid table, const sql::AlterTableAction& action) {
  const std::optional<ResolvedType> resolved =
      resolve_type(context.catalog, *action.type, context.file, context.diagnostics);
  if (!resolved) return false;
  const Relation& relation = *context.catalog.relation(table);
  const Type& type = *context.catalog.type(resolved->type);
  if (!check_is_composite(context, type, action.type->span)) return false;
  if (!relation.parents.empty()) return context.fail(action.type->span, msg::TypedTablesCannotInherit());
  if (!check_columns_of_type(context, relation, context.catalog.attributes(resolved->type), action.type->span))
    return false;
  context.data.relations.edit(table).of_type = resolved->type;
  return true;
}

/// ATExecDropOf
bool forget_type(DdlContext& context, Oid table, const sql::AlterTableAction& action) {
  Relation& relation = context.data.relations.edit(table);
  if (relation.of_type == kInvalidOid) return context.fail(action.span, msg::NotATypedTable(relation.name));
  relation.of_type = kInvalidOid;
  return true;
}

}  // namespace

bool alter_inheritance(DdlContext& context, Oid table, const sql::AlterTableAction& action) {
  switch (action.kind) {
    case sql::AlterTableKind::add_inherit: return add_parent(context, table, action);
    case sql::AlterTableKind::drop_inherit: return remove_parent(context, table, action);
    case sql::AlterTableKind::attach_partition: return attach_partition(context, table, action);
    case sql::AlterTableKind::detach_partition: return detach_partition(context, table, action);
    case sql::AlterTableKind::of_type: return set_of_type(context, table, action);
    case sql::AlterTableKind::not_of: return forget_type(context, table, action);
    default: return true;
  }
}

}  // namespace pgscribe::catalog
