#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

// uuid.

namespace pgscribe {

/// `uuid`: 16 bytes in network order, so that `<` sorts as PostgreSQL does.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  constexpr Uuid() = default;
  explicit constexpr Uuid(const std::array<std::uint8_t, 16>& value) noexcept : bytes(value) {}

  /// Every form PostgreSQL accepts: upper or lower case, braces, hyphens after any group of four digits.
  [[nodiscard]] static std::optional<Uuid> parse(std::string_view text) noexcept;

  auto operator<=>(const Uuid&) const = default;
};

/// `a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11`
[[nodiscard]] std::string to_string(const Uuid& value);

}  // namespace pgscribe

template <>
struct std::hash<pgscribe::Uuid> {
  std::size_t operator()(const pgscribe::Uuid& value) const noexcept {
    std::array<std::size_t, 16 / sizeof(std::size_t)> words{};
    std::memcpy(words.data(), value.bytes.data(), sizeof words);
    std::size_t result = 0;
    for (const std::size_t word : words) result = result * 31 + word;
    return result;
  }
};
