#include "pgscribe/types/bytes.hpp"

#include "types/hex.hpp"

// Hexadecimal text of bytes.

namespace pgscribe {

std::string to_hex(std::span<const std::byte> value) {
  std::string out;
  out.reserve(2 + 2 * value.size());
  out += "\\x";
  for (const std::byte byte : value) detail::append_hex(out, std::to_integer<std::uint8_t>(byte));
  return out;
}

}  // namespace pgscribe
