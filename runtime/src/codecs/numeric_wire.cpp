#include "codecs/numeric_wire.hpp"

#include "codecs/wire.hpp"

namespace pgscribe {

namespace {

// NUMERIC_POS and so on in numeric.c
constexpr std::uint16_t kPositive = 0x0000;
constexpr std::uint16_t kNegative = 0x4000;
constexpr std::uint16_t kNan = 0xC000;
constexpr std::uint16_t kInfinity = 0xD000;
constexpr std::uint16_t kNegativeInfinity = 0xF000;

}  // namespace

Numeric NumericWire::read(const Codec& codec, const Cell& cell) {
  detail::WireReader reader{codec, cell.text()};
  const auto count = reader.take<std::uint16_t>();
  const auto weight = reader.take<std::int16_t>();
  const auto sign = reader.take<std::uint16_t>();
  const auto scale = reader.take<std::uint16_t>();
  Numeric value;
  switch (sign) {
    case kNan: value.kind_ = Numeric::Kind::nan; return value;
    case kInfinity: value.kind_ = Numeric::Kind::infinity; return value;
    case kNegativeInfinity: value.kind_ = Numeric::Kind::negative_infinity; return value;
    case kPositive:
    case kNegative: break;
    default: detail::bad_value(codec);
  }
  value.digits_.reserve(count);
  value.weight_ = weight;
  value.scale_ = scale;
  for (std::uint16_t i = 0; i < count; ++i) {
    const auto digit = reader.take<std::int16_t>();
    if (digit < 0 || digit > 9999) detail::bad_value(codec);
    if (digit == 0 && value.digits_.empty())
      --value.weight_;
    else
      value.digits_.push_back(static_cast<char16_t>(digit));
  }
  reader.expect_end();
  while (!value.digits_.empty() && value.digits_.back() == 0) value.digits_.pop_back();
  if (value.digits_.empty()) value.weight_ = 0;
  value.negative_ = sign == kNegative && !value.digits_.empty();
  return value;
}

void NumericWire::write(const Numeric& value, std::string& out) {
  using detail::store;
  std::uint16_t sign = value.negative_ ? kNegative : kPositive;
  if (value.kind_ == Numeric::Kind::nan) sign = kNan;
  if (value.kind_ == Numeric::Kind::infinity) sign = kInfinity;
  if (value.kind_ == Numeric::Kind::negative_infinity) sign = kNegativeInfinity;
  // numeric_recv refuses what the format cannot hold; a wider weight would wrap here before it could.
  if (value.weight_ > 0x7FFF || value.weight_ < -0x8000 || value.scale_ > 0x3FFF || value.digits_.size() > 0xFFFF) {
    throw ConversionError("cannot convert a value of type numeric: value overflows numeric format");
  }
  store(out, static_cast<std::uint16_t>(value.digits_.size()));
  store(out, static_cast<std::int16_t>(value.weight_));
  store(out, sign);
  store(out, static_cast<std::uint16_t>(value.scale_));
  for (const char16_t digit : value.digits_) store(out, static_cast<std::int16_t>(digit));
}

}  // namespace pgscribe
