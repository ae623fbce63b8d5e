#pragma once

#include <cstdint>

// A range of bytes of one file.

namespace pgscribe::support {

/// Half-open range of 0-based byte offsets into one SourceFile's text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  friend constexpr bool operator==(const Span&, const Span&) = default;
};

/// The smallest span that covers both.
[[nodiscard]] constexpr Span cover(Span a, Span b) {
  return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace pgscribe::support
