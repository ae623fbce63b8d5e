#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

// The messages of the base protocol on a stream: a header with Content-Length, then the text.

namespace pgscribe::lsp {

/// What was read where a message was to come.
struct Frame {
  enum class Kind {
    message,
    too_large,  ///< it has been read over
    no_length,  ///< a header without a length: where the next message begins is not known any more
    end,        ///< of the stream
  };
  Kind kind = Kind::end;
  std::string text{};
};

/// A larger message is read over: nothing that an editor has open is as large.
inline constexpr std::size_t kMaxMessageBytes = 64U << 20U;

[[nodiscard]] Frame read_frame(std::istream& in, std::size_t max_bytes = kMaxMessageBytes);
void write_frame(std::ostream& out, std::string_view text);

}  // namespace pgscribe::lsp
