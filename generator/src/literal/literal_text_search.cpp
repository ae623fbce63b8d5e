#include <cerrno>
#include <cstdlib>

#include "literal/literal_types.hpp"
#include "literal/messages.hpp"

// Input of tsvector and tsquery: tsvector_parser.c and tsquery.c.

namespace pgscribe::literal {

namespace {

bool is_operator(char c) { return c == '!' || c == '&' || c == '|' || c == '(' || c == ')' || c == '<'; }

/// gettoken_tsvector: one lexeme, with its positions outside a query.
class LexemeReader {
 public:
  LexemeReader(std::string_view text, std::size_t start, bool in_query)
      : text_(text), position_(start), in_query_(in_query) {}

  enum class Outcome { lexeme, end, failed };
  Outcome read();
  [[nodiscard]] std::size_t position() const { return position_; }
  [[nodiscard]] const LiteralResult& error() const { return error_; }

 private:
  [[nodiscard]] char peek() const { return position_ < text_.size() ? text_[position_] : '\0'; }
  [[nodiscard]] bool at_end() const { return position_ >= text_.size(); }
  void copy() {
    ++length_;
    ++position_;
  }
  Outcome fail(LiteralError error) {
    error_ = std::move(error);
    return Outcome::failed;
  }
  Outcome fail_syntax() {
    return fail(in_query_ ? msg::SyntaxErrorInTsquery(text_) : msg::SyntaxErrorInTsvector(text_));
  }
  Outcome read_plain();
  Outcome read_quoted();
  Outcome read_positions();
  bool read_escaped() {
    ++position_;
    if (at_end()) return false;
    copy();
    return true;
  }
  Outcome fail_escape() { return fail(msg::ThereIsNoEscapedCharacter(text_)); }

  std::string_view text_;
  std::size_t position_;
  bool in_query_;
  std::size_t length_ = 0;
  LiteralResult error_;
};

LexemeReader::Outcome LexemeReader::read() {
  while (!at_end() && is_space(peek())) ++position_;
  if (at_end()) return Outcome::end;
  length_ = 0;
  if (peek() == '\'') return read_quoted();
  if (in_query_ && is_operator(peek())) return fail_syntax();
  return read_plain();
}

LexemeReader::Outcome LexemeReader::read_plain() {
  // The first character is part of the word whatever it is.
  if (peek() != '\\') copy();
  while (true) {
    if (peek() == '\\') {
      if (!read_escaped()) return fail_escape();
    } else if (at_end() || is_space(peek()) || (in_query_ && is_operator(peek()))) {
      return Outcome::lexeme;
    } else if (peek() == ':') {
      return in_query_ ? Outcome::lexeme : read_positions();
    } else {
      copy();
    }
  }
}

LexemeReader::Outcome LexemeReader::read_quoted() {
  ++position_;
  while (true) {
    if (at_end()) return fail_syntax();
    if (peek() == '\\') {
      if (!read_escaped()) return fail_escape();
    } else if (peek() != '\'') {
      copy();
    } else {
      ++position_;
      if (peek() != '\'') break;
      copy();
    }
  }
  if (length_ == 0) return fail_syntax();
  if (in_query_ || peek() != ':') return Outcome::lexeme;
  return read_positions();
}

/// ":1A,2*": after the colon comes a number of at least 1, then at most one weight.
LexemeReader::Outcome LexemeReader::read_positions() {
  constexpr std::string_view kWeights = "aAbBcCdD*";
  do {
    ++position_;
    if (!is_digit(peek())) return fail_syntax();
    if (std::strtol(std::string(text_.substr(position_)).c_str(), nullptr, 10) == 0) {
      return fail(msg::WrongPositionInfoInTsvector(text_));
    }
    bool has_weight = false;
    for (++position_; !at_end() && peek() != ',' && !is_space(peek()); ++position_) {
      if (kWeights.find(peek()) != std::string_view::npos) {
        if (has_weight) return fail_syntax();
        // D is the weight of everything, so it may be repeated.
        has_weight = peek() != 'd' && peek() != 'D';
      } else if (!is_digit(peek())) {
        return fail_syntax();
      }
    }
  } while (peek() == ',');
  return Outcome::lexeme;
}

class QueryChecker {
 public:
  explicit QueryChecker(std::string_view text) : text_(text) {}

  LiteralResult check() {
    while (!error_ && !done_) {
      if (wants_operand_) {
        read_operand();
      } else {
        read_operator();
      }
    }
    return std::move(error_);
  }

 private:
  [[nodiscard]] char peek() const { return position_ < text_.size() ? text_[position_] : '\0'; }
  [[nodiscard]] bool at_end() const { return position_ >= text_.size(); }
  void fail_syntax() { error_ = msg::SyntaxErrorInTsquery(text_); }

  void read_operand() {
    if (peek() == '!') {
      ++position_;
      is_first_ = false;
    } else if (peek() == '(') {
      ++position_;
      ++depth_;
      is_first_ = false;
    } else if (peek() == ':') {
      fail_syntax();
    } else if (!at_end() && is_space(peek())) {
      ++position_;
    } else {
      read_lexeme();
    }
  }

  void read_lexeme() {
    LexemeReader reader(text_, position_, true);
    switch (reader.read()) {
      case LexemeReader::Outcome::failed: error_ = reader.error(); return;
      case LexemeReader::Outcome::end:
        if (is_first_) {
          done_ = true;
        } else {
          error_ = msg::NoOperandInTsquery(text_);
        }
        return;
      case LexemeReader::Outcome::lexeme: break;
    }
    position_ = reader.position();
    if (peek() == ':') {
      ++position_;
      while (!at_end() && std::string_view("aAbBcCdD*").find(peek()) != std::string_view::npos) ++position_;
    }
    wants_operand_ = false;
    is_first_ = false;
  }

  void read_operator() {
    if (at_end()) {
      done_ = true;
      if (depth_ != 0) fail_syntax();
    } else if (peek() == '&' || peek() == '|') {
      ++position_;
      wants_operand_ = true;
    } else if (peek() == '<') {
      read_phrase();
    } else if (peek() == ')') {
      ++position_;
      if (--depth_ < 0) fail_syntax();
    } else if (is_space(peek())) {
      ++position_;
    } else {
      fail_syntax();
    }
  }

  /// <-> or <5>, with something after it.
  void read_phrase() {
    constexpr long kMaxDistance = 16384;  // MAXENTRYPOS
    std::size_t next = position_ + 1;
    if (next < text_.size() && text_[next] == '-') {
      ++next;
    } else if (next < text_.size() && is_digit(text_[next])) {
      const std::string digits(text_.substr(next));
      char* end = nullptr;
      errno = 0;
      const long distance = std::strtol(digits.c_str(), &end, 10);
      if (errno == ERANGE || distance > kMaxDistance) {
        error_ = msg::PhraseDistanceOutOfRange();
        return;
      }
      next += static_cast<std::size_t>(end - digits.c_str());
    } else {
      return fail_syntax();
    }
    if (next + 1 >= text_.size() || text_[next] != '>') return fail_syntax();
    position_ = next + 1;
    wants_operand_ = true;
  }

  std::string_view text_;
  std::size_t position_ = 0;
  bool wants_operand_ = true;
  bool is_first_ = true;
  bool done_ = false;
  int depth_ = 0;
  LiteralResult error_;
};

}  // namespace

LiteralResult check_tsvector(std::string_view text) {
  std::size_t position = 0;
  while (true) {
    LexemeReader reader(text, position, false);
    const auto outcome = reader.read();
    if (outcome == LexemeReader::Outcome::failed) return reader.error();
    if (outcome == LexemeReader::Outcome::end) return std::nullopt;
    position = reader.position();
  }
}

LiteralResult check_tsquery(std::string_view text) { return QueryChecker(text).check(); }

}  // namespace pgscribe::literal
