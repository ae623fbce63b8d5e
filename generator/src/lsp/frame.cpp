#include "lsp/frame.hpp"

#include <algorithm>
#include <charconv>
#include <istream>
#include <optional>
#include <ostream>

#include "sql/scanner.hpp"

namespace pgscribe::lsp {

namespace {

/// A line of a header is short; a stream without line ends is none of this protocol.
constexpr std::size_t kMaxHeaderLine = 4096;

/// Without its line end, CRLF by the protocol and LF by hand. Nothing at the end of the stream.
std::optional<std::string> read_line(std::istream& in) {
  std::string line;
  for (char c = 0; in.get(c);) {
    if (c == '\n') {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      return line;
    }
    if (line.size() == kMaxHeaderLine) return std::nullopt;
    line += c;
  }
  return std::nullopt;
}

std::optional<std::size_t> content_length(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !sql::equals_folded(line.substr(0, colon), "content-length"))
    return std::nullopt;
  std::string_view value = line.substr(colon + 1);
  value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
  const std::string_view rest = value.substr(static_cast<std::size_t>(end - value.data()));
  if (error != std::errc() || rest.find_first_not_of(" \t") != std::string_view::npos) return std::nullopt;
  return length;
}

/// istream::ignore would wait for the byte behind.
void read_over(std::istream& in, std::size_t size) {
  std::string chunk(std::min(size, std::size_t{1} << 16U), '\0');
  while (size > 0 && in) {
    const std::size_t part = std::min(size, chunk.size());
    in.read(chunk.data(), static_cast<std::streamsize>(part));
    size -= part;
  }
}

}  // namespace

Frame read_frame(std::istream& in, std::size_t max_bytes) {
  std::optional<std::size_t> length;
  while (true) {
    const std::optional<std::string> line = read_line(in);
    if (!line) return {in.eof() ? Frame::Kind::end : Frame::Kind::no_length};
    if (line->empty()) break;
    if (const auto found = content_length(*line)) length = found;
  }
  if (!length) return {Frame::Kind::no_length};
  if (*length > max_bytes) {
    read_over(in, *length);
    return {in.eof() ? Frame::Kind::end : Frame::Kind::too_large};
  }
  Frame frame{Frame::Kind::message, std::string(*length, '\0')};
  in.read(frame.text.data(), static_cast<std::streamsize>(*length));
  if (!in) return {Frame::Kind::end};
  return frame;
}

void write_frame(std::ostream& out, std::string_view text) {
  out << "Content-Length: " << text.size() << "\r\n\r\n" << text << std::flush;
}

}  // namespace pgscribe::lsp
