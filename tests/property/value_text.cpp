#include "value_text.hpp"

#include <algorithm>

namespace property {

namespace {

/// Reads parts up to a separator; quotes and backslashes as arrays and rows have them.
class Parts {
 public:
  explicit Parts(const std::string& text, std::size_t begin) : text_(text), at_(begin) {}

  [[nodiscard]] bool ended() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek() const { return text_[at_]; }
  void skip() { ++at_; }

  /// Whether something of it was quoted is in `was_quoted()`: an unquoted NULL or nothing means NULL.
  std::string next(const char* ends) {
    std::string part;
    was_quoted_ = false;
    bool quoted = false;
    for (; !ended(); ++at_) {
      const char c = text_[at_];
      if (c == '\\') {
        part += text_[++at_];
      } else if (c == '"') {
        const bool is_doubled = quoted && at_ + 1 < text_.size() && text_[at_ + 1] == '"';
        if (is_doubled) {
          part += '"';
          ++at_;
        } else {
          quoted = !quoted;
          was_quoted_ = true;
        }
      } else if (!quoted && std::string(ends).find(c) != std::string::npos) {
        break;
      } else {
        part += c;
      }
    }
    return part;
  }
  [[nodiscard]] bool was_quoted() const { return was_quoted_; }

 private:
  const std::string& text_;
  std::size_t at_;
  bool was_quoted_ = false;
};

}  // namespace

Values elements_of(const std::string& array) {
  Values elements;
  Parts parts(array, array.find('{'));
  while (!parts.ended()) {
    if (parts.peek() == '{' || parts.peek() == '}' || parts.peek() == ',') {
      parts.skip();
      continue;
    }
    std::string element = parts.next(",}");
    if (parts.was_quoted() || element != "NULL") {
      elements.emplace_back(std::move(element));
    } else {
      elements.emplace_back(std::nullopt);
    }
  }
  return elements;
}

bool has_null_element(const std::optional<std::string>& value) {
  if (!value || value->empty() || (value->front() != '{' && value->front() != '[')) return false;
  const Values elements = elements_of(*value);
  return std::find(elements.begin(), elements.end(), std::nullopt) != elements.end();
}

Values fields_of(const std::string& row) {
  Values fields;
  Parts parts(row, 1);
  while (!parts.ended()) {
    std::string field = parts.next(",)");
    if (parts.was_quoted() || !field.empty()) {
      fields.emplace_back(std::move(field));
    } else {
      fields.emplace_back(std::nullopt);
    }
    parts.skip();
  }
  return fields;
}

}  // namespace property
