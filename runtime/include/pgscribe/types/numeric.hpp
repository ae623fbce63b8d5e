#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "pgscribe/types/decimal_text.hpp"
#include "pgscribe/types/exact.hpp"

// Exact decimals.

namespace pgscribe {

/// `numeric`: an exact decimal with up to 131072 digits before and 16383 after the point, NaN and both infinities.
///
///     using namespace pgscribe::literals;
///     Numeric price = "19.99"_num;          // checked while compiling
///     Numeric total = (price * 3).round(1);  // 60.0
///
/// Only integers become a Numeric by themselves. Comparison is numeric as in PostgreSQL: 1.0 equals 1.00, NaN equals
/// NaN and is greater than everything. Sums, differences and products are PostgreSQL's, in value and in scale; they
/// throw std::overflow_error beyond 131072 digits before the point.
class Numeric {
 public:
  enum class Kind : std::uint8_t { finite, nan, infinity, negative_infinity };

  /// Zero.
  Numeric() = default;
  template <Integer T>
  Numeric(T value)  // NOLINT(google-explicit-constructor): exact
      : Numeric(std::cmp_less(value, 0),
                std::cmp_less(value, 0) ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value)) {}
  /// Not exact: write "12.99"_num or parse("12.99"), or from_double(value) where the double is all there is. Nor do
  /// bool and the character types count as numbers.
  template <typename T>
  requires(std::is_arithmetic_v<T> && !Integer<T>) Numeric(T value)
  = delete;

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
  /// With `scale` digits after the point, half away from zero; a negative scale rounds to tens, hundreds ... Like
  /// PostgreSQL's round(numeric, integer), so 2.5 rounds to 3 and -2.5 to -3.
  [[nodiscard]] Numeric round(int scale = 0) const;

  friend bool operator==(const Numeric& a, const Numeric& b) noexcept { return compare(a, b) == 0; }
  friend std::strong_ordering operator<=>(const Numeric& a, const Numeric& b) noexcept { return compare(a, b) <=> 0; }
  friend Numeric operator+(const Numeric& a, const Numeric& b) { return sum(a, b, false); }
  friend Numeric operator-(const Numeric& a, const Numeric& b) { return sum(a, b, true); }
  friend Numeric operator*(const Numeric& a, const Numeric& b) { return product(a, b); }
  Numeric operator-() const;
  Numeric& operator+=(const Numeric& other) { return *this = *this + other; }
  Numeric& operator-=(const Numeric& other) { return *this = *this - other; }
  Numeric& operator*=(const Numeric& other) { return *this = *this * other; }
  friend std::string to_string(const Numeric& value);

 private:
  friend struct NumericWire;
  friend struct std::hash<Numeric>;

  Numeric(bool negative, std::uint64_t magnitude);
  [[nodiscard]] static int compare(const Numeric& a, const Numeric& b) noexcept;
  [[nodiscard]] static Numeric sum(const Numeric& a, const Numeric& b, bool subtract);
  [[nodiscard]] static Numeric product(const Numeric& a, const Numeric& b);
  [[nodiscard]] static Numeric sum_of_special(const Numeric& a, const Numeric& b);
  [[nodiscard]] static Numeric product_of_special(const Numeric& a, const Numeric& b);
  /// Without digits that are zero at either end; throws std::overflow_error when it is too great.
  void normalize();

  // PostgreSQL's own representation: digits_[i] * 10000^(weight_ - i), no leading or trailing zero digits.
  // A string, because it holds seven digits without an allocation, as a vector does not.
  std::u16string digits_;
  std::int32_t weight_ = 0;
  std::int32_t scale_ = 0;
  bool negative_ = false;
  Kind kind_ = Kind::finite;
};

[[nodiscard]] std::string to_string(const Numeric& value);

namespace detail {

/// Called where compiling has to end; not a `throw`, which nobody without exceptions could include.
void not_a_decimal_number();

/// The text of a literal, which does not compile unless it is a decimal.
template <std::size_t N>
struct NumericLiteral {
  char text[N];

  consteval NumericLiteral(const char (&literal)[N]) {  // NOLINT(google-explicit-constructor): of a literal operator
    std::copy_n(literal, N, text);
    if (!read_decimal(view())) not_a_decimal_number();
  }
  [[nodiscard]] constexpr std::string_view view() const noexcept { return {text, N - 1}; }
};

}  // namespace detail

inline namespace literals {

/// `"19.99"_num`. Text that is no number does not compile.
template <detail::NumericLiteral Literal>
[[nodiscard]] Numeric operator""_num() {
  return *Numeric::parse(Literal.view());
}

}  // namespace literals
}  // namespace pgscribe

/// Equal values have equal hashes, whatever their scale.
template <>
struct std::hash<pgscribe::Numeric> {
  std::size_t operator()(const pgscribe::Numeric& value) const noexcept;
};
