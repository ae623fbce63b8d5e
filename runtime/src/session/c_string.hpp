#pragma once

#include <string>
#include <string_view>

#include "pgscribe/error.hpp"

// Text for libpq, which must not have a NUL byte.

namespace pgscribe::detail {

/// Throws ConversionError when `text`, which `what` names, has a NUL byte.
inline void require_no_nul(std::string_view text, std::string_view what) {
  if (const std::size_t at = text.find('\0'); at != text.npos) [[unlikely]] {
    throw ConversionError(std::string{what} + " has a NUL byte, at byte " + std::to_string(at + 1) +
                          ": PostgreSQL would take what is before it for the whole");
  }
}

/// `text` for a function of libpq that takes a C string and would stop reading at its first NUL byte: a DELETE would
/// lose its WHERE. The only way from a std::string into such a function. Throws ConversionError.
[[nodiscard]] inline const char* c_string(const std::string& text, std::string_view what) {
  require_no_nul(text, what);
  return text.c_str();
}

}  // namespace pgscribe::detail
