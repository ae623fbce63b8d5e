#pragma once

#include <string>
#include <string_view>

// JSON text, taken apart into the texts of its values.

namespace pgscribe::detail {

enum class JsonKind { null, boolean, number, string, array, object };

/// What a value is, by its first character.
[[nodiscard]] JsonKind json_kind(std::string_view value) noexcept;

/// The text without white space around it.
[[nodiscard]] std::string_view trim_json(std::string_view text) noexcept;

/// Appends what a string in double quotes says, as UTF-8.
void unescape_json(std::string_view quoted, std::string& out);

/// The elements of an array, or the members of an object, one after the other. Throws ConversionError where the text
/// is no JSON; does not recurse, whatever the depth of what it passes over.
class JsonItems {
 public:
  /// `text` is an array's or an object's.
  explicit JsonItems(std::string_view text);

  /// False behind the last one.
  bool next();
  /// As written, with its quotes; empty in an array.
  [[nodiscard]] std::string_view key() const noexcept { return key_; }
  [[nodiscard]] std::string_view value() const noexcept { return value_; }

 private:
  void skip_space() noexcept;
  char peek() const noexcept { return at_ < text_.size() ? text_[at_] : '\0'; }
  std::string_view take_string();
  std::string_view take_value();

  std::string_view text_;
  std::size_t at_ = 1;
  bool is_object_;
  bool is_first_ = true;
  std::string_view key_;
  std::string_view value_;
};

}  // namespace pgscribe::detail
