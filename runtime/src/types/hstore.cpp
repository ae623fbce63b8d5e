#include "pgscribe/types/hstore.hpp"

#include "types/cursor.hpp"

// Text of hstore.

namespace pgscribe {

namespace {

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

bool read_quoted(detail::Cursor& cursor, std::string& text) {
  if (!cursor.skip('"')) return false;
  while (!cursor.at_end()) {
    const char c = cursor.take();
    if (c == '"') return true;
    if (c == '\\' && cursor.at_end()) return false;
    text += c == '\\' ? cursor.take() : c;
  }
  return false;
}

}  // namespace

std::string to_string(const Hstore& value) {
  std::string out;
  for (const auto& [key, item] : value) {
    if (!out.empty()) out += ", ";
    append_quoted(out, key);
    out += "=>";
    if (item)
      append_quoted(out, *item);
    else
      out += "NULL";
  }
  return out;
}

// The form hstore_out writes: keys and values always quoted, NULL never.
std::optional<Hstore> parse_hstore(std::string_view text) {
  Hstore value;
  detail::Cursor cursor{text};
  while (!cursor.at_end()) {
    std::string key;
    if (!read_quoted(cursor, key) || !cursor.skip("=>")) return std::nullopt;
    std::optional<std::string>& item = value[std::move(key)];
    if (!cursor.skip("NULL") && !read_quoted(cursor, item.emplace())) return std::nullopt;
    if (!cursor.at_end() && !cursor.skip(", ")) return std::nullopt;
  }
  return value;
}

}  // namespace pgscribe
