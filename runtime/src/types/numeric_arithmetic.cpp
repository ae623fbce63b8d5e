#include <algorithm>
#include <stdexcept>

#include "pgscribe/types/numeric.hpp"

// Sums, products and rounding on digits of base 10000, as schools teach it.

namespace pgscribe {

namespace {

constexpr int kBase = 10'000;
constexpr int kGroup = 4;                    // decimal digits in one digit of base 10000
constexpr std::int32_t kMaxScale = 16'383;   // NUMERIC_DSCALE_MAX
constexpr std::int32_t kMaxWeight = 32'767;  // NUMERIC_WEIGHT_MAX

/// Digits without a sign: digits[i] * 10000^(weight - i).
struct Magnitude {
  const std::u16string& digits;
  std::int32_t weight;

  [[nodiscard]] int at(std::int32_t exponent) const noexcept {
    const std::int32_t i = weight - exponent;
    return i >= 0 && static_cast<std::size_t>(i) < digits.size() ? digits[static_cast<std::size_t>(i)] : 0;
  }
  /// Of the last digit.
  [[nodiscard]] std::int32_t end() const noexcept { return weight - static_cast<std::int32_t>(digits.size()) + 1; }
};

/// a + b, or a - b where a >= b, one digit wider than both.
std::u16string combine(const Magnitude& a, const Magnitude& b, std::int32_t top, std::int32_t bottom, bool subtract) {
  std::u16string digits(static_cast<std::size_t>(top - bottom) + 1, u'\0');
  int carry = 0;
  for (std::int32_t exponent = bottom; exponent <= top; ++exponent) {
    int digit = a.at(exponent) + (subtract ? -b.at(exponent) : b.at(exponent)) + carry;
    carry = digit < 0 ? -1 : digit / kBase;
    digit -= carry * kBase;
    digits[static_cast<std::size_t>(top - exponent)] = static_cast<char16_t>(digit);
  }
  return digits;
}

constexpr int power_of_ten(std::int64_t exponent) noexcept {
  int power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

}  // namespace

void Numeric::normalize() {
  const auto first = std::find_if(digits_.begin(), digits_.end(), [](char16_t digit) { return digit != 0; });
  weight_ -= static_cast<std::int32_t>(first - digits_.begin());
  digits_.erase(digits_.begin(), first);
  while (!digits_.empty() && digits_.back() == 0) digits_.pop_back();
  if (digits_.empty()) {
    weight_ = 0;
    negative_ = false;
  }
  if (weight_ > kMaxWeight) throw std::overflow_error("value overflows numeric format");
}

Numeric Numeric::operator-() const {
  Numeric result = *this;
  if (kind_ == Kind::infinity) result.kind_ = Kind::negative_infinity;
  if (kind_ == Kind::negative_infinity) result.kind_ = Kind::infinity;
  result.negative_ = !negative_ && !digits_.empty();
  return result;
}

Numeric Numeric::sum_of_special(const Numeric& a, const Numeric& b) {
  Numeric result;
  const Numeric& special = a.is_finite() ? b : a;
  const bool opposed = !a.is_finite() && !b.is_finite() && a.kind_ != b.kind_;
  result.kind_ = opposed ? Kind::nan : special.kind_;
  return result;
}

Numeric Numeric::sum(const Numeric& a, const Numeric& b, bool subtract) {
  if (subtract) return sum(a, -b, false);
  if (!a.is_finite() || !b.is_finite()) return sum_of_special(a, b);
  const bool opposed = a.negative_ != b.negative_;
  const Magnitude first{a.digits_, a.weight_};
  const Magnitude second{b.digits_, b.weight_};
  const std::int32_t top = std::max(a.weight_, b.weight_) + 1;
  const std::int32_t bottom = std::min(first.end(), second.end());
  Numeric result;
  result.scale_ = std::max(a.scale_, b.scale_);
  result.weight_ = top;
  result.negative_ = a.negative_;
  if (opposed && compare(a.negative_ ? -a : a, b.negative_ ? -b : b) < 0) {
    result.negative_ = b.negative_;
    result.digits_ = combine(second, first, top, bottom, true);
  } else {
    result.digits_ = combine(first, second, top, bottom, opposed);
  }
  result.normalize();
  return result;
}

Numeric Numeric::product_of_special(const Numeric& a, const Numeric& b) {
  const auto sign = [](const Numeric& value) {
    if (value.is_negative()) return -1;
    return value.kind_ == Kind::infinity || !value.digits_.empty() ? 1 : 0;
  };
  Numeric result;
  const int signs = sign(a) * sign(b);
  if (a.kind_ == Kind::nan || b.kind_ == Kind::nan || signs == 0)
    result.kind_ = Kind::nan;
  else
    result.kind_ = signs < 0 ? Kind::negative_infinity : Kind::infinity;
  return result;
}

Numeric Numeric::product(const Numeric& a, const Numeric& b) {
  if (!a.is_finite() || !b.is_finite()) return product_of_special(a, b);
  Numeric result;
  result.scale_ = a.scale_ + b.scale_;
  if (!a.digits_.empty() && !b.digits_.empty()) {
    result.negative_ = a.negative_ != b.negative_;
    result.weight_ = a.weight_ + b.weight_ + 1;
    result.digits_.assign(a.digits_.size() + b.digits_.size(), u'\0');
    for (std::size_t i = a.digits_.size(); i-- > 0;) {
      std::int32_t carry = 0;
      for (std::size_t j = b.digits_.size(); j-- > 0;) {
        const std::int32_t digit = result.digits_[i + j + 1] + a.digits_[i] * b.digits_[j] + carry;
        result.digits_[i + j + 1] = static_cast<char16_t>(digit % kBase);
        carry = digit / kBase;
      }
      result.digits_[i] = static_cast<char16_t>(carry);
    }
    result.normalize();
  }
  return result.scale_ > kMaxScale ? result.round(kMaxScale) : result;
}

Numeric Numeric::round(int scale) const {
  Numeric result = *this;
  if (!is_finite()) return result;
  result.scale_ = std::clamp(scale, 0, kMaxScale);
  // How many decimal digits stay, counted from the first one of digits_.
  const std::int64_t kept = (static_cast<std::int64_t>(weight_) + 1) * kGroup + std::min(scale, kMaxScale);
  if (kept < 0) result.digits_.clear();
  const auto last = static_cast<std::size_t>(std::max<std::int64_t>(kept, 0) / kGroup);
  if (last < result.digits_.size()) {
    const int unit = power_of_ten(kGroup - kept % kGroup);
    const int rest = result.digits_[last] % unit;
    int digit = result.digits_[last] - rest + (rest * 2 >= unit ? unit : 0);
    result.digits_.resize(last + 1);
    for (std::size_t i = last;; digit = result.digits_[--i] + 1) {
      result.digits_[i] = static_cast<char16_t>(digit % kBase);
      if (digit < kBase) break;
      if (i == 0) {
        result.digits_.insert(result.digits_.begin(), u'\1');
        ++result.weight_;
        break;
      }
    }
  }
  result.normalize();
  return result;
}

}  // namespace pgscribe

std::size_t std::hash<pgscribe::Numeric>::operator()(const pgscribe::Numeric& value) const noexcept {
  std::size_t result = std::hash<std::u16string>{}(value.digits_);
  result = result * 31 + static_cast<std::size_t>(value.weight_);
  result = result * 31 + static_cast<std::size_t>(value.kind_);
  return result * 31 + (value.negative_ ? 1 : 0);
}
