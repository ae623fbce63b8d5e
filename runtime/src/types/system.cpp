#include "pgscribe/types/system.hpp"

#include <array>
#include <charconv>

#include "types/cursor.hpp"

// Text of the system types.

namespace pgscribe {

namespace {

bool read_hex(std::string_view text, std::uint32_t& value) noexcept {
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value, 16);
  return read.ec == std::errc{} && read.ptr == end;
}

void append_upper_hex(std::string& out, std::uint32_t value) {
  std::array<char, 16> buffer{};
  const char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, 16).ptr;
  for (const char* c = buffer.data(); c != end; ++c) out += static_cast<char>(*c >= 'a' ? *c - 'a' + 'A' : *c);
}

}  // namespace

std::optional<Lsn> Lsn::parse(std::string_view text) noexcept {
  const std::size_t slash = text.find('/');
  std::uint32_t high = 0;
  std::uint32_t low = 0;
  if (slash == text.npos || !read_hex(text.substr(0, slash), high) || !read_hex(text.substr(slash + 1), low))
    return std::nullopt;
  return Lsn{(static_cast<std::uint64_t>(high) << 32) | low};
}

std::optional<Tid> Tid::parse(std::string_view text) noexcept {
  detail::Cursor cursor{text};
  std::int64_t block = 0;
  std::int64_t offset = 0;
  if (!cursor.skip('(') || !cursor.number(block) || !cursor.skip(',') || !cursor.number(offset) || !cursor.skip(')'))
    return std::nullopt;
  if (!cursor.at_end() || block > 0xFFFF'FFFF || offset > 0xFFFF) return std::nullopt;
  return Tid{static_cast<std::uint32_t>(block), static_cast<std::uint16_t>(offset)};
}

std::string to_string(Money value) { return std::to_string(value.minor_units); }

std::string to_string(Lsn value) {
  std::string out;
  append_upper_hex(out, static_cast<std::uint32_t>(value.value >> 32));
  out += '/';
  append_upper_hex(out, static_cast<std::uint32_t>(value.value));
  return out;
}

std::string to_string(Tid value) {
  return '(' + std::to_string(value.block) + ',' + std::to_string(value.offset) + ')';
}

}  // namespace pgscribe
