#include "lsp/star_expansion.hpp"

namespace pgscribe::lsp {

std::optional<StarExpansion> star_expansion_in(const AnalyzedFile& file, support::Span span) {
  for (const analyze::AnalyzedQuery& query : file.analyzed.queries) {
    // What is sent has every star of the result written out: its edits know how.
    for (const sql::TextEdit& edit : query.sent_edits) {
      const std::string_view written = file.source.slice(edit.span);
      const bool is_star = !written.empty() && written.back() == '*';
      const bool touches = edit.span.begin <= span.end && span.begin <= edit.span.end;
      if (is_star && touches && !edit.replacement.empty()) return StarExpansion{edit.span, edit.replacement};
    }
  }
  return std::nullopt;
}

}  // namespace pgscribe::lsp
