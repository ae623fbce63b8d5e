#include "config/scalar_places.hpp"

#include <algorithm>

namespace pgscribe::config {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Behind the quote, or behind the line of `|` or `>`.
std::size_t start_of_text(std::string_view file, std::size_t begin) {
  if (begin >= file.size()) return file.size();
  const char first = file[begin];
  if (first == '"' || first == '\'') return begin + 1;
  if (first != '|' && first != '>') return begin;
  return std::min(file.find('\n', begin), file.size());
}

}  // namespace

std::vector<std::uint32_t> scalar_places(std::string_view file, std::uint32_t begin, std::string_view scalar) {
  std::size_t at = start_of_text(file, begin);
  std::vector<std::uint32_t> places;
  for (const char c : scalar) {
    while (at < file.size() && is_blank(file[at])) ++at;
    places.push_back(static_cast<std::uint32_t>(std::min(at, file.size())));
    if (is_blank(c)) continue;
    if (at >= file.size() || file[at] != c) return {};
    ++at;
  }
  return places;
}

}  // namespace pgscribe::config
