#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "support/span.hpp"

// A statement whose text varies: its constant pieces, and the switches that pick them.

namespace pgscribe::analyze {

using support::Span;

/// Which switches are on: one bit each, the first one the lowest.
using VariantKey = std::uint64_t;

inline constexpr std::size_t kMostSwitches = 64;

/// When a part of the text is there.
struct Condition {
  VariantKey all = 0;   ///< every one of these is on,
  VariantKey any = 0;   ///< one of these is, where there are some,
  VariantKey none = 0;  ///< and none of these

  [[nodiscard]] bool holds(VariantKey key) const {
    return (key & all) == all && (any == 0 || (key & any) != 0) && (key & none) == 0;
  }
  friend bool operator==(const Condition&, const Condition&) = default;
};

/// What a caller turns on or off.
struct Switch {
  enum class Kind {
    parameter,  ///< on when the one parameter is given
    group,      ///< on when its parameters are, together
    flag,       ///< has no parameter
    label,      ///< one way to sort; one of its order's is on
    reverse,    ///< the order's label from its end
    patch,      ///< an assignment, on when its parameter is given
    cursor,     ///< where a page begins, or ends
  };
  Kind kind = Kind::parameter;
  std::string name;
  std::vector<int> parameters;  ///< numbers of those that are in the text only when it is on
  Span span;                    ///< in the directive
};

/// A choice between ways to sort.
struct OrderChoice {
  std::string name;
  std::vector<std::size_t> labels;  ///< switches; the first one is on unless another is
  std::vector<bool> reversible;     ///< by label
  std::size_t reverse = 0;          ///< the switch, where a label is reversible
  Span span;

  [[nodiscard]] bool has_reverse() const {
    return std::find(reversible.begin(), reversible.end(), true) != reversible.end();
  }
};

/// A column that rows are sorted by, of a statement whose pages begin behind a row.
struct KeysetColumn {
  std::size_t item = 0;         ///< of the result
  std::string key;              ///< as ORDER BY has it
  int after = 0;                ///< number of its parameter
  int before = 0;               ///< likewise; 0: none
  std::vector<bool> in_labels;  ///< by way to sort
};

/// Pages of a result: from behind a row on, or up to one.
struct Keyset {
  std::string after;
  std::string before;  ///< empty: none
  std::size_t after_switch = 0;
  std::size_t before_switch = 0;
  std::vector<KeysetColumn> columns;
  Span span;
};

/// A constant part of the text, and the parameter behind it.
struct Piece {
  std::string text;
  int parameter = 0;  ///< its number in the statement with everything in it; 0: none
  Condition condition;
};

/// A variant that was analysed, for those who ask a server.
struct CheckedVariant {
  std::string name;  ///< "when status is left out"
  VariantKey key = 0;
  std::string sql;              ///< with its parameters renumbered
  std::vector<int> parameters;  ///< their numbers in the statement with everything in it, in the order of the text's
};

/// What may vary of a statement. Empty: nothing.
struct VariantSet {
  std::vector<Switch> switches;
  std::vector<OrderChoice> orders;
  std::optional<Keyset> keyset;
  std::vector<Piece> pieces;
  VariantKey sent_if_any = 0;           ///< without one of these nothing needs to be sent; 0: always
  std::vector<CheckedVariant> checked;  ///< but for the one with everything in it

  [[nodiscard]] bool empty() const { return switches.empty(); }
};

}  // namespace pgscribe::analyze
