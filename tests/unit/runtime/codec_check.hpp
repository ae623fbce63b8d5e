#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "codecs/wire.hpp"
#include "pgscribe/codec.hpp"

/// Reads and writes through a codec without a server.
namespace codec_check {

using pgscribe::Cell;
using pgscribe::CodecOf;

template <typename T, typename View>
T decode(const CodecOf<T, View>& codec, std::string_view text, bool binary = false) {
  T value{};
  codec.decode(codec, Cell{text.data(), text.size(), binary}, &value);
  return value;
}

template <typename T, typename View>
std::string encode(const CodecOf<T, View>& codec, const T& value) {
  std::string out;
  codec.encode_text(codec, &value, out);
  return out;
}

template <typename T, typename View>
std::string encode_binary(const CodecOf<T, View>& codec, const T& value) {
  std::string out;
  pgscribe::detail::write_binary(codec, &value, out);
  return out;
}

/// `text` is what the server prints for `value`; both forms must come back as they went.
template <typename T, typename View>
void round_trip(const CodecOf<T, View>& codec, std::string_view text, const T& value) {
  CAPTURE(text);
  CHECK(decode(codec, text) == value);
  CHECK(decode(codec, encode(codec, value)) == value);
  if (pgscribe::detail::writes_binary(codec) && pgscribe::detail::reads_binary(codec)) {
    CHECK(decode(codec, encode_binary(codec, value), true) == value);
  }
}

template <typename T, typename View>
void refused(const CodecOf<T, View>& codec, std::string_view text) {
  CAPTURE(text);
  CHECK_THROWS_AS(decode(codec, text), pgscribe::ConversionError);
}

template <typename T, typename View>
void refused_binary(const CodecOf<T, View>& codec, std::string_view bytes) {
  CAPTURE(bytes.size());
  CHECK_THROWS_AS(decode(codec, bytes, true), pgscribe::ConversionError);
}

}  // namespace codec_check
