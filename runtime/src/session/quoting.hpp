#pragma once

#include <string>
#include <string_view>

// Identifiers and literals, quoted.

namespace pgscribe::detail {

/// `text` between quotes, with quotes in it doubled.
[[nodiscard]] inline std::string quoted(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote) out += c;
    out += c;
  }
  return out + quote;
}

[[nodiscard]] inline std::string quote_identifier(std::string_view name) { return quoted(name, '"'); }
/// With standard_conforming_strings, the default.
[[nodiscard]] inline std::string quote_literal(std::string_view text) { return quoted(text, '\''); }

}  // namespace pgscribe::detail
