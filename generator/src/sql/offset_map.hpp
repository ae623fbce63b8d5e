#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/span.hpp"

// Edits of a text before it is parsed, and the way back from offsets in the edited text.

namespace pgscribe::sql {

using support::Span;

/// Replace `span` of a source file's text by `replacement`.
struct TextEdit {
  Span span;
  std::string replacement;
};

/// Maps offsets in an edited copy of a slice of a file back to the file. An offset inside a replacement maps to the
/// start of what was replaced, a span end inside it to the end of what was replaced.
class OffsetMap {
 public:
  /// Unedited text that starts at `base` in the file.
  explicit OffsetMap(std::uint32_t base = 0) : base_(base) {}
  /// `edits` are sorted, do not overlap and are in file offsets.
  OffsetMap(std::uint32_t base, const std::vector<TextEdit>& edits);

  [[nodiscard]] std::uint32_t to_file(std::uint32_t offset) const;
  [[nodiscard]] Span to_file(Span span) const;

 private:
  struct Segment {
    std::uint32_t text_begin, text_end;  // the replacement in the edited text
    Span file;
  };
  std::uint32_t base_;
  std::vector<Segment> segments_;
};

/// `slice` of the file's text with `edits` (file offsets, any order; where two have the same span the later wins)
/// applied.
[[nodiscard]] std::string apply_edits(std::string_view file_text, Span slice, std::vector<TextEdit> edits);

}  // namespace pgscribe::sql
