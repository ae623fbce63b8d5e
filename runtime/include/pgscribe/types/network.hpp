#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// inet, cidr and MAC addresses.

namespace pgscribe {

/// `inet`: an IPv4 or IPv6 host address with the length of its network prefix.
struct Inet {
  bool is_v6 = false;
  std::uint8_t prefix_length = 32;         // 0..32, or 0..128 for IPv6
  std::array<std::uint8_t, 16> address{};  // network order; IPv4 uses the first four bytes

  constexpr Inet() = default;
  constexpr Inet(bool v6, std::uint8_t prefix, const std::array<std::uint8_t, 16>& bytes) noexcept
      : is_v6(v6), prefix_length(prefix), address(bytes) {}

  [[nodiscard]] static std::optional<Inet> parse(std::string_view text) noexcept;
  bool operator==(const Inet&) const = default;
};

/// `cidr`: a network; the bits behind the prefix are zero.
struct Cidr {
  bool is_v6 = false;
  std::uint8_t prefix_length = 32;
  std::array<std::uint8_t, 16> address{};

  constexpr Cidr() = default;
  constexpr Cidr(bool v6, std::uint8_t prefix, const std::array<std::uint8_t, 16>& network) noexcept
      : is_v6(v6), prefix_length(prefix), address(network) {}

  [[nodiscard]] static std::optional<Cidr> parse(std::string_view text) noexcept;
  bool operator==(const Cidr&) const = default;
};

/// `macaddr`
struct MacAddr {
  std::array<std::uint8_t, 6> bytes{};

  constexpr MacAddr() = default;
  explicit constexpr MacAddr(const std::array<std::uint8_t, 6>& value) noexcept : bytes(value) {}

  [[nodiscard]] static std::optional<MacAddr> parse(std::string_view text) noexcept;
  auto operator<=>(const MacAddr&) const = default;
};

/// `macaddr8`
struct MacAddr8 {
  std::array<std::uint8_t, 8> bytes{};

  constexpr MacAddr8() = default;
  explicit constexpr MacAddr8(const std::array<std::uint8_t, 8>& value) noexcept : bytes(value) {}

  [[nodiscard]] static std::optional<MacAddr8> parse(std::string_view text) noexcept;
  auto operator<=>(const MacAddr8&) const = default;
};

/// `192.168.0.1`, `192.168.0.0/16`: the prefix is left out when it is the whole address.
[[nodiscard]] std::string to_string(const Inet& value);
/// Always with the prefix.
[[nodiscard]] std::string to_string(const Cidr& value);
[[nodiscard]] std::string to_string(const MacAddr& value);
[[nodiscard]] std::string to_string(const MacAddr8& value);

}  // namespace pgscribe
