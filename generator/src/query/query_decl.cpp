#include "query/query_decl.hpp"

#include <array>

namespace pgscribe::query {

std::string_view to_string(Command command) {
  static constexpr std::array<std::string_view, 11> names{":one",        ":many",       ":exec",     ":execrows",
                                                          ":execresult", ":execlastid", ":copyfrom", ":batchexec",
                                                          ":batchone",   ":batchmany",  ":stream"};
  return names.at(static_cast<std::size_t>(command));
}

bool is_batch(Command command) {
  return command == Command::batchexec || command == Command::batchone || command == Command::batchmany;
}

bool takes_many(Command command) { return is_batch(command) || command == Command::copyfrom; }

bool returns_rows(Command command) {
  return command == Command::one || command == Command::many || command == Command::stream ||
         command == Command::batchone || command == Command::batchmany || command == Command::execlastid;
}

}  // namespace pgscribe::query
