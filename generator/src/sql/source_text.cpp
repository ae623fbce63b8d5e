#include "sql/source_text.hpp"

#include <algorithm>
#include <array>

#include "sql/parse.hpp"

namespace pgscribe::sql {
namespace {

using support::Span;

unsigned char byte(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

std::size_t sequence_length(unsigned char first) {
  if (first < 0x80U) return 1;
  if ((first & 0xE0U) == 0xC0U) return 2;
  if ((first & 0xF0U) == 0xE0U) return 3;
  if ((first & 0xF8U) == 0xF0U) return 4;
  return 1;
}

/// Length of the valid sequence at `i`; 0 when it is not valid (too short, overlong, surrogate, above U+10FFFF).
std::size_t valid_sequence(std::string_view text, std::size_t i) {
  const unsigned char first = byte(text, i);
  if (first < 0x80U) return 1;
  const std::size_t length = sequence_length(first);
  if (length == 1 || i + length > text.size()) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(text, i + k) & 0xC0U) != 0x80U) return 0;
  }
  const unsigned char second = byte(text, i + 1);
  if (first == 0xC0U || first == 0xC1U || first > 0xF4U) return 0;
  if (first == 0xE0U && second < 0xA0U) return 0;
  if (first == 0xEDU && second > 0x9FU) return 0;
  if (first == 0xF0U && second < 0x90U) return 0;
  if (first == 0xF4U && second > 0x8FU) return 0;
  return length;
}

/// "0xe9 0x20 0x61", as report_invalid_encoding (mbutils.c) lists the bytes.
std::string hex_bytes(std::string_view text, std::size_t at) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string result;
  const std::size_t end = std::min(text.size(), at + sequence_length(byte(text, at)));
  for (std::size_t i = at; i < end; ++i) {
    if (!result.empty()) result += ' ';
    result += "0x";
    result += kDigits[byte(text, i) >> 4U];
    result += kDigits[byte(text, i) & 0xFU];
  }
  return result;
}

Span one_byte(std::size_t at) { return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)}; }

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = valid_sequence(text, i);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

std::optional<std::string> source_text(const support::SourceFile& file, support::Diagnostics& diagnostics) {
  const std::string_view text = file.text();
  if (text.size() > kMaxFileBytes) {
    diagnostics.error("bad-file", file, Span{}, "file is larger than " + std::to_string(kMaxFileBytes) + " bytes");
    return std::nullopt;
  }
  const bool utf16 = text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF";
  const std::size_t nul = utf16 ? 0 : text.find('\0');
  if (nul != std::string_view::npos) {
    diagnostics.error("bad-file", file, one_byte(nul), "file is not UTF-8 text",
                      utf16 ? "it is UTF-16: save it as UTF-8" : "it holds a NUL byte");
    return std::nullopt;
  }
  if (const std::size_t at = find_invalid_utf8(text); at != std::string_view::npos) {
    diagnostics.error("22021", file, one_byte(at),
                      "invalid byte sequence for encoding \"UTF8\": " + hex_bytes(text, at), "save the file as UTF-8");
    return std::nullopt;
  }
  std::string result(text);
  if (text.substr(0, 3) == "\xEF\xBB\xBF") std::fill_n(result.begin(), 3, ' ');
  return result;
}

}  // namespace pgscribe::sql
