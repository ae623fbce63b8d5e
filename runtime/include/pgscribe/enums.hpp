#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "pgscribe/type_name.hpp"

// The labels of enums: `to_string`, `from_string`, `all`.

namespace pgscribe {

/// Specialised by generated code for every enum:
/// `static constexpr TypeName type` and
/// `static constexpr std::array<std::string_view, N> labels`, labels[i] being the PostgreSQL label of the
/// enumerator whose value is i.
template <typename E>
struct EnumTraits;

template <typename E>
concept Enum = requires {
  EnumTraits<E>::labels;
};

/// The PostgreSQL label of `value`.
template <Enum E>
[[nodiscard]] constexpr std::string_view to_string(E value) noexcept {
  const auto index = static_cast<std::size_t>(value);
  return index < EnumTraits<E>::labels.size() ? EnumTraits<E>::labels[index] : std::string_view{};
}

/// The enumerator with this PostgreSQL label, or nothing.
template <Enum E>
[[nodiscard]] constexpr std::optional<E> from_string(std::string_view label) noexcept {
  for (std::size_t i = 0; i < EnumTraits<E>::labels.size(); ++i) {
    if (EnumTraits<E>::labels[i] == label) return static_cast<E>(i);
  }
  return std::nullopt;
}

/// All enumerators in PostgreSQL's sort order.
template <Enum E>
[[nodiscard]] constexpr auto all() noexcept {
  std::array<E, EnumTraits<E>::labels.size()> values{};
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<E>(i);
  return values;
}

}  // namespace pgscribe
