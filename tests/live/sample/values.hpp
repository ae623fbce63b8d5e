#pragma once

#include <string>
#include <string_view>

#include "pgscribe/types.hpp"

/// Parameters written as text; std::bad_optional_access for text that is none.
namespace sample {

/// A key of the seed by its last two digits.
[[nodiscard]] inline pgscribe::Uuid id(std::string_view digits) {
  return pgscribe::Uuid::parse("00000000-0000-0000-0000-0000000000" + std::string{digits}).value();
}

[[nodiscard]] inline pgscribe::TimestampTz at(std::string_view text) {
  return pgscribe::parse_timestamptz(text).value();
}
[[nodiscard]] inline pgscribe::Timestamp wall(std::string_view text) { return pgscribe::parse_timestamp(text).value(); }
[[nodiscard]] inline pgscribe::Date day(std::string_view text) { return pgscribe::parse_date(text).value(); }
[[nodiscard]] inline pgscribe::Time clock(std::string_view text) { return pgscribe::parse_time(text).value(); }
[[nodiscard]] inline pgscribe::Interval span(std::string_view text) { return pgscribe::parse_interval(text).value(); }
[[nodiscard]] inline pgscribe::Numeric number(std::string_view text) { return pgscribe::Numeric::parse(text).value(); }
[[nodiscard]] inline pgscribe::Inet inet(std::string_view text) { return pgscribe::Inet::parse(text).value(); }
[[nodiscard]] inline pgscribe::Cidr cidr(std::string_view text) { return pgscribe::Cidr::parse(text).value(); }
[[nodiscard]] inline pgscribe::Json json(std::string_view text) { return pgscribe::Json{std::string{text}}; }
[[nodiscard]] inline pgscribe::BitString bits(std::string_view text) { return {std::string{text}}; }

/// A digest of 32 equal bytes.
[[nodiscard]] inline pgscribe::Bytes digest(unsigned char byte) { return pgscribe::Bytes(32, std::byte{byte}); }

}  // namespace sample
