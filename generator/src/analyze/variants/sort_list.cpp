#include "analyze/variants/sort_list.hpp"

#include <algorithm>
#include <array>

#include "sql/token_index.hpp"
#include "support/joined.hpp"

namespace pgscribe::analyze {
namespace {

constexpr std::array kOtherClauses{"limit", "offset", "fetch", "for", "union", "intersect", "except", ";"};

std::string text_between(std::string_view text, const sql::TokenIndex& tokens, std::size_t begin, std::size_t end) {
  if (begin >= end) return "";
  const std::uint32_t from = tokens.range(begin).begin;
  return std::string(text.substr(from, tokens.range(end - 1).end - from));
}

/// The bracket that closes what opens at `i`, or `i`.
std::size_t past_bracket(const sql::TokenIndex& tokens, std::size_t i) {
  const std::size_t close = tokens.match(i);
  return close < tokens.size() && close > i ? close : i;
}

/// What stands behind the expression of an item.
struct Tail {
  std::size_t begin = 0;  ///< its first token
  bool is_descending = false;
  std::string nulls{};  ///< "first", "last"
};

Tail tail_of(const sql::TokenIndex& tokens) {
  Tail tail{tokens.size()};
  if (tail.begin > 2 && tokens.is(tail.begin - 2, "nulls")) {
    tail.nulls = tokens.is(tail.begin - 1, "first") ? "first" : "last";
    tail.begin -= 2;
  }
  if (tail.begin < 2) return tail;
  tail.is_descending = tokens.is(tail.begin - 1, "desc");
  if (tail.is_descending || tokens.is(tail.begin - 1, "asc")) --tail.begin;
  return tail;
}

}  // namespace

std::vector<std::string> sort_items(std::string_view list) {
  const sql::TokenIndex tokens(list);
  std::vector<std::string> items;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= tokens.size(); ++i) {
    if (i < tokens.size()) i = past_bracket(tokens, i);
    if (i < tokens.size() && !tokens.is(i, ",")) continue;
    items.push_back(text_between(list, tokens, begin, i));
    begin = i + 1;
  }
  return items;
}

bool is_sort_list(std::string_view list) {
  const sql::TokenIndex tokens(list);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool is_bracket = tokens.is(i, "(") || tokens.is(i, "[") || tokens.is(i, ")") || tokens.is(i, "]");
    if (is_bracket && tokens.match(i) >= tokens.size()) return false;
    if (tokens.kind(i) == sql::TokenKind::parameter || tokens.is(i, "@") || tokens.is(i, "sqlc")) return false;
  }
  for (std::size_t i = 0; i < tokens.size(); i = past_bracket(tokens, i) + 1) {
    if (std::any_of(kOtherClauses.begin(), kOtherClauses.end(), [&](const char* word) { return tokens.is(i, word); }))
      return false;
  }
  const std::vector<std::string> items = sort_items(list);
  return std::none_of(items.begin(), items.end(), [](const std::string& item) { return item.empty(); });
}

std::optional<std::string> reversed(std::string_view item) {
  const sql::TokenIndex tokens(item);
  for (std::size_t i = 0; i < tokens.size(); i = past_bracket(tokens, i) + 1) {
    if (tokens.is(i, "using")) return std::nullopt;
  }
  const Tail tail = tail_of(tokens);
  const std::string nulls = tail.nulls.empty() ? "" : tail.nulls == "first" ? " NULLS LAST" : " NULLS FIRST";
  return text_between(item, tokens, 0, tail.begin) + (tail.is_descending ? "" : " DESC") + nulls;
}

std::string sort_key(std::string_view item) {
  const sql::TokenIndex tokens(item);
  return text_between(item, tokens, 0, tail_of(tokens).begin);
}

bool is_descending(std::string_view item) { return tail_of(sql::TokenIndex(item)).is_descending; }

std::vector<std::string> column_path(std::string_view key) {
  const sql::TokenIndex tokens(key);
  if (tokens.size() == 0 || tokens.past_dotted(0) != tokens.size() || !tokens.is_name(0)) return {};
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < tokens.size(); i += 2) parts.push_back(sql::fold_identifier(tokens.slice(i)));
  return parts;
}

std::string reversed_list(std::string_view list) {
  return support::joined(sort_items(list), ", ", [](const std::string& item) { return reversed(item).value_or(item); });
}

bool same_tokens(std::string_view a, std::string_view b) {
  const sql::TokenIndex first(a);
  const sql::TokenIndex second(b);
  if (first.size() != second.size()) return false;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first.slice(i) != second.slice(i)) return false;
  }
  return true;
}

}  // namespace pgscribe::analyze
