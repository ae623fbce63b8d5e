#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pgscribe/types/exact.hpp"

// Types of the system: oid, xid, tid, pg_lsn and their like.

namespace pgscribe {

/// `money` in the smallest unit of the server's `lc_monetary` (cents for most currencies). No number becomes Money by
/// itself, because 12 could be meant for twelve whole ones.
struct Money {
  std::int64_t minor_units = 0;

  constexpr Money() = default;
  template <ConvertsExactly<std::int64_t> T>
  explicit constexpr Money(T units) noexcept : minor_units{units} {}

  auto operator<=>(const Money&) const = default;
};

/// `pg_lsn`: a position in the write-ahead log.
struct Lsn {
  std::uint64_t value = 0;

  constexpr Lsn() = default;
  template <Integer T>
  explicit constexpr Lsn(T position) noexcept : value(static_cast<std::uint64_t>(position)) {}

  [[nodiscard]] static std::optional<Lsn> parse(std::string_view text) noexcept;
  auto operator<=>(const Lsn&) const = default;
};

/// `tid`: the physical place of a row.
struct Tid {
  std::uint32_t block = 0;
  std::uint16_t offset = 0;

  constexpr Tid() = default;
  constexpr Tid(std::uint32_t block_number, std::uint16_t item) noexcept : block(block_number), offset(item) {}

  [[nodiscard]] static std::optional<Tid> parse(std::string_view text) noexcept;
  auto operator<=>(const Tid&) const = default;
};

/// The minor units as an integer; the currency and its scale are known to the server only.
[[nodiscard]] std::string to_string(Money value);
/// `16/B374D848`
[[nodiscard]] std::string to_string(Lsn value);
/// `(0,1)`
[[nodiscard]] std::string to_string(Tid value);

}  // namespace pgscribe
