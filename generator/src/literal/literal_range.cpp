#include <cstdlib>
#include <limits>

#include "literal/datetime_fields.hpp"
#include "literal/literal_types.hpp"
#include "literal/messages.hpp"

// Input of ranges and multiranges (range_in and multirange_in).

namespace pgscribe::literal {

using catalog::Catalog;
namespace oid = catalog::oid;

namespace {

constexpr std::string_view kEmpty = "empty";

bool starts_with_empty(std::string_view text) { return to_lower(text.substr(0, kEmpty.size())) == kEmpty; }

LiteralResult malformed(std::string_view kind, std::string_view text, std::string detail) {
  return msg::MalformedRangeLiteral(kind, text, detail);
}

/// A place on the subtype's axis, good enough to see bounds in the wrong order. Empty where that takes a server.
std::optional<long double> position_on_axis(catalog::Oid subtype, const std::string& bound, int server_version) {
  switch (subtype) {
    case oid::int2:
    case oid::int4:
    case oid::int8:
    case oid::float4:
    case oid::float8:
    case oid::numeric: {
      if (bound.find_first_of("_oObB") != std::string::npos) return std::nullopt;
      const long double value = std::strtold(bound.c_str(), nullptr);
      if (value != value) return std::nullopt;
      return value;
    }
    case oid::date:
    case oid::timestamp: {
      auto fields = split_datetime(bound);
      if (!fields) return std::nullopt;
      const DateTimeResult result = decode_datetime(std::move(*fields), server_version);
      if (result.error != DateTimeError::none || result.kind == DateTimeKind::epoch) return std::nullopt;
      if (result.kind == DateTimeKind::late) return std::numeric_limits<long double>::infinity();
      if (result.kind == DateTimeKind::early) return -std::numeric_limits<long double>::infinity();
      const BrokenDownTime& time = result.time;
      const auto days = static_cast<long double>(julian_day(time.year, time.month, time.day));
      if (subtype == oid::date) return days;
      return days * 86400 + time.hour * 3600 + time.minute * 60 + time.second +
             static_cast<long double>(time.microsecond) / 1000000;
    }
    default: return std::nullopt;
  }
}

/// A bound's text without quotes and backslashes; empty optional: infinite.
struct Bound {
  std::optional<std::string> text;
  bool good = true;
};

Bound read_bound(std::string_view& rest) {
  Bound bound;
  if (!rest.empty() && (rest[0] == ',' || rest[0] == ')' || rest[0] == ']')) return bound;
  bound.text.emplace();
  bool in_quotes = false;
  while (in_quotes || rest.empty() || (rest[0] != ',' && rest[0] != ')' && rest[0] != ']')) {
    if (rest.empty()) return {std::nullopt, false};
    const char c = rest[0];
    rest.remove_prefix(1);
    if (c == '\\') {
      if (rest.empty()) return {std::nullopt, false};
      *bound.text += rest[0];
      rest.remove_prefix(1);
    } else if (c != '"') {
      *bound.text += c;
    } else if (!in_quotes) {
      in_quotes = true;
    } else if (!rest.empty() && rest[0] == '"') {
      *bound.text += '"';
      rest.remove_prefix(1);
    } else {
      in_quotes = false;
    }
  }
  return bound;
}

LiteralResult check_bounds(const Catalog& catalog, const catalog::Type& range, const Bound& lower, const Bound& upper) {
  const catalog::Oid subtype = catalog.base_type(range.subtype);
  for (const Bound* bound : {&lower, &upper}) {
    if (!bound->text) continue;
    if (auto error = check_literal(catalog, subtype, -1, *bound->text)) return error;
  }
  if (!lower.text || !upper.text) return std::nullopt;
  const auto low = position_on_axis(subtype, *lower.text, catalog.server_version());
  const auto high = position_on_axis(subtype, *upper.text, catalog.server_version());
  if (low && high && *low > *high) {
    return msg::RangeBoundsOutOfOrder();
  }
  return std::nullopt;
}

}  // namespace

LiteralResult check_range(const Catalog& catalog, const catalog::Type& range, std::string_view text) {
  const auto fail = [&](std::string detail) { return malformed("range", text, std::move(detail)); };
  std::string_view rest = text;
  rest = skip_spaces(rest);
  if (starts_with_empty(rest)) {
    if (trim_spaces(rest.substr(kEmpty.size())).empty()) return std::nullopt;
    return fail(msg::JunkAfterEmptyKeyWord());
  }
  if (rest.empty() || (rest[0] != '[' && rest[0] != '(')) return fail(msg::MissingLeftParenthesisOrBracket());
  rest.remove_prefix(1);
  const Bound lower = read_bound(rest);
  if (!lower.good) return fail(msg::UnexpectedEndOfInput());
  if (rest.empty() || rest[0] != ',') return fail(msg::MissingCommaAfterLowerBound());
  rest.remove_prefix(1);
  const Bound upper = read_bound(rest);
  if (!upper.good) return fail(msg::UnexpectedEndOfInput());
  if (rest.empty() || rest[0] == ',') return fail(msg::TooManyCommas());
  if (!trim_spaces(rest.substr(1)).empty()) return fail(msg::JunkAfterRightParenthesisOrBracket());
  return check_bounds(catalog, range, lower, upper);
}

namespace {

class MultirangeChecker {
 public:
  MultirangeChecker(const Catalog& catalog, const catalog::Type* range, std::string_view text)
      : catalog_(catalog), range_(range), text_(text) {}

  LiteralResult check() {
    std::string_view rest = text_;
    rest = skip_spaces(rest);
    if (rest.empty() || rest[0] != '{') return malformed("multirange", text_, msg::MissingLeftBrace());
    rest_ = rest.substr(1);
    std::size_t i = 0;
    for (; state_ != State::finished; ++i) {
      if (i >= rest_.size()) return malformed("multirange", text_, msg::UnexpectedEndOfInput());
      if (is_space(rest_[i])) continue;
      if (auto error = step(i)) return error;
    }
    if (trim_spaces(rest_.substr(i)).empty()) return std::nullopt;
    return malformed("multirange", text_, msg::JunkAfterClosingRightBrace());
  }

 private:
  enum class State { before_range, in_range, escaped, quoted, quoted_escaped, after_range, finished };

  LiteralResult step(std::size_t& i) {
    const char c = rest_[i];
    switch (state_) {
      case State::before_range: return start_range(i);
      case State::in_range:
        if (c == ']' || c == ')') {
          state_ = State::after_range;
          ++ranges_;
          if (range_ != nullptr) return check_range(catalog_, *range_, rest_.substr(start_, i + 1 - start_));
        } else if (c == '"') {
          state_ = State::quoted;
        } else if (c == '\\') {
          state_ = State::escaped;
        }
        return std::nullopt;
      case State::escaped: state_ = State::in_range; return std::nullopt;
      case State::quoted:
        if (c == '\\') {
          state_ = State::quoted_escaped;
        } else if (c == '"' && i + 1 < rest_.size() && rest_[i + 1] == '"') {
          ++i;
        } else if (c == '"') {
          state_ = State::in_range;
        }
        return std::nullopt;
      case State::quoted_escaped: state_ = State::quoted; return std::nullopt;
      case State::after_range:
        if (c == ',') {
          state_ = State::before_range;
        } else if (c == '}') {
          state_ = State::finished;
        } else {
          return malformed("multirange", text_, msg::ExpectedCommaOrEndOfMultirange());
        }
        return std::nullopt;
      case State::finished: break;
    }
    return std::nullopt;
  }

  LiteralResult start_range(std::size_t& i) {
    const char c = rest_[i];
    if (c == '[' || c == '(') {
      start_ = i;
      state_ = State::in_range;
    } else if (c == '}' && ranges_ == 0) {
      state_ = State::finished;
    } else if (starts_with_empty(rest_.substr(i))) {
      ++ranges_;
      i += kEmpty.size() - 1;
      state_ = State::after_range;
    } else {
      return malformed("multirange", text_, msg::ExpectedRangeStart());
    }
    return std::nullopt;
  }

  const Catalog& catalog_;
  const catalog::Type* range_;
  std::string_view text_;
  std::string_view rest_;
  State state_ = State::before_range;
  std::size_t start_ = 0;
  int ranges_ = 0;
};

}  // namespace

LiteralResult check_multirange(const Catalog& catalog, const catalog::Type& multirange, std::string_view text) {
  return MultirangeChecker(catalog, catalog.type(multirange.range), text).check();
}

}  // namespace pgscribe::literal
