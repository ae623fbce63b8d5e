#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

// Rows of plain values under names.

namespace pgscribe::tables {

using Value = std::variant<std::monostate, std::int64_t, std::string>;
using Row = std::vector<Value>;

struct Table {
  std::string name;
  std::vector<std::string> columns;
  std::vector<Row> rows{};
};

[[nodiscard]] inline Value value_of(bool value) { return std::int64_t{value ? 1 : 0}; }
/// NULL where there is no text.
[[nodiscard]] inline Value text_or_null(std::string text) { return text.empty() ? Value() : Value(std::move(text)); }

}  // namespace pgscribe::tables
