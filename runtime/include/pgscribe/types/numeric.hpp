#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pgscribe {

/// `numeric`: an exact decimal with up to 131072 digits before and 16383 after the point, NaN and both infinities.
/// A value, not an arithmetic type: convert it to the decimal library of your choice through text.
///
/// Comparison is numeric as in PostgreSQL: 1.0 equals 1.00, NaN equals NaN and is greater than everything.
class Numeric {
 public:
  enum class Kind : std::uint8_t { finite, nan, infinity, negative_infinity };

  /// Zero.
  Numeric() = default;
  Numeric(std::int64_t value);  // NOLINT(google-explicit-constructor): lossless

  /// Decimal text with optional exponent, `NaN`, `Infinity`, `-inf`; nothing when it is something else.
  [[nodiscard]] static std::optional<Numeric> parse(std::string_view text);
  /// The shortest decimal that reads back as `value`.
  [[nodiscard]] static Numeric from_double(double value);

  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  [[nodiscard]] bool is_finite() const noexcept { return kind_ == Kind::finite; }
  [[nodiscard]] bool is_negative() const noexcept;
  /// Digits after the point, as PostgreSQL displays them.
  [[nodiscard]] int scale() const noexcept { return scale_; }

  /// The nearest double.
  [[nodiscard]] double to_double() const;
  /// The value when it is an integer that fits.
  [[nodiscard]] std::optional<std::int64_t> to_int64() const noexcept;

  friend bool operator==(const Numeric& a, const Numeric& b) noexcept { return compare(a, b) == 0; }
  friend std::strong_ordering operator<=>(const Numeric& a, const Numeric& b) noexcept { return compare(a, b) <=> 0; }
  friend std::string to_string(const Numeric& value);

 private:
  friend struct NumericWire;
  [[nodiscard]] static int compare(const Numeric& a, const Numeric& b) noexcept;

  // PostgreSQL's own representation: digits_[i] * 10000^(weight_ - i), no leading or trailing zero digits.
  // A string, because it holds seven digits without an allocation, as a vector does not.
  std::u16string digits_;
  std::int32_t weight_ = 0;
  std::int32_t scale_ = 0;
  bool negative_ = false;
  Kind kind_ = Kind::finite;
};

[[nodiscard]] std::string to_string(const Numeric& value);

}  // namespace pgscribe
