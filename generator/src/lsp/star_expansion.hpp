#pragma once

#include <optional>
#include <string>

#include "lsp/edited_entry.hpp"

// `*` written out as the columns that it stands for.

namespace pgscribe::lsp {

struct StarExpansion {
  support::Span star;
  std::string columns;
};

/// Of the first `*` of a select list that touches the span; nothing where there is none, or its query has an error.
[[nodiscard]] std::optional<StarExpansion> star_expansion_in(const AnalyzedFile& file, support::Span span);

}  // namespace pgscribe::lsp
