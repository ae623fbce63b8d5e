#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>

/// What a value type may take without being asked: only what it holds exactly.
namespace pgscribe {

/// Integers up to 64 bits: not bool, and not the character types, whose numbers nobody means.
template <typename T>
concept Integer = std::integral<T> && sizeof(T) <= sizeof(std::int64_t) && !std::same_as<std::remove_cv_t<T>, bool> &&
                  !std::same_as<std::remove_cv_t<T>, char> && !std::same_as<std::remove_cv_t<T>, wchar_t> &&
                  !std::same_as<std::remove_cv_t<T>, char8_t> && !std::same_as<std::remove_cv_t<T>, char16_t> &&
                  !std::same_as<std::remove_cv_t<T>, char32_t>;

/// Every `From` is a `To`: what list-initialisation allows, small integers as floating point, and no number from a bool
/// or a character.
template <typename From, typename To>
concept ConvertsExactly = std::is_convertible_v<From, To> &&(requires(From&& from) {
                            To{std::forward<From>(from)};
                          } || (Integer<std::remove_cvref_t<From>> && std::floating_point<To> &&
                                std::numeric_limits<std::remove_cvref_t<From>>::digits <=
                                    std::numeric_limits<To>::digits)) &&
                          (!std::is_arithmetic_v<To> || std::same_as<std::remove_cvref_t<From>, To> ||
                           Integer<std::remove_cvref_t<From>> || std::floating_point<std::remove_cvref_t<From>>);

}  // namespace pgscribe
