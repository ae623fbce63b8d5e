#include "lexical/scanner.hpp"

#include <algorithm>
#include <cstddef>

namespace pgscribe::lexical {
namespace {

constexpr std::size_t kMaxIdentifierBytes = 63;  // NAMEDATALEN - 1

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_newline(char c) { return c == '\n' || c == '\r'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\v' || is_newline(c); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_operator_char(char c) { return std::string_view("~!@#^&|`?+-*/%<>=").find(c) != std::string_view::npos; }

class Scanner {
 public:
  Scanner(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::optional<Token> token() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    if (at_ >= text_.size()) return std::nullopt;
    const std::size_t begin = at_;
    terminated_ = true;
    const TokenKind kind = next();
    return Token{kind, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), terminated_};
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  TokenKind next() {
    const char c = peek();
    if (c == '-' && peek(1) == '-') return line_comment();
    if (c == '/' && peek(1) == '*') return block_comment();
    if (c == '\'') return string(false);
    if (c == '"') return quoted_identifier();
    if (is_identifier_start(c)) return word(c);
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
    if (c == '$') return dollar();
    if (std::string_view("(),;[].:").find(c) != std::string_view::npos) return punctuation(c);
    if (is_operator_char(c)) return operator_token();
    ++at_;
    return TokenKind::invalid;
  }

  TokenKind line_comment() {
    while (at_ < text_.size() && !is_newline(text_[at_])) ++at_;
    return TokenKind::line_comment;
  }

  TokenKind block_comment() {
    int depth = 0;
    while (at_ < text_.size()) {
      if (peek() == '/' && peek(1) == '*') {
        ++depth;
        at_ += 2;
      } else if (peek() == '*' && peek(1) == '/') {
        at_ += 2;
        if (--depth == 0) return TokenKind::block_comment;
      } else {
        ++at_;
      }
    }
    terminated_ = false;
    return TokenKind::block_comment;
  }

  /// At the opening quote. A constant goes on after white space that holds a newline (scan.l, quotecontinue).
  TokenKind string(bool backslash_escapes) {
    do {
      ++at_;
      while (true) {
        if (at_ >= text_.size()) {
          terminated_ = false;
          return TokenKind::string;
        }
        const char c = text_[at_++];
        if (c == '\\' && backslash_escapes && at_ < text_.size()) {
          ++at_;
        } else if (c == '\'') {
          if (peek() != '\'') break;
          ++at_;
        }
      }
    } while (skip_to_continuation());
    return TokenKind::string;
  }

  bool skip_to_continuation() {
    std::size_t i = at_;
    bool newline = false;
    while (i < text_.size()) {
      if (is_space(text_[i])) {
        newline = newline || is_newline(text_[i]);
        ++i;
      } else if (newline && text_.substr(i, 2) == "--") {
        while (i < text_.size() && !is_newline(text_[i])) ++i;
      } else {
        break;
      }
    }
    if (!newline || i >= text_.size() || text_[i] != '\'') return false;
    at_ = i;
    return true;
  }

  TokenKind quoted_identifier() {
    ++at_;
    while (at_ < text_.size()) {
      if (text_[at_++] != '"') continue;
      if (peek() != '"') return TokenKind::quoted_identifier;
      ++at_;
    }
    terminated_ = false;
    return TokenKind::quoted_identifier;
  }

  TokenKind word(char first) {
    const char letter = lower(first);
    if (peek(1) == '\'' && (letter == 'e' || letter == 'b' || letter == 'x' || letter == 'n')) {
      ++at_;
      return string(letter == 'e');
    }
    if (letter == 'u' && peek(1) == '&' && (peek(2) == '\'' || peek(2) == '"')) {
      at_ += 2;
      return peek() == '"' ? quoted_identifier() : string(false);
    }
    while (at_ < text_.size() && is_identifier_part(text_[at_])) ++at_;
    return TokenKind::identifier;
  }

  TokenKind number() {
    const auto digits = [this] {
      while (is_digit(peek()) || (peek() == '_' && is_digit(peek(1)))) ++at_;
    };
    if (peek() == '0' && std::string_view("xXoObB").find(peek(1)) != std::string_view::npos &&
        is_identifier_part(peek(2))) {
      at_ += 2;
      while (is_identifier_part(peek())) ++at_;
      return TokenKind::number;
    }
    digits();
    if (peek() == '.' && peek(1) != '.') {  // 1..10 is 1, .., 10
      ++at_;
      digits();
    }
    if (lower(peek()) == 'e') {
      const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
      if (is_digit(peek(1 + sign))) {
        at_ += 1 + sign;
        digits();
      }
    }
    return TokenKind::number;
  }

  TokenKind dollar() {
    if (is_digit(peek(1))) {
      ++at_;
      while (is_digit(peek())) ++at_;
      return TokenKind::parameter;
    }
    std::size_t i = at_ + 1;
    if (i < text_.size() && is_identifier_start(text_[i])) {
      while (i < text_.size() && is_identifier_part(text_[i]) && text_[i] != '$') ++i;
    }
    if (i >= text_.size() || text_[i] != '$') {
      ++at_;
      return TokenKind::invalid;
    }
    const std::string_view tag = text_.substr(at_, i + 1 - at_);
    const std::size_t end = text_.find(tag, i + 1);
    terminated_ = end != std::string_view::npos;
    at_ = terminated_ ? end + tag.size() : text_.size();
    return TokenKind::string;
  }

  TokenKind punctuation(char c) {
    ++at_;
    if ((c == ':' && (peek() == ':' || peek() == '=')) || (c == '.' && peek() == '.')) ++at_;
    return TokenKind::punctuation;
  }

  /// scan.l, {operator}: stops before a comment; a trailing + or - belongs to the next token unless the operator holds
  /// one of the characters that SQL operators never have.
  TokenKind operator_token() {
    std::size_t end = at_;
    while (end < text_.size() && is_operator_char(text_[end])) {
      const std::string_view two = text_.substr(end, 2);
      if (end > at_ && (two == "--" || two == "/*")) break;
      ++end;
    }
    const std::string_view op = text_.substr(at_, end - at_);
    if (op.find_first_of("~!@#^&|`?%") == std::string_view::npos) {
      while (end > at_ + 1 && (text_[end - 1] == '+' || text_[end - 1] == '-')) --end;
    }
    at_ = end;
    return TokenKind::operator_;
  }

  std::string_view text_;
  std::size_t at_;
  bool terminated_ = true;
};

std::string unquote(std::string_view token) {
  token.remove_prefix(token.find('"') + 1);
  if (!token.empty() && token.back() == '"') token.remove_suffix(1);
  std::string result;
  for (std::size_t i = 0; i < token.size(); ++i) {
    result += token[i];
    if (token[i] == '"' && i + 1 < token.size() && token[i + 1] == '"') ++i;
  }
  return result;
}

}  // namespace

std::vector<Token> scan(std::string_view text) {
  std::vector<Token> tokens;
  Scanner scanner(text, 0);
  while (const auto token = scanner.token()) tokens.push_back(*token);
  return tokens;
}

std::optional<Token> scan_token(std::string_view text, std::size_t at) { return Scanner(text, at).token(); }

std::string fold_identifier(std::string_view token) {
  std::string result;
  if (!token.empty() && (token.front() == '"' || token.back() == '"')) {
    result = unquote(token);
  } else {
    result = token;
    std::transform(result.begin(), result.end(), result.begin(), lower);
  }
  if (result.size() > kMaxIdentifierBytes) {
    std::size_t size = kMaxIdentifierBytes;
    while (size > 0 && (static_cast<unsigned char>(result[size]) & 0xC0U) == 0x80U) --size;
    result.resize(size);
  }
  return result;
}

bool equals_folded(std::string_view token, std::string_view lower_text) {
  return std::equal(token.begin(), token.end(), lower_text.begin(), lower_text.end(),
                    [](char a, char b) { return lower(a) == b; });
}

bool is_identifier_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80U;
}

bool is_identifier_part(char c) { return is_identifier_start(c) || is_digit(c) || c == '$'; }

}  // namespace pgscribe::lexical
