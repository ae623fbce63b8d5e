#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// bytea.

namespace pgscribe {

/// `bytea`
using Bytes = std::vector<std::byte>;

/// `bit(n)` and `bit varying(n)`: the characters 0 and 1, leftmost bit first.
struct BitString {
  std::string bits{};

  [[nodiscard]] std::size_t size() const noexcept { return bits.size(); }
  [[nodiscard]] bool test(std::size_t i) const { return bits.at(i) == '1'; }
  bool operator==(const BitString&) const = default;
};

[[nodiscard]] inline const std::string& to_string(const BitString& value) noexcept { return value.bits; }

/// `\x` and two lower-case hexadecimal digits per byte.
[[nodiscard]] std::string to_hex(std::span<const std::byte> value);

}  // namespace pgscribe
