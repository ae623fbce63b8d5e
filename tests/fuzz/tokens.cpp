#include "tokens.hpp"

#include <cctype>
#include <string_view>

namespace pgscribe::fuzz {

namespace {

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

/// Where the token that begins at `i` ends.
std::size_t end_of_token(const std::string& text, std::size_t i) {
  std::size_t end = i + 1;
  if (is_word(text[i])) {
    while (end < text.size() && is_word(text[end])) ++end;
    return end;
  }
  if (is_space(text[i])) {
    while (end < text.size() && is_space(text[end])) ++end;
    return end;
  }
  if (text[i] == '\'' || text[i] == '"') {
    end = text.find(text[i], end);
    return end == std::string::npos ? i + 1 : end + 1;
  }
  if (text.compare(i, 2, "--") == 0) {
    // The name line's command is a token of its own.
    if (text.compare(i, 8, "-- name:") == 0) return i + 8;
    end = text.find('\n', i);
    return end == std::string::npos ? text.size() : end;
  }
  for (const std::string_view pair : {"<=", "<>", ">=", "::", "||"}) {
    if (text.compare(i, 2, pair) == 0) return i + 2;
  }
  return end;
}

}  // namespace

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

Tokens tokens(const std::string& text) {
  Tokens result;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = end_of_token(text, i);
    result.push_back(text.substr(i, end - i));
    i = end;
  }
  return result;
}

std::string joined(const Tokens& parts) {
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}

}  // namespace pgscribe::fuzz
