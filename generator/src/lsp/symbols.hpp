#pragma once

#include <string>
#include <vector>

#include "lsp/edited_entry.hpp"

// The outline of a file: its queries, or the tables that a schema file makes.

namespace pgscribe::lsp {

struct Symbol {
  enum class Kind { query, relation, column, function };
  Kind kind = Kind::query;
  std::string name;
  std::string detail;
  support::Span span;
  support::Span name_span;
  std::vector<Symbol> children{};
};

[[nodiscard]] std::vector<Symbol> query_symbols(const AnalyzedFile& file);
/// `path` is that of a schema file of the entry.
[[nodiscard]] std::vector<Symbol> schema_symbols(const EditedEntry& entry, const std::string& path);

}  // namespace pgscribe::lsp
