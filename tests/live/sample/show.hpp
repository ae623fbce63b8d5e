#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models.hpp"
#include "pgscribe/types.hpp"

/// Values as psql prints them, so that whole results can be compared with text that psql gave.
namespace sample {

[[nodiscard]] inline std::string show(std::string_view value) { return std::string{value}; }
[[nodiscard]] inline std::string show(const std::string& value) { return value; }
[[nodiscard]] inline std::string show(const char* value) { return value; }
[[nodiscard]] inline std::string show(bool value) { return value ? "t" : "f"; }
[[nodiscard]] inline std::string show(char value) { return std::string(1, value); }

template <std::integral T>
[[nodiscard]] std::string show(T value) {
  return std::to_string(value);
}

/// The shortest digits that read back.
template <std::floating_point T>
[[nodiscard]] std::string show(T value) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

[[nodiscard]] inline std::string show(const pgscribe::Json& value) { return value.text; }
[[nodiscard]] inline std::string show(const pgscribe::Bytes& value) { return pgscribe::to_hex(value); }

/// The keys of the seed differ in their last two digits alone.
[[nodiscard]] inline std::string show(const pgscribe::Uuid& value) {
  constexpr std::string_view kSeedPrefix = "00000000-0000-0000-0000-0000000000";
  std::string text = to_string(value);
  return text.starts_with(kSeedPrefix) ? text.substr(kSeedPrefix.size()) : text;
}

template <pgscribe::Enum E>
[[nodiscard]] std::string show(E value) {
  return std::string{pgscribe::to_string(value)};
}

template <typename T>
requires(std::is_class_v<T>&& requires(const T& value) {
  { pgscribe::to_string(value) } -> std::convertible_to<std::string_view>;
}) [[nodiscard]] std::string show(const T& value) {
  return std::string{pgscribe::to_string(value)};
}

template <typename T>
[[nodiscard]] std::string show(const std::optional<T>& value);
template <typename T>
[[nodiscard]] std::string show(const std::vector<T>& values);

template <typename T>
[[nodiscard]] std::string show(const pgscribe::Range<T>& range) {
  if (range.empty) return "empty";
  return (range.lower && range.lower_inclusive ? "[" : "(") + (range.lower ? show(*range.lower) : "") + "," +
         (range.upper ? show(*range.upper) : "") + (range.upper && range.upper_inclusive ? "]" : ")");
}

template <typename T>
[[nodiscard]] std::string show(const pgscribe::Multirange<T>& value) {
  return show(value.ranges);
}

[[nodiscard]] inline std::string show(const media::MoneyAmount& value) {
  return "(" + (value.amount ? show(*value.amount) : "") + "," + (value.currency ? show(*value.currency) : "") + ")";
}

[[nodiscard]] inline std::string show(const media::Resolution& value) {
  return "(" + (value.width ? show(*value.width) : "") + "," + (value.height ? show(*value.height) : "") + "," +
         (value.interlaced ? show(*value.interlaced) : "") + ")";
}

template <typename T>
std::string show(const std::optional<T>& value) {
  return value ? show(*value) : "NULL";
}

/// `{a,b}` without psql's quotes.
template <typename T>
std::string show(const std::vector<T>& values) {
  std::string text = "{";
  for (const auto& value : values) text += (text.size() > 1 ? "," : "") + show(static_cast<T>(value));
  return text + "}";
}

/// The values of one row, separated by `|`.
template <typename... T>
[[nodiscard]] std::string line(const T&... values) {
  std::string text;
  ((text += show(values) + "|"), ...);
  if (!text.empty()) text.pop_back();
  return text;
}

/// Rows as text, printed one per line when a check fails.
struct Lines {
  std::vector<std::string> lines{};

  Lines() = default;
  Lines(std::initializer_list<std::string> rows) : lines(rows) {}

  bool operator==(const Lines&) const = default;
  friend std::ostream& operator<<(std::ostream& out, const Lines& rows) {
    for (const auto& row : rows.lines) out << "\n  " << row;
    return out;
  }
};

/// Each row as the line that `to_line` makes of it.
template <typename Rows, typename ToLine>
[[nodiscard]] Lines table(Rows&& rows, ToLine to_line) {
  Lines result;
  for (auto&& row : rows) result.lines.push_back(to_line(row));
  return result;
}

/// Rows of one column.
template <typename Rows>
[[nodiscard]] Lines table(Rows&& rows) {
  Lines result;
  for (auto&& row : rows) result.lines.push_back(show(static_cast<std::ranges::range_value_t<Rows>>(row)));
  return result;
}

/// The row of a `:one` call that must have found one.
template <typename T>
[[nodiscard]] T one(T row) {
  return row;
}
template <typename T>
[[nodiscard]] T one(std::optional<T> row) {
  return std::move(row).value();
}

}  // namespace sample
