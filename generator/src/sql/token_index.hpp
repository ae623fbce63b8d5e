#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sql/scanner.hpp"

// The tokens of a statement by place: where something ends that the tree only tells the start of.

namespace pgscribe::sql {

/// Byte range in the text that was parsed; a Span is one in the file. Only Lowering::to_file turns the one into the
/// other.
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// The tokens of one statement without its comments. The parse tree knows where things begin; this knows where they
/// end. Token numbers run from 0 to size(); size() stands for "past the last".
class TokenIndex {
 public:
  explicit TokenIndex(std::string_view text);

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] TextRange range(std::size_t i) const;
  [[nodiscard]] std::string_view slice(std::size_t i) const;
  [[nodiscard]] TokenKind kind(std::size_t i) const { return i < size() ? tokens_[i].kind : TokenKind::invalid; }
  /// The token that holds `offset`, or the first after it.
  [[nodiscard]] std::size_t at(std::uint32_t offset) const;
  /// Keyword or punctuation, `lower` in lower case.
  [[nodiscard]] bool is(std::size_t i, std::string_view lower) const {
    return i < size() && tokens_[i].kind != TokenKind::quoted_identifier && equals_folded(slice(i), lower);
  }
  [[nodiscard]] bool is_name(std::size_t i) const {
    return kind(i) == TokenKind::identifier || kind(i) == TokenKind::quoted_identifier;
  }
  /// The bracket that belongs to the one at `i`; size() when there is none.
  [[nodiscard]] std::size_t match(std::size_t i) const { return i < size() ? matches_[i] : size(); }
  /// Past the dotted name `ident(.ident)*` that starts at `i`; `i + 1` when there is none.
  [[nodiscard]] std::size_t past_dotted(std::size_t i) const;
  /// The first identifier from `i` on that folds to `name`; size() when there is none.
  [[nodiscard]] std::size_t find_name(std::size_t i, std::string_view name) const;
  /// The last token before `i` that is the keyword; size() when there is none.
  [[nodiscard]] std::size_t find_keyword_before(std::size_t i, std::string_view keyword) const;

 private:
  std::string_view text_;
  std::vector<Token> tokens_;
  std::vector<std::size_t> matches_;
};

}  // namespace pgscribe::sql
