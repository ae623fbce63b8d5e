#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// The text form of decimals, taken apart; usable while compiling, so that a literal is checked there.
namespace pgscribe::detail {

struct DecimalText {
  enum class Kind : std::uint8_t { digits, nan, infinity };

  Kind kind = Kind::digits;
  bool negative = false;
  std::string_view whole{};     // digits before the point
  std::string_view fraction{};  // and behind it
  std::int64_t exponent = 0;
};

// Beyond what PostgreSQL can store in either direction.
inline constexpr std::int64_t kMaxDecimalExponent = 200'000;

/// PostgreSQL reads these without regard to case.
[[nodiscard]] constexpr bool is_word(std::string_view text, std::string_view lower_case) noexcept {
  if (text.size() != lower_case.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((text[i] | 0x20) != lower_case[i]) return false;
  }
  return true;
}

[[nodiscard]] constexpr std::string_view take_digits(std::string_view& text) noexcept {
  std::size_t size = 0;
  while (size < text.size() && text[size] >= '0' && text[size] <= '9') ++size;
  const std::string_view digits = text.substr(0, size);
  text.remove_prefix(size);
  return digits;
}

[[nodiscard]] constexpr bool take_sign(std::string_view& text) noexcept {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  return negative;
}

/// `[+-] digits [. digits] [e [+-] digits]`, `NaN`, `Infinity`, `inf`; nothing when it is something else.
[[nodiscard]] constexpr std::optional<DecimalText> read_decimal(std::string_view text) noexcept {
  DecimalText decimal;
  decimal.negative = take_sign(text);
  if (is_word(text, "nan")) {
    decimal.kind = DecimalText::Kind::nan;
    return decimal;
  }
  if (is_word(text, "inf") || is_word(text, "infinity")) {
    decimal.kind = DecimalText::Kind::infinity;
    return decimal;
  }
  decimal.whole = take_digits(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    decimal.fraction = take_digits(text);
  }
  if (decimal.whole.empty() && decimal.fraction.empty()) return std::nullopt;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    const bool negative = take_sign(text);
    const std::string_view digits = take_digits(text);
    if (digits.empty()) return std::nullopt;
    for (const char digit : digits) {
      decimal.exponent = decimal.exponent * 10 + (digit - '0');
      if (decimal.exponent > kMaxDecimalExponent) return std::nullopt;
    }
    if (negative) decimal.exponent = -decimal.exponent;
  }
  if (!text.empty()) return std::nullopt;
  return decimal;
}

}  // namespace pgscribe::detail
