#pragma once

#include <string>
#include <string_view>

#include "pgscribe/codec.hpp"
#include "pgscribe/types/json.hpp"

/// Columns of json and jsonb as types of the user's: the one place where a JSON library comes in.
namespace pgscribe {

/// JSON text as a `T` and back. `pgscribe/nlohmann.hpp` defines it for all that nlohmann_json converts; for another
/// library specialise it, for one type or for all that it knows, in a header of your own (`json_adapter` in the
/// configuration). `parse` may throw; what it says never gets into a message, unless it is a ConversionError.
///
///     template <>
///     struct pgscribe::JsonAdapter<my::Settings> {
///       static my::Settings parse(std::string_view json);
///       static std::string print(const my::Settings& settings);
///     };
template <typename T>
struct JsonAdapter;

namespace detail {

template <typename T, const auto& Type>
constexpr CodecOf<T> json_as_codec() {
  Codec codec;
  codec.kind = CodecKind::alias;
  codec.decode = [](const Codec& self, const Cell& cell, void* value) {
    Json document;
    self.element->decode(*self.element, cell, &document);
    *static_cast<T*>(value) = JsonAdapter<T>::parse(document.text);
  };
  codec.encode_text = [](const Codec& self, const void* value, std::string& out) {
    const Json document{JsonAdapter<T>::print(*static_cast<const T*>(value))};
    self.element->encode_text(*self.element, &document, out);
  };
  codec.encode_binary = [](const Codec& self, const void* value, std::string& out) {
    const Json document{JsonAdapter<T>::print(*static_cast<const T*>(value))};
    self.element->encode_binary(*self.element, &document, out);
  };
  codec.optional = &optional_access<T>;
  codec.element = &Type;
  return {codec};
}

}  // namespace detail

namespace codec {

/// A column of the type `Type` (`codec::json` or `codec::jsonb`) as a `T`, by JsonAdapter<T>.
template <typename T, const auto& Type>
inline constexpr CodecOf<T> json_as = detail::json_as_codec<T, Type>();

}  // namespace codec
}  // namespace pgscribe
