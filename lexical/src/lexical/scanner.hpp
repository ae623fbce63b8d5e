#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The tokens of SQL text, without a grammar.

namespace pgscribe::lexical {

enum class TokenKind {
  identifier,         ///< keywords included
  quoted_identifier,  ///< "x", U&"x"
  string,             ///< every string constant: '', E'', N'', U&'', B'', X'', $tag$
  number,
  parameter,  ///< $1
  operator_,
  punctuation,  ///< ( ) [ ] , ; . : and the compounds :: := ..
  line_comment,
  block_comment,
  invalid,  ///< a byte PostgreSQL's scanner has no rule for
};

/// Byte range [begin, end) of one token.
struct Token {
  TokenKind kind = TokenKind::invalid;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  /// False for a string, quoted identifier or block comment that the text ends in the middle of.
  bool terminated = true;

  [[nodiscard]] bool is_comment() const { return kind == TokenKind::line_comment || kind == TokenKind::block_comment; }
};

/// All tokens of `text`, comments included, by the rules of PostgreSQL's scan.l with standard_conforming_strings on.
/// Never fails: what is unterminated runs to the end of the text.
[[nodiscard]] std::vector<Token> scan(std::string_view text);

/// The token that starts at `at` or after the white space there; nothing at the end of the text.
[[nodiscard]] std::optional<Token> scan_token(std::string_view text, std::size_t at);

/// The identifier as PostgreSQL folds it: ASCII lower case, or unquoted; cut to 63 bytes.
[[nodiscard]] std::string fold_identifier(std::string_view token);

/// ASCII case-insensitive equality; `lower` is in lower case.
[[nodiscard]] bool equals_folded(std::string_view token, std::string_view lower);

[[nodiscard]] bool is_identifier_start(char c);
[[nodiscard]] bool is_identifier_part(char c);

}  // namespace pgscribe::lexical
