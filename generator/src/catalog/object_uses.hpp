#pragma once

#include <vector>

#include "catalog/type.hpp"

namespace pgscribe::catalog {

/// A column that a view or another object reads.
struct ColumnUse {
  Oid relation = kInvalidOid;
  int column = 0;  ///< attribute number; 0: the whole row
  friend bool operator==(const ColumnUse&, const ColumnUse&) = default;
};

/// The user's objects that an expression or a query uses, so that DROP sees them.
struct ObjectUses {
  std::vector<ColumnUse> columns;
  std::vector<Oid> functions;
  std::vector<Oid> types;
  std::vector<Oid> operators;
  std::vector<Oid> relations;      ///< sequences and tables that a constant names; all that a query reads
  bool has_mutable_calls = false;  ///< of functions, its own and the server's, that are not marked IMMUTABLE
};

}  // namespace pgscribe::catalog
