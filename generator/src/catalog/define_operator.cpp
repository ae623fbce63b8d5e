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

/// The other operator may be created later; then it makes the link.
void link(DdlContext& context, const sql::Define& statement, Oid oid) {
  const Operator op = *context.catalog.operator_(oid);
  const auto find_other = [&](std::string_view key, Oid left, Oid right) -> const Operator* {
    const std::optional<sql::QualifiedName> name = parameter_name(find_parameter(statement.parameters, {key}));
    if (!name) return nullptr;
    const WrittenName written = split_name(*name);
    return find_exact(context.catalog, written.schema, written.name, left, right);
  };
  if (const Operator* other = find_other("commutator", op.right, op.left)) {
    context.data.operators.edit(oid).commutator = other->oid;
    if (!is_builtin(other->oid)) context.data.operators.edit(other->oid).commutator = oid;
  }
  if (const Operator* other = find_other("negator", op.left, op.right)) {
    context.data.operators.edit(oid).negator = other->oid;
    if (!is_builtin(other->oid)) context.data.operators.edit(other->oid).negator = oid;
  }
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
  if (!read_function(context, statement, op)) return;
  if (find_exact(context.catalog, op.schema, op.name, op.left, op.right) != nullptr) {
    context.fail(statement.name.span, msg::OperatorAlreadyExists(op.name));
    return;
  }
  op.oid = context.data.allocate_oid();
  const Oid oid = op.oid;
  context.data.operators.insert(std::move(op));
  link(context, statement, oid);
}

}  // namespace pgscribe::catalog
