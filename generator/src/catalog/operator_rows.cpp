#include "catalog/operator_rows.hpp"

#include <string>
#include <utility>

namespace pgscribe::catalog {

namespace {

/// "1", "1,5"
BtreeStrategies to_strategies(std::string_view text) {
  BtreeStrategies strategies;
  for (const char c : text) {
    if (c != ',') strategies.add(c - '0');
  }
  return strategies;
}

}  // namespace

void OperatorRows::add(RowReader& row) {
  Operator op;
  const std::string_view name = row.until('(');
  op.name = name;
  op.schema = context_.schema;
  op.extension = context_.extension;
  RowReader operands(row.until(')'));
  row.skip_space();
  op.right = types_.oid(operands.until(','), row);
  operands.skip_space();
  if (!operands.at_end()) {
    op.left = op.right;
    op.right = types_.oid(operands.rest(), row);
  }
  op.result = types_.oid(row.word(), row);
  const std::string_view function_name = row.rest().substr(0, row.rest().find('('));
  const FunctionRows::NamedFunction function = functions_.find(row);
  op.function = function.schema + "." + std::string(function_name);
  op.function_oid = function.oid;
  op.is_strict = function.is_strict;
  op.returns_set = function.returns_set;
  Links links;
  while (!row.at_end()) {
    const RowAttribute a = next_attribute(row);
    if (a.key == "oid") op.oid = to_oid(a.value);
    if (a.key == "commutator") links.commutator = a.value;
    if (a.key == "negator") links.negator = a.value;
    if (a.key == "btree") op.btree = to_strategies(a.value);
  }
  if (op.oid == kInvalidOid) op.oid = context_.allocate_oid();
  links_.push_back(links);
  objects_.operators.push_back(std::move(op));
  by_name_.emplace(name, objects_.operators.size() - 1);
}

void OperatorRows::link() {
  for (std::size_t i = 0; i < objects_.operators.size(); ++i) {
    Operator& op = objects_.operators[i];
    if (!links_[i].commutator.empty()) op.commutator = find(links_[i].commutator, op.right, op.left);
    if (!links_[i].negator.empty()) op.negator = find(links_[i].negator, op.left, op.right);
  }
}

Oid OperatorRows::find(std::string_view name, Oid left, Oid right) {
  const auto [first, last] = by_name_.equal_range(name);
  for (auto entry = first; entry != last; ++entry) {
    const Operator& op = objects_.operators[entry->second];
    if (op.left == left && op.right == right) return op.oid;
  }
  return context_.find_operator ? context_.find_operator(name, left, right) : kInvalidOid;
}

void OperatorRows::add_access_method(RowReader& row) {
  AccessMethod method;
  method.oid = context_.allocate_oid();
  method.name = row.word();
  method.extension = context_.extension;
  while (!row.at_end()) {
    const std::string_view property = row.word();
    if (property == "can_order") method.can_order = true;
    if (property == "can_unique") method.can_unique = true;
    if (property == "can_multi_col") method.can_multi_column = true;
    if (property == "can_include") method.can_include = true;
    if (property == "can_exclude") method.can_exclude = true;
    if (property == "clusterable") method.can_cluster = true;
  }
  objects_.access_methods.push_back(std::move(method));
}

void OperatorRows::add_family(RowReader& row) {
  OperatorFamily family;
  family.oid = context_.allocate_oid();
  family.schema = context_.schema;
  family.extension = context_.extension;
  family.name = row.word();
  family.method = row.word();
  objects_.operator_families.push_back(std::move(family));
}

void OperatorRows::add_class(RowReader& row) {
  OperatorClass operator_class;
  operator_class.oid = context_.allocate_oid();
  operator_class.schema = context_.schema;
  operator_class.extension = context_.extension;
  operator_class.name = row.word();
  operator_class.method = row.word();
  operator_class.input = types_.oid(row.word(), row);
  std::string_view family = operator_class.name;
  while (!row.at_end()) {
    const RowAttribute a = next_attribute(row);
    if (a.key == "family") family = a.value;
    if (a.key == "default") operator_class.is_default = true;
  }
  operator_class.family = find_family(family, operator_class.method);
  if (operator_class.family == kInvalidOid) row.fail("unknown operator family " + std::string(family));
  objects_.operator_classes.push_back(std::move(operator_class));
}

Oid OperatorRows::find_family(std::string_view name, std::string_view method) {
  for (const OperatorFamily& family : objects_.operator_families) {
    if (family.name == name && family.method == method) return family.oid;
  }
  return context_.find_operator_family ? context_.find_operator_family(name, method) : kInvalidOid;
}

}  // namespace pgscribe::catalog
