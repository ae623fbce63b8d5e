#include "pgscribe/types/uuid.hpp"

#include "types/hex.hpp"

// Text of uuid.

namespace pgscribe {

// string_to_uuid() in uuid.c: braces around the whole, and a hyphen allowed after every second byte.
std::optional<Uuid> Uuid::parse(std::string_view text) noexcept {
  if (text.size() >= 2 && text.front() == '{' && text.back() == '}') text = text.substr(1, text.size() - 2);
  Uuid uuid;
  for (std::size_t i = 0; i < uuid.bytes.size(); ++i) {
    if (text.size() < 2) return std::nullopt;
    const int high = detail::hex_value(text[0]);
    const int low = detail::hex_value(text[1]);
    if (high < 0 || low < 0) return std::nullopt;
    uuid.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    text.remove_prefix(2);
    if (i % 2 == 1 && i < 15 && text.starts_with('-')) text.remove_prefix(1);
  }
  if (!text.empty()) return std::nullopt;
  return uuid;
}

std::string to_string(const Uuid& value) {
  std::string out;
  out.reserve(36);
  for (std::size_t i = 0; i < value.bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    detail::append_hex(out, value.bytes[i]);
  }
  return out;
}

}  // namespace pgscribe
