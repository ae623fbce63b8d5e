#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/function_facts.hpp"
#include "catalog/operator_class.hpp"
#include "catalog/type.hpp"

// Functions, procedures, aggregates: signatures and what else pg_proc says.

namespace pgscribe::catalog {

/// pg_proc.prokind
enum class FunctionKind : char { function = 'f', procedure = 'p', aggregate = 'a', window = 'w' };
/// pg_aggregate.aggkind
enum class AggregateKind : char { none = '\0', normal = 'n', ordered_set = 'o', hypothetical_set = 'h' };
/// pg_proc.proargmodes
enum class ArgumentMode : char { in = 'i', out = 'o', inout = 'b', variadic = 'v', table = 't' };
/// The caller gives it a value.
[[nodiscard]] constexpr bool is_input(ArgumentMode mode) {
  return mode == ArgumentMode::in || mode == ArgumentMode::inout || mode == ArgumentMode::variadic;
}

struct FunctionArgument {
  std::string name;  ///< may be empty
  Oid type = kInvalidOid;
  ArgumentMode mode = ArgumentMode::in;
};

/// One row of pg_proc (with pg_aggregate's part).
struct Function {
  Oid oid = kInvalidOid;
  std::string schema;
  std::string name;
  FunctionKind kind = FunctionKind::function;
  std::vector<Oid>
      input_types;  ///< proargtypes: IN, INOUT, VARIADIC (for procedures of PostgreSQL 14+: those too, OUT excluded)
  std::vector<FunctionArgument>
      arguments;               ///< all, in declared order; empty when none has a name or a mode other than in
  int default_count = 0;       ///< pronargdefaults: the last n inputs have defaults
  Oid variadic = kInvalidOid;  ///< provariadic: the element type of a VARIADIC array, or "any"
  Oid result = kInvalidOid;
  bool returns_set = false;
  bool is_strict = false;
  char volatility = 'v';
  bool is_inlined = false;     ///< may be: its language is SQL, so the server looks at what it calls
  bool keeps_new_row = false;  ///< of a trigger: it gives back NEW whatever happens, so that no row is left out
  AggregateKind aggregate_kind = AggregateKind::none;
  int direct_argument_count = 0;  ///< aggnumdirectargs
  std::string comment;
  std::string extension;          ///< the extension it belongs to, or empty
  Oid internal_of = kInvalidOid;  ///< the range type that this constructor came with
  FunctionFacts facts{};
  std::vector<Oid> support_functions;  ///< of a user-defined aggregate: transition, final ... functions (for DROP)

  /// Name of the i-th (0-based) input argument, or empty.
  [[nodiscard]] std::string_view input_name(std::size_t i) const;
  /// OUT, INOUT and TABLE arguments: the columns of a record result.
  [[nodiscard]] std::vector<FunctionArgument> output_columns() const;
};

/// One row of pg_operator; `left` is 0 for a prefix operator.
struct Operator {
  Oid oid = kInvalidOid;
  std::string schema;
  std::string name;
  Oid left = kInvalidOid;
  Oid right = kInvalidOid;
  Oid result = kInvalidOid;
  std::string function;  ///< qualified name of the function behind it ("pg_catalog.int4eq")
  Oid function_oid = kInvalidOid;
  bool is_strict = true;
  bool returns_set = false;
  Oid commutator = kInvalidOid;
  Oid negator = kInvalidOid;
  BtreeStrategies btree;  ///< of the families that it came with; see Catalog::btree_strategies
  std::string extension;  ///< the extension it belongs to, or empty
};

/// pg_cast.castcontext / castmethod
enum class CastContext : char { implicit = 'i', assignment = 'a', explicit_ = 'e' };
enum class CastMethod : char { function = 'f', in_out = 'i', binary = 'b' };
struct Cast {
  Oid source = kInvalidOid;
  Oid target = kInvalidOid;
  CastContext context = CastContext::explicit_;
  CastMethod method = CastMethod::function;
  Oid function = kInvalidOid;
  std::string extension;  ///< the extension it belongs to, or empty
};

}  // namespace pgscribe::catalog
