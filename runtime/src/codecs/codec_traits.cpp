#include <algorithm>

#include "codecs/wire.hpp"
#include "pgscribe/statement.hpp"

namespace pgscribe::detail {

namespace {

// Types whose binary form is the bytes of their text (textsend, and json_send and xml_send like it).
constexpr std::uint32_t kTextLike[] = {18, 19, 25, 114, 142, 705, 1042, 1043, 2275};
// Types made by users start here (FirstNormalObjectId in access/transam.h).
constexpr std::uint32_t kFirstUserOid = 16'384;

bool is_text_like(std::uint32_t oid) noexcept {
  return std::find(std::begin(kTextLike), std::end(kTextLike), oid) != std::end(kTextLike);
}

}  // namespace

void bad_value(const Codec& codec, std::string_view reason) {
  throw ConversionError("cannot convert a value of type " + type_name(codec) + ": " + std::string{reason});
}

bool reads_binary(const Codec& codec) noexcept {
  switch (codec.kind) {
    case CodecKind::scalar:
    case CodecKind::enumeration: return codec.binary_result;
    // Two dimensions are one array value in PostgreSQL; the text reader splits it by its braces.
    case CodecKind::array: return codec.element->kind != CodecKind::array && reads_binary(*codec.element);
    case CodecKind::range:
    case CodecKind::multirange:
    case CodecKind::alias: return reads_binary(*codec.element);
    case CodecKind::composite:
      return std::all_of(codec.fields.begin(), codec.fields.end(),
                         [](const Column& field) { return reads_binary(*field.codec); });
  }
  return false;
}

bool writes_binary(const Codec& codec) noexcept {
  if (codec.kind == CodecKind::alias) return writes_binary(*codec.element);
  if (codec.kind == CodecKind::array)
    return codec.element->kind == CodecKind::scalar && codec.element->oid != 0 && writes_binary(*codec.element);
  return codec.encode_binary != nullptr || codec.borrow != nullptr;
}

std::uint32_t type_oid(const Codec& codec) noexcept {
  if (codec.kind != CodecKind::array) return codec.oid;
  return codec.element->kind == CodecKind::array ? type_oid(*codec.element) : codec.element->array_oid;
}

bool accepts_oid(const Codec& codec, std::uint32_t oid) noexcept {
  if (codec.kind == CodecKind::alias) return accepts_oid(*codec.element, oid);
  const std::uint32_t expected = type_oid(codec);
  if (expected == 0 || oid == 0 || expected == oid || oid >= kFirstUserOid) return true;
  return is_text_like(expected) && is_text_like(oid);
}

std::string type_name(const Codec& codec) {
  if (codec.kind == CodecKind::alias) return type_name(*codec.element);
  if (codec.kind != CodecKind::array) return codec.type;
  return codec.element->kind == CodecKind::array ? type_name(*codec.element) : type_name(*codec.element) + "[]";
}

void write_binary(const Codec& codec, const void* value, std::string& out) {
  if (codec.borrow != nullptr) {
    out += codec.borrow(value);
  } else {
    codec.encode_binary(codec, value, out);
  }
}

}  // namespace pgscribe::detail
