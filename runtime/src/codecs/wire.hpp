#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

#include "pgscribe/codec.hpp"
#include "pgscribe/error.hpp"

/// Reading and writing of the binary forms: big-endian integers and IEEE floats.
namespace pgscribe::detail {

/// Throws ConversionError. The value itself stays out of the text: errors reach logs.
[[noreturn]] void bad_value(const Codec& codec, std::string_view reason = "malformed");

template <std::size_t Size>
struct UnsignedOf;
template <>
struct UnsignedOf<1> {
  using type = std::uint8_t;
};
template <>
struct UnsignedOf<2> {
  using type = std::uint16_t;
};
template <>
struct UnsignedOf<4> {
  using type = std::uint32_t;
};
template <>
struct UnsignedOf<8> {
  using type = std::uint64_t;
};

template <typename T>
[[nodiscard]] T load(const char* data) noexcept {
  using Bits = typename UnsignedOf<sizeof(T)>::type;
  Bits bits = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    bits = static_cast<Bits>((static_cast<std::uint64_t>(bits) << 8) | static_cast<std::uint8_t>(data[i]));
  }
  T value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

template <typename T>
void store(std::string& out, T value) {
  using Bits = typename UnsignedOf<sizeof(T)>::type;
  Bits bits;
  std::memcpy(&bits, &value, sizeof bits);
  std::array<char, sizeof(T)> bytes;
  for (std::size_t i = sizeof(T); i-- > 0; bits = static_cast<Bits>(static_cast<std::uint64_t>(bits) >> 8)) {
    bytes[i] = static_cast<char>(bits & 0xFF);
  }
  out.append(bytes.data(), bytes.size());
}

/// Takes the parts of a binary cell in order; running out of bytes throws ConversionError.
class WireReader {
 public:
  WireReader(const Codec& codec, std::string_view bytes) noexcept : codec_(&codec), rest_(bytes) {}

  template <typename T>
  [[nodiscard]] T take() {
    return load<T>(take_bytes(sizeof(T)).data());
  }
  [[nodiscard]] std::string_view take_bytes(std::size_t size) {
    if (rest_.size() < size) bad_value(*codec_);
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }
  /// A length word and as many bytes; false for NULL (length -1).
  [[nodiscard]] bool take_cell(Cell& cell) {
    const auto size = take<std::int32_t>();
    if (size < 0) return false;
    const std::string_view bytes = take_bytes(static_cast<std::size_t>(size));
    cell = {bytes.data(), bytes.size(), true};
    return true;
  }
  [[nodiscard]] std::size_t remaining() const noexcept { return rest_.size(); }
  void expect_end() const {
    if (!rest_.empty()) bad_value(*codec_);
  }

 private:
  const Codec* codec_;
  std::string_view rest_;
};

/// The number of bytes a length word is about; filled in when they have been written.
class LengthPrefix {
 public:
  explicit LengthPrefix(std::string& out) : start_(out.size()) { out.append(4, '\0'); }

  void finish(std::string& out) const {
    std::string length;
    store(length, static_cast<std::int32_t>(out.size() - start_ - 4));
    out.replace(start_, 4, length);
  }

 private:
  std::size_t start_;
};

/// Whether `decode` of this codec and of everything it is made of understands binary cells.
[[nodiscard]] bool reads_binary(const Codec& codec) noexcept;
/// Whether a value can be sent in binary form where its type is known to be the codec's.
[[nodiscard]] bool writes_binary(const Codec& codec) noexcept;

/// The codec that says which type this one is for.
[[nodiscard]] const Codec& type_codec(const Codec& codec) noexcept;
/// The same of an array's elements, whatever its dimensions.
[[nodiscard]] const Codec& element_codec(const Codec& array) noexcept;
/// Whether this codec says by name which type it is for.
[[nodiscard]] bool is_named(const Codec& codec) noexcept;
/// OID of the type that a parameter of this codec has, or 0 when it differs from database to database.
[[nodiscard]] std::uint32_t type_oid(const Codec& codec) noexcept;
/// Whether a value of the built-in type `oid` may be read as one of `expected`: the same, or both hold characters.
[[nodiscard]] bool is_same_builtin(std::uint32_t expected, std::uint32_t oid) noexcept;
/// Whether a part of a value (element, attribute) that says to be of type `oid` may be read with this codec. Types that
/// are not built in were compared by name when their statement was prepared.
[[nodiscard]] bool accepts_nested(const Codec& codec, std::uint32_t oid) noexcept;
/// `int4[]`, `numeric`, `public.mpaa_rating`
[[nodiscard]] std::string type_name(const Codec& codec);
/// Appends the binary form without a length.
void write_binary(const Codec& codec, const void* value, std::string& out);

}  // namespace pgscribe::detail
