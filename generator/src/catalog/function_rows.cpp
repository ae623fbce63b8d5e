#include "catalog/function_rows.hpp"

#include <optional>
#include <utility>

#include "catalog/function_facts.hpp"

namespace pgscribe::catalog {

namespace {

std::optional<ArgumentMode> argument_mode(std::string_view word) {
  if (word == "out") return ArgumentMode::out;
  if (word == "inout") return ArgumentMode::inout;
  if (word == "variadic") return ArgumentMode::variadic;
  if (word == "table") return ArgumentMode::table;
  return std::nullopt;
}

bool has_names_or_modes(const Function& function) {
  for (const FunctionArgument& argument : function.arguments) {
    if (!argument.name.empty() || argument.mode != ArgumentMode::in) return true;
  }
  return false;
}

void set_attribute(Function& function, const RowAttribute& a) {
  if (a.key == "oid") function.oid = to_oid(a.value);
  if (a.key == "direct") function.direct_argument_count = to_int(a.value);
  if (a.key == "defaults") function.default_count = to_int(a.value);
  if (a.key == "strict") function.is_strict = true;
  if (a.key == "immutable" || a.key == "stable" || a.key == "volatile") function.volatility = a.key.front();
  if (a.key == "window") function.kind = FunctionKind::window;
  if (a.key == "procedure") function.kind = FunctionKind::procedure;
  const AggregateKind aggregate = a.key == "aggregate"          ? AggregateKind::normal
                                  : a.key == "ordered_set"      ? AggregateKind::ordered_set
                                  : a.key == "hypothetical_set" ? AggregateKind::hypothetical_set
                                                                : AggregateKind::none;
  if (aggregate != AggregateKind::none) {
    function.kind = FunctionKind::aggregate;
    function.aggregate_kind = aggregate;
  }
}

}  // namespace

void FunctionRows::add(RowReader& row) {
  Function function;
  const SplitName name = types_.split_name(row.until('('), context_.schema);
  function.schema = name.schema;
  function.name = name.name;
  function.extension = context_.extension;
  RowReader arguments(row.until(')'));
  row.skip_space();
  while (!arguments.at_end()) {
    add_argument(function, arguments.until(','));
    arguments.skip_space();
  }
  if (!has_names_or_modes(function)) function.arguments.clear();
  std::string_view result = row.word();
  if (result == "setof") {
    function.returns_set = true;
    result = row.word();
  }
  function.result = result == "-" ? kInvalidOid : types_.oid(result, row);
  while (!row.at_end()) set_attribute(function, next_attribute(row));
  if (function.oid == kInvalidOid) function.oid = context_.allocate_oid();
  by_name_.emplace(std::string_view(name.name), objects_.functions.size());
  objects_.functions.push_back(std::move(function));
}

void FunctionRows::add_argument(Function& function, std::string_view text) {
  RowReader words(text);
  FunctionArgument argument;
  std::string_view word = words.word();
  if (const std::optional<ArgumentMode> mode = argument_mode(word)) {
    argument.mode = *mode;
    word = words.word();
  }
  argument.type = types_.oid(word, words);
  argument.name = words.rest();
  if (argument.mode == ArgumentMode::variadic) function.variadic = variadic_element(argument.type, word, words);
  if (is_input(argument.mode)) function.input_types.push_back(argument.type);
  function.arguments.push_back(std::move(argument));
}

Oid FunctionRows::variadic_element(Oid type, std::string_view symbolic, const RowReader& row) {
  if (type == oid::any) return oid::any;
  if (type == oid::anyarray) return oid::anyelement;
  if (type == oid::anycompatiblearray) return oid::anycompatible;
  return types_.oid(symbolic.substr(1), row);
}

Function* FunctionRows::find_own(std::string_view name, const std::vector<Oid>& types) {
  const auto [first, last] = by_name_.equal_range(types_.split_name(name, {}).name);
  for (auto entry = first; entry != last; ++entry) {
    Function& function = objects_.functions[entry->second];
    if (function.input_types == types) return &function;
  }
  return nullptr;
}

std::vector<Oid> FunctionRows::signature_types(RowReader& row) {
  RowReader arguments(row.until(')'));
  row.skip_space();
  std::vector<Oid> types;
  while (!arguments.at_end()) {
    types.push_back(types_.oid(arguments.until(','), row));
    arguments.skip_space();
  }
  return types;
}

FunctionRows::NamedFunction FunctionRows::find(RowReader& row) {
  const std::string_view name = row.until('(');
  const std::vector<Oid> types = signature_types(row);
  if (const Function* own = find_own(name, types)) return {own->oid, own->is_strict, own->returns_set, own->schema};
  const Oid outside = context_.find_function ? context_.find_function(name, types) : kInvalidOid;
  if (outside == kInvalidOid) row.fail("unknown function " + std::string(name));
  return {outside, true, false, "pg_catalog"};
}

void FunctionRows::add_facts(RowReader& row) {
  const std::string_view name = row.until('(');
  Function* function = find_own(name, signature_types(row));
  if (function == nullptr && context_.may_lack_functions) return;
  if (function == nullptr) row.fail("unknown function " + std::string(name));
  while (!row.at_end()) {
    const RowAttribute fact = next_attribute(row);
    if (!add_fact(*function, fact.key, fact.value)) row.fail("unknown fact " + std::string(fact.key));
  }
}

}  // namespace pgscribe::catalog
