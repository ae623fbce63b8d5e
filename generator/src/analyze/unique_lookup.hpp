#pragma once

#include <string>
#include <vector>

#include "analyze/bound_query.hpp"

namespace pgscribe::analyze {

/// Which range entries of one query level can have at most one row, by unique keys that are compared with values known
/// already.
struct UniqueLookup {
  std::vector<bool> single;       ///< by range entry
  std::vector<std::string> keys;  ///< the key's name, or why, where `single`
};
[[nodiscard]] UniqueLookup find_unique_lookups(const BoundQuery& query, const catalog::Catalog& catalog);

/// Does the value depend on nothing but parameters, constants, outer columns and entries that have at most one row?
[[nodiscard]] bool is_determined(const BoundExpr& expr, const UniqueLookup& lookup);

}  // namespace pgscribe::analyze
