#include "sql/token_index.hpp"

#include <algorithm>

namespace pgscribe::sql {
namespace {

// Names stand close to what was located last; a bound keeps hostile input from making the search quadratic.
constexpr std::size_t kMaxSearch = 20000;

}  // namespace

TokenIndex::TokenIndex(std::string_view text) : text_(text), tokens_(scan(text)) {
  std::erase_if(tokens_, [](const Token& token) { return token.is_comment(); });
  matches_.assign(tokens_.size(), tokens_.size());
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (tokens_[i].kind != TokenKind::punctuation) continue;
    const std::string_view token = slice(i);
    if (token == "(" || token == "[") {
      open.push_back(i);
    } else if ((token == ")" || token == "]") && !open.empty()) {
      matches_[i] = open.back();
      matches_[open.back()] = i;
      open.pop_back();
    }
  }
}

TextRange TokenIndex::range(std::size_t i) const {
  if (i < size()) return {tokens_[i].begin, tokens_[i].end};
  const auto end = static_cast<std::uint32_t>(text_.size());
  return {end, end};
}

std::string_view TokenIndex::slice(std::size_t i) const {
  const TextRange r = range(i);
  return text_.substr(r.begin, r.end - r.begin);
}

std::size_t TokenIndex::at(std::uint32_t offset) const {
  const auto it = std::partition_point(tokens_.begin(), tokens_.end(), [&](const Token& t) { return t.end <= offset; });
  return static_cast<std::size_t>(it - tokens_.begin());
}

std::size_t TokenIndex::past_dotted(std::size_t i) const {
  if (!is_name(i)) return i + 1;
  ++i;
  while (is(i, ".") && (is_name(i + 1) || is(i + 1, "*"))) i += 2;
  return i;
}

std::size_t TokenIndex::find_name(std::size_t i, std::string_view name) const {
  const std::size_t end = std::min(size(), i + kMaxSearch);
  for (; i < end; ++i) {
    if (kind(i) == TokenKind::identifier) {
      if (slice(i).size() >= name.size() && fold_identifier(slice(i)) == name) return i;
    } else if (kind(i) == TokenKind::quoted_identifier) {
      if (fold_identifier(slice(i)) == name) return i;
    }
  }
  return size();
}

std::size_t TokenIndex::find_keyword_before(std::size_t i, std::string_view keyword) const {
  const std::size_t stop = i > kMaxSearch ? i - kMaxSearch : 0;
  while (i > stop) {
    if (is(--i, keyword)) return i;
  }
  return size();
}

}  // namespace pgscribe::sql
