#include "observe/statement_comment.hpp"

#include <string_view>

namespace pgscribe::detail {

namespace {

// The unreserved characters of RFC 3986.
bool is_plain(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

void append_encoded(std::string_view text, std::string& out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : text) {
    if (is_plain(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 0xF];
  }
}

}  // namespace

std::string statement_comment(const StatementTags& tags) {
  std::string comment;
  for (const auto& [key, value] : tags) {
    if (key.empty()) continue;
    comment += comment.empty() ? " /*" : ",";
    append_encoded(key, comment);
    comment += "='";
    append_encoded(value, comment);
    comment += '\'';
  }
  return comment.empty() ? comment : comment + "*/";
}

}  // namespace pgscribe::detail
