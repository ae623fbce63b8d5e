#include "catalog/type_modifier.hpp"

#include <charconv>

#include "catalog/messages.hpp"

namespace pgscribe::catalog {

namespace {

constexpr int kHeaderSize = 4;                // VARHDRSZ
constexpr int kMaxLength = 10 * 1024 * 1024;  // MaxAttrSize
constexpr int kMaxPrecision = 6;              // MAX_TIMESTAMP_PRECISION
// utils/timestamp.h: intervals pack a mask of fields and a precision.
constexpr int kFullRange = 0x7FFF;
constexpr int kFullPrecision = 0xFFFF;

TypeModifier failure(support::Message message) { return {-1, std::move(message)}; }
TypeModifier invalid() { return failure(msg::InvalidTypeModifier()); }
std::string text(int value) { return std::to_string(value); }

std::optional<int> parse_int(std::string_view written) {
  int value = 0;
  if (!written.empty() && written.front() == '+') written.remove_prefix(1);
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), value);
  if (error != std::errc() || end != written.data() + written.size()) return std::nullopt;
  return value;
}

/// varchar.c, anychar_typmodin; varbit.c, anybit_typmodin
TypeModifier encode_length(const std::vector<int>& arguments, std::string_view name, int maximum, int header) {
  if (arguments.size() != 1) return invalid();
  const int length = arguments[0];
  if (length < 1) return failure(msg::LengthTooSmall(name));
  if (length > maximum) return failure(msg::LengthTooLarge(name, maximum));
  return {length + header, {}};
}

/// numeric.c, numerictypmodin (since PostgreSQL 15 the scale may be negative or exceed the precision)
TypeModifier encode_numeric(const std::vector<int>& arguments, int server_version) {
  if (arguments.empty() || arguments.size() > 2) return failure(msg::InvalidNumericTypeModifier());
  const int precision = arguments[0];
  const int scale = arguments.size() == 2 ? arguments[1] : 0;
  if (precision < 1 || precision > 1000) return failure(msg::NumericPrecisionOutOfRange(precision));
  if (server_version < 15 && (scale < 0 || scale > precision))
    return failure(msg::NumericScaleOutsidePrecision(scale, precision));
  if (scale < -1000 || scale > 1000) return failure(msg::NumericScaleOutOfRange(scale));
  return {static_cast<int>((static_cast<unsigned>(precision) << 16U) | (static_cast<unsigned>(scale) & 0x7FFU)) +
              kHeaderSize,
          {}};
}

/// timestamp.c, anytimestamp_typmod_check; date.c, anytime_typmod_check: what is too precise is cut down with a warning
/// only.
TypeModifier encode_time(const std::vector<int>& arguments, std::string_view name, bool with_zone) {
  if (arguments.size() != 1) return invalid();
  const int precision = arguments[0];
  if (precision < 0) {
    return failure(msg::PrecisionMustNotBeNegative(name, precision, with_zone ? " WITH TIME ZONE" : ""));
  }
  return {precision > kMaxPrecision ? kMaxPrecision : precision, {}};
}

/// timestamp.c, intervaltypmodin: the field mask, then the precision
TypeModifier encode_interval(const std::vector<int>& arguments) {
  if (arguments.empty() || arguments.size() > 2) return failure(msg::InvalidIntervalTypeModifier());
  const unsigned range = static_cast<unsigned>(arguments[0]) & kFullRange;
  if (arguments.size() == 1) {
    if (arguments[0] == kFullRange) return {};
    return {static_cast<int>(range << 16U | kFullPrecision), {}};
  }
  const int precision = arguments[1];
  if (precision < 0) return failure(msg::IntervalPrecisionMustNotBeNegative(precision));
  return {static_cast<int>(range << 16U | static_cast<unsigned>(precision > kMaxPrecision ? kMaxPrecision : precision)),
          {}};
}

Oid scalar_of(const Type& type) { return type.is_true_array ? type.element : type.oid; }

bool is_known(Oid type) {
  switch (type) {
    case oid::bpchar:
    case oid::varchar:
    case oid::bit:
    case oid::varbit:
    case oid::numeric:
    case oid::timestamp:
    case oid::timestamptz:
    case oid::time:
    case oid::timetz:
    case oid::interval: return true;
    default: return false;
  }
}

TypeModifier encode(Oid type, const std::vector<int>& arguments, int server_version) {
  switch (type) {
    case oid::bpchar: return encode_length(arguments, "char", kMaxLength, kHeaderSize);
    case oid::varchar: return encode_length(arguments, "varchar", kMaxLength, kHeaderSize);
    case oid::bit: return encode_length(arguments, "bit", kMaxLength * 8, 0);
    case oid::varbit: return encode_length(arguments, "varbit", kMaxLength * 8, 0);
    case oid::numeric: return encode_numeric(arguments, server_version);
    case oid::timestamp: return encode_time(arguments, "TIMESTAMP", false);
    case oid::timestamptz: return encode_time(arguments, "TIMESTAMP", true);
    case oid::time: return encode_time(arguments, "TIME", false);
    case oid::timetz: return encode_time(arguments, "TIME", true);
    default: return encode_interval(arguments);
  }
}

/// timestamp.c, intervaltypmodout
std::string print_interval(unsigned modifier) {
  constexpr unsigned kMonth = 1U << 1U, kYear = 1U << 2U, kDay = 1U << 3U, kHour = 1U << 10U, kMinute = 1U << 11U,
                     kSecond = 1U << 12U;
  struct Fields {
    unsigned mask;
    std::string_view text;
  };
  constexpr Fields kFields[] = {
      {kYear, " year"},
      {kMonth, " month"},
      {kDay, " day"},
      {kHour, " hour"},
      {kMinute, " minute"},
      {kSecond, " second"},
      {kYear | kMonth, " year to month"},
      {kDay | kHour, " day to hour"},
      {kDay | kHour | kMinute, " day to minute"},
      {kDay | kHour | kMinute | kSecond, " day to second"},
      {kHour | kMinute, " hour to minute"},
      {kHour | kMinute | kSecond, " hour to second"},
      {kMinute | kSecond, " minute to second"},
  };
  const unsigned range = (modifier >> 16U) & kFullRange;
  const unsigned precision = modifier & kFullPrecision;
  std::string printed;
  for (const Fields& fields : kFields) {
    if (fields.mask == range) printed = fields.text;
  }
  if (precision != kFullPrecision) printed += "(" + std::to_string(precision) + ")";
  return printed;
}

std::string print_numeric(int modifier) {
  const int packed = modifier - kHeaderSize;
  const int scale = ((packed & 0x7FF) ^ 1024) - 1024;
  return "(" + text((packed >> 16) & 0xFFFF) + "," + text(scale) + ")";
}

}  // namespace

TypeModifier encode_type_modifier(const Type& type, const std::vector<std::string>& arguments, int server_version) {
  const Oid scalar = scalar_of(type);
  std::vector<int> integers;
  for (const std::string& argument : arguments) {
    if (const std::optional<int> value = parse_int(argument)) {
      integers.push_back(*value);
    } else if (is_known(scalar)) {
      return failure(msg::InvalidInputSyntaxForTypeInteger(argument));
    }
  }
  if (is_known(scalar)) return encode(scalar, integers, server_version);
  if (arguments.size() == 1 && integers.size() == 1) return {integers[0], {}};
  return {};
}

std::string print_type_modifier(Oid type, int modifier) {
  switch (type) {
    case oid::bpchar:
    case oid::varchar: return modifier > kHeaderSize ? "(" + text(modifier - kHeaderSize) + ")" : std::string();
    case oid::numeric: return modifier >= kHeaderSize ? print_numeric(modifier) : std::string();
    case oid::timestamp:
    case oid::time: return "(" + text(modifier) + ") without time zone";
    case oid::timestamptz:
    case oid::timetz: return "(" + text(modifier) + ") with time zone";
    case oid::interval: return print_interval(static_cast<unsigned>(modifier));
    default: return "(" + text(modifier) + ")";
  }
}

}  // namespace pgscribe::catalog
