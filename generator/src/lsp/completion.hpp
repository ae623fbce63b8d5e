#pragma once

#include <string>
#include <vector>

#include "lsp/edited_entry.hpp"

// What can stand at a place of a query file that is being typed.

namespace pgscribe::lsp {

struct Completion {
  enum class Kind { column, relation, function, parameter, keyword };
  Kind kind = Kind::keyword;
  std::string label;
  std::string detail{};
};

/// By the tokens of the statement alone: while one types it does not parse. Editors pick those that fit what is typed.
[[nodiscard]] std::vector<Completion> completions_at(const EditedEntry& entry, const AnalyzedFile& file,
                                                     std::uint32_t offset);

}  // namespace pgscribe::lsp
