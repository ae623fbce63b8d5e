#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>

#include "pgscribe/codecs.hpp"
#include "pgscribe/composed_codecs.hpp"
#include "pgscribe/error.hpp"
#include "pgscribe/types.hpp"

// Any bytes as a value of any type, in text and in binary form, as a hostile server could send them. The first byte
// says which type, the second which form. Nothing may crash or throw anything but ConversionError and its like, and
// what a codec writes it has to read again and to write the same way.

using namespace pgscribe;

namespace {

struct Place {
  std::string city{};
  std::optional<std::int32_t> altitude{};
  std::vector<std::optional<double>> weights{};
};
constexpr Column kPlaceFields[] = {
    column<std::string>("city", offsetof(Place, city), codec::text),
    column<std::optional<std::int32_t>>("altitude", offsetof(Place, altitude), codec::int4),
    column<std::vector<std::optional<double>>>("weights", offsetof(Place, weights),
                                               codec::nullable_array<codec::float8>)};
constexpr auto kPlace = codec::composite<Place>({"public", "place"}, kPlaceFields);

void require(bool condition) {
  if (!condition) std::abort();
}

// The text or binary form of `value`, or nothing when the type's form cannot hold it.
std::optional<std::string> encoded(const Codec& codec, const void* value, bool binary) {
  const Encode encode = binary ? codec.encode_binary : codec.encode_text;
  if (encode == nullptr) return std::nullopt;
  std::string bytes;
  try {
    encode(codec, value, bytes);
  } catch (const Error&) {
    return std::nullopt;
  }
  return bytes;
}

template <typename T>
void read(const Codec& codec, const Cell& cell) {
  T value{};
  try {
    codec.decode(codec, cell, &value);
  } catch (const Error&) {
    return;
  }
  const auto once = encoded(codec, &value, cell.binary);
  if (!once) return;
  T again{};
  codec.decode(codec, {once->data(), once->size(), cell.binary}, &again);
  require(encoded(codec, &again, cell.binary) == once);
}

struct Entry {
  const Codec* codec;
  void (*read)(const Codec& codec, const Cell& cell);
};
template <typename T, typename View>
constexpr Entry entry(const CodecOf<T, View>& codec) {
  return {&codec, &read<T>};
}

const Entry kEntries[] = {entry(codec::bool_),
                          entry(codec::int2),
                          entry(codec::int4),
                          entry(codec::int8),
                          entry(codec::float4),
                          entry(codec::float8),
                          entry(codec::numeric),
                          entry(codec::money),
                          entry(codec::text),
                          entry(codec::char_),
                          entry(codec::json),
                          entry(codec::jsonb),
                          entry(codec::jsonpath),
                          entry(codec::hstore),
                          entry(codec::vector),
                          entry(codec::bytea),
                          entry(codec::bit),
                          entry(codec::varbit),
                          entry(codec::uuid),
                          entry(codec::date),
                          entry(codec::timestamp),
                          entry(codec::timestamptz),
                          entry(codec::time),
                          entry(codec::timetz),
                          entry(codec::interval),
                          entry(codec::inet),
                          entry(codec::cidr),
                          entry(codec::macaddr),
                          entry(codec::macaddr8),
                          entry(codec::point),
                          entry(codec::line),
                          entry(codec::lseg),
                          entry(codec::box),
                          entry(codec::path),
                          entry(codec::polygon),
                          entry(codec::circle),
                          entry(codec::int4range),
                          entry(codec::numrange),
                          entry(codec::tstzrange),
                          entry(codec::daterange),
                          entry(codec::int8multirange),
                          entry(codec::nummultirange),
                          entry(codec::tsmultirange),
                          entry(codec::oid),
                          entry(codec::xid8),
                          entry(codec::tid),
                          entry(codec::pg_lsn),
                          entry(codec::int2vector),
                          entry(codec::oidvector),
                          entry(codec::array<codec::int4>),
                          entry(codec::array<codec::text>),
                          entry(codec::nullable_array<codec::numeric>),
                          entry(codec::array<codec::box>),
                          entry(codec::array<codec::array<codec::int4>>),
                          entry(codec::array<codec::tstzrange>),
                          entry(kPlace)};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const Entry& entry = kEntries[data[0] % std::size(kEntries)];
  const bool binary = data[1] % 2 == 1 && entry.codec->binary_result;
  entry.read(*entry.codec, {reinterpret_cast<const char*>(data + 2), size - 2, binary});
  return 0;
}
