#include "catalog/not_null.hpp"

#include <algorithm>
#include <utility>

#include "catalog/ddl_expression.hpp"
#include "catalog/key_constraint.hpp"
#include "catalog/messages.hpp"
#include "catalog/object_name.hpp"
#include "catalog/table_constraint.hpp"

namespace pgscribe::catalog {

namespace {

constexpr int kFirstReleaseWithNames = 18;

const Relation& relation_of(const DdlContext& context, Oid oid) { return *context.catalog.relation(oid); }

const std::string& column_name(const Relation& relation, int number) {
  return relation.columns[static_cast<std::size_t>(number - 1)].name;
}

NotNullConstraint* edit_not_null(Relation& relation, int column) {
  const auto found = std::find_if(relation.not_nulls.begin(), relation.not_nulls.end(),
                                  [&](const NotNullConstraint& c) { return c.column == column; });
  return found == relation.not_nulls.end() ? nullptr : &*found;
}

/// Column::not_null claims that no row has a NULL: a constraint that is NOT VALID does not.
void update_column(Relation& relation, int column) {
  const NotNullConstraint* constraint = find_not_null(relation, column);
  relation.columns[static_cast<std::size_t>(column - 1)].not_null = constraint != nullptr && constraint->valid;
}

std::string chosen_name(const DdlContext& context, const Relation& relation, const std::string& column) {
  return choose_constraint_name(context.catalog, relation.schema, relation.name, column, "not_null");
}

void store(DdlContext& context, Oid table, NotNullConstraint constraint) {
  Relation& relation = context.data.relations.edit(table);
  const int column = constraint.column;
  relation.not_nulls.push_back(std::move(constraint));
  update_column(relation, column);
}

/// 0 after a report.
int require_column(const DdlContext& context, const Relation& relation, const NotNullDraft& draft) {
  if (const int number = relation.attribute_number(draft.column); number != 0) return number;
  if (find_system_column(draft.column) != nullptr) {
    context.fail(draft.span, msg::CannotAddNotNullOnSystemColumn(draft.column));
  } else {
    context.fail(draft.span, msg::ColumnOfRelationDoesNotExist(draft.column, relation.name,
                                                               suggest_column(relation, draft.column)));
  }
  return 0;
}

bool check_partitioned(const DdlContext& context, const Relation& relation, const NotNullDraft& draft) {
  return !draft.no_inherit || relation.kind != RelationKind::partitioned_table ||
         context.fail(draft.span, msg::NotNullOfPartitionedTableCannotBeNoInherit());
}

/// AdjustNotNullInheritance: a column has one constraint, which the new one has to agree with.
bool merge_into(const DdlContext& context, const Relation& relation, NotNullConstraint& existing,
                const NotNullDraft& draft, bool is_local) {
  if (draft.no_inherit != existing.no_inherit)
    return context.fail(draft.span, msg::CannotChangeNoInheritOfMerged(existing.name, relation.name));
  if (draft.valid && !existing.valid)
    return context.fail(draft.span, msg::IncompatibleNotValidConstraint(existing.name, relation.name));
  if (is_local && !draft.name.empty() && draft.name != existing.name) {
    return context.fail(draft.span,
                        msg::CannotCreateNotNullConstraint(draft.name, draft.column, relation.name, existing.name));
  }
  if (is_local)
    existing.is_local = true;
  else
    ++existing.inherited;
  return true;
}

/// The tables below get what the one above has, under its name.
bool add_to_children(DdlContext& context, Oid table, const NotNullDraft& draft);

bool add_inherited(DdlContext& context, Oid table, const NotNullDraft& draft) {
  const int number = relation_of(context, table).attribute_number(draft.column);
  if (number == 0) return true;
  Relation& relation = context.data.relations.edit(table);
  if (NotNullConstraint* existing = edit_not_null(relation, number))
    return merge_into(context, relation, *existing, draft, false);
  const std::string name =
      has_constraint(relation, draft.name) ? chosen_name(context, relation, draft.column) : draft.name;
  store(context, table, {name, number, draft.valid, false, false, 1});
  return add_to_children(context, table, draft);
}

bool add_to_children(DdlContext& context, Oid table, const NotNullDraft& draft) {
  const std::vector<Oid> children = children_of(context.catalog, table);
  return std::all_of(children.begin(), children.end(), [&](Oid child) {
    context.data.relations.settle();
    return add_inherited(context, child, draft);
  });
}

/// Own constraints on one column are one constraint.
bool merge_own(const DdlContext& context, std::vector<NotNullDraft>& own) {
  std::vector<NotNullDraft> merged;
  for (NotNullDraft& draft : own) {
    const auto prior = std::find_if(merged.begin(), merged.end(),
                                    [&](const NotNullDraft& other) { return other.column == draft.column; });
    if (prior == merged.end()) {
      merged.push_back(std::move(draft));
      continue;
    }
    if (prior->no_inherit != draft.no_inherit)
      return context.fail(draft.span, msg::ConflictingNoInheritDeclaration(draft.column));
    if (!prior->name.empty() && !draft.name.empty() && prior->name != draft.name)
      return context.fail(draft.span, msg::ConflictingNotNullNames(prior->name, draft.name));
    if (prior->name.empty()) prior->name = draft.name;
  }
  own = std::move(merged);
  return true;
}

/// What the parents of a new table hand down for a column: the first one's name, and how many there are.
struct Inherited {
  std::string name;
  int count = 0;
};
Inherited inherited_by(const DdlContext& context, const Relation& relation, const std::string& column) {
  Inherited result;
  for (const Oid parent : relation.parents) {
    const Relation& above = relation_of(context, parent);
    const NotNullConstraint* constraint = find_not_null(above, above.attribute_number(column));
    if (constraint == nullptr || constraint->no_inherit) continue;
    if (result.count++ == 0) result.name = constraint->name;
  }
  return result;
}

}  // namespace

bool has_not_null_constraints(const Catalog& catalog) { return catalog.server_version() >= kFirstReleaseWithNames; }

const NotNullConstraint* find_not_null(const Relation& relation, int column) {
  for (const NotNullConstraint& constraint : relation.not_nulls) {
    if (constraint.column == column) return &constraint;
  }
  return nullptr;
}

bool add_first_not_nulls(DdlContext& context, Oid table, std::vector<NotNullDraft> own) {
  if (!merge_own(context, own)) return false;
  for (const NotNullDraft& draft : own) {
    const Relation& relation = relation_of(context, table);
    const int number = require_column(context, relation, draft);
    if (number == 0 || !check_partitioned(context, relation, draft)) return false;
    const Inherited inherited = inherited_by(context, relation, draft.column);
    if (draft.no_inherit && inherited.count != 0)
      return context.fail(draft.span, msg::CannotDefineNoInheritOverInherited(draft.column));
    if (!draft.name.empty() && !check_constraint_name(context, relation, draft.name, draft.span)) return false;
    const std::string name = draft.name.empty() ? chosen_name(context, relation, draft.column) : draft.name;
    store(context, table, {name, number, true, draft.no_inherit, true, inherited.count});
  }
  for (std::size_t i = 0; i < relation_of(context, table).columns.size(); ++i) {
    const Relation& relation = relation_of(context, table);
    const int number = static_cast<int>(i) + 1;
    if (find_not_null(relation, number) != nullptr) continue;
    const std::string& column = relation.columns[i].name;
    const Inherited inherited = inherited_by(context, relation, column);
    if (inherited.count != 0) {
      const bool is_taken = has_constraint(relation, inherited.name);
      store(context, table,
            {is_taken ? chosen_name(context, relation, column) : inherited.name, number, true, false, false,
             inherited.count});
    } else {
      update_column(context.data.relations.edit(table), number);
    }
  }
  return true;
}

bool add_not_null(DdlContext& context, Oid table, const NotNullDraft& draft, bool only) {
  Relation& relation = context.data.relations.edit(table);
  const int number = require_column(context, relation, draft);
  if (number == 0 || !check_partitioned(context, relation, draft)) return false;
  if (NotNullConstraint* existing = edit_not_null(relation, number))
    return merge_into(context, relation, *existing, draft, true);
  if (!draft.name.empty() && !check_constraint_name(context, relation, draft.name, draft.span)) return false;
  const bool hands_down = !draft.no_inherit && !children_of(context.catalog, table).empty();
  if (only && hands_down) return context.fail(draft.span, msg::ConstraintMustBeAddedToChildTablesToo());
  NotNullDraft named = draft;
  if (named.name.empty()) named.name = chosen_name(context, relation, draft.column);
  store(context, table, {named.name, number, draft.valid, draft.no_inherit, true, 0});
  return !hands_down || add_to_children(context, table, named);
}

bool set_not_null_constraint(DdlContext& context, Oid table, const std::string& column, bool only, Span span) {
  Relation& relation = context.data.relations.edit(table);
  const int number = relation.attribute_number(column);
  if (number == 0) return true;
  if (NotNullConstraint* existing = edit_not_null(relation, number)) {
    if (existing->no_inherit && !only)
      return context.fail(span, msg::CannotChangeNoInherit(existing->name, relation.name));
    existing->is_local = true;
    return existing->valid || validate_not_null(context, table, number, only, span);
  }
  const bool has_children = !children_of(context.catalog, table).empty();
  if (only && has_children && relation.kind == RelationKind::partitioned_table)
    return context.fail(span, msg::ConstraintMustBeAddedToChildTablesToo());
  NotNullDraft draft{column, chosen_name(context, relation, column), true, only && has_children, span};
  store(context, table, {draft.name, number, true, draft.no_inherit, true, 0});
  return draft.no_inherit || add_to_children(context, table, draft);
}

bool require_not_null(DdlContext& context, Oid table, const std::string& column, bool only, Span span) {
  const Relation& relation = relation_of(context, table);
  const int number = relation.attribute_number(column);
  if (number == 0) return true;
  const NotNullConstraint* existing = find_not_null(relation, number);
  if (existing != nullptr) {
    if (existing->no_inherit)
      return context.fail(span, msg::PrimaryKeyOverNoInherit(column, existing->name, relation.name));
    return existing->valid || context.fail(span, msg::PrimaryKeyOverNotValid(column, existing->name, relation.name));
  }
  if (only) {
    for (const Oid child : children_of(context.catalog, table)) {
      const Relation& below = relation_of(context, child);
      const Column* inherited = below.find_column(column);
      if (inherited != nullptr && !inherited->not_null)
        return context.fail(span, msg::PrimaryKeyMustBeAddedToChildren(column, below.name));
    }
  }
  const NotNullDraft draft{column, chosen_name(context, relation, column), true, false, span};
  store(context, table, {draft.name, number, true, false, true, 0});
  return add_to_children(context, table, draft);
}

namespace {

bool is_key_column(const Relation& relation, int number) {
  return std::any_of(relation.unique_keys.begin(), relation.unique_keys.end(), [&](const UniqueKey& key) {
    return key.is_primary && std::find(key.columns.begin(), key.columns.end(), number) != key.columns.end();
  });
}

/// A child keeps what is its own, or comes from another parent.
bool drop_from(DdlContext& context, Oid table, int column, bool only, Span span) {
  Relation& relation = context.data.relations.edit(table);
  const std::string name = column_name(relation, column);
  const NotNullConstraint dropped = *find_not_null(relation, column);
  if (relation.columns[static_cast<std::size_t>(column - 1)].identity != '\0')
    return context.fail(span, msg::ColumnIsIdentity(name, relation.name));
  if (is_key_column(relation, column)) return context.fail(span, msg::ColumnIsInPrimaryKey(name));
  std::erase_if(relation.not_nulls, [&](const NotNullConstraint& c) { return c.column == column; });
  update_column(relation, column);
  if (dropped.no_inherit) return true;
  for (const Oid child : children_of(context.catalog, table)) {
    context.data.relations.settle();
    Relation& below = context.data.relations.edit(child);
    const int number = below.attribute_number(name);
    NotNullConstraint* constraint = number == 0 ? nullptr : edit_not_null(below, number);
    if (constraint == nullptr || constraint->inherited == 0) continue;
    --constraint->inherited;
    if (only) constraint->is_local = true;
    if (constraint->inherited == 0 && !constraint->is_local && !drop_from(context, child, number, false, span))
      return false;
  }
  return true;
}

}  // namespace

bool drop_not_null_constraint(DdlContext& context, Oid table, int column, bool only, Span span) {
  const Relation& relation = relation_of(context, table);
  const NotNullConstraint* constraint = find_not_null(relation, column);
  if (constraint == nullptr) return true;
  if (constraint->inherited > 0)
    return context.fail(span, msg::CannotDropInheritedConstraintOfRelation(constraint->name, relation.name));
  return drop_from(context, table, column, only, span);
}

bool validate_not_null(DdlContext& context, Oid table, int column, bool only, Span span) {
  Relation& relation = context.data.relations.edit(table);
  NotNullConstraint* constraint = edit_not_null(relation, column);
  if (constraint == nullptr) return true;
  constraint->valid = true;
  const bool hands_down = !constraint->no_inherit;
  const std::string name = column_name(relation, column);
  update_column(relation, column);
  for (const Oid child : hands_down ? children_of(context.catalog, table) : std::vector<Oid>()) {
    context.data.relations.settle();
    const Relation& below = relation_of(context, child);
    const int number = below.attribute_number(name);
    const NotNullConstraint* own = number == 0 ? nullptr : find_not_null(below, number);
    if (own == nullptr || own->valid) continue;
    if (only) return context.fail(span, msg::ConstraintMustBeValidatedOnChildTablesToo());
    if (!validate_not_null(context, child, number, false, span)) return false;
  }
  return true;
}

bool set_not_null_inheritance(DdlContext& context, Oid table, int column, bool no_inherit, Span span) {
  Relation& relation = context.data.relations.edit(table);
  NotNullConstraint& constraint = *edit_not_null(relation, column);
  if (constraint.no_inherit == no_inherit) return true;
  const NotNullDraft draft{column_name(relation, column), constraint.name, constraint.valid, no_inherit, span};
  if (!check_partitioned(context, relation, draft)) return false;
  if (constraint.inherited > 0)
    return context.fail(span, msg::CannotAlterInheritedConstraint(constraint.name, relation.name));
  constraint.no_inherit = no_inherit;
  if (!no_inherit) return add_to_children(context, table, draft);
  for (const Oid child : children_of(context.catalog, table)) {
    Relation& below = context.data.relations.edit(child);
    const int number = below.attribute_number(draft.column);
    if (NotNullConstraint* own = number == 0 ? nullptr : edit_not_null(below, number)) {
      own->inherited = std::max(0, own->inherited - 1);
      own->is_local = true;
    }
  }
  return true;
}

bool check_child_not_nulls(const DdlContext& context, const Relation& parent, const Relation& child, Span span) {
  for (const NotNullConstraint& constraint : parent.not_nulls) {
    const NotNullConstraint* own = find_not_null(child, child.attribute_number(column_name(parent, constraint.column)));
    if (constraint.no_inherit || own == nullptr) continue;
    if (own->no_inherit) return context.fail(span, msg::ConflictsWithNonInheritedConstraint(own->name, child.name));
    if (constraint.valid && !own->valid)
      return context.fail(span, msg::ConflictsWithNotValidConstraint(own->name, child.name));
  }
  return true;
}

void inherit_not_nulls(DdlContext& context, const Relation& parent, Oid child) {
  Relation& relation = context.data.relations.edit(child);
  for (const NotNullConstraint& constraint : parent.not_nulls) {
    const int number = relation.attribute_number(column_name(parent, constraint.column));
    NotNullConstraint* own = number == 0 ? nullptr : edit_not_null(relation, number);
    if (own == nullptr || constraint.no_inherit) continue;
    ++own->inherited;
    if (relation.is_partition) own->is_local = false;
  }
}

void disinherit_not_nulls(DdlContext& context, const Relation& parent, Oid child) {
  Relation& relation = context.data.relations.edit(child);
  for (const NotNullConstraint& constraint : parent.not_nulls) {
    const int number = relation.attribute_number(column_name(parent, constraint.column));
    NotNullConstraint* own = number == 0 ? nullptr : edit_not_null(relation, number);
    if (own == nullptr || constraint.no_inherit || own->inherited == 0) continue;
    if (--own->inherited == 0) own->is_local = true;
  }
}

}  // namespace pgscribe::catalog
