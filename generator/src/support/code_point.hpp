#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

// UTF-8 read code point by code point, and which code points deceive a reader.

namespace pgscribe::support {

struct CodePointRange {
  std::uint32_t first;
  std::uint32_t last;
};

template <std::size_t N>
[[nodiscard]] constexpr bool contains(const CodePointRange (&ranges)[N], std::uint32_t code_point) {
  for (const CodePointRange& range : ranges) {
    if (code_point >= range.first && code_point <= range.last) return true;
  }
  return false;
}

/// The code point at `i`, which moves behind it; an invalid byte counts as U+FFFD.
[[nodiscard]] std::uint32_t next_code_point(std::string_view text, std::size_t& i);

/// Whether showing `code_point` as it is would make text look like something else than what a compiler or server reads:
/// control characters, line separators, the controls of bidirectional text, a byte order mark.
[[nodiscard]] bool is_deceptive(std::uint32_t code_point);

}  // namespace pgscribe::support
