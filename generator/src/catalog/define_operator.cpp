#include <string_view>
#include <utility>

#include "catalog/define.hpp"
#include "catalog/definition_parameter.hpp"
#include "catalog/messages.hpp"
#include "catalog/support_function.hpp"
#include "catalog/type_name.hpp"

// operatorcmds.c, DefineOperator; pg_operator.c, OperatorCreate.

namespace pgscribe::catalog {

namespace {

bool read_operand(DdlContext& context, const sql::Define& statement, std::string_view key, Oid& operand) {
  const std::optional<sql::TypeName> name = parameter_type(find_parameter(statement.parameters, {key}));
  if (!name) return true;
  const std::optional<ResolvedType> type = resolve_type(context.catalog, *name, context.file, context.diagnostics);
  if (!type) return false;
  operand = type->type;
  return true;
}

bool read_function(DdlContext& context, const sql::Define& statement, Operator& op) {
  const sql::DefinitionParameter* parameter = find_parameter(statement.parameters, {"function", "procedure"});
  const std::optional<sql::QualifiedName> name = parameter_name(parameter);
  if (!name) return context.fail(statement.name.span, msg::OperatorFunctionMustBeSpecified());
  std::vector<Oid> types;
  if (op.left != kInvalidOid) types.push_back(op.left);
  types.push_back(op.right);
  const SupportFunction found = require_support_function(context, *name, types, parameter->span);
  if (found.function == nullptr) return false;
  op.function = found.function->schema + "." + found.function->name;
  op.function_oid = found.function->oid;
  op.result = found.function->result;
  op.is_strict = found.function->is_strict;
  op.returns_set = found.function->returns_set;
  return true;
}

const Operator* find_exact(const Catalog& catalog, std::string_view schema, std::string_view name, Oid left,
                           Oid right) {
  for (const Operator* candidate : catalog.find_operators(schema, name)) {
    if (candidate->left == left && candidate->right == right) return candidate;
  }
  return nullptr;
}

/// What an operator cannot have that is not binary, or not boolean.
bool check_properties(const DdlContext& context, const sql::Define& statement, const Operator& op) {
  struct Property {
    std::string_view key;
    std::string_view ability;
  };
  constexpr Property kOfBinary[] = {{"commutator", "have commutators"},
                                    {"join", "have join selectivity"},
                                    {"merges", "merge join"},
                                    {"hashes", "hash"}};
  constexpr Property kOfBoolean[] = {{"negator", "have negators"},
                                     {"restrict", "have restriction selectivity"},
                                     {"join", "have join selectivity"},
                                     {"merges", "merge join"},
                                     {"hashes", "hash"}};
  const auto check = [&](bool is_one, std::string_view kind, const auto& properties) {
    for (const Property& property : properties) {
      if (is_one || find_parameter(statement.parameters, {property.key}) == nullptr) continue;
      return context.fail(statement.name.span, msg::OnlySuchOperatorsCan(kind, property.ability));
    }
    return true;
  };
  return check(op.left != kInvalidOid, "binary", kOfBinary) && check(op.result == oid::bool_, "boolean", kOfBoolean);
}

struct Operands {
  Oid left = kInvalidOid;
  Oid right = kInvalidOid;
};

/// get_other_operator: the commutator or negator that is named, a shell (one without a result) where there is none yet.
/// kInvalidOid: it is the operator itself.
Oid require_other(DdlContext& context, const sql::QualifiedName& name, Operands operands, const Operator& op) {
  const WrittenName written = split_name(name);
  if (const Operator* found = find_exact(context.catalog, written.schema, written.name, operands.left, operands.right))
    return found->oid == op.oid ? kInvalidOid : found->oid;
  const std::optional<CreationName> place = creation_name(context, name);
  if (!place) return kInvalidOid;
  Operator shell;
  shell.schema = place->schema;
  shell.name = place->name;
  shell.left = operands.left;
  shell.right = operands.right;
  shell.oid = context.data.allocate_oid();
  const Oid oid = shell.oid;
  context.data.operators.insert(std::move(shell));
  return oid;
}

/// Both sides of a link know each other. False: after a report.
bool link(DdlContext& context, const sql::Define& statement, std::string_view key, Operands operands,
          Oid Operator::*side, Oid oid) {
  const std::optional<sql::QualifiedName> name = parameter_name(find_parameter(statement.parameters, {key}));
  if (!name) return true;
  const std::size_t errors = context.diagnostics.error_count();
  const Oid other = require_other(context, *name, operands, *context.catalog.operator_(oid));
  if (context.diagnostics.error_count() > errors) return false;
  if (other == kInvalidOid) {
    context.data.operators.edit(oid).*side = oid;
    return key == "commutator" || context.fail(statement.name.span, msg::OperatorCannotBeItsOwnNegator());
  }
  context.data.operators.edit(oid).*side = other;
  if (!is_builtin(other)) context.data.operators.edit(other).*side = oid;
  return true;
}

}  // namespace

void define_operator(DdlContext& context, const sql::Define& statement) {
  const std::optional<CreationName> name = creation_name(context, statement.name);
  if (!name) return;
  Operator op;
  op.schema = name->schema;
  op.name = name->name;
  if (!read_operand(context, statement, "leftarg", op.left) || !read_operand(context, statement, "rightarg", op.right))
    return;
  if (op.right == kInvalidOid) {
    const bool has_left = op.left != kInvalidOid;
    context.fail(statement.name.span, has_left ? msg::OperatorRightArgumentTypeMustBeSpecified()
                                               : msg::OperatorArgumentTypesMustBeSpecified());
    return;
  }
  if (!read_function(context, statement, op) || !check_properties(context, statement, op)) return;
  const Operator* existing = find_exact(context.catalog, op.schema, op.name, op.left, op.right);
  if (existing != nullptr && existing->result != kInvalidOid) {
    context.fail(statement.name.span, msg::OperatorAlreadyExists(op.name));
    return;
  }
  op.oid = existing != nullptr ? existing->oid : context.data.allocate_oid();
  if (existing != nullptr) {
    op.commutator = existing->commutator;
    op.negator = existing->negator;
  }
  const Oid oid = op.oid;
  const Operands operands{op.left, op.right};
  context.data.operators.insert(std::move(op));
  if (link(context, statement, "commutator", {operands.right, operands.left}, &Operator::commutator, oid))
    link(context, statement, "negator", operands, &Operator::negator, oid);
}

}  // namespace pgscribe::catalog
