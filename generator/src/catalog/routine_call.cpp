#include "catalog/routine_call.hpp"

#include <algorithm>
#include <utility>

#include "catalog/data.hpp"
#include "catalog/ddl_expression.hpp"
#include "catalog/expr_children.hpp"
#include "catalog/messages.hpp"
#include "catalog/trigger_call.hpp"
#include "sql/parse.hpp"

namespace pgscribe::catalog {

namespace {

constexpr int kMaxDepth = 16;

using Calls = std::vector<const sql::FunctionCall*>;

void collect_calls(const sql::ExprRef& expr, Calls& calls) {
  if (!expr) return;
  if (const auto* call = std::get_if<sql::FunctionCall>(&expr->node)) calls.push_back(call);
  std::visit([&](const auto& node) { for_each_child_slot(node, [&](const auto& e) { collect_calls(e, calls); }); },
             expr->node);
}

Calls calls_of(const sql::Statement& statement) {
  Calls calls;
  if (const auto* call = std::get_if<sql::Call>(&statement.node)) collect_calls(call->call, calls);
  const auto* select = std::get_if<sql::Select>(&statement.node);
  if (select == nullptr) return calls;
  for (const sql::Target& target : select->targets) collect_calls(target.value, calls);
  for (const auto& item : select->from) {
    const auto* from = item ? std::get_if<sql::FunctionFrom>(&item->node) : nullptr;
    if (from == nullptr) continue;
    for (const sql::FunctionItem& function : from->functions) collect_calls(function.call, calls);
  }
  return calls;
}

/// The user's function that a call means, if one has its name and takes so many arguments.
const Function* find_routine(const Catalog& catalog, const sql::FunctionCall& call) {
  const auto called = called_function(catalog, call);
  return called ? catalog.function(*called) : nullptr;
}

std::shared_ptr<const RoutineBody> body_of(const Catalog& catalog, const Function& function) {
  const auto& bodies = data_of(catalog).bodies;
  const auto body = bodies.find(function.oid);
  return body == bodies.end() ? nullptr : body->second;
}

std::string described(const Function& function) {
  return msg::RoutineNamed(function.kind == FunctionKind::procedure ? "procedure" : "function", function.name);
}

/// The values that the call gives to parameters, as far as they are constant.
KnownValues values_of(const Function& function, const sql::FunctionCall& call, const KnownValues& outside) {
  KnownValues values;
  for (std::size_t i = 0; i < call.args.size(); ++i) {
    if (!call.args[i]) continue;
    const auto text = constant_text(*call.args[i], outside);
    if (!text) continue;
    if (const auto* named = std::get_if<sql::NamedArgument>(&call.args[i]->node)) {
      values[named->name.text] = *text;
      continue;
    }
    values["$" + std::to_string(i + 1)] = *text;
    if (const std::string_view name = function.input_name(i); !name.empty()) values[std::string(name)] = *text;
  }
  return values;
}

/// What CREATE says of the function before AS, as far as PL/pgSQL's grammar asks for it.
std::string declaration_of(const Function& function) {
  static constexpr std::string_view kType = " text";
  std::string parameters;
  bool has_outputs = false;
  const auto add = [&](std::string_view mode, std::string_view name) {
    parameters += (parameters.empty() ? "" : ", ") + std::string(mode) + "\"" + std::string(name) + "\"";
    parameters += kType;
  };
  for (const FunctionArgument& argument : function.arguments) {
    const bool is_input = argument.mode == ArgumentMode::in || argument.mode == ArgumentMode::variadic;
    const bool is_output = argument.mode == ArgumentMode::out || argument.mode == ArgumentMode::table;
    has_outputs = has_outputs || !is_input;
    if (!argument.name.empty()) add(is_input ? "" : is_output ? "OUT " : "INOUT ", argument.name);
  }
  if (function.result == oid::trigger) return "FUNCTION f() RETURNS trigger";
  if (function.kind == FunctionKind::procedure) return "PROCEDURE f(" + parameters + ")";
  std::string result = function.returns_set ? " RETURNS SETOF record" : "";
  if (result.empty() && !has_outputs) result = function.result == oid::void_ ? " RETURNS void" : " RETURNS text";
  return "FUNCTION f(" + parameters + ")" + result;
}

std::optional<sql::Block> read_body(const FoldTarget& target, const Function& function, const RoutineBody& body,
                                    Span call) {
  const int version = target.catalog.server_version();
  if (body.language == "plpgsql")
    return sql::parse_routine_block(declaration_of(function), body.text, call, target.file, target.diagnostics,
                                    version);
  sql::Block block;
  for (const Span range : sql::split_statements(body.text)) {
    const std::string text = body.text.substr(range.begin, range.size());
    if (auto statement =
            sql::parse_statement(text, sql::placed_at(call, text), target.file, target.diagnostics, version))
      block.steps.push_back({std::move(*statement), sql::BlockRun::always});
  }
  return block;
}

bool apply_call(const FoldTarget& target, const sql::FunctionCall& call, Span span, const BodyScope& scope) {
  const Function* function = find_routine(target.catalog, call);
  return function != nullptr &&
         apply_routine(target, *function, {values_of(*function, call, scope.values), {}, scope.depth}, span);
}

}  // namespace

bool apply_routine(const FoldTarget& target, const Function& function, BodyScope scope, Span span) {
  const auto body = body_of(target.catalog, function);
  if (body == nullptr) return false;
  scope.routine = described(function);
  const auto block = scope.depth < kMaxDepth ? read_body(target, function, *body, span) : std::nullopt;
  if (!block) {
    warn_unseen(target, span, msg::RoutineNotSeen(scope.routine));
    return true;
  }
  ++scope.depth;
  return fold_body(target, *block, std::move(scope));
}

bool apply_calls(const FoldTarget& target, const sql::Statement& statement, const BodyScope& scope) {
  if (data_of(target.catalog).bodies.empty()) return false;
  bool found = apply_triggers(target, statement, scope);
  for (const sql::FunctionCall* call : calls_of(statement))
    found = apply_call(target, *call, statement.span, scope) || found;
  return found;
}

bool calls_routine(const Catalog& catalog, const sql::Statement& statement) {
  const Calls calls = calls_of(statement);
  return std::any_of(calls.begin(), calls.end(), [&](const sql::FunctionCall* call) {
    const Function* function = find_routine(catalog, *call);
    return function != nullptr && body_of(catalog, *function) != nullptr;
  });
}

}  // namespace pgscribe::catalog
