#include "catalog/table_columns.hpp"

#include <algorithm>
#include <utility>

#include "catalog/ddl_expression.hpp"
#include "catalog/messages.hpp"
#include "catalog/type_name.hpp"

namespace pgscribe::catalog {

namespace {

ColumnDraft* find_draft(TableDraft& draft, const std::string& name) {
  const auto found = std::find_if(draft.columns.begin(), draft.columns.end(),
                                  [&](const ColumnDraft& c) { return c.column.name == name; });
  return found == draft.columns.end() ? nullptr : &*found;
}

bool same_type(const Column& a, const Column& b) {
  return a.type == kErrorType || b.type == kErrorType || (a.type == b.type && a.type_modifier == b.type_modifier);
}

std::string type_conflict(const Catalog& catalog, const Column& a, const Column& b) {
  return msg::TypeVersusType(catalog.format_type(a.type, a.type_modifier),
                             catalog.format_type(b.type, b.type_modifier));
}

/// What a child takes from its parent's column: not its comment, and its identity only as a partition.
Column inherited(const Column& parent, bool keeps_identity) {
  Column column = parent;
  if (!keeps_identity) column.identity = '\0';
  column.comment.clear();
  column.is_local = false;
  return column;
}

bool inherit_column(DdlContext& context, const Column& parent, TableDraft& draft, Span span) {
  ColumnDraft* existing = find_draft(draft, parent.name);
  if (existing == nullptr) {
    ColumnDraft column;
    column.column = inherited(parent, draft.relation.is_partition && partitions_share_identity(context.catalog));
    column.span = span;
    draft.columns.push_back(std::move(column));
    return true;
  }
  if (!same_type(existing->column, parent)) {
    return context.fail(span, msg::InheritedColumnHasTypeConflict(
                                  parent.name, type_conflict(context.catalog, existing->column, parent)));
  }
  existing->column.not_null = existing->column.not_null || parent.not_null;
  existing->column.has_default = existing->column.has_default || parent.has_default;
  return true;
}

bool inherit_from(DdlContext& context, const Relation& parent, TableDraft& draft, Span span) {
  draft.relation.parents.push_back(parent.oid);
  for (const Column& column : parent.columns) {
    if (!column.dropped && !inherit_column(context, column, draft, span)) return false;
  }
  for (const CheckConstraint& check : parent.checks) {
    const bool exists = std::any_of(draft.checks.begin(), draft.checks.end(),
                                    [&](const CheckConstraint& c) { return c.name == check.name; });
    if (exists || check.no_inherit) continue;
    draft.checks.push_back(check);
    draft.checks.back().valid = check.enforced;  // the new table has no rows that could break it
  }
  return true;
}

}  // namespace

const Relation* require_parent(DdlContext& context, const sql::RelationRef& reference, bool of_partition,
                               bool child_is_temporary) {
  const Span span = reference.name.span;
  const Relation* parent = require_relation(context, reference.name);
  if (parent == nullptr) return nullptr;
  const auto refuse = [&](support::Message message) {
    context.fail(span, std::move(message));
    return nullptr;
  };
  if (of_partition) {
    if (parent->kind != RelationKind::partitioned_table) {
      context.fail(span, msg::RelationIsNotPartitioned(parent->name));
      return nullptr;
    }
  } else {
    if (parent->kind == RelationKind::partitioned_table)
      return refuse(msg::CannotInheritFromPartitionedTable(parent->name));
    if (parent->is_partition) return refuse(msg::CannotInheritFromPartition(parent->name));
    if (parent->kind != RelationKind::table && parent->kind != RelationKind::foreign_table) {
      return refuse(msg::InheritedRelationIsNotATable(parent->name));
    }
  }
  if (parent->is_temporary && !child_is_temporary) return refuse(msg::CannotInheritFromTemporaryRelation(parent->name));
  return parent;
}

bool inherit_columns(DdlContext& context, const std::vector<sql::RelationRef>& parents, TableDraft& draft) {
  for (const sql::RelationRef& reference : parents) {
    const Relation* parent = require_parent(context, reference, false, draft.relation.schema == "pg_temp");
    if (parent == nullptr) return false;
    const std::vector<Oid>& taken = draft.relation.parents;
    if (std::find(taken.begin(), taken.end(), parent->oid) != taken.end()) {
      return context.fail(reference.name.span, msg::RelationWouldBeInheritedFromMoreThanOnce(parent->name));
    }
    if (!inherit_from(context, *parent, draft, reference.name.span)) return false;
  }
  return true;
}

bool take_partition_columns(DdlContext& context, const sql::RelationRef& reference, TableDraft& draft) {
  const Relation* parent = require_parent(context, reference, true, draft.relation.schema == "pg_temp");
  if (parent == nullptr) return false;
  draft.relation.is_partition = true;
  return inherit_from(context, *parent, draft, reference.name.span);
}

bool check_is_composite(const DdlContext& context, const Type& type, Span span) {
  const Relation* source = context.catalog.relation(type.relation);
  if (source != nullptr && source->kind != RelationKind::composite && context.catalog.server_version() >= 18)
    return context.fail(span, msg::TypeIsRowTypeOfAnotherTable(context.catalog.format_type(type.oid)));
  return (source != nullptr && source->kind == RelationKind::composite) ||
         context.fail(span, msg::TypeIsNotCompositeType(context.catalog.format_type(type.oid)));
}

bool take_type_columns(DdlContext& context, const sql::TypeName& name, TableDraft& draft) {
  const std::optional<ResolvedType> resolved = resolve_type(context.catalog, name, context.file, context.diagnostics);
  if (!resolved) return false;
  const Type& type = *context.catalog.type(resolved->type);
  const Relation* source = context.catalog.relation(type.relation);
  if (!check_is_composite(context, type, name.span)) return false;
  draft.relation.of_type = type.oid;
  for (const Column& column : source->columns) {
    if (column.dropped) continue;
    ColumnDraft taken;
    taken.column = column;
    taken.span = name.span;
    draft.columns.push_back(std::move(taken));
  }
  return true;
}

bool copy_like_columns(DdlContext& context, const sql::LikeClause& like, TableDraft& draft) {
  const Relation* source = require_relation(context, like.relation.name);
  if (source == nullptr) return false;
  if (source->kind == RelationKind::index || source->kind == RelationKind::sequence) {
    return context.fail(like.relation.name.span,
                        msg::RelationIsInvalidInLikeClause(source->name, plural(source->kind)));
  }
  for (const Column& original : source->columns) {
    if (original.dropped) continue;
    ColumnDraft copy;
    copy.span = like.span;
    copy.column = original;
    copy.column.is_local = true;
    copy.column.never_null = false;
    copy.column.has_default = like.defaults && original.has_default;
    copy.column.is_generated = like.generated && original.is_generated;
    if (!copy.column.is_generated) {
      copy.column.generation = nullptr;
      copy.column.is_virtual = false;
    }
    copy.column.identity = like.identity ? original.identity : '\0';
    copy.has_sequence = copy.column.identity != '\0';
    if (!like.comments) copy.column.comment.clear();
    if (!add_own_column(context, std::move(copy), draft)) return false;
  }
  for (const NotNullConstraint& constraint : source->not_nulls) {
    const std::string& column = source->columns[static_cast<std::size_t>(constraint.column - 1)].name;
    draft.not_nulls.push_back({column, constraint.name, true, constraint.no_inherit, like.span});
  }
  if (like.constraints) {
    for (CheckConstraint check : source->checks) {
      check.valid = check.enforced;
      draft.checks.push_back(std::move(check));
    }
  }
  if (like.indexes) draft.like_indexes.push_back(source->oid);
  return true;
}

bool partitions_share_identity(const Catalog& catalog) { return catalog.server_version() >= 17; }

std::optional<std::pair<std::string_view, std::string_view>> other_generation_kinds(const Column& parent,
                                                                                    const Column& child) {
  if (!parent.is_generated || !child.is_generated || parent.is_virtual == child.is_virtual) return std::nullopt;
  const auto kind = [](const Column& column) { return column.is_virtual ? "VIRTUAL" : "STORED"; };
  return std::pair(kind(parent), kind(child));
}

bool add_own_column(DdlContext& context, ColumnDraft own, TableDraft& draft) {
  ColumnDraft* existing = find_draft(draft, own.column.name);
  if (existing == nullptr) {
    draft.columns.push_back(std::move(own));
    return true;
  }
  if (existing->column.is_local) return context.fail(own.span, msg::ColumnSpecifiedMoreThanOnce(own.column.name));
  if (!same_type(existing->column, own.column)) {
    return context.fail(own.span, msg::ColumnHasTypeConflict(
                                      own.column.name, type_conflict(context.catalog, existing->column, own.column)));
  }
  if (const auto kinds = other_generation_kinds(existing->column, own.column)) {
    return context.fail(own.span, msg::InheritsFromOtherGeneratedKind(own.column.name, kinds->first, kinds->second));
  }
  own.column.not_null = own.column.not_null || existing->column.not_null;
  own.column.has_default = own.column.has_default || existing->column.has_default;
  if (!own.column.is_generated && existing->column.is_generated) {
    own.column.is_generated = true;
    own.column.is_virtual = existing->column.is_virtual;
    own.column.generation = existing->column.generation;
  }
  *existing = std::move(own);
  return true;
}

bool add_column_options(DdlContext& context, const sql::ColumnDefinition& definition, TableDraft& draft) {
  ColumnDraft* existing = find_draft(draft, definition.name.text);
  if (existing == nullptr)
    return context.fail(definition.name.span, msg::ColumnDoesNotExist(definition.name.text, support::kNoHint));
  const Column inherited_column = existing->column;
  existing->column.has_default = false;  // an own default replaces the parent's
  existing->column.not_null = false;
  if (!draft_column_constraints(context, definition, draft.relation.name, *existing)) return false;
  existing->column.not_null = existing->column.not_null || inherited_column.not_null;
  existing->column.has_default = existing->column.has_default || inherited_column.has_default;
  return true;
}

}  // namespace pgscribe::catalog
