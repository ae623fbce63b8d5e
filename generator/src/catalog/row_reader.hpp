#pragma once

#include <string_view>

#include "catalog/type.hpp"

// One row of builtin/*.inc, word by word.

namespace pgscribe::catalog {

/// Walks the words of one row.
class RowReader {
 public:
  explicit RowReader(std::string_view row) : row_(row), rest_(row) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  std::string_view word() { return until(' '); }
  std::string_view until(char separator);
  void skip_space();
  [[nodiscard]] std::string_view rest() const { return rest_; }
  /// A broken invariant: std::logic_error with the row in it.
  [[noreturn]] void fail(std::string_view what) const;

 private:
  std::string_view row_;
  std::string_view rest_;
};

/// `key=value`, or a bare flag.
struct RowAttribute {
  std::string_view key;
  std::string_view value;
};
[[nodiscard]] RowAttribute next_attribute(RowReader& row);

[[nodiscard]] int to_int(std::string_view text);
[[nodiscard]] Oid to_oid(std::string_view text);

}  // namespace pgscribe::catalog
