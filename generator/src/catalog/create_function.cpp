#include <algorithm>
#include <utility>

#include "catalog/ddl.hpp"
#include "catalog/messages.hpp"
#include "catalog/new_object.hpp"
#include "catalog/object_description.hpp"
#include "catalog/table_expression.hpp"
#include "catalog/trigger_function.hpp"
#include "catalog/type_name.hpp"

// CREATE FUNCTION and PROCEDURE (functioncmds.c; pg_proc.c, ProcedureCreate).

namespace pgscribe::catalog {

namespace {

ArgumentMode mode_of(sql::ParameterMode mode) {
  switch (mode) {
    case sql::ParameterMode::in: return ArgumentMode::in;
    case sql::ParameterMode::out: return ArgumentMode::out;
    case sql::ParameterMode::inout: return ArgumentMode::inout;
    case sql::ParameterMode::variadic: return ArgumentMode::variadic;
    case sql::ParameterMode::table: return ArgumentMode::table;
  }
  return ArgumentMode::in;
}

bool is_implemented_in_c(const std::string& language) { return language == "c" || language == "internal"; }

/// A type as parameter or result. Shell types will do for C functions, and a result type that does not exist yet
/// becomes one: I/O functions are created before their type.
Oid resolve_routine_type(DdlContext& context, const sql::CreateFunction& statement, const sql::TypeName& name,
                         bool is_result) {
  const Oid found = find_type_by_name(context.catalog, name);
  const bool is_shell = found != kInvalidOid && !context.catalog.type(found)->is_defined;
  if (is_shell) {
    if (statement.language != "sql") return found;
    const std::string type = written_type_name(name);
    context.fail(name.span,
                 is_result ? msg::SqlFunctionReturnsShellType(type) : msg::SqlFunctionAcceptsShellType(type));
    return kInvalidOid;
  }
  const bool may_be_created = found == kInvalidOid && is_result && is_implemented_in_c(statement.language) &&
                              name.array_bounds.empty() && !name.percent_type;
  if (may_be_created) {
    const std::optional<CreationName> creation = creation_name(context, name.name);
    if (!creation) return kInvalidOid;
    Type shell;
    shell.schema = creation->schema;
    shell.name = creation->name;
    shell.kind = TypeKind::pseudo;
    shell.category = 'P';
    shell.is_defined = false;
    return add_type(context, std::move(shell), name.span);
  }
  const bool is_known_schema =
      split_name(name.name).schema.empty() || context.catalog.has_schema(split_name(name.name).schema);
  if (found == kInvalidOid && !is_result && !name.percent_type && is_known_schema) {
    context.fail(name.span, msg::WrittenTypeDoesNotExist(written_type_name(name), suggest_type(context.catalog, name)));
    return kInvalidOid;
  }
  const std::optional<ResolvedType> resolved = resolve_type(context.catalog, name, context.file, context.diagnostics);
  return resolved ? resolved->type : kInvalidOid;
}

/// interpret_function_parameter_list
class Parameters {
 public:
  Parameters(DdlContext& context, const sql::CreateFunction& statement, Function& function)
      : context_(context), statement_(statement), function_(function) {}

  bool read() {
    for (const sql::FunctionParameter& parameter : statement_.parameters) {
      if (!read_one(parameter)) return false;
    }
    if (!has_names_or_modes_) function_.arguments.clear();
    return true;
  }

 private:
  bool refuse(const sql::FunctionParameter& parameter, support::Message message) {
    return context_.fail(parameter.type.span, std::move(message));
  }

  bool read_one(const sql::FunctionParameter& parameter) {
    FunctionArgument argument;
    argument.name = parameter.name;
    argument.mode = mode_of(parameter.mode);
    argument.type = resolve_routine_type(context_, statement_, parameter.type, false);
    if (argument.type == kInvalidOid) return false;
    if (parameter.type.set_of) {
      return refuse(parameter, statement_.procedure ? msg::ProceduresCannotAcceptSetArguments()
                                                    : msg::FunctionsCannotAcceptSetArguments());
    }
    if (is_input(argument.mode) && !read_input(parameter, argument)) return false;
    if (!is_input(argument.mode) && parameter.default_value)
      return refuse(parameter, msg::OnlyInputParametersHaveDefaults());
    // CALL gives a value for it, and cannot leave out one before it.
    if (statement_.procedure && !is_input(argument.mode) && function_.default_count > 0)
      return refuse(parameter, msg::OutParameterAfterDefault());
    if (!check_name(parameter, argument)) return false;
    has_names_or_modes_ = has_names_or_modes_ || !argument.name.empty() || argument.mode != ArgumentMode::in;
    function_.arguments.push_back(std::move(argument));
    return true;
  }

  bool read_input(const sql::FunctionParameter& parameter, const FunctionArgument& argument) {
    if (function_.variadic != kInvalidOid) return refuse(parameter, msg::VariadicParameterMustBeLast());
    if (argument.mode == ArgumentMode::variadic && !set_variadic(parameter, argument.type)) return false;
    if (parameter.default_value) {
      ++function_.default_count;
      check_function_default(context_, *parameter.default_value, argument.type);
    } else if (function_.default_count > 0) {
      return refuse(parameter, msg::InputParameterWithoutDefaultAfterDefault());
    }
    function_.input_types.push_back(argument.type);
    return true;
  }
  bool set_variadic(const sql::FunctionParameter& parameter, Oid type) {
    if (type == oid::any) function_.variadic = oid::any;
    if (type == oid::anyarray) function_.variadic = oid::anyelement;
    if (type == oid::anycompatiblearray) function_.variadic = oid::anycompatible;
    if (function_.variadic == kInvalidOid) function_.variadic = context_.catalog.element_type(type);
    return function_.variadic != kInvalidOid || refuse(parameter, msg::VariadicParameterMustBeArray());
  }
  /// Input and output parameters may share a name only if neither list has it twice.
  bool check_name(const sql::FunctionParameter& parameter, const FunctionArgument& argument) {
    if (argument.name.empty()) return true;
    const auto clashes = [&](const FunctionArgument& other) {
      if (other.name != argument.name) return false;
      const bool pure_in = argument.mode == ArgumentMode::in || argument.mode == ArgumentMode::variadic;
      const bool other_pure_in = other.mode == ArgumentMode::in || other.mode == ArgumentMode::variadic;
      const bool pure_out = argument.mode == ArgumentMode::out || argument.mode == ArgumentMode::table;
      const bool other_pure_out = other.mode == ArgumentMode::out || other.mode == ArgumentMode::table;
      return !(pure_in && other_pure_out) && !(pure_out && other_pure_in);
    };
    const bool taken = std::any_of(function_.arguments.begin(), function_.arguments.end(), clashes);
    return !taken || refuse(parameter, msg::ParameterNameUsedMoreThanOnce(argument.name));
  }

  DdlContext& context_;
  const sql::CreateFunction& statement_;
  Function& function_;
  bool has_names_or_modes_ = false;
};

/// What OUT and TABLE parameters make the result: one its type, more a record.
Oid required_result(const Function& function) {
  const std::vector<FunctionArgument> out = function.output_columns();
  if (out.empty()) return kInvalidOid;
  const bool is_single = out.size() == 1 && function.kind != FunctionKind::procedure;
  return is_single ? out.front().type : oid::record;
}

bool has_table_columns(const sql::CreateFunction& statement) {
  return std::any_of(statement.parameters.begin(), statement.parameters.end(),
                     [](const sql::FunctionParameter& p) { return p.mode == sql::ParameterMode::table; });
}

bool read_result(DdlContext& context, const sql::CreateFunction& statement, Function& function) {
  const Oid required = required_result(function);
  if (statement.procedure) {
    function.result = required == kInvalidOid ? oid::void_ : required;
    return true;
  }
  function.returns_set = has_table_columns(statement) || (statement.result && statement.result->set_of);
  if (has_table_columns(statement)) {
    function.result = required;
    return true;
  }
  if (!statement.result) {
    function.result = required;
    return required != kInvalidOid || context.fail(statement.name.span, msg::FunctionResultTypeMustBeSpecified());
  }
  function.result = resolve_routine_type(context, statement, *statement.result, true);
  if (function.result == kInvalidOid) return false;
  if (required == kInvalidOid || required == function.result) return true;
  return context.fail(statement.result->span,
                      msg::FunctionResultMustFitOutParameters(context.catalog.format_type(required)));
}

const Function* find_same(const Catalog& catalog, const Function& function) {
  for (const Function* candidate : catalog.find_functions(function.schema, function.name)) {
    if (candidate->input_types == function.input_types) return candidate;
  }
  return nullptr;
}

std::string_view kind_name(FunctionKind kind) {
  switch (kind) {
    case FunctionKind::function: return "function";
    case FunctionKind::procedure: return "procedure";
    case FunctionKind::aggregate: return "aggregate function";
    case FunctionKind::window: return "window function";
  }
  return "function";
}

/// ProcedureCreate's rules for OR REPLACE.
bool check_replaceable(const DdlContext& context, const sql::CreateFunction& statement, const Function& before,
                       const Function& after) {
  const Span span = statement.name.span;
  if (before.kind != after.kind) {
    return context.fail(span, msg::CannotChangeRoutineKind(before.name, kind_name(before.kind)));
  }
  const std::string drop_hint = msg::DropRoutineFirst(before.kind == FunctionKind::procedure ? "PROCEDURE" : "FUNCTION",
                                                      format_signature(context.catalog, before));
  if (before.result != after.result || before.returns_set != after.returns_set) {
    const bool is_procedure = before.kind == FunctionKind::procedure;
    return context.fail(
        span, is_procedure ? msg::CannotChangeProcedureOutputs(drop_hint) : msg::CannotChangeReturnType(drop_hint));
  }
  const auto same_column = [](const FunctionArgument& a, const FunctionArgument& b) {
    return a.name == b.name && a.type == b.type;
  };
  const std::vector<FunctionArgument> old_out = before.output_columns();
  const std::vector<FunctionArgument> new_out = after.output_columns();
  if (after.result == oid::record &&
      !std::equal(old_out.begin(), old_out.end(), new_out.begin(), new_out.end(), same_column)) {
    return context.fail(span, msg::CannotChangeReturnedColumns(drop_hint));
  }
  for (std::size_t i = 0; i < before.input_types.size(); ++i) {
    const std::string_view name = before.input_name(i);
    if (!name.empty() && name != after.input_name(i)) {
      return context.fail(span, msg::CannotChangeNameOfInputParameter(name, drop_hint));
    }
  }
  return before.default_count <= after.default_count ||
         context.fail(span, msg::CannotRemoveParameterDefaults(drop_hint));
}

}  // namespace

void apply(DdlContext& context, const sql::CreateFunction& statement) {
  const std::optional<CreationName> name = creation_name(context, statement.name);
  if (!name) return;
  Function function;
  function.schema = name->schema;
  function.name = name->name;
  function.kind = statement.procedure ? FunctionKind::procedure
                  : statement.window  ? FunctionKind::window
                                      : FunctionKind::function;
  function.is_strict = statement.strict;
  function.volatility = statement.volatility;
  function.is_inlined = statement.language == "sql";
  function.keeps_new_row = statement.language == "plpgsql" && always_returns_new(statement.body);
  if (!Parameters(context, statement, function).read() || !read_result(context, statement, function)) return;
  const Function* existing = find_same(context.catalog, function);
  const auto keep_body = [&](Oid oid) {
    if (statement.language == "sql" || statement.language == "plpgsql")
      context.data.bodies[oid] = std::make_shared<const RoutineBody>(RoutineBody{statement.language, statement.body});
    else
      context.data.bodies.erase(oid);
  };
  if (existing == nullptr) {
    function.oid = context.data.allocate_oid();
    keep_body(function.oid);
    context.data.functions.insert(std::move(function));
    return;
  }
  if (!statement.replace) {
    context.fail(statement.name.span, msg::FunctionAlreadyExists(function.name));
    return;
  }
  if (is_builtin(existing->oid) || !check_replaceable(context, statement, *existing, function)) return;
  function.oid = existing->oid;
  keep_body(function.oid);
  function.comment = existing->comment;
  function.extension = existing->extension;
  context.data.functions.edit(function.oid) = std::move(function);
}

}  // namespace pgscribe::catalog
