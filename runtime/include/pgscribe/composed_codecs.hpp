#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "pgscribe/codec.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/enums.hpp"
#include "pgscribe/statement.hpp"
#include "pgscribe/types/range.hpp"

/// Codecs made from other codecs: arrays, ranges, enums, composites, and those of the user's own types.
/// The templates only move values; reading and writing of PostgreSQL's forms is in the library.
namespace pgscribe {

namespace detail {

/// A growing sequence behind a pointer to void. `append` passes each element to `fill`.
struct SequenceTarget {
  void* sequence;
  void (*clear)(void* sequence, std::size_t expected_size);
  /// `cell` is null for a NULL element.
  void (*append)(void* sequence, const Codec& element, const Cell* cell);
  /// The elements are std::optionals.
  bool has_nulls = false;
};
void read_array(const Codec& array, const Cell& cell, const SequenceTarget& target);

/// Writes `{...}` or the binary form; `at(sequence, i)` is null for a NULL element.
struct SequenceSource {
  const void* sequence;
  std::size_t size;
  const void* (*at)(const void* sequence, std::size_t i);
};
void write_array_text(const Codec& array, const SequenceSource& source, std::string& out);
void write_array_binary(const Codec& array, const SequenceSource& source, std::string& out);

/// Appends the binary form, of which the codec must have one.
void write_binary(const Codec& codec, const void* value, std::string& out);

/// Throws UnexpectedNull.
[[noreturn]] void null_element(const Codec& element);

struct RangeParts {
  bool empty = false;
  bool lower_inclusive = false;
  bool upper_inclusive = false;
  bool has_lower = false;
  bool has_upper = false;
  Cell lower{};
  Cell upper{};
  // Unescaped bounds that were quoted.
  std::string lower_text{};
  std::string upper_text{};
};
void read_range(const Codec& range, const Cell& cell, RangeParts& parts);
/// `lower` and `upper` are null when infinite.
void write_range_text(const Codec& range, const RangeParts& parts, const void* lower, const void* upper,
                      std::string& out);

void decode_composite(const Codec& codec, const Cell& cell, void* value);
void encode_composite(const Codec& codec, const void* value, std::string& out);

/// Index of the label, or throws ConversionError.
[[nodiscard]] std::size_t decode_label(const Codec& codec, const Cell& cell);
void encode_label(const Codec& codec, std::size_t index, std::string& out);

constexpr void set_name(Codec& codec, TypeName name) {
  codec.schema = name.schema;
  codec.type = name.name;
  codec.extension = name.extension;
}

template <typename Element, typename Value>
void append_element(void* sequence, const Codec& element, const Cell* cell) {
  auto& vector = *static_cast<std::vector<Element>*>(sequence);
  if constexpr (std::is_same_v<Element, Value>) {
    if (cell == nullptr) null_element(element);
    if constexpr (std::is_same_v<Element, bool>) {
      bool value{};  // std::vector<bool> has no addressable elements
      element.decode(element, *cell, &value);
      vector.push_back(value);
    } else {
      element.decode(element, *cell, &vector.emplace_back());
    }
  } else {
    Element& target = vector.emplace_back();
    if (cell != nullptr) element.decode(element, *cell, &target.emplace());
  }
}

template <typename Element, typename Value>
void decode_array(const Codec& codec, const Cell& cell, void* value) {
  read_array(codec, cell,
             {value,
              [](void* sequence, std::size_t size) {
                auto& vector = *static_cast<std::vector<Element>*>(sequence);
                vector.clear();
                vector.reserve(size);
              },
              &append_element<Element, Value>, !std::is_same_v<Element, Value>});
}

template <typename Sequence, typename Value>
SequenceSource sequence_source(const void* value) {
  const auto& sequence = *static_cast<const Sequence*>(value);
  return {value, sequence.size(), [](const void* from, std::size_t i) -> const void* {
            const auto& items = *static_cast<const Sequence*>(from);
            if constexpr (std::is_same_v<Sequence, std::vector<bool>>) {
              static constexpr bool kTruth[] = {false, true};
              return &kTruth[items[i] ? 1 : 0];
            } else if constexpr (std::is_same_v<std::remove_cv_t<typename Sequence::value_type>, Value>) {
              return &items[i];
            } else {
              return items[i] ? &*items[i] : nullptr;
            }
          }};
}

template <typename Sequence, typename Value, const auto& E>
constexpr Codec array_codec(const Codec* view, Decode decode) {
  Codec codec;
  codec.type = "array";
  codec.kind = CodecKind::array;
  codec.binary_result = true;  // if the element's is; see binary_result()
  codec.decode = decode;
  codec.encode_text = [](const Codec& self, const void* value, std::string& out) {
    write_array_text(self, sequence_source<Sequence, Value>(value), out);
  };
  codec.encode_binary = [](const Codec& self, const void* value, std::string& out) {
    write_array_binary(self, sequence_source<Sequence, Value>(value), out);
  };
  codec.optional = &optional_access<Sequence>;
  codec.view = view;
  codec.element = &E;
  return codec;
}

template <typename Element, const auto& E>
inline constexpr Codec span_codec = array_codec<std::span<const Element>, CodecValue<E>, E>(nullptr, nullptr);

template <typename Element>
using ArrayView = std::conditional_t<std::is_same_v<Element, bool>, std::vector<bool>, std::span<const Element>>;

template <typename Element, const auto& E>
constexpr CodecOf<std::vector<Element>, ArrayView<Element>> vector_codec() {
  const Codec* view = nullptr;
  if constexpr (!std::is_same_v<Element, bool>) view = &span_codec<Element, E>;
  return {array_codec<std::vector<Element>, CodecValue<E>, E>(view, &decode_array<Element, CodecValue<E>>)};
}

template <typename T>
void decode_range(const Codec& codec, const Cell& cell, void* value) {
  RangeParts parts;
  read_range(codec, cell, parts);
  Range<T> range;
  range.empty = parts.empty;
  range.lower_inclusive = parts.lower_inclusive;
  range.upper_inclusive = parts.upper_inclusive;
  if (parts.has_lower) codec.element->decode(*codec.element, parts.lower, &range.lower.emplace());
  if (parts.has_upper) codec.element->decode(*codec.element, parts.upper, &range.upper.emplace());
  *static_cast<Range<T>*>(value) = std::move(range);
}

template <typename T>
void encode_range(const Codec& codec, const void* value, std::string& out) {
  const auto& range = *static_cast<const Range<T>*>(value);
  RangeParts parts;
  parts.empty = range.empty;
  parts.lower_inclusive = range.lower_inclusive;
  parts.upper_inclusive = range.upper_inclusive;
  write_range_text(codec, parts, range.lower ? &*range.lower : nullptr, range.upper ? &*range.upper : nullptr, out);
}

template <typename T>
void decode_multirange(const Codec& codec, const Cell& cell, void* value) {
  decode_array<Range<T>, Range<T>>(codec, cell, &static_cast<Multirange<T>*>(value)->ranges);
}

template <typename T>
void encode_multirange(const Codec& codec, const void* value, std::string& out) {
  const auto& ranges = static_cast<const Multirange<T>*>(value)->ranges;
  write_array_text(codec, sequence_source<std::vector<Range<T>>, Range<T>>(&ranges), out);
}

template <typename E>
constexpr CodecOf<E> enum_codec() {
  Codec codec;
  set_name(codec, EnumTraits<E>::type);
  codec.kind = CodecKind::enumeration;
  codec.decode = [](const Codec& self, const Cell& cell, void* value) {
    *static_cast<E*>(value) = static_cast<E>(decode_label(self, cell));
  };
  codec.encode_text = [](const Codec& self, const void* value, std::string& out) {
    encode_label(self, static_cast<std::size_t>(*static_cast<const E*>(value)), out);
  };
  codec.optional = &optional_access<E>;
  codec.labels = EnumTraits<E>::labels;
  return {codec};
}

template <typename S, const auto& C>
constexpr CodecOf<S> alias_codec() {
  Codec codec;
  codec.kind = CodecKind::alias;
  codec.decode = [](const Codec& self, const Cell& cell, void* value) {
    self.element->decode(*self.element, cell, &static_cast<S*>(value)->value);
  };
  codec.encode_text = [](const Codec& self, const void* value, std::string& out) {
    self.element->encode_text(*self.element, &static_cast<const S*>(value)->value, out);
  };
  codec.encode_binary = [](const Codec& self, const void* value, std::string& out) {
    write_binary(*self.element, &static_cast<const S*>(value)->value, out);
  };
  codec.optional = &optional_access<S>;
  codec.element = &C;
  return {codec};
}

/// What `C` reads, as it is; for a type of another name or kind.
template <const auto& C>
constexpr auto same_codec() {
  std::remove_cvref_t<decltype(C)> codec{};
  codec.kind = CodecKind::alias;
  codec.decode = [](const Codec& self, const Cell& cell, void* value) {
    self.element->decode(*self.element, cell, value);
  };
  codec.encode_text = [](const Codec& self, const void* value, std::string& out) {
    self.element->encode_text(*self.element, value, out);
  };
  codec.encode_binary = [](const Codec& self, const void* value, std::string& out) {
    write_binary(*self.element, value, out);
  };
  codec.optional = &optional_access<CodecValue<C>>;
  codec.element = &C;
  return codec;
}

template <typename C>
constexpr C named(C codec, TypeName type) {
  set_name(codec, type);
  return codec;
}

constexpr StringCodec opaque_codec() {
  StringCodec codec = same_codec<codec::other>();
  codec.kind = CodecKind::scalar;
  return codec;
}

template <const auto& C, const auto& Type>
constexpr auto codec_for_type() {
  auto codec = same_codec<C>();
  codec.type_of = &Type;
  return codec;
}

template <const auto& E>
constexpr CodecOf<CodecValue<E>> text_codec() {
  Codec codec;
  codec.type = "text form";
  codec.decode = [](const Codec& self, const Cell& cell, void* value) {
    self.element->decode(*self.element, cell, value);
  };
  codec.encode_text = [](const Codec& self, const void* value, std::string& out) {
    self.element->encode_text(*self.element, value, out);
  };
  codec.optional = &optional_access<CodecValue<E>>;
  codec.element = &E;
  return {codec};
}

template <typename T>
constexpr CodecOf<T> composite_codec(TypeName type, std::span<const Column> fields) {
  Codec codec;
  set_name(codec, type);
  codec.kind = CodecKind::composite;
  codec.decode = &decode_composite;
  codec.encode_text = &encode_composite;
  codec.optional = &optional_access<T>;
  codec.fields = fields;
  return {codec};
}

}  // namespace detail

namespace codec {

/// `E[]` as std::vector<T>; a NULL element raises UnexpectedNull. `array<array<E>>` reads two dimensions.
template <const auto& E>
inline constexpr auto array = detail::vector_codec<CodecValue<E>, E>();

/// `E[]` as std::vector<std::optional<T>>.
template <const auto& E>
inline constexpr auto nullable_array = detail::vector_codec<std::optional<CodecValue<E>>, E>();

/// An enum type; `T` is generated and has EnumTraits.
template <Enum T>
inline constexpr CodecOf<T> enumeration = detail::enum_codec<T>();

/// A composite type (or the columns of a model, for `embed`). `fields` outlives the codec.
template <typename T>
[[nodiscard]] consteval CodecOf<T> composite(TypeName type, std::span<const Column> fields) {
  return detail::composite_codec<T>(type, fields);
}

/// A row that the statement makes itself: `ROW(a, b)`, or a row of a sub-select. Its attributes have no names on the
/// wire, so they are read by position. For results only. `fields` outlives the codec.
template <typename T>
[[nodiscard]] consteval CodecOf<T> record(std::span<const Column> fields) {
  CodecOf<T> codec = detail::composite_codec<T>({"pg_catalog", "record"}, fields);
  codec.oid = detail::kRecord;
  codec.array_oid = detail::kRecords;
  return codec;
}

/// A range type over `E`; without OIDs a user's own.
template <const auto& E>
[[nodiscard]] constexpr CodecOf<Range<CodecValue<E>>> range(TypeName type, std::uint32_t type_oid = 0,
                                                            std::uint32_t array_type_oid = 0) {
  using T = CodecValue<E>;
  Codec codec;
  detail::set_name(codec, type);
  codec.oid = type_oid;
  codec.array_oid = array_type_oid;
  codec.kind = CodecKind::range;
  codec.decode = &detail::decode_range<T>;
  codec.encode_text = &detail::encode_range<T>;
  codec.optional = &optional_access<Range<T>>;
  codec.element = &E;
  return {codec};
}

/// The multirange type of the range codec `R`.
template <const auto& R>
[[nodiscard]] constexpr auto multirange(TypeName type, std::uint32_t type_oid = 0, std::uint32_t array_type_oid = 0) {
  using T = typename decltype(CodecValue<R>::lower)::value_type;
  Codec codec;
  detail::set_name(codec, type);
  codec.oid = type_oid;
  codec.array_oid = array_type_oid;
  codec.kind = CodecKind::multirange;
  codec.decode = &detail::decode_multirange<T>;
  codec.encode_text = &detail::encode_multirange<T>;
  codec.optional = &optional_access<Multirange<T>>;
  codec.element = &R;
  return CodecOf<Multirange<T>>{codec};
}

/// A strong alias `struct S { T value; }` of what `C` reads.
template <typename S, const auto& C>
inline constexpr CodecOf<S> alias = detail::alias_codec<S, C>();

/// A domain over the type of `C`: `codec::domain<codec::text, "public", "email">`.
template <const auto& C, detail::FixedString Schema, detail::FixedString Name, detail::FixedString Extension = "">
inline constexpr auto domain = detail::named(detail::same_codec<C>(), {Schema.text, Name.text, Extension.text});

/// A domain that has a C++ type of its own, `struct S { T value; }`.
template <typename S, const auto& C, detail::FixedString Schema, detail::FixedString Name,
          detail::FixedString Extension = "">
inline constexpr CodecOf<S> strong_domain = detail::named(detail::alias_codec<S, C>(),
                                                          {Schema.text, Name.text, Extension.text});

/// Any other type that is not built in, as the text PostgreSQL prints.
template <detail::FixedString Schema, detail::FixedString Name, detail::FixedString Extension = "">
inline constexpr StringCodec text_of = detail::named(detail::opaque_codec(), {Schema.text, Name.text, Extension.text});

/// `C` for values of the type that `Type` is for: a codec of your own for a column whose type it does not say itself.
/// Binary where both are of one built-in type, else by PostgreSQL's text form.
template <const auto& C, const auto& Type>
inline constexpr auto for_type = detail::codec_for_type<C, Type>();

/// The C++ type of `E` for a column of another type whose text form `E` understands (numeric read as double).
template <const auto& E>
inline constexpr auto as_text = detail::text_codec<E>();

/// A codec for a type of your own from two functions over PostgreSQL's text form:
/// `T parse(std::string_view)`, which may throw, and `std::string print(const T&)`.
///
///     inline constexpr auto payload_codec = pgscribe::codec::custom<Payload, &parse_payload, &print_payload>("jsonb");
template <typename T, auto Parse, auto Print>
[[nodiscard]] constexpr CodecOf<T> custom(const char* type) {
  Codec codec;
  codec.type = type;
  codec.decode = [](const Codec&, const Cell& cell, void* value) { *static_cast<T*>(value) = Parse(cell.text()); };
  codec.encode_text = [](const Codec&, const void* value, std::string& out) {
    out += Print(*static_cast<const T*>(value));
  };
  codec.optional = &optional_access<T>;
  return {codec};
}

}  // namespace codec
}  // namespace pgscribe
