#pragma once

#include <string>

#include "catalog/type.hpp"

namespace pgscribe::catalog {

/// What an operator does in a btree operator family.
enum class BtreeStrategy { less = 1, less_equal, equal, greater_equal, greater };

/// The strategies of one operator, which may differ from family to family.
class BtreeStrategies {
 public:
  void add(int strategy) { bits_ |= 1U << static_cast<unsigned>(strategy); }
  void add(BtreeStrategies others) { bits_ |= others.bits_; }
  [[nodiscard]] bool has(BtreeStrategy strategy) const { return (bits_ >> static_cast<unsigned>(strategy) & 1U) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }
  [[nodiscard]] BtreeStrategies common_with(BtreeStrategies others) const {
    BtreeStrategies common;
    common.bits_ = bits_ & others.bits_;
    return common;
  }
  friend bool operator==(BtreeStrategies, BtreeStrategies) = default;

 private:
  unsigned bits_ = 0;
};

/// An index access method: a row of pg_am, and what pg_indexam_has_property says of it.
struct AccessMethod {
  Oid oid = kInvalidOid;
  std::string name;
  bool can_order = false;
  bool can_unique = false;
  bool can_multi_column = false;
  bool can_include = false;
  bool can_exclude = false;
  bool can_cluster = false;
  std::string extension{};  ///< the extension it belongs to, or empty
};

/// One row of pg_opfamily.
struct OperatorFamily {
  Oid oid = kInvalidOid;
  std::string schema;
  std::string name;
  std::string method;
  std::string extension;  ///< the extension it belongs to, or empty
};

/// One row of pg_opclass.
struct OperatorClass {
  Oid oid = kInvalidOid;
  std::string schema;
  std::string name;
  std::string method;
  Oid family = kInvalidOid;
  Oid input = kInvalidOid;
  bool is_default = false;
  std::string extension;  ///< the extension it belongs to, or empty
};

/// An operator or function that DDL put into a family: a row of pg_amop or pg_amproc. Those of built-in families and of
/// extensions that pgscribe has rows for are not kept; what matters of them stands in Operator::btree.
struct FamilyMember {
  Oid oid = kInvalidOid;
  std::string name;  ///< always empty
  Oid family = kInvalidOid;
  bool is_operator = true;
  int number = 0;  ///< strategy, or number of the support function
  Oid left = kInvalidOid;
  Oid right = kInvalidOid;
  Oid object = kInvalidOid;          ///< the operator or function
  Oid operator_class = kInvalidOid;  ///< the class that it came with; none: loose in the family
  std::string extension;             ///< the extension it belongs to, or empty
};

}  // namespace pgscribe::catalog
