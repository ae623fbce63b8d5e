#pragma once

#include <string>
#include <vector>

#include "catalog/function.hpp"
#include "catalog/relation.hpp"
#include "catalog/type.hpp"

// What an object is found by besides its OID and its name, so that no statement of DDL looks at all objects.

namespace pgscribe::catalog {

struct IndexKeys {
  std::vector<Oid> mentions;       ///< the user's objects that it is made of, belongs to or uses; some of them twice
  std::vector<std::string> parts;  ///< the names of its constraints
};

[[nodiscard]] IndexKeys index_keys(const Relation& relation);
[[nodiscard]] IndexKeys index_keys(const Type& type);
[[nodiscard]] IndexKeys index_keys(const Function& function);
[[nodiscard]] IndexKeys index_keys(const Operator& op);
/// Of the kinds of which there are never many.
template <class T>
[[nodiscard]] IndexKeys index_keys(const T&) {
  return {};
}

}  // namespace pgscribe::catalog
