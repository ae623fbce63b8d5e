#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "pgscribe/codec.hpp"

/// Codecs of what is read out of JSON: a column of json or jsonb whose keys and types are known, as the structs,
/// vectors and maps that it holds. For results only.
namespace pgscribe {

namespace detail {

/// A std::map behind a pointer to void. `add` passes the value of a key to the codec; `cell` is null for NULL.
struct MapTarget {
  void* map;
  void (*add)(void* map, std::string key, const Codec& value, const Cell* cell);
  /// The values are std::optionals.
  bool has_nulls = false;
};
void read_json_map(const Codec& map, const Cell& cell, const MapTarget& target);
void decode_from_json(const Codec& codec, const Cell& cell, void* value);

/// Throws UnexpectedNull.
[[noreturn]] void null_value(const Codec& value);

template <typename Item>
using JsonMap = std::map<std::string, Item, std::less<>>;

template <typename Item, typename Value>
void add_to_map(void* map, std::string key, const Codec& codec, const Cell* cell) {
  Item item{};
  if constexpr (std::is_same_v<Item, Value>) {
    if (cell == nullptr) null_value(codec);
    codec.decode(codec, *cell, &item);
  } else {
    if (cell != nullptr) codec.decode(codec, *cell, &item.emplace());
  }
  static_cast<JsonMap<Item>*>(map)->insert_or_assign(std::move(key), std::move(item));
}

template <typename Item, const auto& C>
constexpr CodecOf<JsonMap<Item>> map_codec() {
  using Value = CodecValue<C>;
  Codec codec;
  codec.type = "JSON object";
  codec.kind = CodecKind::map;
  codec.decode = [](const Codec& self, const Cell& cell, void* value) {
    static_cast<JsonMap<Item>*>(value)->clear();
    read_json_map(self, cell, {value, &add_to_map<Item, Value>, !std::is_same_v<Item, Value>});
  };
  codec.optional = &optional_access<JsonMap<Item>>;
  codec.element = &C;
  return {codec};
}

template <const auto& C, const auto& Type>
constexpr CodecOf<CodecValue<C>> from_json_codec() {
  Codec codec;
  codec.type = "value in JSON";
  codec.binary_result = true;
  codec.decode = &decode_from_json;
  codec.optional = &optional_access<CodecValue<C>>;
  codec.element = &C;
  codec.type_of = &Type;
  return {codec};
}

}  // namespace detail

namespace codec {

/// An object whose keys are data, as std::map<std::string, T>; only within `from_json`.
template <const auto& C>
inline constexpr auto json_map = detail::map_codec<CodecValue<C>, C>();

/// The same with values that can be null: std::map<std::string, std::optional<T>>.
template <const auto& C>
inline constexpr auto nullable_json_map = detail::map_codec<std::optional<CodecValue<C>>, C>();

/// What `C` reads, out of a column of the type `Type` (`codec::json` or `codec::jsonb`): composites and records as
/// objects by the names of their columns, arrays as arrays, everything else as PostgreSQL's to_json writes it.
template <const auto& C, const auto& Type>
inline constexpr auto from_json = detail::from_json_codec<C, Type>();

}  // namespace codec
}  // namespace pgscribe
