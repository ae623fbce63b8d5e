#pragma once

#include "codecs/wire.hpp"

// How built-in codecs are made.

namespace pgscribe::detail {

/// The identity of a built-in type: pg_type.typname, oid and typarray; or of an extension's.
struct TypeId {
  const char* name = "";
  std::uint32_t oid = 0;
  std::uint32_t array_oid = 0;
  const char* extension = "";
};

constexpr void set_type(Codec& codec, TypeId id) {
  codec.type = id.name;
  codec.oid = id.oid;
  codec.array_oid = id.array_oid;
  codec.extension = id.extension;
}

/// Codec of a built-in type that is read and written in both forms.
template <typename T>
[[nodiscard]] constexpr Codec define(TypeId id, Decode decode, Encode encode_text, Encode encode_binary) {
  Codec codec;
  set_type(codec, id);
  codec.binary_result = true;
  codec.decode = decode;
  codec.encode_text = encode_text;
  codec.encode_binary = encode_binary;
  codec.optional = &optional_access<T>;
  return codec;
}

/// Decode from `parse(text) -> std::optional<T>` and `read(WireReader&) -> T`.
template <typename T, auto Parse, auto Read>
void decode_value(const Codec& codec, const Cell& cell, void* value) {
  if (cell.binary) {
    WireReader reader{codec, cell.text()};
    *static_cast<T*>(value) = Read(reader);
    reader.expect_end();
  } else {
    auto parsed = Parse(cell.text());
    if (!parsed) bad_value(codec);
    *static_cast<T*>(value) = *std::move(parsed);
  }
}

/// Encode from `to_string(const T&)`.
template <typename T>
void print_value(const Codec&, const void* value, std::string& out) {
  out += to_string(*static_cast<const T*>(value));
}

}  // namespace pgscribe::detail
