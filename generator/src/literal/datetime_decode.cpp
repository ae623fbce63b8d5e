#include "literal/datetime_decode.hpp"

#include <utility>

#include "literal/literal_types.hpp"

// DecodeDateTime and DecodeTimeOnly of datetime.c. They differ in few places, which `time_only_` marks.

namespace pgscribe::literal {

namespace {

class Decoder {
 public:
  Decoder(std::vector<DateTimeField> fields, bool time_only, int server_version)
      : fields_(std::move(fields)),
        time_only_(time_only),
        is_strict_(server_version >= 16),
        rejects_letters_(server_version >= 18) {}

  DateTimeResult decode() {
    DateTimeResult result;
    result.error = decode_all();
    result.kind = kind_;
    result.time = parts_.time;
    result.zone = std::move(unknown_zone_);
    return result;
  }

 private:
  /// Time input always starts after the date, whether there is one or not.
  [[nodiscard]] FieldMask assumed_date() const { return time_only_ ? kDateMask : 0; }
  [[nodiscard]] bool has(FieldMask mask) const { return (parts_.seen & mask) == mask; }
  [[nodiscard]] FieldType type_at(std::size_t i) const { return fields_[i].type; }

  DateTimeError decode_all() {
    for (index_ = 0; index_ < fields_.size(); ++index_) {
      added_ = 0;
      skip_ = false;
      const DateTimeError error = decode_field(fields_[index_]);
      if (error != DateTimeError::none) return error;
      if (skip_) continue;
      if ((added_ & parts_.seen) != 0) return DateTimeError::bad_format;
      parts_.seen |= added_;
    }
    if (is_strict_ && prefix_ != TokenValue::none) return DateTimeError::bad_format;
    if (const DateTimeError error = parts_.validate(); error != DateTimeError::none) return error;
    if (const DateTimeError error = parts_.apply_meridian(); error != DateTimeError::none) return error;
    return time_only_ ? finish_time() : finish_datetime();
  }

  DateTimeError finish_datetime() const {
    if (kind_ != DateTimeKind::value) return DateTimeError::none;
    if (!has(kDateMask)) return DateTimeError::bad_format;
    // DST alone, or after a full zone name, modifies nothing.
    const bool dst = has(bit(TokenType::dst_modifier));
    return dst && (named_zone_ || !has(bit(TokenType::time_zone))) ? DateTimeError::bad_format : DateTimeError::none;
  }

  DateTimeError finish_time() const {
    if (is_time_overflow(parts_.time)) return DateTimeError::field_overflow;
    if (!has(kTimeMask)) return DateTimeError::bad_format;
    const bool dst = has(bit(TokenType::dst_modifier));
    if (named_zone_) {
      if (dst || (!named_zone_is_fixed_ && !has(kDateMask))) return DateTimeError::bad_format;
    }
    if (!has(bit(TokenType::time_zone))) {
      const bool partial_date = (parts_.seen & kDateMask) != 0 && !has(kDateMask);
      if (dst || partial_date) return DateTimeError::bad_format;
    }
    return DateTimeError::none;
  }

  DateTimeError decode_field(const DateTimeField& field) {
    switch (field.type) {
      case FieldType::date: return time_only_ ? decode_date_in_time(field) : decode_date(field);
      case FieldType::time: return decode_clock(field);
      case FieldType::zone: added_ = bit(TokenType::time_zone); return check_zone_offset(field.text);
      case FieldType::number:
        if (prefix_ != TokenValue::none) return decode_prefixed(field);
        return time_only_ ? decode_number_in_time(field) : decode_number(field);
      case FieldType::string:
      case FieldType::special: break;
    }
    return decode_word(field);
  }

  DateTimeError decode_clock(const DateTimeField& field) {
    if ((!time_only_ || is_strict_) && prefix_ != TokenValue::none) {
      if (prefix_ != TokenValue::time) return DateTimeError::bad_format;
      prefix_ = TokenValue::none;
    }
    const DateTimeError error = parts_.decode_time(field.text, added_);
    if (error != DateTimeError::none || time_only_) return error;
    return is_time_overflow(parts_.time) ? DateTimeError::field_overflow : DateTimeError::none;
  }

  /// hhmmss-zz
  DateTimeError decode_time_with_zone(const std::string& text) {
    if (has(kTimeMask)) return DateTimeError::bad_format;
    const std::size_t minus = text.find('-');
    if (minus == std::string::npos) return DateTimeError::bad_format;
    const std::size_t other = text.find_first_not_of("0123456789.");
    if (rejects_letters_ && other < minus) return DateTimeError::bad_format;
    if (const DateTimeError error = check_zone_offset(std::string_view(text).substr(minus));
        error != DateTimeError::none) {
      return error;
    }
    const DateTimeError error =
        parts_.decode_run_together(std::string_view(text).substr(0, minus), assumed_date(), added_);
    added_ |= bit(TokenType::time_zone);
    return error;
  }

  DateTimeError decode_zone_name(const std::string& text) {
    const ZoneName zone = find_time_zone(text);
    if (!zone.known) {
      unknown_zone_ = text;
      return DateTimeError::unknown_zone;
    }
    named_zone_ = true;
    named_zone_is_fixed_ = zone.has_fixed_offset;
    added_ = bit(TokenType::time_zone);
    return DateTimeError::none;
  }

  DateTimeError decode_date(const DateTimeField& field) {
    const FieldMask month_and_day = bit(TokenType::month) | bit(TokenType::day);
    if (prefix_ == TokenValue::julian) return decode_julian_with_zone(field.text);
    if (prefix_ == TokenValue::none && !has(month_and_day)) return parts_.decode_date(field.text, added_);
    if (!is_digit(field.text[0]) && prefix_ == TokenValue::none) return decode_zone_name(field.text);
    if (prefix_ != TokenValue::none && prefix_ != TokenValue::time) return DateTimeError::bad_format;
    prefix_ = TokenValue::none;
    return decode_time_with_zone(field.text);
  }

  DateTimeError decode_julian_with_zone(const std::string& text) {
    std::size_t end = 0;
    const auto value = leading_int(text, end);
    if (!value || *value < 0) return DateTimeError::field_overflow;
    date_of_julian_day(*value, parts_.time);
    parts_.is_julian = true;
    added_ = kDateMask | kTimeMask | bit(TokenType::time_zone);
    prefix_ = TokenValue::none;
    return check_zone_offset(std::string_view(text).substr(end));
  }

  DateTimeError decode_date_in_time(const DateTimeField& field) {
    const bool starts_date = index_ == 0 && fields_.size() >= 2 &&
                             (type_at(fields_.size() - 1) == FieldType::date || type_at(1) == FieldType::time);
    if (starts_date) return parts_.decode_date(field.text, added_);
    return is_digit(field.text[0]) ? decode_time_with_zone(field.text) : decode_zone_name(field.text);
  }

  DateTimeError decode_number(const DateTimeField& field) {
    const std::size_t point = field.text.find('.');
    const bool has_point = point != std::string::npos;
    if (has_point && (parts_.seen & kDateMask) == 0) return parts_.decode_date(field.text, added_);
    const bool run_together =
        has_point ? point > 2
                  : field.text.size() >= 6 && ((parts_.seen & kDateMask) == 0 || (parts_.seen & kTimeMask) == 0);
    if (run_together) return parts_.decode_run_together(field.text, 0, added_);
    return parts_.decode_number(field.text, 0, added_);
  }

  DateTimeError decode_number_in_time(const DateTimeField& field) {
    const std::size_t point = field.text.find('.');
    if (point == std::string::npos && field.text.size() <= 4) {
      return parts_.decode_number(field.text, kDateMask, added_);
    }
    if (point != std::string::npos) {
      const bool starts_date = index_ == 0 && fields_.size() >= 2 && type_at(fields_.size() - 1) == FieldType::date;
      if (starts_date) return parts_.decode_date(field.text, added_);
      if (point <= 2) return DateTimeError::bad_format;
    }
    return parts_.decode_run_together(field.text, kDateMask, added_);
  }

  /// A number after a label: y2001 m02 d04, j2451187, t040506.
  DateTimeError decode_prefixed(const DateTimeField& field) {
    std::size_t end = 0;
    const auto value = leading_int(field.text, end);
    if (!value) return DateTimeError::field_overflow;
    const std::string_view rest = std::string_view(field.text).substr(end);
    const bool takes_fraction =
        prefix_ == TokenValue::julian || prefix_ == TokenValue::time || prefix_ == TokenValue::second;
    if (!rest.empty() && (rest[0] != '.' || !takes_fraction)) return DateTimeError::bad_format;
    const TokenValue prefix = std::exchange(prefix_, TokenValue::none);
    if (is_strict_ && prefix != TokenValue::julian && prefix != TokenValue::time) return DateTimeError::bad_format;
    kind_ = DateTimeKind::value;
    return store_prefixed(prefix, *value, rest, field.text);
  }

  DateTimeError store_prefixed(TokenValue prefix, int value, std::string_view rest, const std::string& text) {
    BrokenDownTime& time = parts_.time;
    switch (prefix) {
      case TokenValue::year: return store(TokenType::year, time.year, value);
      case TokenValue::month:
        // "m" after an hour means minutes.
        if (has(bit(TokenType::month) | bit(TokenType::hour))) return store(TokenType::minute, time.minute, value);
        return store(TokenType::month, time.month, value);
      case TokenValue::day: return store(TokenType::day, time.day, value);
      case TokenValue::hour: return store(TokenType::hour, time.hour, value);
      case TokenValue::minute: return store(TokenType::minute, time.minute, value);
      case TokenValue::second:
        time.second = value;
        added_ = rest.empty() ? bit(TokenType::second) : kSecondsMask;
        return rest.empty() || parse_fraction(rest) ? DateTimeError::none : DateTimeError::bad_format;
      case TokenValue::julian:
        if (value < 0) return DateTimeError::field_overflow;
        added_ = rest.empty() ? kDateMask : kDateMask | kTimeMask;
        date_of_julian_day(value, time);
        parts_.is_julian = true;
        return rest.empty() || parse_fraction(rest) ? DateTimeError::none : DateTimeError::bad_format;
      case TokenValue::time: {
        const DateTimeError error = parts_.decode_run_together(text, kDateMask, added_);
        if (error != DateTimeError::none) return error;
        return added_ == kTimeMask ? DateTimeError::none : DateTimeError::bad_format;
      }
      default: return DateTimeError::bad_format;
    }
  }

  DateTimeError store(TokenType type, int& target, int value) {
    target = value;
    added_ = bit(type);
    return DateTimeError::none;
  }

  DateTimeError decode_word(const DateTimeField& field) {
    if (is_zone_abbreviation(field.text)) {
      added_ = bit(TokenType::time_zone);
      return DateTimeError::none;
    }
    const bool is_plus_infinity = is_strict_ && field.text == "+infinity";
    const Token token = date_token(is_plus_infinity ? std::string_view(field.text).substr(1) : field.text);
    added_ = bit(token.type);
    switch (token.type) {
      case TokenType::ignored: skip_ = true; return DateTimeError::none;
      case TokenType::reserved: return decode_reserved(token.value);
      case TokenType::month: return time_only_ ? DateTimeError::bad_format : decode_month(token.number);
      case TokenType::dst_modifier: return DateTimeError::none;
      case TokenType::meridian: parts_.meridian = token.number; return DateTimeError::none;
      case TokenType::era: parts_.is_bc = token.number == 1; return DateTimeError::none;
      case TokenType::week_day: return time_only_ ? DateTimeError::bad_format : DateTimeError::none;
      case TokenType::units:
        added_ = 0;
        if (is_strict_ && prefix_ != TokenValue::none) return DateTimeError::bad_format;
        prefix_ = token.value;
        return DateTimeError::none;
      case TokenType::iso_time: return decode_iso_time();
      default: break;
    }
    const DateTimeError error = decode_zone_name(field.text);
    return error == DateTimeError::unknown_zone ? DateTimeError::bad_format : error;
  }

  DateTimeError decode_iso_time() {
    added_ = 0;
    if (is_strict_ && prefix_ != TokenValue::none) return DateTimeError::bad_format;
    if (!time_only_ && !has(kDateMask)) return DateTimeError::bad_format;
    if (index_ + 1 >= fields_.size()) return DateTimeError::bad_format;
    const FieldType next = type_at(index_ + 1);
    if (next != FieldType::number && next != FieldType::time && next != FieldType::date)
      return DateTimeError::bad_format;
    prefix_ = TokenValue::time;
    return DateTimeError::none;
  }

  DateTimeError decode_month(int number) {
    const FieldMask month = bit(TokenType::month);
    if (has(month) && !parts_.has_text_month && !has(bit(TokenType::day)) && parts_.time.month >= 1 &&
        parts_.time.month <= 31) {
      // The number before it was the day.
      parts_.time.day = parts_.time.month;
      added_ = bit(TokenType::day);
    }
    parts_.has_text_month = true;
    parts_.time.month = number;
    return DateTimeError::none;
  }

  DateTimeError decode_reserved(TokenValue value) {
    const FieldMask zone = bit(TokenType::time_zone);
    kind_ = DateTimeKind::value;
    switch (value) {
      case TokenValue::now:
        added_ = time_only_ ? kTimeMask : kDateMask | kTimeMask | zone;
        set_plausible_date();
        return DateTimeError::none;
      case TokenValue::zulu: added_ = kTimeMask | zone; return DateTimeError::none;
      default: break;
    }
    if (time_only_) return DateTimeError::bad_format;
    if (value == TokenValue::today || value == TokenValue::tomorrow || value == TokenValue::yesterday) {
      added_ = kDateMask;
      set_plausible_date();
      return DateTimeError::none;
    }
    // Whatever else is said of the date must be valid, and then counts for nothing; there is nothing since
    // PostgreSQL 16.
    if (is_strict_) {
      added_ = kDateMask | kTimeMask | zone;
      set_plausible_date();
    }
    kind_ = value == TokenValue::epoch  ? DateTimeKind::epoch
            : value == TokenValue::late ? DateTimeKind::late
                                        : DateTimeKind::early;
    return DateTimeError::none;
  }

  /// For 'now' and its like: the value is the server's, any valid date stands for it.
  void set_plausible_date() {
    parts_.time.year = 2000;
    parts_.time.month = 1;
    parts_.time.day = 1;
  }

  std::vector<DateTimeField> fields_;
  bool time_only_;
  bool is_strict_;  ///< since PostgreSQL 16: labels of parts are but J and T, and nothing stands beside 'infinity'
  bool rejects_letters_;  ///< since PostgreSQL 18: in a time that runs together with its zone
  std::size_t index_ = 0;
  DateTimeParts parts_;
  FieldMask added_ = 0;
  bool skip_ = false;
  TokenValue prefix_ = TokenValue::none;
  DateTimeKind kind_ = DateTimeKind::value;
  bool named_zone_ = false;
  bool named_zone_is_fixed_ = false;
  std::string unknown_zone_;
};

}  // namespace

DateTimeResult decode_datetime(std::vector<DateTimeField> fields, int server_version) {
  return Decoder(std::move(fields), false, server_version).decode();
}
DateTimeResult decode_time(std::vector<DateTimeField> fields, int server_version) {
  return Decoder(std::move(fields), true, server_version).decode();
}

}  // namespace pgscribe::literal
