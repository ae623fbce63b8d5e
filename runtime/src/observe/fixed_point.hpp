#pragma once

#include <cstdint>
#include <string>

// Decimals, whatever the locale.

namespace pgscribe::detail {

/// `units` (not negative) with a point before the last `decimals` digits, whatever the locale: 1234, 3 is "1.234".
[[nodiscard]] inline std::string fixed_point(std::int64_t units, std::size_t decimals) {
  std::string digits = std::to_string(units);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  return digits.insert(digits.size() - decimals, 1, '.');
}

}  // namespace pgscribe::detail
