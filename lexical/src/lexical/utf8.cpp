#include "lexical/utf8.hpp"

namespace pgscribe::lexical {
namespace {

unsigned char byte(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

/// Length of the valid sequence at `i`; 0 when it is not valid (too short, overlong, surrogate, above U+10FFFF).
std::size_t valid_sequence(std::string_view text, std::size_t i) {
  const unsigned char first = byte(text, i);
  if (first < 0x80U) return 1;
  const std::size_t length = utf8_sequence_length(first);
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

}  // namespace

std::optional<TextFault> find_text_fault(std::string_view text) {
  const std::string_view start = text.substr(0, 2);
  if (start == "\xFF\xFE" || start == "\xFE\xFF") return TextFault{TextFault::Kind::utf16, 0};
  const std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos) return TextFault{TextFault::Kind::nul, nul};
  const std::size_t invalid = find_invalid_utf8(text);
  if (invalid != std::string_view::npos) return TextFault{TextFault::Kind::invalid_utf8, invalid};
  return std::nullopt;
}

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = valid_sequence(text, i);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

std::size_t utf8_sequence_length(unsigned char first) {
  if (first < 0x80U) return 1;
  if ((first & 0xE0U) == 0xC0U) return 2;
  if ((first & 0xF0U) == 0xE0U) return 3;
  if ((first & 0xF8U) == 0xF0U) return 4;
  return 1;
}

}  // namespace pgscribe::lexical
