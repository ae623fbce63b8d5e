#include "catalog/index_keys.hpp"

#include <memory>

#include "catalog/builtins.hpp"

namespace pgscribe::catalog {
namespace {

class Collector {
 public:
  Collector() = default;
  explicit Collector(const Relation& relation)
      : is_view_(relation.kind == RelationKind::view || relation.kind == RelationKind::materialized_view) {
    if (relation.kind == RelationKind::index) add(relation.owner, MentionedBy::index);
    for (const Oid parent : relation.parents) add(parent, MentionedBy::child);
  }

  void add(Oid oid) {
    add(oid, MentionedBy::any);
    if (is_view_) add(oid, MentionedBy::view);
  }
  void add(const std::vector<Oid>& oids) {
    for (const Oid oid : oids) add(oid);
  }
  void add(const std::vector<ColumnUse>& columns) {
    for (const ColumnUse& use : columns) add(use.relation);
  }
  void add(const std::shared_ptr<const ObjectUses>& uses) {
    if (uses == nullptr) return;
    add(uses->columns);
    add(uses->functions);
    add(uses->types);
    add(uses->operators);
    add(uses->relations);
  }
  void add_part(const std::string& name) { keys_.parts.push_back(name); }

  IndexKeys take() { return std::move(keys_); }

 private:
  void add(Oid oid, MentionedBy by) {
    if (!is_builtin(oid)) keys_.mentions.push_back({oid, by});
  }

  bool is_view_ = false;
  IndexKeys keys_;
};

void add_constraints(const Relation& relation, Collector& keys) {
  for (const UniqueKey& key : relation.unique_keys) keys.add_part(key.name);
  for (const ForeignKey& key : relation.foreign_keys) {
    keys.add(key.referenced);
    keys.add_part(key.name);
  }
  for (const CheckConstraint& check : relation.checks) {
    keys.add(check.uses);
    keys.add_part(check.name);
  }
  for (const std::string& name : relation.other_constraints) keys.add_part(name);
}

}  // namespace

IndexKeys index_keys(const Relation& relation) {
  Collector keys(relation);
  keys.add(relation.owner);
  keys.add(relation.parents);
  keys.add(relation.depends_on);
  keys.add(relation.of_type);
  keys.add(relation.uses);
  keys.add(relation.used_functions);
  keys.add(relation.used_types);
  keys.add(relation.used_operators);
  keys.add(relation.operator_classes);
  for (const Column& column : relation.columns) {
    if (column.dropped) continue;
    keys.add(column.type);
    keys.add(column.default_uses);
  }
  for (const Trigger& trigger : relation.triggers) {
    keys.add(trigger.function);
    keys.add(trigger.uses);
  }
  for (const RewriteRule& rule : relation.rules) keys.add(rule.uses);
  for (const Policy& policy : relation.policies) {
    keys.add(policy.visible_uses);
    keys.add(policy.check_uses);
  }
  add_constraints(relation, keys);
  return keys.take();
}

IndexKeys index_keys(const Type& type) {
  Collector keys;
  keys.add(type.base);
  keys.add(type.subtype);
  keys.add(type.support_functions);
  keys.add(type.default_uses);
  for (const CheckRule& check : type.checks) {
    keys.add(check.uses);
    keys.add_part(check.name);
  }
  return keys.take();
}

IndexKeys index_keys(const Function& function) {
  Collector keys;
  keys.add(function.input_types);
  keys.add(function.result);
  for (const FunctionArgument& argument : function.arguments) keys.add(argument.type);
  keys.add(function.support_functions);
  return keys.take();
}

IndexKeys index_keys(const Operator& op) {
  Collector keys;
  keys.add(op.left);
  keys.add(op.right);
  keys.add(op.result);
  keys.add(op.function_oid);
  return keys.take();
}

}  // namespace pgscribe::catalog
