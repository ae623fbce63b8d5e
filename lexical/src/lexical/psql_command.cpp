#include "lexical/psql_command.hpp"

#include <algorithm>
#include <array>

namespace pgscribe::lexical {

std::string_view psql_command_name(std::string_view line) {
  line.remove_prefix(std::min(line.find('\\'), line.size() - 1) + 1);
  return line.substr(0, line.find_first_of(" \t\r\n"));
}

bool is_idle_psql_command(std::string_view name) {
  constexpr std::array kIdle{"restrict", "unrestrict", "connect",  "c",        "echo",   "qecho",     "warn", "timing",
                             "pset",     "set",        "unset",    "x",        "t",      "a",         "f",    "H",
                             "T",        ".",          "encoding", "conninfo", "prompt", "errverbose"};
  return std::find(kIdle.begin(), kIdle.end(), name) != kIdle.end();
}

}  // namespace pgscribe::lexical
