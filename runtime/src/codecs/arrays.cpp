#include <algorithm>

#include "codecs/define.hpp"
#include "codecs/json_values.hpp"
#include "pgscribe/composed_codecs.hpp"

// Arrays and multiranges.

namespace pgscribe::detail {

namespace {

[[noreturn]] void wrong_dimensions(const Codec& array) {
  throw UnexpectedType(ErrorFields{.message = "an array of type " + type_name(array) +
                                              " has another number of dimensions than expected"});
}

// array_send(): number of dimensions, has NULLs, element type, then size and lower bound of each dimension, then
// the elements.
void read_binary_array(const Codec& array, const Cell& cell, const SequenceTarget& target) {
  WireReader reader{array, cell.text()};
  const auto dimensions = reader.take<std::int32_t>();
  (void)reader.take<std::int32_t>();
  const auto element_oid = reader.take<std::uint32_t>();
  const Codec& element = *array.element;
  if (!accepts_nested(element, element_oid)) bad_value(array, "the elements have another type");
  if (dimensions > 1) wrong_dimensions(array);
  if (dimensions == 0) return target.clear(target.sequence, 0);
  const auto size = reader.take<std::int32_t>();
  (void)reader.take<std::int32_t>();
  // An element takes at least its length word: do not trust a size beyond that.
  if (size < 0 || static_cast<std::size_t>(size) > reader.remaining() / 4) bad_value(array);
  target.clear(target.sequence, static_cast<std::size_t>(size));
  for (std::int32_t i = 0; i < size; ++i) {
    Cell item;
    target.append(target.sequence, element, reader.take_cell(item) ? &item : nullptr);
  }
  reader.expect_end();
}

// multirange_send(): number of ranges, then each behind its length.
void read_binary_multirange(const Codec& multirange, const Cell& cell, const SequenceTarget& target) {
  WireReader reader{multirange, cell.text()};
  const auto size = reader.take<std::int32_t>();
  target.clear(target.sequence, 0);
  for (std::int32_t i = 0; i < size; ++i) {
    Cell item;
    if (!reader.take_cell(item)) bad_value(multirange);
    target.append(target.sequence, *multirange.element, &item);
  }
  reader.expect_end();
}

// A domain has that of its base type.
char delimiter_of(const Codec& element) noexcept {
  const Codec* codec = &element;
  while (codec->kind == CodecKind::alias) codec = codec->element;
  return codec->delimiter;
}

// The end of a nested `{...}` that starts at `i`, one past its brace.
std::size_t skip_braces(const Codec& array, std::string_view text, std::size_t i) {
  int depth = 0;
  bool quoted = false;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\')
      ++i;
    else if (c == '"')
      quoted = !quoted;
    else if (!quoted && c == '{')
      ++depth;
    else if (!quoted && c == '}' && --depth == 0)
      return i + 1;
  }
  bad_value(array);
}

// The end of a range that starts at `i`, one past its bracket; ranges are not quoted in a multirange.
std::size_t skip_range(const Codec& multirange, std::string_view text, std::size_t i) {
  bool quoted = false;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\')
      ++i;
    else if (c == '"')
      quoted = !quoted;
    else if (!quoted && (c == ')' || c == ']'))
      return i + 1;
  }
  bad_value(multirange);
}

// A quoted element that starts behind its quote; `i` moves behind the closing one.
void read_quoted(const Codec& array, std::string_view text, std::size_t& i, std::string& item) {
  item.clear();
  for (; i < text.size(); ++i) {
    if (text[i] == '"') {
      ++i;
      return;
    }
    if (text[i] == '\\' && ++i == text.size()) break;
    item += text[i];
  }
  bad_value(array);
}

void read_text_array(const Codec& array, std::string_view text, const SequenceTarget& target) {
  // `[2:3]={...}`: lower bounds other than 1 are dropped.
  if (text.starts_with('[')) text.remove_prefix(std::min(text.find('=') + 1, text.size()));
  if (text.size() < 2 || text.front() != '{' || text.back() != '}') bad_value(array);
  const Codec& element = *array.element;
  const char delimiter = delimiter_of(element);
  target.clear(target.sequence, 0);
  if (text.size() == 2) return;
  std::string unquoted;
  for (std::size_t i = 1; i < text.size();) {
    const char first = text[i];
    if (first == '"') {
      read_quoted(array, text, ++i, unquoted);
      const Cell item{unquoted.data(), unquoted.size(), false};
      target.append(target.sequence, element, &item);
    } else if (array.kind == CodecKind::multirange || first == '{') {
      if (first == '{' && element.kind != CodecKind::array) wrong_dimensions(array);
      const std::size_t end = first == '{' ? skip_braces(array, text, i) : skip_range(array, text, i);
      const Cell item{text.data() + i, end - i, false};
      target.append(target.sequence, element, &item);
      i = end;
    } else {
      if (element.kind == CodecKind::array) wrong_dimensions(array);
      std::size_t end = i;
      while (end < text.size() && text[end] != delimiter && text[end] != '}') ++end;
      const Cell item{text.data() + i, end - i, false};
      target.append(target.sequence, element, item.text() == "NULL" ? nullptr : &item);
      i = end;
    }
    if (i >= text.size() || (text[i] != delimiter && i + 1 != text.size())) bad_value(array);
    ++i;
  }
}

// array_out() quotes less; array_in() takes either.
void append_quoted(std::string& out, std::string_view item) {
  out += '"';
  for (const char c : item) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

}  // namespace

void null_element(const Codec& element) {
  throw UnexpectedNull(ErrorFields{.message = "NULL element in an array of type " + type_name(element) + "[]"});
}

void read_array(const Codec& array, const Cell& cell, const SequenceTarget& target) {
  if (cell.json) return read_json_array(array, cell.text(), target);
  if (!cell.binary) return read_text_array(array, cell.text(), target);
  if (array.kind == CodecKind::multirange) return read_binary_multirange(array, cell, target);
  read_binary_array(array, cell, target);
}

void write_array_text(const Codec& array, const SequenceSource& source, std::string& out) {
  const Codec& element = *array.element;
  const char delimiter = delimiter_of(element);
  const bool plain = element.kind == CodecKind::array || array.kind == CodecKind::multirange;
  std::string item;
  out += '{';
  for (std::size_t i = 0; i < source.size; ++i) {
    if (i != 0) out += delimiter;
    const void* value = source.at(source.sequence, i);
    if (value == nullptr) {
      out += "NULL";
    } else if (plain) {
      element.encode_text(element, value, out);
    } else {
      item.clear();
      element.encode_text(element, value, item);
      append_quoted(out, item);
    }
  }
  out += '}';
}

void write_array_binary(const Codec& array, const SequenceSource& source, std::string& out) {
  const Codec& element = *array.element;
  bool has_null = false;
  for (std::size_t i = 0; i < source.size && !has_null; ++i) has_null = source.at(source.sequence, i) == nullptr;
  store(out, std::int32_t{source.size == 0 ? 0 : 1});
  store(out, std::int32_t{has_null ? 1 : 0});
  store(out, element.oid);
  if (source.size == 0) return;
  store(out, static_cast<std::int32_t>(source.size));
  store(out, std::int32_t{1});
  for (std::size_t i = 0; i < source.size; ++i) {
    const void* value = source.at(source.sequence, i);
    if (value == nullptr) {
      store(out, std::int32_t{-1});
      continue;
    }
    const LengthPrefix length{out};
    write_binary(element, value, out);
    length.finish(out);
  }
}

}  // namespace pgscribe::detail
