#include <array>
#include <charconv>

#include "codecs/define.hpp"
#include "codecs/numeric_wire.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/types/numeric.hpp"
#include "pgscribe/types/system.hpp"
#include "types/floating.hpp"

// Booleans and numbers.

namespace pgscribe {

namespace {

using detail::bad_value;
using detail::define;
using detail::load;
using detail::store;

void decode_bool(const Codec& codec, const Cell& cell, void* value) {
  if (cell.size != 1) bad_value(codec);
  const char c = *cell.data;
  if (!cell.binary && c != 't' && c != 'f') bad_value(codec);
  *static_cast<bool*>(value) = cell.binary ? c != 0 : c == 't';
}

void encode_bool_text(const Codec&, const void* value, std::string& out) {
  out += *static_cast<const bool*>(value) ? 't' : 'f';
}
void encode_bool_binary(const Codec&, const void* value, std::string& out) {
  out += *static_cast<const bool*>(value) ? '\1' : '\0';
}

template <typename T>
void decode_integer(const Codec& codec, const Cell& cell, void* value) {
  if (cell.binary) {
    if (cell.size != sizeof(T)) bad_value(codec);
    *static_cast<T*>(value) = load<T>(cell.data);
    return;
  }
  const char* end = cell.data + cell.size;
  const auto read = std::from_chars(cell.data, end, *static_cast<T*>(value));
  if (read.ec != std::errc{} || read.ptr != end) bad_value(codec, "not an integer of that size");
}

template <typename T>
void encode_integer_text(const Codec&, const void* value, std::string& out) {
  std::array<char, 24> buffer{};
  out.append(buffer.data(),
             std::to_chars(buffer.data(), buffer.data() + buffer.size(), *static_cast<const T*>(value)).ptr);
}

template <typename T>
void encode_fixed_binary(const Codec&, const void* value, std::string& out) {
  store(out, *static_cast<const T*>(value));
}

template <typename T>
void decode_floating(const Codec& codec, const Cell& cell, void* value) {
  if (cell.binary) {
    if (cell.size != sizeof(T)) bad_value(codec);
    *static_cast<T*>(value) = load<T>(cell.data);
  } else if (!detail::parse_floating(cell.text(), *static_cast<T*>(value))) {
    bad_value(codec);
  }
}

template <typename T>
void encode_floating_text(const Codec&, const void* value, std::string& out) {
  detail::append_floating(out, *static_cast<const T*>(value));
}

template <typename T>
constexpr Codec integer(detail::TypeId id) {
  return define<T>(id, &decode_integer<T>, &encode_integer_text<T>, &encode_fixed_binary<T>);
}

template <typename T>
constexpr Codec floating(detail::TypeId id) {
  return define<T>(id, &decode_floating<T>, &encode_floating_text<T>, &encode_fixed_binary<T>);
}

void decode_numeric(const Codec& codec, const Cell& cell, void* value) {
  if (cell.binary) {
    *static_cast<Numeric*>(value) = NumericWire::read(codec, cell);
    return;
  }
  auto parsed = Numeric::parse(cell.text());
  if (!parsed) bad_value(codec);
  *static_cast<Numeric*>(value) = *std::move(parsed);
}

void encode_numeric_binary(const Codec&, const void* value, std::string& out) {
  NumericWire::write(*static_cast<const Numeric*>(value), out);
}

// cash_out() depends on lc_monetary, but always prints all digits of the integer it stores. Negative amounts have a
// minus sign somewhere or parentheses around them.
void decode_money(const Codec& codec, const Cell& cell, void* value) {
  auto& money = *static_cast<Money*>(value);
  if (cell.binary) {
    if (cell.size != 8) bad_value(codec);
    money.minor_units = load<std::int64_t>(cell.data);
    return;
  }
  bool negative = false;
  bool digits = false;
  std::int64_t units = 0;
  for (const char c : cell.text()) {
    if (c == '-' || c == '(') negative = true;
    if (c < '0' || c > '9') continue;
    digits = true;
    if (__builtin_mul_overflow(units, 10, &units) || __builtin_sub_overflow(units, c - '0', &units)) bad_value(codec);
  }
  if (!digits) bad_value(codec);
  money.minor_units = negative ? units : -units;
}

void encode_money_binary(const Codec&, const void* value, std::string& out) {
  store(out, static_cast<const Money*>(value)->minor_units);
}

// Inside a composite there is no binary form; two fraction digits hold for all currencies but a few.
void encode_money_text(const Codec&, const void* value, std::string& out) {
  const std::int64_t units = static_cast<const Money*>(value)->minor_units;
  const std::uint64_t size = units < 0 ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
  const std::string cents = std::to_string(size % 100);
  out += (units < 0 ? "-" : "") + std::to_string(size / 100) + '.' + (cents.size() < 2 ? "0" : "") + cents;
}

}  // namespace

namespace codec {

constinit const CodecOf<bool> bool_{
    define<bool>({"bool", 16, 1000}, &decode_bool, &encode_bool_text, &encode_bool_binary)};
constinit const CodecOf<std::int16_t> int2{integer<std::int16_t>({"int2", 21, 1005})};
constinit const CodecOf<std::int32_t> int4{integer<std::int32_t>({"int4", 23, 1007})};
constinit const CodecOf<std::int64_t> int8{integer<std::int64_t>({"int8", 20, 1016})};
constinit const CodecOf<std::uint32_t> oid{integer<std::uint32_t>({"oid", 26, 1028})};
constinit const CodecOf<std::uint32_t> xid{integer<std::uint32_t>({"xid", 28, 1011})};
constinit const CodecOf<std::uint32_t> cid{integer<std::uint32_t>({"cid", 29, 1012})};
constinit const CodecOf<std::uint64_t> xid8{integer<std::uint64_t>({"xid8", 5069, 271})};
constinit const CodecOf<float> float4{floating<float>({"float4", 700, 1021})};
constinit const CodecOf<double> float8{floating<double>({"float8", 701, 1022})};
constinit const CodecOf<Numeric> numeric{
    define<Numeric>({"numeric", 1700, 1231}, &decode_numeric, &detail::print_value<Numeric>, &encode_numeric_binary)};
constinit const CodecOf<Money> money{
    define<Money>({"money", 790, 791}, &decode_money, &encode_money_text, &encode_money_binary)};

}  // namespace codec
}  // namespace pgscribe
