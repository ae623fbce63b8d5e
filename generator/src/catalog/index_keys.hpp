#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "catalog/function.hpp"
#include "catalog/relation.hpp"
#include "catalog/type.hpp"

// What an object is found by besides its OID and its name, so that no statement of DDL looks at all objects.

namespace pgscribe::catalog {

/// What an object is to one that it mentions. Everything that mentions an object is found as `any`; the rest are those
/// that statements ask for again and again, of tables that thousands of others mention.
enum class MentionedBy { any, child, index, view };

struct Mention {
  Oid oid = kInvalidOid;
  MentionedBy by = MentionedBy::any;
  friend bool operator==(const Mention&, const Mention&) = default;
};

struct MentionHash {
  std::size_t operator()(const Mention& mention) const {
    return std::hash<std::size_t>{}(std::size_t{4} * mention.oid + static_cast<std::size_t>(mention.by));
  }
};

struct IndexKeys {
  std::vector<Mention> mentions;   ///< the user's objects that it is made of, belongs to or uses; some of them twice
  std::vector<std::string> parts;  ///< the names of its constraints
  friend bool operator==(const IndexKeys&, const IndexKeys&) = default;
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
