#include "query/query_decl.hpp"

#include <array>

namespace pgscribe::query {

std::string_view to_string(Command command) {
  static constexpr std::array<std::string_view, 11> names{":one",        ":many",       ":exec",     ":execrows",
                                                          ":execresult", ":execlastid", ":copyfrom", ":batchexec",
                                                          ":batchone",   ":batchmany",  ":stream"};
  return names.at(static_cast<std::size_t>(command));
}

}  // namespace pgscribe::query
