#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "pgscribe/enums.hpp"
#include "pgscribe/json_adapter.hpp"
#include "pgscribe/patch.hpp"
#include "pgscribe/text_form.hpp"

/// Printing of everything that members of generated structs can be, for people and for tests.
namespace pgscribe {

/// Writes a value as people read it: text in double quotes, `NULL` for an empty optional, `{a, b}` for lists, ranges
/// with their brackets, enums by their labels, and what else there is in PostgreSQL's text form. Not meant to be read
/// back.
template <typename T>
std::ostream& print(std::ostream& out, const T& value);

namespace detail {

template <typename T>
struct Printer {
  static void print(std::ostream& out, const T& value) {
    if constexpr (HasTextForm<T>)
      out << text_form(value);
    else if constexpr (Enum<T>)
      out << to_string(value);
    else if constexpr (std::is_same_v<T, bool>)
      out << (value ? "true" : "false");
    else if constexpr (std::is_same_v<T, Json>)
      out << value.text;
    else if constexpr (std::is_same_v<T, Money>)
      out << to_string(value);
    else if constexpr (std::is_same_v<T, Hstore>)
      out << to_string(value);
    else if constexpr (std::is_convertible_v<const T&, std::string_view>)
      out << '"' << std::string_view{value} << '"';
    else if constexpr (requires { value.value; })
      pgscribe::print(out, value.value);
    else if constexpr (requires { out << value; })
      out << value;
    else
      out << JsonAdapter<T>::print(value);
  }
};

template <typename T>
struct Printer<std::optional<T>> {
  static void print(std::ostream& out, const std::optional<T>& value) {
    if (value)
      pgscribe::print(out, *value);
    else
      out << "NULL";
  }
};

template <typename T>
requires(!HasTextForm<std::vector<T>>) struct Printer<std::vector<T>> {
  static void print(std::ostream& out, const std::vector<T>& values) {
    out << '{';
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i != 0) out << ", ";
      pgscribe::print<T>(out, values[i]);
    }
    out << '}';
  }
};

template <typename T>
requires(!std::is_same_v<std::map<std::string, T, std::less<>>,
                         Hstore>) struct Printer<std::map<std::string, T, std::less<>>> {
  static void print(std::ostream& out, const std::map<std::string, T, std::less<>>& values) {
    out << '{';
    const char* separator = "";
    for (const auto& [key, value] : values) {
      out << separator << '"' << key << "\": ";
      pgscribe::print<T>(out, value);
      separator = ", ";
    }
    out << '}';
  }
};

template <typename T>
struct Printer<Patch<T>> {
  static void print(std::ostream& out, const Patch<T>& value) {
    if (value.is_set())
      pgscribe::print(out, value.value());
    else
      out << "unset";
  }
};

template <typename T>
struct Printer<Range<T>> {
  static void print(std::ostream& out, const Range<T>& range) {
    if (range.empty) {
      out << "empty";
      return;
    }
    out << (range.lower && range.lower_inclusive ? '[' : '(');
    if (range.lower) pgscribe::print(out, *range.lower);
    out << ',';
    if (range.upper) pgscribe::print(out, *range.upper);
    out << (range.upper && range.upper_inclusive ? ']' : ')');
  }
};

template <typename T>
struct Printer<Multirange<T>> {
  static void print(std::ostream& out, const Multirange<T>& value) { pgscribe::print(out, value.ranges); }
};

}  // namespace detail

/// Writes `value`: NULL for an absent one, PostgreSQL's text for its types, strings in quotes, what `<<` writes for
/// everything else, and the JSON of types that are read and written as such and have no `<<`.
template <typename T>
std::ostream& print(std::ostream& out, const T& value) {
  detail::Printer<T>::print(out, value);
  return out;
}

}  // namespace pgscribe
