#include "pgscribe/types/network.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <charconv>

#include "types/hex.hpp"

// Text of network addresses.

namespace pgscribe {

namespace {

// Inet and Cidr have the same members and the same text but for the prefix.
template <typename T>
std::optional<T> parse_address(std::string_view text) noexcept {
  T value;
  const std::size_t slash = text.find('/');
  const std::string_view address = text.substr(0, slash);
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  if (address.size() >= buffer.size()) return std::nullopt;
  address.copy(buffer.data(), address.size());
  value.is_v6 = address.find(':') != address.npos;
  if (inet_pton(value.is_v6 ? AF_INET6 : AF_INET, buffer.data(), value.address.data()) != 1) return std::nullopt;
  const unsigned whole = value.is_v6 ? 128 : 32;
  unsigned prefix = whole;
  if (slash != text.npos) {
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + slash + 1, end, prefix);
    if (read.ec != std::errc{} || read.ptr != end || prefix > whole) return std::nullopt;
  }
  value.prefix_length = static_cast<std::uint8_t>(prefix);
  return value;
}

template <typename T>
std::string print_address(const T& value) {
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  inet_ntop(value.is_v6 ? AF_INET6 : AF_INET, value.address.data(), buffer.data(), buffer.size());
  return buffer.data();
}

// Two hexadecimal digits per byte, with `:` or `-` between bytes or groups of bytes.
template <typename T>
std::optional<T> parse_mac(std::string_view text) noexcept {
  T value;
  for (std::size_t i = 0; i < value.bytes.size(); ++i) {
    if (i != 0 && (text.starts_with(':') || text.starts_with('-') || text.starts_with('.'))) text.remove_prefix(1);
    if (text.size() < 2) return std::nullopt;
    const int high = detail::hex_value(text[0]);
    const int low = detail::hex_value(text[1]);
    if (high < 0 || low < 0) return std::nullopt;
    value.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    text.remove_prefix(2);
  }
  if (!text.empty()) return std::nullopt;
  return value;
}

template <typename T>
std::string print_mac(const T& value) {
  std::string out;
  for (const std::uint8_t byte : value.bytes) {
    if (!out.empty()) out += ':';
    detail::append_hex(out, byte);
  }
  return out;
}

}  // namespace

std::optional<Inet> Inet::parse(std::string_view text) noexcept { return parse_address<Inet>(text); }
std::optional<Cidr> Cidr::parse(std::string_view text) noexcept { return parse_address<Cidr>(text); }
std::optional<MacAddr> MacAddr::parse(std::string_view text) noexcept { return parse_mac<MacAddr>(text); }
std::optional<MacAddr8> MacAddr8::parse(std::string_view text) noexcept { return parse_mac<MacAddr8>(text); }

std::string to_string(const Inet& value) {
  std::string out = print_address(value);
  if (value.prefix_length != (value.is_v6 ? 128 : 32)) out += '/' + std::to_string(value.prefix_length);
  return out;
}

std::string to_string(const Cidr& value) { return print_address(value) + '/' + std::to_string(value.prefix_length); }
std::string to_string(const MacAddr& value) { return print_mac(value); }
std::string to_string(const MacAddr8& value) { return print_mac(value); }

}  // namespace pgscribe
