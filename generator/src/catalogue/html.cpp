#include "catalogue/html.hpp"

#include <cctype>

#include "support/joined.hpp"

namespace pgscribe::catalogue {

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      case '\'': html += "&#39;"; break;
      case '\n':
      case '\t': html += c; break;
      case '\r': break;
      default: {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) {
          html += "\xEF\xBF\xBD";  // U+FFFD
        } else {
          html += c;
        }
      }
    }
  }
  return html;
}

std::string element(std::string_view name, const std::string& content, const Attributes& attributes) {
  std::string html = "<" + std::string(name);
  for (const auto& [key, value] : attributes) html += " " + std::string(key) + "=\"" + escaped(value) + "\"";
  return html + ">" + content + "</" + std::string(name) + ">";
}

std::string link(const std::string& address, const std::string& content) {
  return element("a", content, {{"href", address}});
}

std::string table_row(const std::vector<std::string>& cells, std::string_view cell) {
  return "<tr>" + support::joined(cells, "", [&](const std::string& content) { return element(cell, content); }) +
         "</tr>\n";
}

std::string table(const std::vector<std::string>& head, const std::vector<std::string>& rows) {
  if (rows.empty()) return "";
  return "<div class=\"wide\"><table>\n<thead>" + table_row(head, "th") + "</thead>\n<tbody>\n" +
         support::joined(rows, "") + "</tbody>\n</table></div>\n";
}

std::string as_id(std::string_view name) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string id;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && (std::isalnum(byte) != 0 || c == '_' || c == '.' || c == '-')) {
      id += c;
    } else {
      id += {'~', kHex[byte / 16], kHex[byte % 16]};
    }
  }
  return id;
}

}  // namespace pgscribe::catalogue
