#pragma once

#include <string>
#include <string_view>
#include <vector>

// A C++ type as a value: what is stored, and what it is wrapped in.

namespace pgscribe::codegen {

enum class TypeWrapper : unsigned char { optional, vector, span, map };

struct TypeSpelling {
  std::string stored;                   ///< "std::string", "my::Payload"; empty: no type
  std::vector<TypeWrapper> wrappers{};  ///< from the inside out

  [[nodiscard]] bool empty() const { return stored.empty(); }
  /// Whether it is one of these itself, and not what it holds.
  [[nodiscard]] bool is(TypeWrapper wrapper) const { return !wrappers.empty() && wrappers.back() == wrapper; }
  /// A std::span is one of constants, a std::map one by strings.
  [[nodiscard]] TypeSpelling in(TypeWrapper wrapper) const;
  /// What the outermost wrapper holds.
  [[nodiscard]] TypeSpelling unwrapped() const;
  /// "std::vector<std::optional<my::Payload>>"
  [[nodiscard]] std::string text() const;

  friend bool operator==(const TypeSpelling&, const TypeSpelling&) = default;
};

/// A type as it is written in a configuration, a directive or the type map.
[[nodiscard]] TypeSpelling read_type(std::string_view written);

}  // namespace pgscribe::codegen
