#pragma once

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

// Shortest decimals of floating-point numbers.

namespace pgscribe::detail {

/// The shortest text that reads back exactly, in the words PostgreSQL uses for what is not finite.
template <typename T>
void append_floating(std::string& out, T value) {
  if (std::isnan(value)) {
    out += "NaN";
  } else if (std::isinf(value)) {
    out += value < 0 ? "-Infinity" : "Infinity";
  } else {
    std::array<char, 64> buffer{};
    out.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
  }
}

inline void append_double(std::string& out, double value) { append_floating(out, value); }

/// Reads the whole of `text`; false when it is not a number of type T.
template <typename T>
[[nodiscard]] bool parse_floating(std::string_view text, T& value) noexcept {
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  return result.ec == std::errc{} && result.ptr == end;
}

}  // namespace pgscribe::detail
