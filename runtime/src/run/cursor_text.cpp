#include <cstdint>
#include <optional>
#include <string>

#include "pgscribe/variants.hpp"

// Cursors of pages as text that fits into a URL.

namespace pgscribe {

namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kCheckBytes = 4;

/// FNV-1a.
std::uint32_t check_of(std::string_view query, std::string_view payload) {
  std::uint32_t hash = 2166136261U;
  const auto add = [&](std::string_view bytes) {
    for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
  };
  add(query);
  add(std::string_view{"", 1});
  add(payload);
  return hash;
}

void append_number(std::string& bytes, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFFU);
}

std::uint32_t read_number(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char byte : bytes.substr(0, 4)) number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

/// Base 64 as RFC 4648 has it for URLs, without padding.
std::string base64(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char byte : bytes) {
    bits = bits << 8U | static_cast<unsigned char>(byte);
    for (count += 8; count >= 6; count -= 6) text += kDigits[bits >> (count - 6) & 0x3FU];
  }
  if (count > 0) text += kDigits[bits << (6 - count) & 0x3FU];
  return text;
}

std::optional<std::string> bytes_of(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char digit : text) {
    const auto value = kDigits.find(digit);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFFU);
  }
  return bytes;
}

void append_field(std::string& bytes, const Column& field, const void* cursor) {
  const void* value = static_cast<const std::byte*>(cursor) + field.offset;
  if (field.nullable) value = field.codec->optional->get(value);
  bytes += value == nullptr ? '0' : '1';
  if (value == nullptr) return;
  std::string text;
  field.codec->encode_text(*field.codec, value, text);
  append_number(bytes, static_cast<std::uint32_t>(text.size()));
  bytes += text;
}

/// Takes a field off the front of `bytes`.
bool read_field(std::string_view& bytes, const Column& field, void* cursor) {
  if (bytes.empty()) return false;
  void* value = static_cast<std::byte*>(cursor) + field.offset;
  const bool is_there = bytes.front() == '1';
  bytes.remove_prefix(1);
  if (!is_there) {
    if (field.nullable) field.codec->optional->reset(value);
    return field.nullable;
  }
  if (bytes.size() < 4 || bytes.size() - 4 < read_number(bytes)) return false;
  const std::string text{bytes.substr(4, read_number(bytes))};
  bytes.remove_prefix(4 + text.size());
  if (field.nullable) value = field.codec->optional->emplace(value);
  field.codec->decode(*field.codec, Cell{text.data(), text.size(), false}, value);
  return true;
}

}  // namespace

std::string cursor_text(std::string_view query, std::span<const Column> fields, const void* cursor) {
  std::string payload;
  for (const Column& field : fields) append_field(payload, field, cursor);
  std::string bytes;
  append_number(bytes, check_of(query, payload));
  return base64(bytes + payload);
}

bool read_cursor(std::string_view text, std::string_view query, std::span<const Column> fields, void* cursor) {
  const std::optional<std::string> bytes = bytes_of(text);
  if (!bytes || bytes->size() < kCheckBytes) return false;
  std::string_view payload = std::string_view{*bytes}.substr(kCheckBytes);
  if (read_number(*bytes) != check_of(query, payload)) return false;
  try {
    for (const Column& field : fields) {
      if (!read_field(payload, field, cursor)) return false;
    }
  } catch (const ConversionError&) {
    return false;
  }
  return payload.empty();
}

}  // namespace pgscribe
