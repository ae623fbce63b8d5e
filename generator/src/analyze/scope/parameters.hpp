#pragma once

#include <string>
#include <vector>

#include "analyze/bound/bound_expr.hpp"

// What is learned of `$1`, `$2`, ... while a statement is analysed: types, names, uses.

namespace pgscribe::analyze {

/// What analysis learns of `$number`. Rules of parse_param.c (variable parameters): the type is what the first coercion
/// asks of it; a different answer later is an error (42P08); one still unknown at the end is an error (42P18).
struct ParameterSlot {
  int number = 0;
  bool seen = false;
  Oid type = catalog::kInvalidOid;  ///< 0: unseen or unknown
  int type_modifier = -1;           ///< asked by `$1::varchar(10)`; PostgreSQL drops it, kept for documentation
  std::vector<BoundRef> uses;       ///< every ParameterVar made for it
  std::vector<Span> spans;
  /// Where it goes: facts for its name and its nullability, in order of appearance.
  struct Target {
    const catalog::Relation* relation = nullptr;  ///< assigned to, or compared with, this column
    int attribute = 0;
    bool assigned = false;  ///< INSERT value or SET
    bool compared = false;
    std::string function_argument;  ///< name of the function argument it is passed as
    std::string name_hint;          ///< "limit", "offset", function name, CTE or output column compared with
    bool null_tested = false;       ///< $1 IS NULL
  };
  std::vector<Target> targets;
};

/// The parameters of one top-level statement, $1 first.
struct ParameterTable {
  std::vector<ParameterSlot> slots;

  [[nodiscard]] ParameterSlot& slot(int number);  ///< grows
};

struct ParseState;

/// variable_paramref_hook: a use of `$number`, of the type decided so far or unknown. Numbers have a range [42P02].
[[nodiscard]] BoundRef make_parameter(ParseState& state, int number, Span location);
/// variable_coerce_param_hook: `parameter` is a ParameterVar of type unknown. Its first coercion decides the type;
/// another type is an error [42P08]. Other uses that are still unknown stay so until they are coerced themselves.
[[nodiscard]] BoundRef coerce_parameter(ParseState& state, BoundRef parameter, Oid target, Span location);
/// check_variable_parameters and the check of PREPARE: every parameter has a type and every use agrees with it [42P08,
/// 42P18].
void check_parameters(ParseState& state);
/// Remembers where a parameter goes, when `expr` is one (also below casts); otherwise does nothing.
void note_parameter_target(ParseState& state, const BoundExpr& expr, ParameterSlot::Target target);

}  // namespace pgscribe::analyze
