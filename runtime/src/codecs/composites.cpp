#include "codecs/define.hpp"
#include "codecs/members.hpp"
#include "pgscribe/composed_codecs.hpp"

// Composites and enums.

namespace pgscribe::detail {

namespace {

[[noreturn]] void wrong_attributes(const Codec& codec) {
  throw UnexpectedType(ErrorFields{.message = "composite type " + type_name(codec) +
                                              " has another number of attributes than at generation"});
}

// record_send(): number of attributes, then type and value of each.
void decode_binary(const Codec& codec, const Cell& cell, std::byte* target) {
  WireReader reader{codec, cell.text()};
  if (reader.take<std::int32_t>() != static_cast<std::int32_t>(codec.fields.size())) wrong_attributes(codec);
  for (const Column& field : codec.fields) {
    const auto oid = reader.take<std::uint32_t>();
    if (!accepts_nested(*field.codec, oid)) bad_value(codec, "an attribute has another type");
    Cell item;
    decode_member(field, reader.take_cell(item) ? &item : nullptr, target);
  }
  reader.expect_end();
}

// One attribute of record_out(): quotes may start anywhere, "" and \ escape; nothing at all is NULL.
bool read_attribute(const Codec& codec, std::string_view text, std::size_t& i, std::string& item) {
  item.clear();
  const std::size_t start = i;
  bool quoted = false;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (!quoted && (c == ',' || c == ')')) return i != start;
    if (c == '\\') {
      if (++i < text.size()) item += text[i];
    } else if (c == '"') {
      if (quoted && i + 1 < text.size() && text[i + 1] == '"')
        item += text[++i];
      else
        quoted = !quoted;
    } else {
      item += c;
    }
  }
  bad_value(codec);
}

}  // namespace

void decode_composite(const Codec& codec, const Cell& cell, void* value) {
  auto* target = static_cast<std::byte*>(value);
  if (cell.binary) return decode_binary(codec, cell, target);
  const std::string_view text = cell.text();
  if (text.size() < 2 || text.front() != '(' || text.back() != ')') bad_value(codec);
  std::size_t i = 1;
  std::string item;
  for (const Column& field : codec.fields) {
    if (i > text.size() || (i > 1 && text[i - 1] != ',')) wrong_attributes(codec);
    const bool present = read_attribute(codec, text, i, item);
    const Cell attribute{item.data(), item.size(), false};
    decode_member(field, present ? &attribute : nullptr, target);
    ++i;
  }
  if (!codec.fields.empty() && i != text.size()) wrong_attributes(codec);
}

void encode_composite(const Codec& codec, const void* value, std::string& out) {
  out += '(';
  std::string item;
  bool first = true;
  for (const Column& field : codec.fields) {
    if (!first) out += ',';
    first = false;
    const void* member = static_cast<const std::byte*>(value) + field.offset;
    if (field.nullable) member = field.codec->optional->get(member);
    if (member == nullptr) continue;
    item.clear();
    field.codec->encode_text(*field.codec, member, item);
    out += '"';
    for (const char c : item) {
      if (c == '"' || c == '\\') out += c;
      out += c;
    }
    out += '"';
  }
  out += ')';
}

std::size_t decode_label(const Codec& codec, const Cell& cell) {
  for (std::size_t i = 0; i < codec.labels.size(); ++i) {
    if (codec.labels[i] == cell.text()) return i;
  }
  bad_value(codec, "the label was not in the enum at generation");
}

void encode_label(const Codec& codec, std::size_t index, std::string& out) {
  if (index >= codec.labels.size()) bad_value(codec, "not an enumerator");
  out += codec.labels[index];
}

}  // namespace pgscribe::detail
