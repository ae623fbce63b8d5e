#include "lexical/calendar.hpp"
#include "pgscribe/types/time.hpp"

// Dates and times to text.

namespace pgscribe {

namespace {

void append_padded(std::string& out, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

// Whole seconds have no fraction; trailing zeros are left out.
void append_fraction(std::string& out, std::int64_t micros) {
  if (micros == 0) return;
  out += '.';
  append_padded(out, micros, 6);
  while (out.back() == '0') out.pop_back();
}

void append_clock(std::string& out, std::int64_t micros) {
  append_padded(out, micros / lexical::kMicrosPerHour, 2);
  out += ':';
  append_padded(out, micros / lexical::kMicrosPerMinute % 60, 2);
  out += ':';
  append_padded(out, micros / lexical::kMicrosPerSecond % 60, 2);
  append_fraction(out, micros % lexical::kMicrosPerSecond);
}

// The date without the era; true when the era is BC.
bool append_day(std::string& out, std::int64_t days) {
  const lexical::CivilDay civil = lexical::civil_from_days(days);
  const bool before_christ = civil.year <= 0;
  append_padded(out, before_christ ? 1 - civil.year : civil.year, 4);
  out += '-';
  append_padded(out, civil.month, 2);
  out += '-';
  append_padded(out, civil.day, 2);
  return before_christ;
}

std::string print_micros(std::int64_t micros, const char* zone) {
  std::int64_t days = micros / lexical::kMicrosPerDay;
  std::int64_t clock = micros % lexical::kMicrosPerDay;
  if (clock < 0) {
    clock += lexical::kMicrosPerDay;
    --days;
  }
  std::string out;
  const bool before_christ = append_day(out, days);
  out += ' ';
  append_clock(out, clock);
  out += zone;
  if (before_christ) out += " BC";
  return out;
}

template <TimePoint T>
const char* infinity_name(T value) noexcept {
  return value == kInfinity<T> ? "infinity" : "-infinity";
}

}  // namespace

std::string to_string(Date value) {
  if (is_infinite(value)) return infinity_name(value);
  std::string out;
  if (append_day(out, value.time_since_epoch().count())) out += " BC";
  return out;
}

std::string to_string(Timestamp value) {
  if (is_infinite(value)) return infinity_name(value);
  return print_micros(value.time_since_epoch().count(), "");
}

std::string to_string(TimestampTz value) {
  if (is_infinite(value)) return infinity_name(value);
  return print_micros(value.time_since_epoch().count(), "+00");
}

std::string to_string(Time value) {
  std::string out;
  append_clock(out, value.since_midnight.count());
  return out;
}

std::string to_string(TimeTz value) {
  std::string out;
  append_clock(out, value.since_midnight.count());
  const std::int64_t offset = value.utc_offset.count();
  const std::int64_t size = offset < 0 ? -offset : offset;
  out += offset < 0 ? '-' : '+';
  append_padded(out, size / 3600, 2);
  out += ':';
  append_padded(out, size / 60 % 60, 2);
  if (size % 60 != 0) {
    out += ':';
    append_padded(out, size % 60, 2);
  }
  return out;
}

}  // namespace pgscribe
