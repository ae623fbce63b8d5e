#pragma once

#include <compare>
#include <string>
#include <vector>

#include "catalog/ddl_context.hpp"

// Who depends on whom (pg_depend, worked out from the catalog each time), and what DROP makes of it (dependency.c).

namespace pgscribe::catalog {

/// One thing that can be dropped.
struct Address {
  enum class Kind {
    schema,
    extension,
    relation,
    column,
    constraint,
    default_,
    trigger,
    rule,
    policy,
    type,
    function,
    operator_,
    operator_class,
    operator_family,
    access_method,
    cast,
    collation
  };
  Kind kind = Kind::relation;
  Oid oid = kInvalidOid;  ///< of a part of a relation or domain: of that; of a cast: the source type's
  int column = 0;
  Oid target = kInvalidOid;  ///< of a cast
  std::string name;          ///< of what has no OID here
  std::string schema;        ///< of a collation

  [[nodiscard]] static Address of(Kind kind, Oid oid) { return {kind, oid, 0, kInvalidOid, {}, {}}; }
  [[nodiscard]] static Address named(Kind kind, std::string name) {
    return {kind, kInvalidOid, 0, kInvalidOid, std::move(name), {}};
  }
  [[nodiscard]] static Address column_of(Oid relation, int column) {
    return {Kind::column, relation, column, kInvalidOid, {}, {}};
  }
  [[nodiscard]] static Address default_of(Oid relation, int column) {
    return {Kind::default_, relation, column, kInvalidOid, {}, {}};
  }
  [[nodiscard]] static Address constraint_of(Oid owner, std::string name) {
    return part_of(Kind::constraint, owner, std::move(name));
  }
  /// A constraint, trigger, rule or policy.
  [[nodiscard]] static Address part_of(Kind kind, Oid owner, std::string name) {
    return {kind, owner, 0, kInvalidOid, std::move(name), {}};
  }
  [[nodiscard]] static Address cast_of(Oid source, Oid target) { return {Kind::cast, source, 0, target, {}, {}}; }
  friend auto operator<=>(const Address&, const Address&) = default;
};

/// Something that depends on an address. Automatic: it goes with it without CASCADE (indexes, row types, owned
/// sequences, partitions).
struct Dependent {
  Address address;
  bool is_automatic = false;
};
[[nodiscard]] std::vector<Dependent> dependents_of(const Catalog& catalog, const Address& address);

/// getObjectDescription: "table t", "column c of table t", "function f(integer)".
[[nodiscard]] std::string describe(const Catalog& catalog, const Address& address);

/// performMultipleDeletions: drops the targets with what depends on them; without `cascade` reports `cannot drop table
/// t because other objects depend on it` [2BP01] if that is more than goes automatically.
bool drop_objects(DdlContext& context, const std::vector<Address>& targets, bool cascade, Span span);

/// Drops a relation whatever depends on it.
void remove_relation(DdlContext& context, Oid relation);

/// `cannot alter type of a column used by a view or rule` [0A000], `... in a trigger definition`, `... in a policy
/// definition`.
bool check_column_type_is_free(const DdlContext& context, Oid table, int column, Span span);

}  // namespace pgscribe::catalog
