#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// Whether PostgreSQL would take a text, and at which byte not.

namespace pgscribe::lexical {

/// Why PostgreSQL would not take a text, and at which byte.
struct TextFault {
  enum class Kind { utf16, nul, invalid_utf8 };
  Kind kind = Kind::nul;
  std::size_t at = 0;
};

/// The first fault of a file's text: UTF-16, a NUL byte, or what is not UTF-8.
[[nodiscard]] std::optional<TextFault> find_text_fault(std::string_view text);

/// Offset of the first byte that does not belong to valid UTF-8 as PostgreSQL's pg_utf8_islegal has it; npos when all
/// does.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);

/// Bytes of the sequence that `first` announces.
[[nodiscard]] std::size_t utf8_sequence_length(unsigned char first);

/// U+FEFF in UTF-8, as editors of Windows put it first.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace pgscribe::lexical
