#pragma once

#include <string>
#include <vector>

#include "analyze/bound_expr.hpp"

namespace pgscribe::analyze {

/// What analysis learns of `$number`. Rules of parse_param.c (variable parameters): the type is what the first coercion asks of it; a
/// different answer later is an error (42P08); one still unknown at the end is an error (42P18).
struct ParameterSlot {
  int number = 0;
  bool seen = false;
  Oid type = catalog::kInvalidOid;        ///< 0: unseen or unknown
  int type_modifier = -1;                 ///< asked by `$1::varchar(10)`; PostgreSQL drops it, kept for documentation
  std::vector<BoundRef> uses;             ///< every ParameterVar made for it
  std::vector<Span> spans;
  /// Where it goes: facts for its name and its nullability, in order of appearance.
  struct Target {
    const catalog::Relation* relation = nullptr;  ///< assigned to, or compared with, this column
    int attribute = 0;
    bool assigned = false;                ///< INSERT value or SET
    bool compared = false;
    std::string function_argument;        ///< name of the function argument it is passed as
    std::string name_hint;                ///< "limit", "offset", function name, CTE or output column compared with
    bool null_tested = false;             ///< $1 IS NULL
  };
  std::vector<Target> targets;
};

/// The parameters of one top-level statement, $1 first.
struct ParameterTable {
  std::vector<ParameterSlot> slots;

  [[nodiscard]] ParameterSlot& slot(int number);  ///< grows
};

}  // namespace pgscribe::analyze
