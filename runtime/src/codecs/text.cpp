#include "codecs/define.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/types/bytes.hpp"
#include "pgscribe/types/json.hpp"
#include "pgscribe/types/uuid.hpp"
#include "types/hex.hpp"

// Types that travel as strings of characters or bytes.

namespace pgscribe {

namespace {

using detail::bad_value;
using detail::TypeId;

// PostgreSQL's text cannot hold NUL, and libpq would cut a text parameter there without a word.
std::string_view checked(std::string_view text) {
  if (text.find('\0') != text.npos) throw ConversionError("text contains a NUL byte, which PostgreSQL cannot store");
  return text;
}

void decode_string(const Codec&, const Cell& cell, void* value) {
  static_cast<std::string*>(value)->assign(cell.data, cell.size);
}

template <typename String>
void encode_string(const Codec&, const void* value, std::string& out) {
  out += checked(*static_cast<const String*>(value));
}

template <typename String>
std::string_view borrow_string(const void* value) {
  return checked(*static_cast<const String*>(value));
}

template <typename String>
constexpr Codec string_form(TypeId id, bool binary) {
  Codec codec;
  detail::set_type(codec, id);
  codec.binary_result = binary;
  codec.decode = &decode_string;
  codec.encode_text = &encode_string<String>;
  if (binary) codec.borrow = &borrow_string<String>;
  codec.optional = &optional_access<String>;
  return codec;
}

// The type of a parameter is asked of the codec itself, never of its view.
constexpr Codec kTextView = string_form<std::string_view>({}, true);
constexpr Codec kTextOnlyView = string_form<std::string_view>({}, false);

// The binary form of these is their text, so it is sent from where it is.
constexpr StringCodec text_type(TypeId id) {
  StringCodec codec{string_form<std::string>(id, true)};
  codec.view = &kTextView;
  return codec;
}

// These have a binary form of another kind, or none.
constexpr StringCodec text_only(TypeId id) {
  StringCodec codec{string_form<std::string>(id, false)};
  codec.view = &kTextOnlyView;
  return codec;
}

void decode_char(const Codec& codec, const Cell& cell, void* value) {
  auto& c = *static_cast<char*>(value);
  if (cell.size == 4 && !cell.binary && cell.data[0] == '\\') {
    // charout(): bytes above 127 as \ooo, from PostgreSQL 16.
    c = static_cast<char>((cell.data[1] - '0') * 64 + (cell.data[2] - '0') * 8 + (cell.data[3] - '0'));
  } else if (cell.size > 1) {
    bad_value(codec);
  } else {
    c = cell.size == 0 ? '\0' : *cell.data;  // "" stands for NUL
  }
}

void encode_char_text(const Codec&, const void* value, std::string& out) {
  if (const char c = *static_cast<const char*>(value); c != '\0') out += c;
}
void encode_char_binary(const Codec&, const void* value, std::string& out) { out += *static_cast<const char*>(value); }

void decode_json(const Codec&, const Cell& cell, void* value) {
  static_cast<Json*>(value)->text.assign(cell.data, cell.size);
}

// jsonb_send(): a version byte, then text.
void decode_jsonb(const Codec& codec, const Cell& cell, void* value) {
  std::string_view text = cell.text();
  if (cell.binary) {
    if (!text.starts_with('\1')) bad_value(codec, "unknown version of the binary form");
    text.remove_prefix(1);
  }
  static_cast<Json*>(value)->text = text;
}

void encode_json(const Codec&, const void* value, std::string& out) {
  out += checked(static_cast<const Json*>(value)->text);
}
void encode_jsonb_binary(const Codec&, const void* value, std::string& out) {
  out += '\1';
  out += checked(static_cast<const Json*>(value)->text);
}

// byteaout(): \x and hexadecimal digits, or with bytea_output = escape text with \\ and \ooo.
void decode_bytea(const Codec& codec, const Cell& cell, void* value) {
  auto& bytes = *static_cast<Bytes*>(value);
  const std::string_view text = cell.text();
  bytes.clear();
  const auto append = [&bytes](int byte) { bytes.push_back(static_cast<std::byte>(byte)); };
  if (cell.binary) {
    const auto* data = reinterpret_cast<const std::byte*>(text.data());
    bytes.assign(data, data + text.size());
  } else if (text.starts_with("\\x")) {
    if (text.size() % 2 != 0) bad_value(codec);
    bytes.reserve(text.size() / 2 - 1);
    for (std::size_t i = 2; i < text.size(); i += 2) {
      const int high = detail::hex_value(text[i]);
      const int low = detail::hex_value(text[i + 1]);
      if (high < 0 || low < 0) bad_value(codec);
      append(high * 16 + low);
    }
  } else {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '\\') {
        append(static_cast<unsigned char>(text[i]));
      } else if (text.substr(i + 1).starts_with('\\')) {
        append('\\');
        ++i;
      } else {
        if (i + 3 >= text.size()) bad_value(codec);
        append((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
        i += 3;
      }
    }
  }
}

template <typename Sequence>
std::string_view borrow_bytes(const void* value) {
  const auto& bytes = *static_cast<const Sequence*>(value);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

template <typename Sequence>
void encode_bytea_text(const Codec&, const void* value, std::string& out) {
  out += to_hex(*static_cast<const Sequence*>(value));
}

template <typename Sequence>
constexpr Codec bytea_form() {
  Codec codec = detail::define<Sequence>({"bytea", 17, 1001}, &decode_bytea, &encode_bytea_text<Sequence>, nullptr);
  codec.borrow = &borrow_bytes<Sequence>;
  return codec;
}

constexpr Codec kByteaView = bytea_form<std::span<const std::byte>>();

constexpr CodecOf<Bytes, std::span<const std::byte>> bytea_codec() {
  CodecOf<Bytes, std::span<const std::byte>> codec{bytea_form<Bytes>()};
  codec.view = &kByteaView;
  return codec;
}

// varbit_send(): the number of bits, then the bits, padded to whole bytes.
void decode_bits(const Codec& codec, const Cell& cell, void* value) {
  std::string& bits = static_cast<BitString*>(value)->bits;
  if (!cell.binary) {
    bits = cell.text();
    if (bits.find_first_not_of("01") != bits.npos) bad_value(codec);
    return;
  }
  detail::WireReader reader{codec, cell.text()};
  const auto count = reader.take<std::int32_t>();
  if (count < 0) bad_value(codec);
  const auto size = static_cast<std::size_t>(count);
  const std::string_view bytes = reader.take_bytes((size + 7) / 8);
  bits.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    bits[i] = (static_cast<unsigned char>(bytes[i / 8]) >> (7 - i % 8)) & 1 ? '1' : '0';
  }
  reader.expect_end();
}

void encode_bits_text(const Codec& codec, const void* value, std::string& out) {
  const std::string& bits = static_cast<const BitString*>(value)->bits;
  if (bits.find_first_not_of("01") != bits.npos) bad_value(codec, "characters other than 0 and 1");
  out += bits;
}

void encode_bits_binary(const Codec& codec, const void* value, std::string& out) {
  const std::string& bits = static_cast<const BitString*>(value)->bits;
  if (bits.find_first_not_of("01") != bits.npos) bad_value(codec, "characters other than 0 and 1");
  detail::store(out, static_cast<std::int32_t>(bits.size()));
  const std::size_t start = out.size();
  out.append((bits.size() + 7) / 8, '\0');
  for (std::size_t i = 0; i < bits.size(); ++i) {
    if (bits[i] == '1') out[start + i / 8] = static_cast<char>(out[start + i / 8] | (1 << (7 - i % 8)));
  }
}

constexpr Codec bits_codec(TypeId id) {
  return detail::define<BitString>(id, &decode_bits, &encode_bits_text, &encode_bits_binary);
}

Uuid read_uuid(detail::WireReader& reader) {
  Uuid uuid;
  std::memcpy(uuid.bytes.data(), reader.take_bytes(16).data(), 16);
  return uuid;
}

std::string_view borrow_uuid(const void* value) {
  return {reinterpret_cast<const char*>(static_cast<const Uuid*>(value)->bytes.data()), 16};
}

constexpr Codec uuid_codec() {
  Codec codec = detail::define<Uuid>({"uuid", 2950, 2951}, &detail::decode_value<Uuid, &Uuid::parse, &read_uuid>,
                                     &detail::print_value<Uuid>, nullptr);
  codec.borrow = &borrow_uuid;
  return codec;
}

}  // namespace

namespace codec {

constinit const StringCodec text = text_type({"text", 25, 1009});
constinit const StringCodec varchar = text_type({"varchar", 1043, 1015});
constinit const StringCodec bpchar = text_type({"bpchar", 1042, 1014});
constinit const StringCodec name = text_type({"name", 19, 1003});
constinit const StringCodec xml = text_type({"xml", 142, 143});
constinit const StringCodec cstring = text_type({"cstring", 2275, 1263});
constinit const StringCodec unknown = text_type({"unknown", 705, 0});
constinit const StringCodec citext = text_type({"citext", 0, 0, "citext"});
constinit const CodecOf<char> char_{
    detail::define<char>({"char", 18, 1002}, &decode_char, &encode_char_text, &encode_char_binary)};

constinit const CodecOf<Json> json{detail::define<Json>({"json", 114, 199}, &decode_json, &encode_json, &encode_json)};
constinit const CodecOf<Json> jsonb{
    detail::define<Json>({"jsonb", 3802, 3807}, &decode_jsonb, &encode_json, &encode_jsonb_binary)};
constinit const StringCodec jsonpath = text_only({"jsonpath", 4072, 4073});
constinit const StringCodec tsvector = text_only({"tsvector", 3614, 3643});
constinit const StringCodec tsquery = text_only({"tsquery", 3615, 3645});
constinit const StringCodec aclitem = text_only({"aclitem", 1033, 1034});
constinit const StringCodec gtsvector = text_only({"gtsvector", 3642, 3644});
constinit const StringCodec pg_brin_bloom_summary = text_only({"pg_brin_bloom_summary", 4600, 0});
constinit const StringCodec pg_brin_minmax_multi_summary = text_only({"pg_brin_minmax_multi_summary", 4601, 0});
constinit const StringCodec pg_dependencies = text_only({"pg_dependencies", 3402, 0});
constinit const StringCodec pg_mcv_list = text_only({"pg_mcv_list", 5017, 0});
constinit const StringCodec pg_ndistinct = text_only({"pg_ndistinct", 3361, 0});
constinit const StringCodec pg_node_tree = text_only({"pg_node_tree", 194, 0});
constinit const StringCodec pg_snapshot = text_only({"pg_snapshot", 5038, 5039});
constinit const StringCodec refcursor = text_only({"refcursor", 1790, 2201});
constinit const StringCodec regclass = text_only({"regclass", 2205, 2210});
constinit const StringCodec regcollation = text_only({"regcollation", 4191, 4192});
constinit const StringCodec regconfig = text_only({"regconfig", 3734, 3735});
constinit const StringCodec regdictionary = text_only({"regdictionary", 3769, 3770});
constinit const StringCodec regnamespace = text_only({"regnamespace", 4089, 4090});
constinit const StringCodec regoper = text_only({"regoper", 2203, 2208});
constinit const StringCodec regoperator = text_only({"regoperator", 2204, 2209});
constinit const StringCodec regproc = text_only({"regproc", 24, 1008});
constinit const StringCodec regprocedure = text_only({"regprocedure", 2202, 2207});
constinit const StringCodec regrole = text_only({"regrole", 4096, 4097});
constinit const StringCodec regtype = text_only({"regtype", 2206, 2211});
constinit const StringCodec txid_snapshot = text_only({"txid_snapshot", 2970, 2949});
constinit const StringCodec ltree = text_only({"ltree", 0, 0, "ltree"});
constinit const StringCodec lquery = text_only({"lquery", 0, 0, "ltree"});
constinit const StringCodec ltxtquery = text_only({"ltxtquery", 0, 0, "ltree"});
constinit const StringCodec halfvec = text_only({"halfvec", 0, 0, "vector"});
constinit const StringCodec sparsevec = text_only({"sparsevec", 0, 0, "vector"});
constinit const StringCodec cube = text_only({"cube", 0, 0, "cube"});
constinit const StringCodec seg = text_only({"seg", 0, 0, "seg"});
constinit const StringCodec query_int = text_only({"query_int", 0, 0, "intarray"});
constinit const StringCodec ean13 = text_only({"ean13", 0, 0, "isn"});
constinit const StringCodec isbn = text_only({"isbn", 0, 0, "isn"});
constinit const StringCodec isbn13 = text_only({"isbn13", 0, 0, "isn"});
constinit const StringCodec ismn = text_only({"ismn", 0, 0, "isn"});
constinit const StringCodec ismn13 = text_only({"ismn13", 0, 0, "isn"});
constinit const StringCodec issn = text_only({"issn", 0, 0, "isn"});
constinit const StringCodec issn13 = text_only({"issn13", 0, 0, "isn"});
constinit const StringCodec upc = text_only({"upc", 0, 0, "isn"});
constinit const StringCodec other = text_only({"unknown", 0, 0});

constinit const CodecOf<Bytes, std::span<const std::byte>> bytea = bytea_codec();
constinit const CodecOf<BitString> bit{bits_codec({"bit", 1560, 1561})};
constinit const CodecOf<BitString> varbit{bits_codec({"varbit", 1562, 1563})};
constinit const CodecOf<Uuid> uuid{uuid_codec()};

}  // namespace codec
}  // namespace pgscribe
