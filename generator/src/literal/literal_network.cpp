#include <algorithm>
#include <array>
#include <cstdio>

#include "literal/literal_types.hpp"
#include "literal/messages.hpp"

// inet and cidr by the rules of inet_net_pton.c, macaddr and macaddr8.

namespace pgscribe::literal {

namespace {

/// An address as bytes and the length of its prefix.
struct Address {
  std::array<unsigned, 16> bytes{};
  std::size_t size = 4;
  int bits = -1;
};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0';
  }
  char take() {
    const char c = peek();
    ++position_;
    return c;
  }
  [[nodiscard]] bool at_end() const { return position_ >= text_.size(); }
  [[nodiscard]] std::string_view rest() const { return text_.substr(std::min(position_, text_.size())); }

 private:
  std::string_view text_;
  std::size_t position_ = 0;
};

/// Digits whose value stays within `limit`; -1 when there are none or too large.
int read_decimal(Reader& reader, int limit) {
  if (!is_digit(reader.peek())) return -1;
  int value = 0;
  while (is_digit(reader.peek())) {
    value = value * 10 + (reader.take() - '0');
    if (value > limit) return -1;
  }
  return value;
}

/// "/24" at the end; false when something else stands there.
bool read_prefix_length(Reader& reader, int limit, int& bits) {
  if (reader.at_end()) return true;
  if (reader.take() != '/') return false;
  bits = read_decimal(reader, limit);
  return bits >= 0 && reader.at_end();
}

// inet_net_pton_ipv4
bool read_inet4(std::string_view text, Address& address) {
  Reader reader(text);
  std::size_t octets = 0;
  while (is_digit(reader.peek())) {
    const int value = read_decimal(reader, 255);
    if (value < 0 || octets == 4) return false;
    address.bytes[octets++] = static_cast<unsigned>(value);
    if (reader.peek() != '.') break;
    reader.take();
  }
  if (octets == 0 || !read_prefix_length(reader, 32, address.bits)) return false;
  if (address.bits < 0) {
    address.bits = 32;
    return octets == 4;
  }
  return static_cast<std::size_t>(address.bits) / 8 <= octets;
}

/// Nibbles after 0x, two to an octet.
bool read_hex_octets(Reader& reader, Address& address, std::size_t& octets) {
  reader.take();
  reader.take();
  unsigned value = 0;
  int nibbles = 0;
  while (hex_value(reader.peek()) >= 0) {
    const auto digit = static_cast<unsigned>(hex_value(reader.take()));
    value = nibbles == 0 ? digit : value << 4U | digit;
    if (++nibbles < 2) continue;
    if (octets == 4) return false;
    address.bytes[octets++] = value;
    nibbles = 0;
  }
  if (nibbles == 0) return true;
  if (octets == 4) return false;
  address.bytes[octets++] = value << 4U;
  return true;
}

/// The prefix length that a network's class implies, no narrower than the octets written.
int class_bits(const Address& address, std::size_t octets) {
  const unsigned first = address.bytes[0];
  int bits = first >= 240 ? 32 : first >= 224 ? 8 : first >= 192 ? 24 : first >= 128 ? 16 : 8;
  const int written = static_cast<int>(octets) * 8;
  if (bits < written) bits = written;
  return bits == 8 && first == 224 ? 4 : bits;
}

// inet_cidr_pton_ipv4
bool read_cidr4(std::string_view text, Address& address) {
  Reader reader(text);
  std::size_t octets = 0;
  if (reader.peek() == '0' && (reader.peek(1) == 'x' || reader.peek(1) == 'X') && hex_value(reader.peek(2)) >= 0) {
    if (!read_hex_octets(reader, address, octets)) return false;
  } else {
    while (true) {
      const int value = read_decimal(reader, 255);
      if (value < 0 || octets == 4) return false;
      address.bytes[octets++] = static_cast<unsigned>(value);
      if (reader.peek() != '.') break;
      reader.take();
    }
  }
  if (octets == 0 || !read_prefix_length(reader, 32, address.bits)) return false;
  if (address.bits < 0) address.bits = class_bits(address, octets);
  return true;
}

/// A decimal number without leading zeros.
int read_strict_decimal(Reader& reader, int limit) {
  if (reader.peek() == '0' && is_digit(reader.peek(1))) return -1;
  return read_decimal(reader, limit);
}

/// The dotted end of an IPv6 address, with its prefix length.
bool read_embedded4(Reader& reader, Address& address, std::size_t& position) {
  std::size_t octets = 0;
  while (true) {
    const int value = read_strict_decimal(reader, 255);
    if (value < 0 || octets == 4) return false;
    address.bytes[position + octets++] = static_cast<unsigned>(value);
    if (reader.at_end()) break;
    const char separator = reader.take();
    if (separator == '/') {
      address.bits = read_strict_decimal(reader, 128);
      if (address.bits < 0 || !reader.at_end()) return false;
      break;
    }
    if (separator != '.') return false;
  }
  position += 4;
  return true;
}

// inet_cidr_pton_ipv6
bool read_inet6(std::string_view text, Address& address) {
  constexpr std::size_t kBytes = 16;
  address.size = kBytes;
  Reader reader(text);
  if (reader.peek() == ':' && (reader.take(), reader.peek() != ':')) return false;
  std::size_t position = 0;
  std::optional<std::size_t> gap;
  Reader group_start = reader;
  unsigned value = 0;
  int digits = 0;
  const auto store = [&] {
    if (position + 2 > kBytes) return false;
    address.bytes[position++] = value >> 8U;
    address.bytes[position++] = value & 0xFFU;
    value = 0;
    digits = 0;
    return true;
  };
  while (!reader.at_end()) {
    const char c = reader.take();
    if (hex_value(c) >= 0) {
      value = value << 4U | static_cast<unsigned>(hex_value(c));
      if (++digits > 4) return false;
    } else if (c == ':') {
      group_start = reader;
      if (digits == 0) {
        if (gap) return false;
        gap = position;
      } else if (reader.at_end() || !store()) {
        return false;
      }
    } else if (c == '.' && position + 4 <= kBytes && read_embedded4(group_start, address, position)) {
      digits = 0;
      break;
    } else if (c == '/') {
      address.bits = read_strict_decimal(reader, 128);
      if (address.bits < 0 || !reader.at_end()) return false;
    } else {
      return false;
    }
  }
  if (digits != 0 && !store()) return false;
  if (address.bits < 0) address.bits = 128;
  if (!gap) return position == kBytes;
  if (position == kBytes) return false;
  // What follows the gap moves to the end.
  const std::size_t shift = kBytes - position;
  for (std::size_t i = position; i-- > *gap;) {
    address.bytes[i + shift] = address.bytes[i];
    address.bytes[i] = 0;
  }
  return true;
}

/// addressOK: nothing set to the right of the mask.
bool has_clean_host_part(const Address& address) {
  for (std::size_t bit = static_cast<std::size_t>(address.bits); bit < address.size * 8; ++bit) {
    if ((address.bytes[bit / 8] >> (7 - bit % 8) & 1U) != 0) return false;
  }
  return true;
}

}  // namespace

LiteralResult check_inet(std::string_view text, bool is_cidr) {
  Address address;
  const bool is_v6 = text.find(':') != std::string_view::npos;
  const bool good = is_v6 ? read_inet6(text, address) : is_cidr ? read_cidr4(text, address) : read_inet4(text, address);
  if (!good) return invalid_syntax(is_cidr ? "cidr" : "inet", text);
  if (is_cidr && !has_clean_host_part(address)) {
    return msg::InvalidCidrValue(text);
  }
  return std::nullopt;
}

// macaddr_in: PostgreSQL reads the formats with sscanf, and so do we, for every quirk of it.
LiteralResult check_macaddr(std::string_view text) {
  const std::string copy(text);
  std::array<unsigned, 6> octets{};
  std::array<char, 2> junk{};
  const auto matches = [&](const char* format) {
    auto& [a, b, c, d, e, f] = octets;
    return std::sscanf(copy.c_str(), format, &a, &b, &c, &d, &e, &f, junk.data()) == static_cast<int>(octets.size());
  };
  const bool found = matches("%x:%x:%x:%x:%x:%x%1s") || matches("%x-%x-%x-%x-%x-%x%1s") ||
                     matches("%2x%2x%2x:%2x%2x%2x%1s") || matches("%2x%2x%2x-%2x%2x%2x%1s") ||
                     matches("%2x%2x.%2x%2x.%2x%2x%1s") || matches("%2x%2x-%2x%2x-%2x%2x%1s") ||
                     matches("%2x%2x%2x%2x%2x%2x%1s");
  if (!found) return invalid_syntax("macaddr", text);
  for (const unsigned octet : octets) {
    if (octet > 255) {
      return msg::InvalidMacaddrOctet(copy);
    }
  }
  return std::nullopt;
}

// macaddr8_in: pairs of digits, at most one kind of separator.
LiteralResult check_macaddr8(std::string_view text) {
  std::string_view rest = text;
  rest = skip_spaces(rest);
  int octets = 0;
  char separator = '\0';
  while (rest.size() >= 2) {
    if (++octets > 8 || hex_value(rest[0]) < 0 || hex_value(rest[1]) < 0) return invalid_syntax("macaddr8", text);
    rest.remove_prefix(2);
    if (!rest.empty() && (rest[0] == ':' || rest[0] == '-' || rest[0] == '.')) {
      if (separator != '\0' && separator != rest[0]) return invalid_syntax("macaddr8", text);
      separator = rest[0];
      rest.remove_prefix(1);
    }
    const bool complete = octets == 6 || octets == 8;
    if (complete && !rest.empty() && is_space(rest[0])) {
      if (!trim_spaces(rest).empty()) return invalid_syntax("macaddr8", text);
      rest = {};
    }
  }
  if (octets != 6 && octets != 8) return invalid_syntax("macaddr8", text);
  return std::nullopt;
}

}  // namespace pgscribe::literal
