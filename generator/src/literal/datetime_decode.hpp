#pragma once

#include "literal/datetime_fields.hpp"

// Private to datetime_*.cpp: the decoding of single fields.

namespace pgscribe::literal {

/// A set of TokenTypes (fmask and tmask of datetime.c).
using FieldMask = unsigned;
[[nodiscard]] constexpr FieldMask bit(TokenType type) { return 1U << static_cast<unsigned>(type); }
inline constexpr FieldMask kDateMask = bit(TokenType::year) | bit(TokenType::month) | bit(TokenType::day);
inline constexpr FieldMask kSecondsMask =
    bit(TokenType::second) | bit(TokenType::millisecond) | bit(TokenType::microsecond);
inline constexpr FieldMask kTimeMask = bit(TokenType::hour) | bit(TokenType::minute) | kSecondsMask;

/// strtoint: digits with a sign at the start of `text`; `end` is where they stop. Empty: out of int range.
[[nodiscard]] std::optional<int> leading_int(std::string_view text, std::size_t& end);
/// The same in 64 bits.
[[nodiscard]] std::optional<long long> leading_int64(std::string_view text, std::size_t& end);
/// ParseFraction: `text` starts at the point. Empty: something else follows.
[[nodiscard]] std::optional<double> parse_fraction(std::string_view text);
/// DecodeTimezone: "+05:30".
[[nodiscard]] DateTimeError check_zone_offset(std::string_view text);
[[nodiscard]] bool is_time_overflow(const BrokenDownTime& time);

/// What a date/time is put together in.
struct DateTimeParts {
  BrokenDownTime time;
  FieldMask seen = 0;
  bool has_text_month = false;
  bool is_julian = false;
  bool is_two_digit_year = false;
  bool is_bc = false;
  int meridian = -1;  ///< 0 am, 12 pm

  /// DecodeDate, DecodeTime, DecodeNumberField, DecodeNumber: what the field filled in goes to `added`. `assumed`
  /// counts as seen.
  [[nodiscard]] DateTimeError decode_date(std::string_view text, FieldMask& added);
  [[nodiscard]] DateTimeError decode_time(std::string_view text, FieldMask& added);
  [[nodiscard]] DateTimeError decode_run_together(std::string_view text, FieldMask assumed, FieldMask& added);
  [[nodiscard]] DateTimeError decode_number(std::string_view text, FieldMask assumed, FieldMask& added);
  /// ValidateDate
  [[nodiscard]] DateTimeError validate();
  [[nodiscard]] DateTimeError apply_meridian();
};

}  // namespace pgscribe::literal
