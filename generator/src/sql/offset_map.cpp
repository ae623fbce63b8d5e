#include "sql/offset_map.hpp"

#include <algorithm>

namespace pgscribe::sql {

OffsetMap::OffsetMap(std::uint32_t base, const std::vector<TextEdit>& edits) : base_(base) {
  std::uint32_t file_at = base;
  std::uint32_t text_at = 0;
  for (const TextEdit& edit : edits) {
    text_at += edit.span.begin - file_at;
    const auto text_end = text_at + static_cast<std::uint32_t>(edit.replacement.size());
    segments_.push_back({text_at, text_end, edit.span});
    text_at = text_end;
    file_at = edit.span.end;
  }
}

std::uint32_t OffsetMap::to_file(std::uint32_t offset) const {
  const auto next = std::upper_bound(segments_.begin(), segments_.end(), offset,
                                     [](std::uint32_t at, const Segment& s) { return at < s.text_begin; });
  if (next == segments_.begin()) return base_ + offset;
  const Segment& segment = *(next - 1);
  return offset < segment.text_end ? segment.file.begin : segment.file.end + (offset - segment.text_end);
}

Span OffsetMap::to_file(Span span) const {
  const std::uint32_t begin = to_file(span.begin);
  if (span.empty()) return {begin, begin};
  // The end is exclusive: map the last byte, so that a span that stops just before a replacement does not swallow it.
  const std::uint32_t last = span.end - 1;
  const auto next = std::upper_bound(segments_.begin(), segments_.end(), last,
                                     [](std::uint32_t at, const Segment& s) { return at < s.text_begin; });
  if (next == segments_.begin()) return {begin, base_ + span.end};
  const Segment& segment = *(next - 1);
  const std::uint32_t end =
      last < segment.text_end ? segment.file.end : segment.file.end + (span.end - segment.text_end);
  return {begin, std::max(begin, end)};
}

std::string apply_edits(std::string_view file_text, Span slice, std::vector<TextEdit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const TextEdit& a, const TextEdit& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
  });
  std::string result;
  std::uint32_t at = slice.begin;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (i + 1 < edits.size() && edits[i + 1].span == edits[i].span) continue;
    const TextEdit& edit = edits[i];
    if (edit.span.begin < at || edit.span.end > slice.end) continue;
    result += file_text.substr(at, edit.span.begin - at);
    result += edit.replacement;
    at = edit.span.end;
  }
  result += file_text.substr(at, slice.end - at);
  return result;
}

}  // namespace pgscribe::sql
