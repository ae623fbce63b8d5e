#include "catalog/index_keys.hpp"

#include <memory>

#include "catalog/builtins.hpp"

namespace pgscribe::catalog {
namespace {

class Collector {
 public:
  Collector() = default;
  explicit Collector(const Relation& relation) : is_view_(relation.as_view() != nullptr) {
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
  void add(const ObjectUses& uses) {
    add(uses.columns);
    add(uses.functions);
    add(uses.types);
    add(uses.operators);
    add(uses.relations);
  }
  void add(const std::shared_ptr<const ObjectUses>& uses) {
    if (uses != nullptr) add(*uses);
  }
  void add(const ViewDefinition& view) { add(view.uses); }
  void add(const IndexDefinition& index) {
    add(index.table);
    add(index.table, MentionedBy::index);
    add(index.operator_classes);
    add(index.uses);
  }
  void add(const SequenceOwner& owner) { add(owner.table); }
  void add(const PartitionKey& key) { add(key.operator_classes); }
  void add(const std::monostate&) {}
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
  std::visit([&](const auto& definition) { keys.add(definition); }, relation.definition);
  keys.add(relation.parents);
  keys.add(relation.of_type);
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
