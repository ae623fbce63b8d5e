#include "pgscribe/types/numeric.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

// Exact decimals in PostgreSQL's base 10000.

namespace pgscribe {

namespace {

constexpr int kGroup = 4;  // decimal digits in one digit of base 10000

struct Decimal {
  std::string digits;      // no point
  std::int64_t point = 0;  // where it is: before digits[point]
  std::int64_t scale = 0;
};

Decimal to_decimal(const detail::DecimalText& text) {
  Decimal decimal;
  decimal.digits = text.whole;
  decimal.digits += text.fraction;
  decimal.point = static_cast<std::int64_t>(text.whole.size()) + text.exponent;
  decimal.scale = std::max<std::int64_t>(0, static_cast<std::int64_t>(text.fraction.size()) - text.exponent);
  return decimal;
}

// Makes the point fall between groups of four digits; returns how many groups stand before it.
std::int64_t align(Decimal& decimal) {
  auto& digits = decimal.digits;
  if (decimal.point < 0) {
    digits.insert(0, static_cast<std::size_t>(-decimal.point), '0');
    decimal.point = 0;
  }
  const auto size = static_cast<std::int64_t>(digits.size());
  if (decimal.point > size) digits.append(static_cast<std::size_t>(decimal.point - size), '0');
  const std::int64_t left = (kGroup - decimal.point % kGroup) % kGroup;
  digits.insert(0, static_cast<std::size_t>(left), '0');
  decimal.point += left;
  const std::size_t right = (kGroup - digits.size() % kGroup) % kGroup;
  digits.append(right, '0');
  return decimal.point / kGroup;
}

}  // namespace

Numeric::Numeric(bool negative, std::uint64_t magnitude) : negative_(negative) {
  for (; magnitude != 0; magnitude /= 10'000)
    digits_.insert(digits_.begin(), static_cast<char16_t>(magnitude % 10'000));
  weight_ = digits_.empty() ? 0 : static_cast<std::int32_t>(digits_.size()) - 1;
  while (!digits_.empty() && digits_.back() == 0) digits_.pop_back();
}

std::optional<Numeric> Numeric::parse(std::string_view text) {
  const auto parts = detail::read_decimal(text);
  if (!parts) return std::nullopt;
  Numeric value;
  switch (parts->kind) {
    case detail::DecimalText::Kind::nan: value.kind_ = Kind::nan; return value;
    case detail::DecimalText::Kind::infinity:
      value.kind_ = parts->negative ? Kind::negative_infinity : Kind::infinity;
      return value;
    case detail::DecimalText::Kind::digits: break;
  }
  Decimal decimal = to_decimal(*parts);
  value.scale_ = static_cast<std::int32_t>(decimal.scale);
  value.weight_ = static_cast<std::int32_t>(align(decimal)) - 1;
  const std::string& digits = decimal.digits;
  for (std::size_t i = 0; i < digits.size(); i += kGroup) {
    const int group =
        (digits[i] - '0') * 1000 + (digits[i + 1] - '0') * 100 + (digits[i + 2] - '0') * 10 + (digits[i + 3] - '0');
    if (group == 0 && value.digits_.empty()) {
      --value.weight_;
    } else {
      value.digits_.push_back(static_cast<char16_t>(group));
    }
  }
  while (!value.digits_.empty() && value.digits_.back() == 0) value.digits_.pop_back();
  if (value.digits_.empty()) value.weight_ = 0;
  value.negative_ = parts->negative && !value.digits_.empty();
  return value;
}

Numeric Numeric::from_double(double value) {
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  auto numeric = parse({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
  return numeric ? *std::move(numeric) : Numeric{};
}

bool Numeric::is_negative() const noexcept { return kind_ == Kind::negative_infinity || negative_; }

double Numeric::to_double() const {
  switch (kind_) {
    case Kind::nan: return std::numeric_limits<double>::quiet_NaN();
    case Kind::infinity: return std::numeric_limits<double>::infinity();
    case Kind::negative_infinity: return -std::numeric_limits<double>::infinity();
    case Kind::finite: break;
  }
  const std::string text = to_string(*this);
  double value = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc::result_out_of_range) {
    // from_chars does not say in which direction.
    if (weight_ < 0) return negative_ ? -0.0 : 0.0;
    return negative_ ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
  }
  return value;
}

std::optional<std::int64_t> Numeric::to_int64() const noexcept {
  if (kind_ != Kind::finite || static_cast<std::int64_t>(digits_.size()) > weight_ + 1) return std::nullopt;
  // Accumulated below zero, where there is room for the minimum.
  std::int64_t value = 0;
  for (std::int32_t i = 0; i <= weight_ && !digits_.empty(); ++i) {
    const std::int64_t digit = static_cast<std::size_t>(i) < digits_.size() ? digits_[static_cast<std::size_t>(i)] : 0;
    if (__builtin_mul_overflow(value, 10'000, &value) || __builtin_sub_overflow(value, digit, &value))
      return std::nullopt;
  }
  if (negative_) return value;
  if (value == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  return -value;
}

int Numeric::compare(const Numeric& a, const Numeric& b) noexcept {
  const auto rank = [](Kind kind) {
    switch (kind) {
      case Kind::negative_infinity: return 0;
      case Kind::finite: return 1;
      case Kind::infinity: return 2;
      case Kind::nan: return 3;
    }
    return 1;
  };
  if (a.kind_ != b.kind_) return rank(a.kind_) < rank(b.kind_) ? -1 : 1;
  if (a.kind_ != Kind::finite) return 0;
  if (a.negative_ != b.negative_) return a.negative_ ? -1 : 1;
  const int sign = a.negative_ ? -1 : 1;
  if (a.digits_.empty() || b.digits_.empty()) {
    return a.digits_.empty() == b.digits_.empty() ? 0 : (a.digits_.empty() ? -sign : sign);
  }
  if (a.weight_ != b.weight_) return a.weight_ < b.weight_ ? -sign : sign;
  if (a.digits_ == b.digits_) return 0;
  return a.digits_ < b.digits_ ? -sign : sign;
}

std::string to_string(const Numeric& value) {
  switch (value.kind_) {
    case Numeric::Kind::nan: return "NaN";
    case Numeric::Kind::infinity: return "Infinity";
    case Numeric::Kind::negative_infinity: return "-Infinity";
    case Numeric::Kind::finite: break;
  }
  const auto group = [&value](std::int32_t exponent) -> int {
    const std::int32_t i = value.weight_ - exponent;
    return i >= 0 && static_cast<std::size_t>(i) < value.digits_.size() ? value.digits_[static_cast<std::size_t>(i)]
                                                                        : 0;
  };
  const auto append_group = [](std::string& out, int digits) {
    out += static_cast<char>('0' + digits / 1000);
    out += static_cast<char>('0' + digits / 100 % 10);
    out += static_cast<char>('0' + digits / 10 % 10);
    out += static_cast<char>('0' + digits % 10);
  };
  std::string out;
  if (value.negative_) out += '-';
  out += std::to_string(value.digits_.empty() || value.weight_ < 0 ? 0 : group(value.weight_));
  for (std::int32_t e = value.weight_ - 1; e >= 0 && !value.digits_.empty(); --e) append_group(out, group(e));
  if (value.scale_ > 0) {
    out += '.';
    const std::size_t start = out.size();
    for (std::int32_t e = -1; out.size() < start + static_cast<std::size_t>(value.scale_); --e)
      append_group(out, group(e));
    out.resize(start + static_cast<std::size_t>(value.scale_));
  }
  return out;
}

}  // namespace pgscribe
