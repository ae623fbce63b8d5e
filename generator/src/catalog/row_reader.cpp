#include "catalog/row_reader.hpp"

#include <charconv>
#include <stdexcept>
#include <string>

namespace pgscribe::catalog {

std::string_view RowReader::until(char separator) {
  const std::size_t end = rest_.find(separator);
  const std::string_view text = rest_.substr(0, end);
  rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
  return text;
}

void RowReader::skip_space() {
  if (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
}

void RowReader::fail(std::string_view what) const {
  throw std::logic_error("catalog row \"" + std::string(row_) + "\": " + std::string(what));
}

RowAttribute next_attribute(RowReader& row) {
  const std::string_view word = row.word();
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos) return {word, {}};
  return {word.substr(0, equals), word.substr(equals + 1)};
}

int to_int(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Oid to_oid(std::string_view text) { return static_cast<Oid>(to_int(text)); }

}  // namespace pgscribe::catalog
