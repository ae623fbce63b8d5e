#include "catalog/dependencies.hpp"

#include <algorithm>

#include "catalog/ddl_expression.hpp"
#include "catalog/messages.hpp"
#include "catalog/table_constraint.hpp"

namespace pgscribe::catalog {

namespace {

using Kind = Address::Kind;

template <class T>
bool contains(const std::vector<T>& list, const T& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

class Finder {
 public:
  explicit Finder(const Catalog& catalog) : catalog_(catalog), data_(data_of(catalog)) {}

  std::vector<Dependent> find(const Address& address) {
    switch (address.kind) {
      case Kind::schema: of_schema(address.name); break;
      case Kind::extension: of_extension(address.name); break;
      case Kind::relation: of_relation(address.oid); break;
      case Kind::column: of_column(address.oid, address.column); break;
      case Kind::constraint: of_constraint(address.oid, address.name); break;
      case Kind::type: of_type(address.oid); break;
      case Kind::function: of_function(address.oid); break;
      case Kind::operator_: of_operator(address.oid); break;
      case Kind::operator_class: of_operator_class(address.oid); break;
      case Kind::operator_family: of_operator_family(address.oid); break;
      case Kind::access_method: of_access_method(data_of(catalog_).access_methods.find(address.oid)); break;
      case Kind::default_:
      case Kind::trigger:
      case Kind::rule:
      case Kind::policy:
      case Kind::cast:
      case Kind::collation: break;
    }
    return std::move(found_);
  }

 private:
  void add(Address address, bool is_automatic = false) { found_.push_back({std::move(address), is_automatic}); }
  void automatic(Address address) { add(std::move(address), true); }

  void of_schema(const std::string& name) {
    for (const auto& [oid, relation] : data_.relations) {
      if (relation->schema == name && relation->kind != RelationKind::index &&
          relation->kind != RelationKind::composite)
        add(Address::of(Kind::relation, oid));
    }
    for (const auto& [oid, type] : data_.types) {
      if (type->schema == name && is_own(*type)) add(Address::of(Kind::type, oid));
    }
    for (const auto& [oid, function] : data_.functions) {
      if (function->schema == name && function->internal_of == kInvalidOid) add(Address::of(Kind::function, oid));
    }
    for (const auto& [oid, op] : data_.operators) {
      if (op->schema == name) add(Address::of(Kind::operator_, oid));
    }
    for (const auto& [oid, family] : data_.operator_families) {
      if (family->schema == name) add(Address::of(Kind::operator_family, oid));
    }
    for (const auto& [oid, operator_class] : data_.operator_classes) {
      if (operator_class->schema == name) add(Address::of(Kind::operator_class, oid));
    }
    for (const Collation& collation : data_.names.collations) {
      if (collation.schema == name)
        add({Kind::collation, kInvalidOid, 0, kInvalidOid, collation.name, collation.schema});
    }
    for (const InstalledExtension& extension : data_.names.extensions) {
      if (extension.schema == name) add(Address::named(Kind::extension, extension.name));
    }
  }
  /// Not an array, row type or multirange, which go with another object.
  bool is_own(const Type& type) const {
    if (type.is_true_array || type.kind == TypeKind::multirange) return false;
    const Relation* relation = catalog_.relation(type.relation);
    return relation == nullptr || relation->kind == RelationKind::composite;
  }

  void of_extension(const std::string& name) {
    for (const auto& [oid, relation] : data_.relations) {
      if (relation->extension == name) automatic(Address::of(Kind::relation, oid));
    }
    for (const auto& [oid, type] : data_.types) {
      if (type->extension == name && is_own(*type)) automatic(Address::of(Kind::type, oid));
    }
    for (const auto& [oid, function] : data_.functions) {
      if (function->extension == name) automatic(Address::of(Kind::function, oid));
    }
    for (const auto& [oid, op] : data_.operators) {
      if (op->extension == name) automatic(Address::of(Kind::operator_, oid));
    }
    for (const auto& [oid, family] : data_.operator_families) {
      if (family->extension == name) automatic(Address::of(Kind::operator_family, oid));
    }
    for (const auto& [oid, operator_class] : data_.operator_classes) {
      if (operator_class->extension == name) automatic(Address::of(Kind::operator_class, oid));
    }
    for (const auto& [oid, method] : data_.access_methods) {
      if (method->extension == name) automatic(Address::of(Kind::access_method, oid));
    }
    for (const auto& [key, cast] : *data_.names.casts) {
      if (cast.extension == name) automatic(Address::cast_of(cast.source, cast.target));
    }
    for (const InstalledExtension& other : data_.names.extensions) {
      if (other.name == name) {
        for (const std::string& schema : other.own_schemas) automatic(Address::named(Kind::schema, schema));
      }
      if (contains(other.requires_, name)) add(Address::named(Kind::extension, other.name));
    }
  }

  void of_relation(Oid oid) {
    const Relation& relation = *catalog_.relation(oid);
    if (relation.row_type != kInvalidOid) automatic(Address::of(Kind::type, relation.row_type));
    if (const IndexDefinition* index = relation.as_index()) of_constraint(index->table, relation.name);
    domains_using(oid, [&](const ObjectUses& uses) { return contains(uses.relations, oid); });
    for (const Oid other_oid : data_.relations.mentioning(oid)) {
      if (other_oid == oid) continue;
      const Relation* other = catalog_.relation(other_oid);
      if (other->owner() == oid) automatic(Address::of(Kind::relation, other_oid));
      if (contains(other->parents, oid)) add(Address::of(Kind::relation, other_oid), other->is_partition);
      const ViewDefinition* view = other->as_view();
      if (view != nullptr && contains(view->uses.relations, oid)) add(Address::of(Kind::relation, other_oid));
      users_in(*other, [&](const ObjectUses& uses) { return contains(uses.relations, oid); });
      parts_using(*other, [&](const ObjectUses& uses) { return contains(uses.relations, oid); });
      for (const ForeignKey& key : other->foreign_keys) {
        if (key.referenced == oid) add(Address::constraint_of(other_oid, key.name));
      }
    }
  }

  void of_column(Oid oid, int column) {
    if (const Relation* relation = catalog_.relation(oid)) {
      generated_from(*relation, column);
      for (const Trigger& trigger : relation->triggers) {
        if (contains(trigger.columns, column)) add(Address::part_of(Kind::trigger, oid, trigger.name));
      }
    }
    const auto is_user = [&](const ObjectUses& uses) { return contains(uses.columns, ColumnUse{oid, column}); };
    for (const Oid other_oid : data_.relations.mentioning(oid)) {
      const Relation* other = catalog_.relation(other_oid);
      std::visit([&](const auto& definition) { of_definition(*other, definition, {oid, column}); }, other->definition);
      if (other_oid != oid) users_in(*other, is_user);
      parts_using(*other, is_user);
      for (const ForeignKey& key : other->foreign_keys) {
        if (other_oid != oid && key.referenced == oid && contains(key.referenced_columns, column))
          add(Address::constraint_of(other_oid, key.name));
      }
    }
  }

  /// What of `relation` needs the column because of what it is.
  void of_definition(const Relation& relation, const SequenceOwner& owner, const ColumnUse& use) {
    if (owner.table == use.relation && owner.column == use.column) automatic(Address::of(Kind::relation, relation.oid));
  }
  void of_definition(const Relation& relation, const ViewDefinition& view, const ColumnUse& use) {
    if (contains(view.uses.columns, use)) add(Address::of(Kind::relation, relation.oid));
  }
  /// An index goes with the columns of its table; of a constraint those that its expressions read hold it fast.
  void of_definition(const Relation& relation, const IndexDefinition& index, const ColumnUse& use) {
    const bool is_own = index.table == use.relation;
    const bool is_plain = is_own && contains(index.plain_columns, use.column);
    if (!is_plain && !contains(index.uses.columns, use)) return;
    if (index.is_behind_constraint) {
      add(Address::constraint_of(index.table, relation.name), is_plain);
    } else {
      add(Address::of(Kind::relation, relation.oid), is_own);
    }
  }
  void of_definition(const Relation&, const PartitionKey&, const ColumnUse&) {}  // ALTER TABLE refuses it before
  void of_definition(const Relation&, const std::monostate&, const ColumnUse&) {}

  /// Whether the definition of the relation, a view's query or an index's expressions, is one that `is_user` looks for.
  template <class IsUser>
  static bool is_defined_with(const Relation& relation, const IsUser& is_user) {
    if (const ViewDefinition* view = relation.as_view()) return is_user(view->uses);
    if (const IndexDefinition* index = relation.as_index()) return is_user(index->uses);
    return false;
  }

  /// The parts of `relation` whose expression is one that `is_user` looks for.
  template <class IsUser>
  void users_in(const Relation& relation, const IsUser& is_user) {
    for (std::size_t i = 0; i < relation.columns.size(); ++i) {
      const Column& column = relation.columns[i];
      if (column.dropped || column.default_uses == nullptr || !is_user(*column.default_uses)) continue;
      const int number = static_cast<int>(i) + 1;
      add(column.generation ? Address::column_of(relation.oid, number) : Address::default_of(relation.oid, number));
    }
    for (const CheckConstraint& check : relation.checks) {
      if (check.uses != nullptr && is_user(*check.uses)) add(Address::constraint_of(relation.oid, check.name));
    }
  }

  /// Its triggers, rules and policies that read or call what `is_user` looks for.
  template <class IsUser>
  void parts_using(const Relation& relation, const IsUser& is_user) {
    const auto matches = [&](const std::shared_ptr<const ObjectUses>& uses) { return uses && is_user(*uses); };
    for (const Trigger& trigger : relation.triggers) {
      if (matches(trigger.uses)) add(Address::part_of(Kind::trigger, relation.oid, trigger.name));
    }
    for (const RewriteRule& rule : relation.rules) {
      if (matches(rule.uses)) add(Address::part_of(Kind::rule, relation.oid, rule.name));
    }
    for (const Policy& policy : relation.policies) {
      if (matches(policy.visible_uses) || matches(policy.check_uses))
        add(Address::part_of(Kind::policy, relation.oid, policy.name));
    }
  }

  /// Domains go with what their default uses; of their constraints only these go.
  template <class IsUser>
  void domains_using(Oid used, const IsUser& is_user) {
    for (const Oid oid : data_.types.mentioning(used)) {
      const Type* type = catalog_.type(oid);
      if (type->default_uses && is_user(*type->default_uses)) add(Address::of(Kind::type, oid));
      for (const CheckRule& check : type->checks) {
        if (check.uses && is_user(*check.uses)) add(Address::constraint_of(oid, check.name));
      }
    }
  }

  /// Before PostgreSQL 15 a generated column goes with the columns that it reads.
  void generated_from(const Relation& relation, int column) {
    const bool goes_along = catalog_.server_version() < 15;
    const auto reads_column = [&](const Column& other) {
      return other.generation && contains(column_numbers_read(relation, *other.generation), column);
    };
    for (std::size_t i = 0; i < relation.columns.size(); ++i) {
      if (reads_column(relation.columns[i])) add(Address::column_of(relation.oid, static_cast<int>(i) + 1), goes_along);
    }
  }

  /// A foreign key depends on the unique key it refers to.
  void of_constraint(Oid oid, const std::string& name) {
    const Relation* relation = catalog_.relation(oid);
    if (relation == nullptr) return;
    const auto key = std::find_if(relation->unique_keys.begin(), relation->unique_keys.end(),
                                  [&](const UniqueKey& k) { return k.name == name; });
    if (key == relation->unique_keys.end()) return;
    for (const Oid other_oid : data_.relations.mentioning(oid)) {
      const Relation* other = catalog_.relation(other_oid);
      for (const ForeignKey& foreign : other->foreign_keys) {
        if (foreign.referenced == oid && key_of(*relation, foreign) == &*key)
          add(Address::constraint_of(other_oid, foreign.name));
      }
    }
  }
  /// The oldest that fits (transformFkeyCheckAttrs).
  static const UniqueKey* key_of(const Relation& referenced, const ForeignKey& foreign) {
    const auto fits = [&](const UniqueKey& key) {
      return !key.predicate && !key.has_expressions && is_permutation_of(foreign.referenced_columns, key.columns);
    };
    const auto key = std::find_if(referenced.unique_keys.begin(), referenced.unique_keys.end(), fits);
    return key == referenced.unique_keys.end() ? nullptr : &*key;
  }

  void of_type(Oid oid) {
    const Type& type = *catalog_.type(oid);
    if (type.array != kInvalidOid) automatic(Address::of(Kind::type, type.array));
    if (type.kind == TypeKind::range) automatic(Address::of(Kind::type, type.multirange));
    const Relation* own = catalog_.relation(type.relation);
    if (own != nullptr && own->kind == RelationKind::composite) automatic(Address::of(Kind::relation, type.relation));
    relations_of_type(oid);
    for (const Oid other_oid : data_.types.mentioning(oid)) {
      const Type* other = catalog_.type(other_oid);
      const bool is_over = other->base == oid || (other->kind == TypeKind::range && other->subtype == oid);
      if (is_over) add(Address::of(Kind::type, other_oid));
    }
    for (const Oid function_oid : data_.functions.mentioning(oid)) {
      const Function* function = catalog_.function(function_oid);
      const auto has_type = [&](const FunctionArgument& argument) { return argument.type == oid; };
      if (contains(function->input_types, oid) || function->result == oid ||
          std::any_of(function->arguments.begin(), function->arguments.end(), has_type)) {
        add(Address::of(Kind::function, function_oid), function->internal_of != kInvalidOid);
      }
    }
    for (const Oid operator_oid : data_.operators.mentioning(oid)) {
      const Operator* op = catalog_.operator_(operator_oid);
      if (op->left == oid || op->right == oid || op->result == oid) add(Address::of(Kind::operator_, operator_oid));
    }
    for (const auto& [class_oid, operator_class] : data_.operator_classes) {
      if (operator_class->input == oid) add(Address::of(Kind::operator_class, class_oid));
    }
    for (const auto& [key, cast] : *data_.names.casts) {
      if (cast.source != oid && cast.target != oid) continue;
      const Function* function = catalog_.function(cast.function);
      add(Address::cast_of(cast.source, cast.target), function != nullptr && function->internal_of != kInvalidOid);
    }
  }
  void relations_of_type(Oid oid) {
    const auto is_user = [&](const ObjectUses& uses) { return contains(uses.types, oid); };
    for (const Oid relation_oid : data_.relations.mentioning(oid)) {
      const Relation* relation = catalog_.relation(relation_oid);
      const bool is_view = relation->kind == RelationKind::view || relation->kind == RelationKind::materialized_view;
      if (relation->of_type == oid || is_defined_with(*relation, is_user))
        add(Address::of(Kind::relation, relation_oid));
      for (std::size_t i = 0; i < relation->columns.size(); ++i) {
        if (relation->columns[i].dropped || relation->columns[i].type != oid) continue;
        add(is_view ? Address::of(Kind::relation, relation_oid)
                    : Address::column_of(relation_oid, static_cast<int>(i) + 1));
      }
      users_in(*relation, is_user);
      parts_using(*relation, is_user);
    }
    domains_using(oid, is_user);
  }

  /// Members that came with a class bind it; loose ones go with what they are.
  void classes_with(Oid object, bool is_operator) {
    for (const auto& [oid, member] : data_.family_members) {
      if (member->object == object && member->is_operator == is_operator && member->operator_class != kInvalidOid)
        add(Address::of(Kind::operator_class, member->operator_class));
    }
  }
  void of_operator(Oid oid) {
    classes_with(oid, true);
    const auto is_user = [&](const ObjectUses& uses) { return contains(uses.operators, oid); };
    for (const Oid relation_oid : data_.relations.mentioning(oid)) {
      const Relation* relation = catalog_.relation(relation_oid);
      if (is_defined_with(*relation, is_user)) add(Address::of(Kind::relation, relation_oid));
      users_in(*relation, is_user);
      parts_using(*relation, is_user);
    }
    domains_using(oid, is_user);
  }
  void of_operator_class(Oid oid) {
    for (const Oid relation_oid : data_.relations.mentioning(oid)) {
      const Relation* relation = catalog_.relation(relation_oid);
      const IndexDefinition* index = relation->as_index();
      const PartitionKey* key = relation->partition_key();
      if ((index != nullptr && contains(index->operator_classes, oid)) ||
          (key != nullptr && contains(key->operator_classes, oid)))
        add(Address::of(Kind::relation, relation_oid));
    }
  }
  void of_operator_family(Oid oid) {
    for (const auto& [class_oid, operator_class] : data_.operator_classes) {
      if (operator_class->family == oid) automatic(Address::of(Kind::operator_class, class_oid));
    }
  }
  void of_access_method(const AccessMethod* method) {
    if (method == nullptr) return;
    for (const auto& [oid, family] : data_.operator_families) {
      if (family->method == method->name) add(Address::of(Kind::operator_family, oid));
    }
    for (const auto& [oid, operator_class] : data_.operator_classes) {
      if (operator_class->method == method->name) add(Address::of(Kind::operator_class, oid));
    }
  }

  void of_function(Oid oid) {
    classes_with(oid, false);
    const auto is_user = [&](const ObjectUses& uses) { return contains(uses.functions, oid); };
    for (const Oid operator_oid : data_.operators.mentioning(oid)) {
      const Operator* op = catalog_.operator_(operator_oid);
      if (op->function_oid == oid) add(Address::of(Kind::operator_, operator_oid));
    }
    for (const auto& [key, cast] : *data_.names.casts) {
      if (cast.function == oid) add(Address::cast_of(cast.source, cast.target));
    }
    for (const Oid function_oid : data_.functions.mentioning(oid)) {
      const Function* function = catalog_.function(function_oid);
      if (contains(function->support_functions, oid)) add(Address::of(Kind::function, function_oid));
    }
    for (const Oid type_oid : data_.types.mentioning(oid)) {
      const Type* type = catalog_.type(type_oid);
      if (contains(type->support_functions, oid)) add(Address::of(Kind::type, type_oid));
    }
    for (const Oid relation_oid : data_.relations.mentioning(oid)) {
      const Relation* relation = catalog_.relation(relation_oid);
      if (is_defined_with(*relation, is_user)) add(Address::of(Kind::relation, relation_oid));
      for (const Trigger& trigger : relation->triggers) {
        if (trigger.function == oid) add(Address::part_of(Kind::trigger, relation_oid, trigger.name));
      }
      users_in(*relation, is_user);
      parts_using(*relation, is_user);
    }
    domains_using(oid, is_user);
  }

  const Catalog& catalog_;
  const Catalog::Data& data_;
  std::vector<Dependent> found_;
};

}  // namespace

std::vector<Dependent> dependents_of(const Catalog& catalog, const Address& address) {
  return Finder(catalog).find(address);
}

bool check_column_type_is_free(const DdlContext& context, Oid table, int column, Span span) {
  const std::string& name = context.catalog.relation(table)->columns[static_cast<std::size_t>(column - 1)].name;
  for (const Dependent& dependent : dependents_of(context.catalog, Address::column_of(table, column))) {
    const std::string object = describe(context.catalog, dependent.address);
    switch (dependent.address.kind) {
      case Kind::relation: {
        const RelationKind kind = context.catalog.relation(dependent.address.oid)->kind;
        const bool is_view = kind == RelationKind::view || kind == RelationKind::materialized_view;
        if (is_view) return context.fail(span, msg::CannotAlterTypeUsedByRule("rule _RETURN on " + object, name));
        break;  // an index is made again with the new type
      }
      case Kind::rule: return context.fail(span, msg::CannotAlterTypeUsedByRule(object, name));
      case Kind::trigger: return context.fail(span, msg::CannotAlterTypeUsedInDefinition("trigger", object, name));
      case Kind::policy: return context.fail(span, msg::CannotAlterTypeUsedInDefinition("policy", object, name));
      default: break;
    }
  }
  return true;
}

}  // namespace pgscribe::catalog
