#include "error_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace pgscribe::detail {

namespace {

// Of the languages that PostgreSQL speaks.
constexpr std::array<std::string_view, 6> kQuotationMarks{"\"", "\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb"};

struct Mark {
  std::size_t begin = std::string_view::npos;
  std::size_t end = 0;
};

Mark first_mark(std::string_view text) noexcept {
  Mark first;
  for (const std::string_view mark : kQuotationMarks) {
    if (const std::size_t at = text.find(mark); at < first.begin) first = {at, at + mark.size()};
  }
  return first;
}

std::size_t last_mark(std::string_view text) noexcept {
  std::size_t last = 0;
  for (const std::string_view mark : kQuotationMarks) {
    if (const std::size_t at = text.rfind(mark); at != text.npos) last = std::max(last, at);
  }
  return last;
}

// A token of the statement: a constant in it is a value, everything else is syntax.
bool is_constant(std::string_view token) noexcept {
  constexpr std::string_view kPrefixes = "eEbBxXnN";
  if (token.starts_with("U&") || token.starts_with("u&")) token.remove_prefix(2);
  if (token.size() > 1 && kPrefixes.find(token.front()) != kPrefixes.npos && token[1] == '\'') return true;
  return !token.empty() &&
         (token.front() == '\'' || token.front() == '$' || (token.front() >= '0' && token.front() <= '9'));
}

bool quotes_a_value(const ErrorFields& fields) noexcept {
  const std::string_view state = fields.sqlstate;
  if (state.starts_with("22")) return true;  // data exceptions
  if (state == "42602") return true;         // invalid_name: text that was to be one
  if (state != "42601") return false;
  // syntax_error: of the statement when it has a place there, else of a tsquery, a jsonpath or the like.
  return fields.position == 0 || is_constant(std::string_view{fields.message}.substr(first_mark(fields.message).end));
}

}  // namespace

std::string without_quoted(std::string text) {
  const Mark first = first_mark(text);
  if (first.begin == text.npos) return text;
  const std::size_t last = last_mark(text);
  if (last <= first.begin) return text.substr(0, first.end) + "...";
  return text.replace(first.end, last - first.end, "...");
}

std::string message_without_values(const ErrorFields& fields) {
  return quotes_a_value(fields) ? without_quoted(fields.message) : fields.message;
}

}  // namespace pgscribe::detail
