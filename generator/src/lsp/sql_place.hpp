#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analyze/analyzed_query.hpp"
#include "lsp/edited_entry.hpp"

// What stands at a place of a query file.

namespace pgscribe::lsp {

/// What of the database a word means.
struct MeantObject {
  catalog::Oid relation = catalog::kInvalidOid;
  int attribute = 0;  ///< 0: the relation itself
  const catalog::Function* function = nullptr;
};

struct SqlPlace {
  support::Span span;  ///< of the word, or of the expression
  const query::QueryDecl* declared = nullptr;
  const analyze::AnalyzedQuery* analyzed = nullptr;  ///< null: the query has an error
  bool is_query_name = false;
  std::optional<std::size_t> item{};       ///< the member of the result that stands here
  std::optional<std::size_t> parameter{};  ///< index of the parameter that stands here
  std::optional<MeantObject> object{};
};

/// The identifier that `offset` is in or right behind; an empty span: none.
[[nodiscard]] support::Span word_at(std::string_view text, std::uint32_t offset);

/// The query whose lines `offset` is in: from its name line to the end of its statement; null: none.
[[nodiscard]] const query::QueryDecl* query_at(const AnalyzedFile& file, std::uint32_t offset);

[[nodiscard]] std::optional<SqlPlace> place_at(const EditedEntry& entry, const AnalyzedFile& file,
                                               std::uint32_t offset);

}  // namespace pgscribe::lsp
