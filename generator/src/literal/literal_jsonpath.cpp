#include <algorithm>
#include <array>

#include "literal/jsonpath_scanner.hpp"
#include "literal/messages.hpp"

// Input of jsonpath: the grammar of jsonpath_gram.y and the checks of jsonpath.c.

namespace pgscribe::literal {

namespace {

class PathParser {
 public:
  PathParser(std::string_view text, int server_version)
      : text_(text), scanner_(text, server_version), has_conversions_(server_version >= 17) {}

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
  bool syntax_error() { return scanner_.fail_here(msg::JsonpathSyntaxError()); }
  bool expect(char c) { return at(c) ? next() : syntax_error(); }
  bool expect_keyword(std::string_view word) { return at_keyword(word) ? next() : syntax_error(); }
  void misplace(LiteralError error) {
    if (!misplaced_) misplaced_ = std::move(error);
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
      return scanner_.fail(msg::UnrecognizedLikeRegexFlag(flag));
    }
    if (flags.find('x') == std::string::npos || flags.find('q') != std::string::npos) return true;
    return scanner_.fail(msg::XQueryFlagNotImplemented());
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
      if (filters_ == 0) misplace(msg::CurrentItemInRootExpression());
      return next();
    }
    if (at_keyword("last")) {
      if (subscripts_ == 0) misplace(msg::LastOutsideSubscripts());
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
    if (at(PathToken::identifier) && has_conversions_) return parse_conversion();
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

  /// A key, or one of the methods that PostgreSQL 17 added, which are keys for earlier releases.
  bool parse_conversion() {
    constexpr auto kPlain =
        std::to_array<std::string_view>({"bigint", "boolean", "date", "integer", "number", "string"});
    constexpr auto kWithPrecision = std::to_array<std::string_view>({"time", "time_tz", "timestamp", "timestamp_tz"});
    const std::string word = to_lower(scanner_.value());
    const auto is_one_of = [&](const auto& words) {
      return std::find(words.begin(), words.end(), word) != words.end();
    };
    if (!next()) return false;
    const bool takes_precision = is_one_of(kWithPrecision);
    if (!at('(') || !(takes_precision || word == "decimal" || is_one_of(kPlain))) return true;
    if (!next()) return false;
    if (word == "decimal") return parse_decimal_arguments();
    if (takes_precision && at(PathToken::integer) && !next()) return false;
    return expect(')');
  }
  bool parse_decimal_arguments() {
    int count = 0;
    while (!at(')')) {
      if (count != 0 && !expect(',')) return false;
      if ((at('+') || at('-')) && !next()) return false;
      if (!at(PathToken::integer)) return syntax_error();
      if (!next()) return false;
      ++count;
    }
    constexpr int kPrecisionAndScale = 2;
    if (count > kPrecisionAndScale) return scanner_.fail(msg::JsonpathDecimalArguments());
    return next();
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
  bool has_conversions_;
  int depth_ = 0;
  int filters_ = 0;
  int subscripts_ = 0;
  std::optional<LiteralError> misplaced_;
};

}  // namespace

LiteralResult check_jsonpath(std::string_view text, int server_version) {
  return PathParser(text, server_version).check();
}

}  // namespace pgscribe::literal
