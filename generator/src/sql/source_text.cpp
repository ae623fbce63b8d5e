#include "sql/source_text.hpp"

#include <algorithm>
#include <array>

#include "lexical/utf8.hpp"
#include "sql/messages.hpp"
#include "sql/parse.hpp"

namespace pgscribe::sql {
namespace {

using support::Span;

/// "0xe9 0x20 0x61", as report_invalid_encoding (mbutils.c) lists the bytes.
std::string hex_bytes(std::string_view text, std::size_t at) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string result;
  const std::size_t end =
      std::min(text.size(), at + lexical::utf8_sequence_length(static_cast<unsigned char>(text[at])));
  for (std::size_t i = at; i < end; ++i) {
    if (!result.empty()) result += ' ';
    result += "0x";
    const auto byte = static_cast<unsigned char>(text[i]);
    result += kDigits[byte >> 4U];
    result += kDigits[byte & 0xFU];
  }
  return result;
}

Span one_byte(std::size_t at) { return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)}; }

}  // namespace

std::optional<std::string> source_text(const support::SourceFile& file, support::Diagnostics& diagnostics) {
  const std::string_view text = file.text();
  if (text.size() > kMaxFileBytes) {
    diagnostics.add(file, Span{}, msg::FileTooLarge(kMaxFileBytes));
    return std::nullopt;
  }
  const auto fault = lexical::find_text_fault(text);
  if (fault && fault->kind == lexical::TextFault::Kind::invalid_utf8) {
    diagnostics.add(file, one_byte(fault->at), msg::InvalidByteSequence(hex_bytes(text, fault->at)));
    return std::nullopt;
  }
  if (fault) {
    const bool utf16 = fault->kind == lexical::TextFault::Kind::utf16;
    diagnostics.add(file, one_byte(fault->at), msg::FileNotUtf8(utf16 ? msg::FileIsUtf16() : msg::FileHoldsNul()));
    return std::nullopt;
  }
  std::string result(text);
  constexpr std::size_t kMark = lexical::kByteOrderMark.size();
  if (text.substr(0, kMark) == lexical::kByteOrderMark) std::fill_n(result.begin(), kMark, ' ');
  return result;
}

}  // namespace pgscribe::sql
