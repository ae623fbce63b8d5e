#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include "pgscribe/codecs.hpp"
#include "pgscribe/types.hpp"

/// The value types that have one text form, which is also what JSON and printing use: that of PostgreSQL.
namespace pgscribe {

namespace detail {

/// The codec whose text form is that of T; only for the types of this library.
template <typename T>
struct TextForm {
  static constexpr bool exists = false;
};

template <const auto& C>
struct TextFormOf {
  static constexpr bool exists = true;
  static constexpr const Codec& codec = C;
};

template <>
struct TextForm<Uuid> : TextFormOf<codec::uuid> {};
template <>
struct TextForm<Numeric> : TextFormOf<codec::numeric> {};
template <>
struct TextForm<BitString> : TextFormOf<codec::varbit> {};
template <>
struct TextForm<Bytes> : TextFormOf<codec::bytea> {};
template <>
struct TextForm<Date> : TextFormOf<codec::date> {};
template <>
struct TextForm<Timestamp> : TextFormOf<codec::timestamp> {};
template <>
struct TextForm<TimestampTz> : TextFormOf<codec::timestamptz> {};
template <>
struct TextForm<Time> : TextFormOf<codec::time> {};
template <>
struct TextForm<TimeTz> : TextFormOf<codec::timetz> {};
template <>
struct TextForm<Interval> : TextFormOf<codec::interval> {};
template <>
struct TextForm<Inet> : TextFormOf<codec::inet> {};
template <>
struct TextForm<Cidr> : TextFormOf<codec::cidr> {};
template <>
struct TextForm<MacAddr> : TextFormOf<codec::macaddr> {};
template <>
struct TextForm<MacAddr8> : TextFormOf<codec::macaddr8> {};
template <>
struct TextForm<Point> : TextFormOf<codec::point> {};
template <>
struct TextForm<Line> : TextFormOf<codec::line> {};
template <>
struct TextForm<LineSegment> : TextFormOf<codec::lseg> {};
template <>
struct TextForm<Box> : TextFormOf<codec::box> {};
template <>
struct TextForm<Path> : TextFormOf<codec::path> {};
template <>
struct TextForm<Polygon> : TextFormOf<codec::polygon> {};
template <>
struct TextForm<Circle> : TextFormOf<codec::circle> {};
template <>
struct TextForm<Lsn> : TextFormOf<codec::pg_lsn> {};
template <>
struct TextForm<Tid> : TextFormOf<codec::tid> {};

}  // namespace detail

template <typename T>
concept HasTextForm = detail::TextForm<T>::exists;

/// `value` as PostgreSQL prints it.
template <HasTextForm T>
[[nodiscard]] std::string text_form(const T& value) {
  constexpr const Codec& codec = detail::TextForm<T>::codec;
  std::string text;
  codec.encode_text(codec, &value, text);
  return text;
}

/// Reads what `text_form` wrote. Throws ConversionError.
template <HasTextForm T>
void read_text_form(std::string_view text, T& value) {
  constexpr const Codec& codec = detail::TextForm<T>::codec;
  codec.decode(codec, {text.data(), text.size(), false}, &value);
}

}  // namespace pgscribe
