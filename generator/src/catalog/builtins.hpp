#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/function.hpp"
#include "catalog/operator_class.hpp"
#include "catalog/relation.hpp"
#include "catalog/type.hpp"
#include "support/server_version.hpp"

// The catalog of an empty database, made once per process.

namespace pgscribe::catalog {

/// Objects of one kind, looked up by OID and name. Immutable after construction.
template <class T>
class ObjectTable {
 public:
  explicit ObjectTable(std::vector<T> objects);

  [[nodiscard]] const T* find(Oid oid) const {
    return oid < by_oid_.size() && by_oid_[oid] != kNone ? &objects_[by_oid_[oid]] : nullptr;
  }
  /// All of that name, whatever the schema.
  [[nodiscard]] std::span<const T* const> named(std::string_view name) const;
  [[nodiscard]] const std::vector<T>& all() const { return objects_; }

 private:
  static constexpr std::uint16_t kNone = 0xFFFF;
  std::vector<T> objects_;
  std::vector<std::uint16_t> by_oid_;
  std::vector<const T*> by_name_;
};

/// What a fresh database has: pg_catalog and information_schema.
struct Builtins {
  ObjectTable<Type> types;
  ObjectTable<Relation> relations;
  ObjectTable<Function> functions;
  ObjectTable<Operator> operators;
  ObjectTable<OperatorFamily> operator_families;
  ObjectTable<OperatorClass> operator_classes;
  std::vector<AccessMethod> access_methods;
  std::unordered_map<std::uint64_t, Cast> casts;  ///< by source << 32 | target
  std::vector<std::string_view> collations;       ///< sorted

  [[nodiscard]] const Cast* find_cast(Oid source, Oid target) const {
    const auto found = casts.find(std::uint64_t{source} << 32U | target);
    return found == casts.end() ? nullptr : &found->second;
  }
};

/// Those of a release of PostgreSQL, and of its newest minor release that is known. Built once a process, on first use;
/// shared by all catalogs. Thread safe.
[[nodiscard]] const Builtins& builtins(int server_version = support::kDefaultServerVersion);
/// Those of one minor release of PostgreSQL 15.
[[nodiscard]] Builtins builtins_of_minor(int minor);

[[nodiscard]] constexpr bool is_builtin(Oid oid) { return oid < kFirstUserOid; }

}  // namespace pgscribe::catalog
