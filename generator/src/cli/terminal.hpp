#pragma once

#include <iosfwd>

#include "support/render_diagnostic.hpp"

// Whether a stream goes to a person, and how text looks there. It is kept with the stream, so that whoever prints
// knows.

namespace pgscribe::cli {

struct Terminal {
  bool is_there = false;  ///< not a pipe or a file
  support::TextStyle style = support::TextStyle::plain;
};

/// Of a file descriptor. There are no colours where NO_COLOR is set and not empty (no-color.org), nor on a dumb
/// terminal.
[[nodiscard]] Terminal terminal_of(int descriptor);

void set_terminal(std::ostream& stream, Terminal terminal);
/// Of a stream that nothing was set for: none.
[[nodiscard]] Terminal terminal_of(std::ostream& stream);

}  // namespace pgscribe::cli
