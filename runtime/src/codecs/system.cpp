#include <algorithm>
#include <charconv>

#include "codecs/define.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/types/system.hpp"
#include "types/floating.hpp"

// System types, and lists of numbers that are not arrays.

namespace pgscribe {

namespace {

using detail::bad_value;
using detail::define;
using detail::store;
using detail::WireReader;

Tid read_tid(WireReader& reader) {
  Tid tid;
  tid.block = reader.take<std::uint32_t>();
  tid.offset = reader.take<std::uint16_t>();
  return tid;
}

void encode_tid_binary(const Codec&, const void* value, std::string& out) {
  store(out, static_cast<const Tid*>(value)->block);
  store(out, static_cast<const Tid*>(value)->offset);
}

Lsn read_lsn(WireReader& reader) { return Lsn{reader.take<std::uint64_t>()}; }
void encode_lsn_binary(const Codec&, const void* value, std::string& out) {
  store(out, static_cast<const Lsn*>(value)->value);
}

template <typename T>
bool parse_number(std::string_view text, T& value) {
  if constexpr (std::is_floating_point_v<T>) {
    return detail::parse_floating(text, value);
  } else {
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc{} && read.ptr == end;
  }
}

// Numbers with `separator` between them.
template <typename T>
void parse_list(const Codec& codec, std::string_view text, char separator, std::vector<T>& list) {
  list.clear();
  while (!text.empty()) {
    const std::size_t size = std::min(text.find(separator), text.size());
    if (!parse_number(text.substr(0, size), list.emplace_back())) bad_value(codec);
    text.remove_prefix(std::min(size + 1, text.size()));
  }
}

template <typename Sequence>
void print_list(const Sequence& list, char separator, std::string& out) {
  bool first = true;
  for (const auto number : list) {
    if (!first) out += separator;
    first = false;
    if constexpr (std::is_floating_point_v<decltype(number)>)
      detail::append_floating(out, number);
    else
      out += std::to_string(number);
  }
}

// int2vector and oidvector: 1 2 3
template <typename T>
void decode_vector(const Codec& codec, const Cell& cell, void* value) {
  parse_list(codec, cell.text(), ' ', *static_cast<std::vector<T>*>(value));
}

template <typename Sequence>
void encode_vector(const Codec&, const void* value, std::string& out) {
  print_list(*static_cast<const Sequence*>(value), ' ', out);
}

// pgvector: [1,2.5,3]
void decode_embedding(const Codec& codec, const Cell& cell, void* value) {
  std::string_view text = cell.text();
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') bad_value(codec);
  parse_list(codec, text.substr(1, text.size() - 2), ',', *static_cast<std::vector<float>*>(value));
}

template <typename Sequence>
void encode_embedding(const Codec&, const void* value, std::string& out) {
  out += '[';
  print_list(*static_cast<const Sequence*>(value), ',', out);
  out += ']';
}

template <typename Sequence>
constexpr Codec text_list(detail::TypeId id, Decode decode, Encode encode) {
  Codec codec = define<Sequence>(id, decode, encode, nullptr);
  codec.binary_result = false;
  return codec;
}

template <typename T>
constexpr Codec kVectorView = text_list<std::span<const T>>({}, nullptr, &encode_vector<std::span<const T>>);
constexpr Codec kEmbeddingView =
    text_list<std::span<const float>>({}, nullptr, &encode_embedding<std::span<const float>>);

template <typename T>
constexpr CodecOf<std::vector<T>, std::span<const T>> vector_codec(detail::TypeId id) {
  CodecOf<std::vector<T>, std::span<const T>> codec{
      text_list<std::vector<T>>(id, &decode_vector<T>, &encode_vector<std::vector<T>>)};
  codec.view = &kVectorView<T>;
  return codec;
}

constexpr CodecOf<std::vector<float>, std::span<const float>> embedding_codec() {
  CodecOf<std::vector<float>, std::span<const float>> codec{text_list<std::vector<float>>(
      {"vector", 0, 0, "vector"}, &decode_embedding, &encode_embedding<std::vector<float>>)};
  codec.view = &kEmbeddingView;
  return codec;
}

void decode_hstore(const Codec& codec, const Cell& cell, void* value) {
  auto parsed = parse_hstore(cell.text());
  if (!parsed) bad_value(codec);
  *static_cast<Hstore*>(value) = *std::move(parsed);
}

void encode_hstore(const Codec& codec, const void* value, std::string& out) {
  const std::string text = pgscribe::to_string(*static_cast<const Hstore*>(value));
  if (text.find('\0') != text.npos) bad_value(codec, "NUL byte");
  out += text;
}

}  // namespace

namespace codec {

constinit const CodecOf<Tid> tid{define<Tid>({"tid", 27, 1010}, &detail::decode_value<Tid, &Tid::parse, &read_tid>,
                                             &detail::print_value<Tid>, &encode_tid_binary)};
constinit const CodecOf<Lsn> pg_lsn{define<Lsn>({"pg_lsn", 3220, 3221},
                                                &detail::decode_value<Lsn, &Lsn::parse, &read_lsn>,
                                                &detail::print_value<Lsn>, &encode_lsn_binary)};
constinit const CodecOf<std::vector<std::int16_t>, std::span<const std::int16_t>> int2vector =
    vector_codec<std::int16_t>({"int2vector", 22, 1006});
constinit const CodecOf<std::vector<std::uint32_t>, std::span<const std::uint32_t>> oidvector =
    vector_codec<std::uint32_t>({"oidvector", 30, 1013});
constinit const CodecOf<std::vector<float>, std::span<const float>> vector = embedding_codec();
constinit const CodecOf<Hstore> hstore{text_list<Hstore>({"hstore", 0, 0, "hstore"}, &decode_hstore, &encode_hstore)};

}  // namespace codec
}  // namespace pgscribe
