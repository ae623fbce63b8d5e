#include <algorithm>
#include <set>
#include <utility>

#include "catalog/alter_column.hpp"
#include "catalog/ddl_expression.hpp"
#include "catalog/dependencies.hpp"
#include "catalog/messages.hpp"
#include "catalog/named_type.hpp"
#include "support/joined.hpp"

// dependency.c: performMultipleDeletions, findDependentObjects, reportDependentObjects.

namespace pgscribe::catalog {

namespace {

using Kind = Address::Kind;

/// It goes with its relation, or domain.
bool is_part(const Address& address) {
  switch (address.kind) {
    case Kind::column:
    case Kind::constraint:
    case Kind::default_:
    case Kind::trigger:
    case Kind::rule:
    case Kind::policy: return true;
    default: return false;
  }
}

struct Doomed {
  std::vector<Address> addresses;          ///< targets first
  std::vector<std::string> needs_cascade;  ///< "view v depends on table t"

  explicit Doomed(const std::vector<Address>& targets) {
    for (const Address& target : targets) add(target);
  }
  [[nodiscard]] bool has(const Address& address) const { return known_.count(address) != 0; }
  void add(const Address& address) {
    if (known_.insert(address).second) addresses.push_back(address);
  }

 private:
  std::set<Address> known_;
};

/// Everything that goes automatically first, so that what is left is what needs CASCADE.
Doomed find_doomed(const Catalog& catalog, const std::vector<Address>& targets) {
  Doomed doomed(targets);
  for (std::size_t i = 0; i < doomed.addresses.size(); ++i) {
    for (const Dependent& dependent : dependents_of(catalog, Address(doomed.addresses[i]))) {
      if (dependent.is_automatic) doomed.add(dependent.address);
    }
  }
  for (std::size_t i = 0; i < doomed.addresses.size(); ++i) {
    const Address address = doomed.addresses[i];
    for (const Dependent& dependent : dependents_of(catalog, address)) {
      if (doomed.has(dependent.address)) continue;
      if (is_part(dependent.address) && doomed.has(Address::of(Kind::relation, dependent.address.oid))) continue;
      const bool goes_with_its_column = dependent.address.kind == Kind::default_;
      if (goes_with_its_column && doomed.has(Address::column_of(dependent.address.oid, dependent.address.column)))
        continue;
      if (!dependent.is_automatic)
        doomed.needs_cascade.push_back(describe(catalog, dependent.address) + " depends on " +
                                       describe(catalog, address));
      doomed.add(dependent.address);
    }
  }
  return doomed;
}

/// The extension that a target belongs to, or empty.
std::string owning_extension(const Catalog& catalog, const Address& address) {
  switch (address.kind) {
    case Kind::relation: return catalog.relation(address.oid)->extension;
    case Kind::type: return catalog.type(address.oid)->extension;
    case Kind::function: return catalog.function(address.oid)->extension;
    case Kind::operator_: return catalog.operator_(address.oid)->extension;
    case Kind::operator_class: return catalog.operator_class(address.oid)->extension;
    case Kind::operator_family: return catalog.operator_family(address.oid)->extension;
    case Kind::access_method: return data_of(catalog).access_methods.find(address.oid)->extension;
    case Kind::cast: return catalog.find_cast(address.oid, address.target)->extension;
    default: return {};
  }
}

bool is_pinned(const Address& address, const Catalog& catalog) {
  if (address.kind == Kind::schema)
    return address.name == "pg_catalog" || address.name == "information_schema" || address.name == "pg_toast";
  if (address.kind == Kind::cast) return data_of(catalog).names.casts->count({address.oid, address.target}) == 0;
  return address.oid != kInvalidOid && is_builtin(address.oid);
}

bool check_droppable(const DdlContext& context, const Address& address, Span span) {
  const std::string object = describe(context.catalog, address);
  const auto requires_it = [&](const std::string& owner) {
    return context.fail(span, msg::CannotDropRequired(object, owner));
  };
  if (is_pinned(address, context.catalog)) return context.fail(span, msg::CannotDropPinned(object));
  const std::string extension = owning_extension(context.catalog, address);
  if (!extension.empty()) return requires_it("extension " + extension);
  if (address.kind == Kind::type) {
    const Relation* relation = context.catalog.relation(context.catalog.type(address.oid)->relation);
    if (relation != nullptr && relation->kind != RelationKind::composite) {
      const std::string table = describe(context.catalog, Address::of(Kind::relation, relation->oid));
      return requires_it(table);
    }
  }
  const Type* type = address.kind == Kind::type ? context.catalog.type(address.oid) : nullptr;
  if (type != nullptr && type->is_true_array)
    return requires_it(describe(context.catalog, Address::of(Kind::type, type->element)));
  if (type != nullptr && type->kind == TypeKind::multirange)
    return requires_it(describe(context.catalog, Address::of(Kind::type, type->range)));
  const Relation* relation = address.kind == Kind::relation ? context.catalog.relation(address.oid) : nullptr;
  if (relation != nullptr && relation->kind == RelationKind::index && !relation->parents.empty()) {
    const std::string parent = describe(context.catalog, Address::of(Kind::relation, relation->parents.front()));
    return requires_it(parent);
  }
  const SequenceOwner* owner = relation == nullptr ? nullptr : relation->as_sequence();
  if (owner != nullptr && owner->is_identity)
    return requires_it(describe(context.catalog, Address::column_of(owner->table, owner->column)));
  const IndexDefinition* index = relation == nullptr ? nullptr : relation->as_index();
  if (index != nullptr && index->is_behind_constraint)
    return requires_it(describe(context.catalog, Address::constraint_of(index->table, relation->name)));
  return true;
}

void remove_constraint(DdlContext& context, const Address& address) {
  const auto is_named = [&](const auto& constraint) { return constraint.name == address.name; };
  if (context.data.types.find(address.oid) != nullptr) {
    std::erase_if(context.data.types.edit(address.oid).checks, is_named);
    return update_domain(context, address.oid);
  }
  if (context.data.relations.find(address.oid) == nullptr) return;
  Relation& relation = context.data.relations.edit(address.oid);
  const bool had_index =
      std::erase_if(relation.unique_keys, is_named) > 0 || std::erase(relation.other_constraints, address.name) > 0;
  std::erase_if(relation.foreign_keys, is_named);
  std::erase_if(relation.checks, is_named);
  if (had_index) {
    const Relation* index = context.catalog.find_relation(relation.schema, address.name);
    if (index != nullptr && index->kind == RelationKind::index && index->owner() == address.oid)
      context.data.relations.erase(index->oid);
  }
  const bool is_stored = relation.kind != RelationKind::view && relation.kind != RelationKind::materialized_view;
  if (is_stored) update_never_null(context.catalog, relation);
}

void remove_part(DdlContext& context, const Address& address) {
  if (context.data.relations.find(address.oid) == nullptr) return;
  Relation& relation = context.data.relations.edit(address.oid);
  const auto is_named = [&](const auto& part) { return part.name == address.name; };
  if (address.kind == Kind::trigger) std::erase_if(relation.triggers, is_named);
  if (address.kind == Kind::rule) std::erase_if(relation.rules, is_named);
  if (address.kind == Kind::policy) std::erase_if(relation.policies, is_named);
}

void remove_index(DdlContext& context, const std::string& name, const IndexDefinition& index) {
  if (context.data.relations.find(index.table) == nullptr) return;
  Relation& table = context.data.relations.edit(index.table);
  std::erase_if(table.unique_keys, [&](const UniqueKey& key) { return key.name == name; });
  if (index.is_behind_constraint) std::erase(table.other_constraints, name);
}

void erase_relation(DdlContext& context, Oid oid) {
  const Relation* relation = context.data.relations.find(oid);
  if (relation == nullptr) return;
  if (const IndexDefinition* index = relation->as_index()) remove_index(context, relation->name, *index);
  context.data.relations.erase(oid);
}

void erase_extension(DdlContext& context, const std::string& name) {
  std::erase_if(context.data.names.extensions, [&](const InstalledExtension& e) { return e.name == name; });
}

void erase_schema(DdlContext& context, const std::string& name) {
  std::erase_if(context.data.names.schemas, [&](const Schema& s) { return s.name == name; });
  context.data.update_path();
}

template <class Predicate>
void erase_members(DdlContext& context, const Predicate& goes) {
  std::vector<Oid> gone;
  for (const auto& [oid, member] : context.data.family_members) {
    if (goes(*member)) gone.push_back(oid);
  }
  for (const Oid oid : gone) context.data.family_members.erase(oid);
}

void erase_object(DdlContext& context, const Address& address) {
  switch (address.kind) {
    case Kind::schema: erase_schema(context, address.name); break;
    case Kind::extension: erase_extension(context, address.name); break;
    case Kind::relation: erase_relation(context, address.oid); break;
    case Kind::column:
      if (context.data.relations.find(address.oid) != nullptr) remove_column(context, address.oid, address.column);
      break;
    case Kind::default_:
      if (context.data.relations.find(address.oid) != nullptr) {
        Column& column = context.data.relations.edit(address.oid).columns[static_cast<std::size_t>(address.column - 1)];
        column.has_default = false;
        column.default_uses = nullptr;
      }
      break;
    case Kind::constraint: remove_constraint(context, address); break;
    case Kind::trigger:
    case Kind::rule:
    case Kind::policy: remove_part(context, address); break;
    case Kind::type:
      if (context.data.types.find(address.oid) != nullptr) context.data.types.erase(address.oid);
      break;
    case Kind::function:
      if (context.data.functions.find(address.oid) != nullptr) context.data.functions.erase(address.oid);
      erase_members(context, [&](const FamilyMember& m) { return !m.is_operator && m.object == address.oid; });
      break;
    case Kind::operator_:
      if (context.data.operators.find(address.oid) != nullptr) context.data.operators.erase(address.oid);
      erase_members(context, [&](const FamilyMember& m) { return m.is_operator && m.object == address.oid; });
      break;
    case Kind::operator_class:
      if (context.data.operator_classes.find(address.oid) != nullptr) context.data.operator_classes.erase(address.oid);
      erase_members(context, [&](const FamilyMember& m) { return m.operator_class == address.oid; });
      break;
    case Kind::operator_family:
      if (context.data.operator_families.find(address.oid) != nullptr)
        context.data.operator_families.erase(address.oid);
      erase_members(context, [&](const FamilyMember& m) { return m.family == address.oid; });
      break;
    case Kind::access_method: context.data.access_methods.erase(address.oid); break;
    case Kind::cast: context.data.erase_cast(address.oid, address.target); break;
    case Kind::collation:
      std::erase_if(context.data.names.collations,
                    [&](const Collation& c) { return c.name == address.name && c.schema == address.schema; });
      break;
  }
}

/// Parts go before the relations that hold them are gone.
void erase_all(DdlContext& context, const std::vector<Address>& addresses) {
  for (const Address& address : addresses) {
    if (is_part(address)) erase_object(context, address);
  }
  for (const Address& address : addresses) {
    if (!is_part(address)) erase_object(context, address);
  }
}

}  // namespace

bool drop_objects(DdlContext& context, const std::vector<Address>& targets, bool cascade, Span span) {
  for (const Address& target : targets) {
    if (!check_droppable(context, target, span)) return false;
  }
  const Doomed doomed = find_doomed(context.catalog, targets);
  if (!cascade && !doomed.needs_cascade.empty()) {
    const std::string what = targets.size() == 1
                                 ? describe(context.catalog, targets.front()) + " because other objects depend on it"
                                 : "desired object(s) because other objects depend on them";
    return context.fail(span, msg::CannotDrop(what, support::joined(doomed.needs_cascade, "\n")));
  }
  erase_all(context, doomed.addresses);
  return true;
}

void remove_relation(DdlContext& context, Oid relation) {
  erase_all(context, find_doomed(context.catalog, {Address::of(Kind::relation, relation)}).addresses);
}

}  // namespace pgscribe::catalog
