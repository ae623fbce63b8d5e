#include <algorithm>

#include "codecs/wire.hpp"
#include "pgscribe/statement.hpp"

// What a codec can do: binary or text, which types it takes.

namespace pgscribe::detail {

namespace {

// The character types hold the same bytes in both forms, so that a column may change from one to the other.
constexpr std::uint32_t kCharacters[] = {19, 25, 705, 1042, 1043, 2275};
constexpr std::uint32_t kCharacterArrays[] = {1003, 1009, 1014, 1015, 1263};
// Types made by users and extensions start here (FirstNormalObjectId in access/transam.h).
constexpr std::uint32_t kFirstUserOid = 16'384;

template <std::size_t N>
bool is_one_of(const std::uint32_t (&oids)[N], std::uint32_t oid) noexcept {
  return std::find(std::begin(oids), std::end(oids), oid) != std::end(oids);
}

// Of one built-in type, so that the binary form is one.
bool share_binary_form(const Codec& a, const Codec& b) noexcept {
  const std::uint32_t oid = type_oid(a);
  return oid != 0 && is_same_builtin(oid, type_oid(b));
}

// The decoder checks what a composite says of its attributes by number, so all of them have to have one.
bool reads_binary_attribute(const Column& field) noexcept {
  const Codec& type = type_codec(*field.codec);
  const Codec& inner = type.kind == CodecKind::array ? element_codec(type) : type;
  return (inner.kind == CodecKind::composite || type_oid(type) != 0) && reads_binary(*field.codec);
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
    case CodecKind::multirange: return reads_binary(*codec.element);
    case CodecKind::alias:
      if (codec.type_of != nullptr && !share_binary_form(*codec.element, *codec.type_of)) return false;
      return reads_binary(*codec.element);
    case CodecKind::map: return false;
    case CodecKind::composite: return std::all_of(codec.fields.begin(), codec.fields.end(), reads_binary_attribute);
  }
  return false;
}

bool writes_binary(const Codec& codec) noexcept {
  if (codec.kind == CodecKind::alias) {
    if (codec.type_of != nullptr && !share_binary_form(*codec.element, *codec.type_of)) return false;
    return writes_binary(*codec.element);
  }
  if (codec.kind == CodecKind::array)
    return codec.element->kind == CodecKind::scalar && codec.element->oid != 0 && writes_binary(*codec.element);
  return codec.encode_binary != nullptr || codec.borrow != nullptr;
}

bool is_named(const Codec& codec) noexcept {
  return codec.oid == 0 && (*codec.schema != '\0' || *codec.extension != '\0');
}

const Codec& type_codec(const Codec& codec) noexcept {
  const Codec* type = &codec;
  while (true) {
    if (type->type_of != nullptr)
      type = type->type_of;
    else if (type->kind == CodecKind::alias && !is_named(*type))
      type = type->element;
    else
      return *type;
  }
}

const Codec& element_codec(const Codec& array) noexcept {
  const Codec* element = &type_codec(*array.element);
  while (element->kind == CodecKind::array) element = &type_codec(*element->element);
  return *element;
}

std::uint32_t type_oid(const Codec& codec) noexcept {
  const Codec& type = type_codec(codec);
  return type.kind == CodecKind::array ? element_codec(type).array_oid : type.oid;
}

bool is_same_builtin(std::uint32_t expected, std::uint32_t oid) noexcept {
  return expected == oid || (is_one_of(kCharacters, expected) && is_one_of(kCharacters, oid)) ||
         (is_one_of(kCharacterArrays, expected) && is_one_of(kCharacterArrays, oid));
}

bool accepts_nested(const Codec& codec, std::uint32_t oid) noexcept {
  const Codec& type = type_codec(codec);
  if (const std::uint32_t expected = type_oid(type); expected != 0) return is_same_builtin(expected, oid);
  const bool is_array = type.kind == CodecKind::array;
  if ((is_array ? element_codec(type) : type).kind == CodecKind::composite && oid == (is_array ? kRecords : kRecord))
    return true;
  return oid >= kFirstUserOid;
}

std::string type_name(const Codec& codec) {
  const Codec& type = type_codec(codec);
  if (type.kind == CodecKind::array) return type_name(element_codec(type)) + "[]";
  return (*type.schema == '\0' ? "" : std::string{type.schema} + '.') + type.type;
}

void write_binary(const Codec& codec, const void* value, std::string& out) {
  if (codec.borrow != nullptr) {
    out += codec.borrow(value);
  } else {
    codec.encode_binary(codec, value, out);
  }
}

}  // namespace pgscribe::detail
