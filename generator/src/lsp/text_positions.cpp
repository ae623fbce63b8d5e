#include "lsp/text_positions.hpp"

#include <algorithm>

namespace pgscribe::lsp {

namespace {

/// How many bytes the character at `at` has; a byte that begins none is one for itself.
std::size_t code_point_size(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0xC0U) return 1;
  while (end < text.size() && end < at + 4 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end - at;
}

}  // namespace

TextPositions::TextPositions(std::string_view text, PositionEncoding encoding) : text_(text), encoding_(encoding) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ends_line = text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
    if (ends_line) line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::uint32_t TextPositions::units(std::string_view code_point) const {
  if (encoding_ == PositionEncoding::utf8) return static_cast<std::uint32_t>(code_point.size());
  return code_point.size() == 4 ? 2 : 1;
}

Position TextPositions::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  Position position{static_cast<std::uint32_t>(next - line_starts_.begin()) - 1, 0};
  for (std::size_t i = *(next - 1); i < offset;) {
    const std::size_t size = code_point_size(text_, i);
    position.character += units(text_.substr(i, size));
    i += size;
  }
  return position;
}

std::uint32_t TextPositions::offset(Position position) const {
  if (position.line >= line_starts_.size()) return static_cast<std::uint32_t>(text_.size());
  std::size_t i = line_starts_[position.line];
  std::uint32_t character = 0;
  while (i < text_.size() && text_[i] != '\n' && text_[i] != '\r') {
    const std::size_t size = code_point_size(text_, i);
    character += units(text_.substr(i, size));
    if (character > position.character) break;
    i += size;
  }
  return static_cast<std::uint32_t>(i);
}

support::Span TextPositions::span(const Range& range) const {
  const std::uint32_t begin = offset(range.start);
  return {begin, std::max(begin, offset(range.end))};
}

}  // namespace pgscribe::lsp
