#include "codecs/define.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/composed_codecs.hpp"
#include "pgscribe/types/numeric.hpp"

// Ranges.

namespace pgscribe {

namespace codec {

constinit const CodecOf<Range<std::int32_t>> int4range = range<int4>({.name = "int4range"}, 3904, 3905);
constinit const CodecOf<Range<std::int64_t>> int8range = range<int8>({.name = "int8range"}, 3926, 3927);
constinit const CodecOf<Range<Numeric>> numrange = range<numeric>({.name = "numrange"}, 3906, 3907);
constinit const CodecOf<Range<Timestamp>> tsrange = range<timestamp>({.name = "tsrange"}, 3908, 3909);
constinit const CodecOf<Range<TimestampTz>> tstzrange = range<timestamptz>({.name = "tstzrange"}, 3910, 3911);
constinit const CodecOf<Range<Date>> daterange = range<date>({.name = "daterange"}, 3912, 3913);
constinit const CodecOf<Multirange<std::int32_t>> int4multirange =
    multirange<int4range>({.name = "int4multirange"}, 4451, 6150);
constinit const CodecOf<Multirange<std::int64_t>> int8multirange =
    multirange<int8range>({.name = "int8multirange"}, 4536, 6157);
constinit const CodecOf<Multirange<Numeric>> nummultirange =
    multirange<numrange>({.name = "nummultirange"}, 4532, 6151);
constinit const CodecOf<Multirange<Timestamp>> tsmultirange = multirange<tsrange>({.name = "tsmultirange"}, 4533, 6152);
constinit const CodecOf<Multirange<TimestampTz>> tstzmultirange =
    multirange<tstzrange>({.name = "tstzmultirange"}, 4534, 6153);
constinit const CodecOf<Multirange<Date>> datemultirange =
    multirange<daterange>({.name = "datemultirange"}, 4535, 6155);

}  // namespace codec

namespace detail {

namespace {

// range_send(), RANGE_EMPTY and so on in rangetypes.h
constexpr std::uint8_t kEmpty = 0x01;
constexpr std::uint8_t kLowerInclusive = 0x02;
constexpr std::uint8_t kUpperInclusive = 0x04;
constexpr std::uint8_t kLowerInfinite = 0x08;
constexpr std::uint8_t kUpperInfinite = 0x10;

// Reads one bound up to an unquoted `,`, `)` or `]`, undoing quotes and backslashes (range_parse_bound).
std::size_t read_bound(const Codec& range, std::string_view text, std::size_t i, std::string& bound) {
  bool quoted = false;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (!quoted && (c == ',' || c == ')' || c == ']')) return i;
    if (c == '\\') {
      if (++i < text.size()) bound += text[i];
    } else if (c == '"') {
      if (quoted && i + 1 < text.size() && text[i + 1] == '"')
        bound += text[++i];
      else
        quoted = !quoted;
    } else {
      bound += c;
    }
  }
  bad_value(range);
}

void read_range_text(const Codec& range, std::string_view text, RangeParts& parts) {
  if (text == "empty") {
    parts.empty = true;
    return;
  }
  if (text.size() < 3 || (text.front() != '[' && text.front() != '(')) bad_value(range);
  parts.lower_inclusive = text.front() == '[';
  parts.has_lower = text[1] != ',';
  const std::size_t comma = read_bound(range, text, 1, parts.lower_text);
  if (text[comma] != ',' || comma + 1 == text.size()) bad_value(range);
  parts.has_upper = text[comma + 1] != ')' && text[comma + 1] != ']';
  const std::size_t end = read_bound(range, text, comma + 1, parts.upper_text);
  if (end + 1 != text.size()) bad_value(range);
  parts.upper_inclusive = text[end] == ']';
  parts.lower = {parts.lower_text.data(), parts.lower_text.size(), false};
  parts.upper = {parts.upper_text.data(), parts.upper_text.size(), false};
}

void append_bound(const Codec& element, const void* bound, std::string& out) {
  std::string text;
  element.encode_text(element, bound, text);
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

}  // namespace

void read_range(const Codec& range, const Cell& cell, RangeParts& parts) {
  if (!cell.binary) return read_range_text(range, cell.text(), parts);
  WireReader reader{range, cell.text()};
  const auto flags = reader.take<std::uint8_t>();
  parts.empty = (flags & kEmpty) != 0;
  if (parts.empty) return;
  parts.lower_inclusive = (flags & kLowerInclusive) != 0;
  parts.upper_inclusive = (flags & kUpperInclusive) != 0;
  parts.has_lower = (flags & kLowerInfinite) == 0 && reader.take_cell(parts.lower);
  parts.has_upper = (flags & kUpperInfinite) == 0 && reader.take_cell(parts.upper);
  reader.expect_end();
}

void write_range_text(const Codec& range, const RangeParts& parts, const void* lower, const void* upper,
                      std::string& out) {
  if (parts.empty) {
    out += "empty";
    return;
  }
  out += lower != nullptr && parts.lower_inclusive ? '[' : '(';
  if (lower != nullptr) append_bound(*range.element, lower, out);
  out += ',';
  if (upper != nullptr) append_bound(*range.element, upper, out);
  out += upper != nullptr && parts.upper_inclusive ? ']' : ')';
}

}  // namespace detail
}  // namespace pgscribe
