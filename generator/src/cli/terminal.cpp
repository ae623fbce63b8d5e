#include "cli/terminal.hpp"

#include <unistd.h>

#include <cstdlib>
#include <ostream>
#include <string_view>

namespace pgscribe::cli {

namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

int is_there_index() {
  static const int index = std::ios_base::xalloc();
  return index;
}

int is_coloured_index() {
  static const int index = std::ios_base::xalloc();
  return index;
}

}  // namespace

Terminal terminal_of(int descriptor) {
  Terminal terminal;
  terminal.is_there = ::isatty(descriptor) == 1 && variable("TERM") != "dumb";
  if (terminal.is_there && variable("NO_COLOR").empty()) terminal.style = support::TextStyle::coloured;
  return terminal;
}

void set_terminal(std::ostream& stream, Terminal terminal) {
  stream.iword(is_there_index()) = terminal.is_there ? 1 : 0;
  stream.iword(is_coloured_index()) = terminal.style == support::TextStyle::coloured ? 1 : 0;
}

Terminal terminal_of(std::ostream& stream) {
  return {.is_there = stream.iword(is_there_index()) == 1,
          .style = stream.iword(is_coloured_index()) == 1 ? support::TextStyle::coloured : support::TextStyle::plain};
}

}  // namespace pgscribe::cli
