#include <algorithm>
#include <array>
#include <cstdlib>

#include "literal/literal_types.hpp"
#include "literal/messages.hpp"

// Input of arrays and composites: array_in and record_in.

namespace pgscribe::literal {

using catalog::Catalog;
namespace oid = catalog::oid;

namespace {

constexpr std::size_t kMaxDimensions = 6;  // MAXDIM
/// Before this release all braces are read before the first element is.
constexpr int kElementsReadAtOnceSince = 17;

class ArrayChecker {
 public:
  ArrayChecker(const Catalog& catalog, catalog::Oid element, int type_modifier, std::string_view text)
      : catalog_(catalog),
        element_(element),
        type_modifier_(type_modifier),
        delimiter_(element == oid::box ? ';' : ','),
        text_(text),
        quoted_(text),
        rest_(text) {}

  LiteralResult check() {
    if (read_dimensions() && read_braces()) check_elements();
    return std::move(error_);
  }

 private:
  enum class State {
    no_level,
    level_started,
    element_started,
    element_completed,
    quoted_started,
    quoted_completed,
    element_delimited,
    level_completed,
    level_delimited
  };

  bool fail(std::string detail) {
    if (!error_) error_ = msg::MalformedArrayLiteral(quoted_, detail);
    return false;
  }
  bool fail_with(LiteralError error) {
    if (!error_) error_ = std::move(error);
    return false;
  }
  bool unexpected(char c) { return fail(msg::UnexpectedCharacter(c)); }

  void skip_blanks() { rest_ = skip_spaces(rest_); }
  std::string_view take_bound() {
    std::size_t length = 0;
    while (length < rest_.size() && (is_digit(rest_[length]) || rest_[length] == '-' || rest_[length] == '+')) ++length;
    const std::string_view bound = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return bound;
  }

  /// "[1:3][0:2]=" in front.
  bool read_dimensions() {
    for (skip_blanks(); !rest_.empty() && rest_[0] == '['; skip_blanks()) {
      rest_.remove_prefix(1);
      if (declared_.size() == kMaxDimensions) return too_many_dimensions(kMaxDimensions + 1);
      std::string_view lower = "1";
      std::string_view upper = take_bound();
      if (upper.empty()) return fail(msg::BracketMustIntroduceDimensions());
      if (!rest_.empty() && rest_[0] == ':') {
        rest_.remove_prefix(1);
        lower = upper;
        upper = take_bound();
        if (upper.empty()) return fail(msg::MissingArrayDimensionValue());
      }
      if (rest_.empty() || rest_[0] != ']') return fail(msg::MissingBracketAfterDimensions());
      rest_.remove_prefix(1);
      const long first = std::strtol(std::string(lower).c_str(), nullptr, 10);
      const long last = std::strtol(std::string(upper).c_str(), nullptr, 10);
      if (last < first) {
        return fail_with(msg::UpperBoundCannotBeLessThanLowerBound());
      }
      declared_.push_back(last - first + 1);
    }
    if (declared_.empty()) {
      if (rest_.empty() || rest_[0] != '{') return fail(msg::ArrayMustStartWithBrace());
      return true;
    }
    if (rest_.empty() || rest_[0] != '=') return fail(msg::MissingEqualsAfterDimensions());
    rest_.remove_prefix(1);
    skip_blanks();
    if (rest_.empty() || rest_[0] != '{') return fail(msg::ArrayContentsMustStartWith());
    return true;
  }

  bool too_many_dimensions(std::size_t count) { return fail_with(msg::TooManyArrayDimensions(count, kMaxDimensions)); }

  /// ArrayCount, gathering the elements on the way.
  bool read_braces() {
    quoted_ = rest_;
    std::size_t i = 0;
    for (bool done = false; !done; ++i) {
      if (i >= rest_.size()) return fail(msg::UnexpectedEndOfInput());
      const char c = rest_[i];
      if (state_ == State::element_started || state_ == State::quoted_started) is_empty_ = false;
      if (c == '\\') {
        if (!start_escaped(c)) return false;
        if (++i >= rest_.size()) return fail(msg::UnexpectedEndOfInput());
        current_ += rest_[i];
        kept_length_ = current_.size();
      } else if (c == '"') {
        if (!toggle_quotes()) return false;
      } else if (in_quotes_) {
        current_ += c;
        kept_length_ = current_.size();
      } else if (c == '{') {
        if (!open_level()) return false;
      } else if (c == '}') {
        if (!close_level()) return false;
        done = depth_ == 0;
      } else if (c == delimiter_) {
        if (!delimit()) return false;
      } else if (!read_plain(c)) {
        return false;
      }
    }
    if (!trim_spaces(rest_.substr(i)).empty()) return fail(msg::JunkAfterClosingRightBrace());
    quoted_ = text_;
    if (!check_declared()) return false;
    return !is_ragged_ || fail(msg::MultidimensionalArraysMustHaveSubArraysWithMatchingDimensions());
  }

  bool check_declared() {
    if (declared_.empty()) return true;
    const std::size_t dimensions = is_empty_ ? 0 : depth_seen_;
    if (dimensions != declared_.size()) return fail(msg::SpecifiedArrayDimensionsDoNotMatchArrayContents());
    for (std::size_t i = 0; i < dimensions; ++i) {
      if (declared_[i] != static_cast<long>(lengths_[i]))
        return fail(msg::SpecifiedArrayDimensionsDoNotMatchArrayContents());
    }
    return true;
  }

  bool start_escaped(char c) {
    if (state_ != State::level_started && state_ != State::element_started && state_ != State::quoted_started &&
        state_ != State::element_delimited) {
      return unexpected(c);
    }
    if (state_ != State::quoted_started) state_ = State::element_started;
    has_escape_ = true;
    return true;
  }

  bool toggle_quotes() {
    if (state_ != State::level_started && state_ != State::quoted_started && state_ != State::element_delimited) {
      return fail(msg::UnexpectedArrayElement());
    }
    in_quotes_ = !in_quotes_;
    state_ = in_quotes_ ? State::quoted_started : State::quoted_completed;
    was_quoted_ = true;
    is_empty_ = false;
    return true;
  }

  bool open_level() {
    if (state_ != State::no_level && state_ != State::level_started && state_ != State::level_delimited)
      return unexpected('{');
    state_ = State::level_started;
    if (depth_ == kMaxDimensions) return too_many_dimensions(kMaxDimensions + 1);
    counts_[depth_] = 1;
    ++depth_;
    depth_seen_ = std::max(depth_seen_, depth_);
    return true;
  }

  [[nodiscard]] bool may_end_item() const {
    return state_ == State::element_started || state_ == State::element_completed ||
           state_ == State::quoted_completed || state_ == State::level_completed;
  }

  bool close_level() {
    if (!may_end_item() && !(depth_ == 1 && state_ == State::level_started)) return unexpected('}');
    const bool had_element = state_ != State::level_completed && state_ != State::level_started;
    state_ = State::level_completed;
    if (depth_ == 0) return fail(msg::UnmatchedClosingBrace());
    if (had_element) finish_element();
    --depth_;
    if (lengths_[depth_] != 0 && lengths_[depth_] != counts_[depth_]) {
      // ArrayCount takes a single element for "not known yet"; only reading the elements finds those out.
      if (lengths_[depth_] != 1) return fail(msg::MultidimensionalArraysMustHaveSubArraysWithMatchingDimensions());
      is_ragged_ = true;
    }
    lengths_[depth_] = counts_[depth_];
    return true;
  }

  bool delimit() {
    if (!may_end_item()) return unexpected(delimiter_);
    if (state_ == State::level_completed) {
      state_ = State::level_delimited;
    } else {
      state_ = State::element_delimited;
      finish_element();
    }
    ++counts_[depth_ - 1];
    return true;
  }

  bool read_plain(char c) {
    if (is_space(c)) {
      if (state_ == State::element_started) current_ += c;
      return true;
    }
    if (state_ != State::level_started && state_ != State::element_started && state_ != State::element_delimited) {
      return fail(msg::UnexpectedArrayElement());
    }
    state_ = State::element_started;
    current_ += c;
    kept_length_ = current_.size();
    return true;
  }

  void finish_element() {
    current_.resize(kept_length_);
    is_empty_ = false;
    if (was_quoted_ || has_escape_ || to_lower(current_) != "null") take_element();
    current_.clear();
    kept_length_ = 0;
    was_quoted_ = false;
    has_escape_ = false;
  }

  void take_element() {
    if (catalog_.server_version() < kElementsReadAtOnceSince) {
      elements_.push_back(std::move(current_));
    } else if (!error_) {
      error_ = check_literal(catalog_, element_, type_modifier_, current_);
    }
  }

  void check_elements() {
    for (const std::string& element : elements_) {
      if (!error_) error_ = check_literal(catalog_, element_, type_modifier_, element);
    }
  }

  const Catalog& catalog_;
  catalog::Oid element_;
  int type_modifier_;
  char delimiter_;
  std::string_view text_;
  std::string_view quoted_;  // what messages quote: while the braces are counted, only what follows the dimensions
  std::string_view rest_;
  std::vector<long> declared_;
  State state_ = State::no_level;
  std::size_t depth_ = 0;
  std::size_t depth_seen_ = 0;
  bool in_quotes_ = false;
  bool is_empty_ = true;
  bool is_ragged_ = false;
  std::array<std::size_t, kMaxDimensions> counts_{};
  std::array<std::size_t, kMaxDimensions> lengths_{};
  std::string current_;
  std::size_t kept_length_ = 0;  // white space after it is not part of the element
  bool was_quoted_ = false;
  bool has_escape_ = false;
  std::vector<std::string> elements_;
  LiteralResult error_;
};

LiteralResult malformed_record(std::string_view text, std::string detail) {
  return msg::MalformedRecordLiteral(text, detail);
}

/// One field of a record: quotes and backslashes taken away. False: the text ends inside of it.
bool read_field(std::string_view& rest, std::string& field) {
  bool in_quotes = false;
  while (in_quotes || rest.empty() || (rest[0] != ',' && rest[0] != ')')) {
    if (rest.empty()) return false;
    const char c = rest[0];
    rest.remove_prefix(1);
    if (c == '\\') {
      if (rest.empty()) return false;
      field += rest[0];
      rest.remove_prefix(1);
    } else if (c != '"') {
      field += c;
    } else if (!in_quotes) {
      in_quotes = true;
    } else if (!rest.empty() && rest[0] == '"') {
      field += '"';
      rest.remove_prefix(1);
    } else {
      in_quotes = false;
    }
  }
  return true;
}

}  // namespace

LiteralResult check_array(const Catalog& catalog, catalog::Oid element, int type_modifier, std::string_view text) {
  return ArrayChecker(catalog, element, type_modifier, text).check();
}

LiteralResult check_record(const Catalog& catalog, const catalog::Type& composite, std::string_view text) {
  std::string_view rest = text;
  rest = skip_spaces(rest);
  if (rest.empty() || rest[0] != '(') return malformed_record(text, msg::MissingLeftParenthesis());
  rest.remove_prefix(1);
  bool first = true;
  for (const catalog::CompositeAttribute& attribute : catalog.attributes(composite.oid)) {
    if (!first) {
      if (rest.empty() || rest[0] != ',') return malformed_record(text, msg::TooFewColumns());
      rest.remove_prefix(1);
    }
    first = false;
    if (!rest.empty() && (rest[0] == ',' || rest[0] == ')')) continue;  // NULL
    std::string field;
    if (!read_field(rest, field)) return malformed_record(text, msg::UnexpectedEndOfInput());
    if (auto error = check_literal(catalog, catalog.base_type(attribute.type), attribute.type_modifier, field))
      return error;
  }
  if (rest.empty() || rest[0] != ')') return malformed_record(text, msg::TooManyColumns());
  if (!trim_spaces(rest.substr(1)).empty()) return malformed_record(text, msg::JunkAfterRightParenthesis());
  return std::nullopt;
}

}  // namespace pgscribe::literal
