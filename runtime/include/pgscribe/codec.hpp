#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Codecs: how values of one PostgreSQL type become values of one C++ type and back. A codec is constant data
/// (function pointers and tables), so that generated code only names codecs and never instantiates decoding
/// logic for the built-in types.
namespace pgscribe {

struct Codec;

/// One field as it came from the server. `data` is not null-terminated when the cell lies inside an array,
/// a range or a composite.
struct Cell {
  const char* data = nullptr;
  std::size_t size = 0;
  bool binary = false;
  /// The text is JSON's spelling of the value, which only the codecs of arrays, maps and composites are handed.
  bool json = false;

  [[nodiscard]] std::string_view text() const noexcept { return {data, size}; }
};

/// Overwrites `*value` (a constructed object of the codec's C++ type). Throws ConversionError.
using Decode = void (*)(const Codec& codec, const Cell& cell, void* value);
/// Appends the text or binary form of `*value` to `out`. Throws ConversionError.
using Encode = void (*)(const Codec& codec, const void* value, std::string& out);
/// The bytes of `*value`, when they already are PostgreSQL's binary form: sent without a copy.
using Borrow = std::string_view (*)(const void* value);

/// std::optional<T> behind a pointer to void.
struct OptionalAccess {
  void* (*emplace)(void* optional);
  void (*reset)(void* optional);
  const void* (*get)(const void* optional);  // null when disengaged
};

template <typename T>
inline constexpr OptionalAccess optional_access{
    [](void* optional) -> void* { return &static_cast<std::optional<T>*>(optional)->emplace(); },
    [](void* optional) { static_cast<std::optional<T>*>(optional)->reset(); },
    [](const void* optional) -> const void* {
      const auto& value = *static_cast<const std::optional<T>*>(optional);
      return value ? &*value : nullptr;
    }};

/// std::vector<T> behind a pointer to void.
struct VectorAccess {
  void (*clear)(void* vector);
  void* (*append)(void* vector);  // the new element
};

template <typename T>
inline constexpr VectorAccess vector_access{
    [](void* vector) { static_cast<std::vector<T>*>(vector)->clear(); },
    [](void* vector) -> void* { return &static_cast<std::vector<T>*>(vector)->emplace_back(); }};

struct Column;

enum class CodecKind : std::uint8_t { scalar, array, range, multirange, enumeration, composite, alias, map };

/// The type-erased part of a codec. All members are constants, so codecs live in read-only memory.
struct Codec {
  /// Name of the PostgreSQL type: `int4`, `mpaa_rating`.
  const char* type = "";
  /// Of a type that is not built in: its schema, or the extension it belongs to, whose schema is the database's choice.
  const char* schema = "";
  const char* extension = "";
  /// OID of the type and of its array type when they are the same in every database, else 0. A parameter of
  /// type 0 is sent as text and typed by the server.
  std::uint32_t oid = 0;
  std::uint32_t array_oid = 0;
  CodecKind kind = CodecKind::scalar;
  /// Separates the elements of an array of this type (`;` for box).
  char delimiter = ',';
  /// `decode` understands binary cells.
  bool binary_result = false;
  Decode decode = nullptr;
  Encode encode_text = nullptr;
  /// Null when only text is sent.
  Encode encode_binary = nullptr;
  Borrow borrow = nullptr;
  const OptionalAccess* optional = nullptr;
  /// The codec of the non-owning form (std::string_view, std::span) used for positional parameters; encodes only.
  const Codec* view = nullptr;
  /// Array element, range bound, range of a multirange, what an alias or a domain wraps.
  const Codec* element = nullptr;
  /// The codec whose PostgreSQL type this one reads, when its own does not say or is another one.
  const Codec* type_of = nullptr;
  /// Attributes of a composite.
  std::span<const Column> fields{};
  /// Labels of an enum in the order of its enumerators.
  std::span<const std::string_view> labels{};
};

/// A codec that knows its C++ type, so that a descriptor table with the wrong codec does not compile.
/// `View` is the type in which a single positional parameter is passed.
template <typename T, typename View = T>
struct CodecOf : Codec {
  using value_type = T;
  using view_type = View;
};

/// The codec of a user's own type, for overrides that name none. Specialise it in the header of the type:
/// `template <> struct pgscribe::UserCodec<my::Payload> { static constexpr auto value = codec::custom<...>("jsonb");
/// };`
template <typename T>
struct UserCodec;

template <const auto& C>
using CodecValue = typename std::remove_cvref_t<decltype(C)>::value_type;

namespace detail {

/// OIDs of `record` and `record[]`.
inline constexpr std::uint32_t kRecord = 2249;
inline constexpr std::uint32_t kRecords = 2287;

}  // namespace detail
}  // namespace pgscribe
