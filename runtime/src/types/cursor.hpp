#pragma once

#include <cstdint>
#include <string_view>

// Reads text from left to right.

namespace pgscribe::detail {

/// Reads PostgreSQL's text forms from left to right. Every member leaves the cursor in place when it fails.
class Cursor {
 public:
  explicit Cursor(std::string_view text) noexcept : rest_(text) {}

  [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }
  [[nodiscard]] std::string_view rest() const noexcept { return rest_; }
  /// The next character, or NUL at the end.
  [[nodiscard]] char peek() const noexcept { return rest_.empty() ? '\0' : rest_.front(); }
  [[nodiscard]] bool at_digit() const noexcept { return peek() >= '0' && peek() <= '9'; }

  bool skip(char c) noexcept {
    if (peek() != c || rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool skip(std::string_view word) noexcept {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  void skip_spaces() noexcept {
    while (skip(' ')) {
    }
  }
  char take() noexcept {
    const char c = peek();
    if (!rest_.empty()) rest_.remove_prefix(1);
    return c;
  }

  /// Up to 18 digits as a number.
  bool number(std::int64_t& value) noexcept {
    if (!at_digit()) return false;
    value = 0;
    for (int digits = 0; at_digit(); ++digits) {
      if (digits == 18) return false;
      value = value * 10 + (take() - '0');
    }
    return true;
  }

  /// The digits after a decimal point as millionths; further digits are dropped. Without a point, 0.
  std::int64_t fraction() noexcept {
    std::int64_t micros = 0;
    if (!skip('.')) return 0;
    std::int64_t unit = 100'000;
    while (at_digit()) {
      micros += (take() - '0') * unit;
      unit /= 10;
    }
    return micros;
  }

 private:
  std::string_view rest_;
};

}  // namespace pgscribe::detail
