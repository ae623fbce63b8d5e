#include "codecs/json_values.hpp"

#include "codecs/json_text.hpp"
#include "codecs/members.hpp"
#include "codecs/wire.hpp"
#include "pgscribe/json_codecs.hpp"

// Codecs know the text and the binary form of a value. JSON has a third one only for what has parts (arrays, objects);
// a value without parts is turned into its text form, which is what stands in the string that to_json makes of it.

namespace pgscribe::detail {

namespace {

// As in pg_type.dat.
constexpr std::uint32_t kInt2Vector = 22;
constexpr std::uint32_t kOidVector = 30;
constexpr std::uint32_t kJson = 114;
constexpr std::uint32_t kTimestamp = 1114;
constexpr std::uint32_t kTimestampTz = 1184;
constexpr std::uint32_t kJsonb = 3802;

bool reads_document(const Codec& codec) noexcept {
  const std::uint32_t oid = type_oid(codec);
  if (oid == 0 && codec.kind == CodecKind::alias) return reads_document(*codec.element);  // a domain
  return oid == kJson || oid == kJsonb;
}

// The zone of RFC 3339 has minutes where that of PostgreSQL's text form leaves them out.
void shorten_zone(std::string& text) {
  const std::size_t sign = text.find_last_of("+-");
  if (text.compare(sign + 3, 3, ":00") == 0 && (text.size() == sign + 6 || text[sign + 6] == ' '))
    text.erase(sign + 3, 3);
}

// `2024-02-29T12:30:00+00:00` to `2024-02-29 12:30:00+00`
void unfold_timestamp(std::uint32_t type, std::string& text) {
  const std::size_t separator = text.find('T');
  if (separator == text.npos) return;
  text[separator] = ' ';
  if (type == kTimestampTz) shorten_zone(text);
}

void append_text(const Codec& codec, std::string_view json, std::string& out);

void append_in_quotes(const Codec& codec, std::string_view json, std::string& out) {
  std::string item;
  append_text(codec, json, item);
  out += '"';
  for (const char c : item) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

// Of a type whose arrays the codec reads as a whole: `{1,2}`, of the two types of vectors `1 2`.
void append_array(const Codec& codec, std::string_view json, std::string& out) {
  const std::uint32_t type = type_oid(codec);
  const bool is_plain = type == kInt2Vector || type == kOidVector;
  const std::size_t begin = out.size();
  for (JsonItems items{json}; items.next();) {
    if (out.size() != begin) out += is_plain ? ' ' : ',';
    const JsonKind kind = json_kind(items.value());
    if (kind == JsonKind::null)
      out += "NULL";
    else if (is_plain || kind == JsonKind::array)
      append_text(codec, items.value(), out);
    else
      append_in_quotes(codec, items.value(), out);
  }
  if (!is_plain) out = out.insert(begin, 1, '{') + '}';
}

// hstore has a cast to json, which makes an object of strings.
void append_hstore(const Codec& codec, std::string_view json, std::string& out) {
  for (JsonItems items{json}; items.next();) {
    if (!out.empty()) out += ", ";
    append_in_quotes(codec, items.key(), out);
    out += "=>";
    if (json_kind(items.value()) == JsonKind::null)
      out += "NULL";
    else
      append_in_quotes(codec, items.value(), out);
  }
}

// PostgreSQL's text form of the value.
void append_text(const Codec& codec, std::string_view json, std::string& out) {
  switch (json_kind(json)) {
    case JsonKind::string: return unescape_json(json, out);
    case JsonKind::boolean: out += json.front(); return;
    case JsonKind::array: return append_array(codec, json, out);
    case JsonKind::object: return append_hstore(codec, json, out);
    case JsonKind::number: out += json; return;
    case JsonKind::null: break;
  }
  bad_value(codec, "it is null in JSON");
}

void read_value(const Codec& codec, const Codec& type, std::string_view json, void* value);

// Reads with `codec` out of the JSON text that a cell holds, as a value of the type that `type` says.
Codec over_json(const Codec& codec, const Codec& type) noexcept {
  Codec reader = codec;
  reader.decode = [](const Codec& self, const Cell& cell, void* value) {
    read_value(*self.element, *self.type_of, cell.text(), value);
  };
  reader.element = &codec;
  reader.type_of = &type;
  return reader;
}

// The cell of a part, or null for NULL. A document has a null of its own, which is that of SQL where the part takes it.
const Cell* part_cell(const Codec& codec, std::string_view json, bool is_nullable, Cell& cell) noexcept {
  if (json_kind(json) == JsonKind::null && (is_nullable || !reads_document(codec))) return nullptr;
  cell = {json.data(), json.size()};
  return &cell;
}

void read_member(const Column& field, std::string_view json, std::byte* base) {
  Cell cell;
  Column member = field;
  const Codec reader = over_json(*field.codec, *field.codec);
  member.codec = &reader;
  decode_member(member, part_cell(*field.codec, json, field.nullable, cell), base);
}

// Objects of json are in the order of their keys here, so that the next field is nearly always the one.
std::size_t find_field(std::span<const Column> fields, std::string_view key, std::size_t first) noexcept {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::size_t field = (first + i) % fields.size();
    if (fields[field].name == key) return field;
  }
  return fields.size();
}

// What json_strip_nulls and ABSENT ON NULL leave out is NULL.
void fill_absent(const Codec& codec, const std::vector<bool>& found, std::byte* base) {
  for (std::size_t i = 0; i < codec.fields.size(); ++i) {
    if (found[i]) continue;
    const Column& field = codec.fields[i];
    if (!field.nullable) {
      throw ConversionError(ErrorFields{.message = std::string{"the object in JSON has no key \""} + field.name + '"',
                                        .column = field.name});
    }
    decode_member(field, nullptr, base);
  }
}

// Other keys than those of the fields are columns that came later. Of equal keys the last counts, as in jsonb.
void read_object(const Codec& codec, std::string_view json, void* value) {
  if (json_kind(json) != JsonKind::object) bad_value(codec, "it is no object in JSON");
  auto* base = static_cast<std::byte*>(value);
  std::vector<bool> found(codec.fields.size(), false);
  std::size_t next = 0;
  std::string key;
  for (JsonItems items{json}; items.next();) {
    key.clear();
    unescape_json(items.key(), key);
    const std::size_t field = find_field(codec.fields, key, next);
    if (field == codec.fields.size()) continue;
    found[field] = true;
    next = field + 1;
    read_member(codec.fields[field], items.value(), base);
  }
  fill_absent(codec, found, base);
}

void read_scalar(const Codec& codec, const Codec& type, std::string_view json, void* value) {
  if (reads_document(type)) return codec.decode(codec, {json.data(), json.size()}, value);
  std::string text;
  append_text(type, json, text);
  if (const std::uint32_t oid = type_oid(type); oid == kTimestamp || oid == kTimestampTz) unfold_timestamp(oid, text);
  codec.decode(codec, {text.data(), text.size()}, value);
}

void read_value(const Codec& codec, const Codec& type, std::string_view json, void* value) {
  switch (codec.kind) {
    case CodecKind::composite: return read_object(codec, json, value);
    case CodecKind::array:
    case CodecKind::map: return codec.decode(codec, {json.data(), json.size(), false, true}, value);
    case CodecKind::alias: break;
    default: return read_scalar(codec, type, json, value);
  }
  // What a domain is over says its type itself; of a codec of the user's own the alias does.
  const Codec inner = over_json(*codec.element, type_oid(codec) != 0 ? codec : *codec.element);
  Codec outer = codec;
  outer.element = &inner;
  outer.decode(outer, {json.data(), json.size()}, value);
}

}  // namespace

void read_json_array(const Codec& array, std::string_view json, const SequenceTarget& target) {
  if (json_kind(json) != JsonKind::array) bad_value(array, "it is no array in JSON");
  target.clear(target.sequence, 0);
  const Codec element = over_json(*array.element, *array.element);
  Cell cell;
  for (JsonItems items{json}; items.next();)
    target.append(target.sequence, element, part_cell(*array.element, items.value(), target.has_nulls, cell));
}

void read_json_map(const Codec& map, const Cell& cell, const MapTarget& target) {
  const std::string_view json = cell.text();
  if (json_kind(json) != JsonKind::object) bad_value(map, "it is no object in JSON");
  const Codec value = over_json(*map.element, *map.element);
  Cell item;
  for (JsonItems items{json}; items.next();) {
    std::string key;
    unescape_json(items.key(), key);
    target.add(target.map, std::move(key), value, part_cell(*map.element, items.value(), target.has_nulls, item));
  }
}

void decode_from_json(const Codec& codec, const Cell& cell, void* value) {
  std::string_view text = cell.text();
  if (cell.binary && type_oid(codec) == kJsonb) {
    if (!text.starts_with('\1')) bad_value(codec, "unknown version of the binary form");
    text.remove_prefix(1);
  }
  read_value(*codec.element, *codec.element, trim_json(text), value);
}

void null_value(const Codec& value) {
  throw UnexpectedNull(ErrorFields{.message = "null in an object of values of type " + type_name(value)});
}

}  // namespace pgscribe::detail
