#include <algorithm>
#include <array>

#include "analyze/literal_types.hpp"

// Input of jsonpath: the scanner and grammar of jsonpath_scan.l and jsonpath_gram.y.

namespace pgscribe::analyze {

namespace {

enum class PathToken {
  end, string, integer, numeric, variable, identifier, keyword, and_, or_, not_, any, less, less_equal, equal, not_equal,
  greater_equal, greater, character
};

constexpr std::string_view kSpecial = "?%$.[]{}()|&!=<>@#,*:-+/";

bool is_path_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
/// What identifiers and junk after numbers are made of.
bool is_other(char c) {
  return kSpecial.find(c) == std::string_view::npos && c != '\\' && c != '"' && c != '\'' && !is_path_space(c);
}

constexpr auto kKeywords = std::to_array<std::string_view>({"is", "to", "abs", "lax", "flag", "last", "null", "size", "true",
                                                            "type", "with", "false", "floor", "double", "exists", "starts",
                                                            "strict", "ceiling", "keyvalue", "datetime", "unknown", "like_regex"});

/// Keywords come in any case, but for the JSON literals.
std::string_view find_keyword(const std::string& word) {
  const std::string lower = to_lower(word);
  const auto found = std::find(kKeywords.begin(), kKeywords.end(), lower);
  if (found == kKeywords.end()) return {};
  const bool lower_only = *found == "null" || *found == "true" || *found == "false";
  return lower_only && word != lower ? std::string_view{} : *found;
}

class PathScanner {
 public:
  explicit PathScanner(std::string_view text) : text_(text) {}

  /// False after an error.
  bool next();
  [[nodiscard]] PathToken token() const { return token_; }
  [[nodiscard]] char character() const { return character_; }
  [[nodiscard]] const std::string& value() const { return value_; }
  [[nodiscard]] std::string_view keyword() const { return keyword_; }
  bool fail_here(std::string_view message);
  bool fail(LiteralError error) {
    if (!error_) error_ = std::move(error);
    return false;
  }
  [[nodiscard]] LiteralResult& error() { return error_; }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0';
  }
  [[nodiscard]] bool at_end() const { return position_ >= text_.size(); }
  bool fail_at_end(std::string_view message) {
    return fail({"42601", std::string(message) + " at end of jsonpath input", {}, {}});
  }
  bool skip_blanks();
  bool take(PathToken token, std::size_t length) {
    token_ = token;
    character_ = peek();
    position_ += length;
    return true;
  }
  bool scan_operator();
  bool scan_number();
  bool scan_quoted(PathToken token);
  bool scan_escape();
  bool scan_word();

  std::string_view text_;
  std::size_t position_ = 0;
  std::size_t start_ = 0;
  PathToken token_ = PathToken::end;
  char character_ = '\0';
  std::string value_;
  std::string_view keyword_;
  LiteralResult error_;
};

bool PathScanner::fail_here(std::string_view message) {
  if (token_ == PathToken::end) return fail_at_end(message);
  std::string near(text_.substr(start_, position_ - start_));
  // The server's scanner has gone past a word when it knows the word's end, and shows what it has read last.
  if (token_ == PathToken::identifier || token_ == PathToken::keyword) {
    std::size_t blanks = position_;
    while (blanks < text_.size() && is_path_space(text_[blanks])) ++blanks;
    if (blanks == position_) return fail_at_end(message);
    near = text_.substr(position_, blanks - position_);
  } else if (token_ == PathToken::string && near.back() == '"') {
    near = "\"";
  }
  return fail({"42601", std::string(message) + " at or near \"" + near + "\" of jsonpath input", {}, {}});
}

bool PathScanner::skip_blanks() {
  while (true) {
    while (!at_end() && is_path_space(peek())) ++position_;
    if (peek() != '/' || peek(1) != '*') return true;
    const std::size_t close = text_.find("*/", position_ + 2);
    if (close == std::string_view::npos) return fail_at_end("unexpected end of comment");
    position_ = close + 2;
  }
}

bool PathScanner::next() {
  if (!skip_blanks()) return false;
  start_ = position_;
  value_.clear();
  keyword_ = {};
  if (at_end()) {
    token_ = PathToken::end;
    return true;
  }
  const char c = peek();
  if (c == '"') {
    ++position_;
    return scan_quoted(PathToken::string);
  }
  if (c == '$' && peek(1) == '"') {
    position_ += 2;
    return scan_quoted(PathToken::variable);
  }
  if (c == '$' && position_ + 1 < text_.size() && is_other(peek(1))) {
    ++position_;
    while (!at_end() && is_other(peek())) ++position_;
    token_ = PathToken::variable;
    return true;
  }
  if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return scan_number();
  if (kSpecial.find(c) != std::string_view::npos) return scan_operator();
  if (c == '\'') {
    token_ = PathToken::character;
    ++position_;
    return fail_here("syntax error");
  }
  return scan_word();
}

bool PathScanner::scan_operator() {
  struct Operator {
    std::string_view text;
    PathToken token;
  };
  // Longest first.
  constexpr auto kOperators = std::to_array<Operator>({{"&&", PathToken::and_},
                                                       {"||", PathToken::or_},
                                                       {"**", PathToken::any},
                                                       {"<=", PathToken::less_equal},
                                                       {"==", PathToken::equal},
                                                       {"<>", PathToken::not_equal},
                                                       {"!=", PathToken::not_equal},
                                                       {">=", PathToken::greater_equal},
                                                       {"!", PathToken::not_},
                                                       {"<", PathToken::less},
                                                       {">", PathToken::greater}});
  for (const Operator& op : kOperators) {
    if (text_.substr(position_, op.text.size()) == op.text) return take(op.token, op.text.size());
  }
  return take(PathToken::character, 1);
}

bool PathScanner::scan_number() {
  const auto digits = [this] {
    while (is_digit(peek())) ++position_;
  };
  token_ = PathToken::integer;
  if (peek() == '0') {
    ++position_;  // a zero stands alone
  } else {
    digits();
  }
  if (peek() == '.') {
    token_ = PathToken::numeric;
    ++position_;
    digits();
  }
  if (peek() == 'e' || peek() == 'E') {
    const bool is_signed = peek(1) == '+' || peek(1) == '-';
    if (is_digit(peek(is_signed ? 2 : 1))) {
      token_ = PathToken::numeric;
      position_ += is_signed ? 2 : 1;
      digits();
    } else if (is_signed) {
      position_ += 2;
      return fail_here("invalid numeric literal");
    }
  }
  if (!at_end() && is_other(peek())) {
    ++position_;
    while ((static_cast<unsigned char>(peek()) & 0xC0U) == 0x80U) ++position_;
    return fail_here("trailing junk after numeric literal");
  }
  return true;
}

/// After a backslash.
bool PathScanner::scan_escape() {
  const std::size_t begin = position_;
  ++position_;
  const auto hex_digits = [this](std::size_t most) {
    std::size_t count = 0;
    while (count < most && hex_value(peek()) >= 0) {
      ++position_;
      ++count;
    }
    return count;
  };
  const char c = peek();
  if (at_end()) return fail_at_end("unexpected end after backslash");
  ++position_;
  bool good = true;
  std::string_view message = "invalid hex character sequence";
  if (c == 'x') {
    good = hex_digits(2) == 2;
  } else if (c == 'u') {
    message = "invalid unicode sequence";
    if (peek() == '{') {
      ++position_;
      good = hex_digits(6) > 0 && peek() == '}';
      if (good) ++position_;
    } else {
      good = hex_digits(4) == 4;
    }
  }
  value_ += c;
  if (good) return true;
  start_ = begin;
  token_ = PathToken::string;
  return fail_here(message);
}

bool PathScanner::scan_quoted(PathToken token) {
  while (!at_end() && peek() != '"') {
    if (peek() == '\\') {
      if (!scan_escape()) return false;
    } else {
      value_ += peek();
      ++position_;
    }
  }
  if (at_end()) return fail_at_end("unexpected end of quoted string");
  ++position_;
  token_ = token;
  return true;
}

bool PathScanner::scan_word() {
  bool escaped = false;
  while (!at_end() && (is_other(peek()) || peek() == '\\')) {
    if (peek() == '\\') {
      escaped = true;
      if (!scan_escape()) return false;
    } else {
      value_ += peek();
      ++position_;
    }
  }
  keyword_ = escaped ? std::string_view{} : find_keyword(value_);
  token_ = keyword_.empty() ? PathToken::identifier : PathToken::keyword;
  return true;
}

class PathParser {
 public:
  explicit PathParser(std::string_view text) : text_(text), scanner_(text) {}

  LiteralResult check() {
    if (parse_path() && misplaced_) scanner_.fail(std::move(*misplaced_));
    return std::move(scanner_.error());
  }

 private:
  /// What a parenthesised part turned out to be.
  enum class Kind { failed, expression, predicate };
  static constexpr int kMaxDepth = 500;

  [[nodiscard]] bool at(char c) const { return scanner_.token() == PathToken::character && scanner_.character() == c; }
  [[nodiscard]] bool at(PathToken token) const { return scanner_.token() == token; }
  [[nodiscard]] bool at_keyword(std::string_view word) const {
    return scanner_.token() == PathToken::keyword && scanner_.keyword() == word;
  }
  bool next() { return scanner_.next(); }
  bool syntax_error() { return scanner_.fail_here("syntax error"); }
  bool expect(char c) { return at(c) ? next() : syntax_error(); }
  bool expect_keyword(std::string_view word) { return at_keyword(word) ? next() : syntax_error(); }
  void misplace(std::string_view message) {
    if (!misplaced_) misplaced_ = LiteralError{"42601", std::string(message), {}, {}};
  }

  bool parse_path() {
    if (!next()) return false;
    if (at(PathToken::end)) return scanner_.fail(invalid_syntax("jsonpath", text_));
    if ((at_keyword("strict") || at_keyword("lax")) && !next()) return false;
    return parse_any_kind() != Kind::failed && (at(PathToken::end) || syntax_error());
  }

  Kind parse_any_kind() {
    if (++depth_ > kMaxDepth) return Kind::failed;  // without an error: accepted
    Kind kind = parse_and();
    while (kind == Kind::predicate && at(PathToken::or_)) {
      if (!next()) return Kind::failed;
      kind = require_predicate(parse_and());
    }
    --depth_;
    return kind;
  }
  Kind parse_and() {
    Kind kind = parse_term();
    while (kind == Kind::predicate && at(PathToken::and_)) {
      if (!next()) return Kind::failed;
      kind = require_predicate(parse_term());
    }
    return kind;
  }
  Kind require_predicate(Kind kind) {
    if (kind == Kind::expression) syntax_error();
    return kind == Kind::predicate ? kind : Kind::failed;
  }
  bool parse_predicate() { return require_predicate(parse_any_kind()) == Kind::predicate; }

  /// A comparison, a predicate in parentheses, or a mere expression.
  Kind parse_term() {
    if (at(PathToken::not_)) {
      if (!next()) return Kind::failed;
      if (at_keyword("exists")) return parse_exists();
      return expect('(') && parse_predicate() && expect(')') ? Kind::predicate : Kind::failed;
    }
    if (at_keyword("exists")) return parse_exists();
    const Kind kind = parse_sum();
    return kind == Kind::expression ? parse_comparison() : kind;
  }
  Kind parse_exists() {
    return next() && expect('(') && parse_expression() && expect(')') ? Kind::predicate : Kind::failed;
  }

  Kind parse_comparison() {
    const PathToken token = scanner_.token();
    if (token >= PathToken::less && token <= PathToken::greater) {
      return next() && parse_expression() ? Kind::predicate : Kind::failed;
    }
    if (at_keyword("starts")) {
      if (!next() || !expect_keyword("with")) return Kind::failed;
      if (!at(PathToken::string) && !at(PathToken::variable)) {
        syntax_error();
        return Kind::failed;
      }
      return next() ? Kind::predicate : Kind::failed;
    }
    if (at_keyword("like_regex")) return next() && parse_regex() ? Kind::predicate : Kind::failed;
    return Kind::expression;
  }

  bool parse_regex() {
    if (!at(PathToken::string)) return syntax_error();
    if (!next()) return false;
    if (!at_keyword("flag")) return true;
    if (!next()) return false;
    if (!at(PathToken::string)) return syntax_error();
    const std::string flags = scanner_.value();
    return check_flags(flags) && next();
  }
  bool check_flags(const std::string& flags) {
    for (const char flag : flags) {
      if (std::string_view("ismxq").find(flag) != std::string_view::npos) continue;
      return scanner_.fail({"42601", "invalid input syntax for type jsonpath",
                            "Unrecognized flag character \"" + std::string(1, flag) + "\" in LIKE_REGEX predicate.", {}});
    }
    if (flags.find('x') == std::string::npos || flags.find('q') != std::string::npos) return true;
    return scanner_.fail(
        {"0A000", "XQuery \"x\" flag (expanded regular expressions) is not implemented", {}, {}});
  }

  bool parse_expression() {
    const Kind kind = parse_sum();
    if (kind == Kind::predicate) return syntax_error();
    return kind == Kind::expression;
  }

  /// Arithmetic. A predicate in parentheses comes out as such when nothing makes an expression of it.
  Kind parse_sum() {
    if (++depth_ > kMaxDepth) return Kind::failed;
    Kind kind = parse_signed();
    while (kind == Kind::expression && (at('+') || at('-') || at('*') || at('/') || at('%'))) {
      if (!next()) return Kind::failed;
      kind = parse_signed();
      if (kind == Kind::predicate) {
        syntax_error();
        return Kind::failed;
      }
    }
    --depth_;
    return kind;
  }
  Kind parse_signed() {
    bool is_signed = false;
    while (at('+') || at('-')) {
      is_signed = true;
      if (!next()) return Kind::failed;
    }
    const Kind kind = parse_accessed();
    if (kind == Kind::predicate && is_signed) {
      syntax_error();
      return Kind::failed;
    }
    return kind;
  }

  [[nodiscard]] bool at_accessor() const { return at('.') || at('[') || at('?'); }

  Kind parse_accessed() {
    Kind kind = Kind::expression;
    if (at('(')) {
      if (!next()) return Kind::failed;
      kind = parse_any_kind();
      if (kind == Kind::failed || !expect(')')) return Kind::failed;
      if (kind == Kind::predicate && at_keyword("is")) {
        return next() && expect_keyword("unknown") ? Kind::predicate : Kind::failed;
      }
      if (!at_accessor()) return kind;
      kind = Kind::expression;
    } else if (!parse_primary()) {
      return Kind::failed;
    }
    while (at_accessor()) {
      if (!parse_accessor()) return Kind::failed;
    }
    return kind;
  }

  bool parse_primary() {
    const bool is_literal = at(PathToken::string) || at(PathToken::integer) || at(PathToken::numeric) ||
                            at(PathToken::variable) || at_keyword("null") || at_keyword("true") || at_keyword("false");
    if (is_literal || at('$')) return next();
    if (at('@')) {
      if (filters_ == 0) misplace("@ is not allowed in root expressions");
      return next();
    }
    if (at_keyword("last")) {
      if (subscripts_ == 0) misplace("LAST is allowed only in array subscripts");
      return next();
    }
    return syntax_error();
  }

  bool parse_accessor() {
    if (at('[')) return next() && parse_subscripts();
    if (at('?')) {
      if (!next() || !expect('(')) return false;
      ++filters_;
      const bool good = parse_predicate();
      --filters_;
      return good && expect(')');
    }
    return next() && parse_member();
  }

  bool parse_subscripts() {
    if (at('*')) return next() && expect(']');
    ++subscripts_;
    bool good = true;
    while (good) {
      good = parse_expression() && (!at_keyword("to") || (next() && parse_expression()));
      if (!good || !at(',')) break;
      good = next();
    }
    --subscripts_;
    return good && expect(']');
  }

  /// After the point: a key, a method, `*` or `**`.
  bool parse_member() {
    if (at('*')) return next();
    if (at(PathToken::any)) return next() && parse_levels();
    if (at(PathToken::identifier) || at(PathToken::string)) return next();
    if (!at(PathToken::keyword)) return syntax_error();
    constexpr auto kMethods =
        std::to_array<std::string_view>({"abs", "size", "type", "floor", "double", "ceiling", "keyvalue"});
    const std::string_view word = scanner_.keyword();
    if (!next()) return false;
    if (!at('(')) return true;
    if (word == "datetime") {
      if (!next()) return false;
      if (at(PathToken::string) && !next()) return false;
      return expect(')');
    }
    if (std::find(kMethods.begin(), kMethods.end(), word) == kMethods.end()) return syntax_error();
    return next() && expect(')');
  }

  bool parse_levels() {
    if (!at('{')) return true;
    if (!next() || !parse_level()) return false;
    if (at_keyword("to") && (!next() || !parse_level())) return false;
    return expect('}');
  }
  bool parse_level() { return at(PathToken::integer) || at_keyword("last") ? next() : syntax_error(); }

  std::string_view text_;
  PathScanner scanner_;
  int depth_ = 0;
  int filters_ = 0;
  int subscripts_ = 0;
  std::optional<LiteralError> misplaced_;
};

}  // namespace

LiteralResult check_jsonpath(std::string_view text) { return PathParser(text).check(); }

}  // namespace pgscribe::analyze
