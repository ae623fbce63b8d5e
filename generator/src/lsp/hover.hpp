#pragma once

#include <optional>
#include <string>

#include "lsp/edited_entry.hpp"

// What an editor shows of the word under the mouse.

namespace pgscribe::lsp {

struct Hover {
  std::string markdown;
  support::Span span;
};

/// Of a query's name its generated method, rows and values; of a value its types, NULL and why; of a relation or
/// function what it is.
[[nodiscard]] std::optional<Hover> hover_at(const EditedEntry& entry, const AnalyzedFile& file, std::uint32_t offset);

}  // namespace pgscribe::lsp
