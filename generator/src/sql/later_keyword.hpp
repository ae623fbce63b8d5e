#pragma once

#include <optional>
#include <string_view>

// Words that were names in one release of PostgreSQL and stop being names of everything in a later one.

namespace pgscribe::sql {

struct LaterKeyword {
  std::string_view word;
  int since = 0;
};

/// `word` (in any case) when it became a keyword after release `from` and up to release `to` that can no longer be the
/// name of a function or a type, or of anything. Keywords that can stay names (unreserved ones) are none of these.
[[nodiscard]] std::optional<LaterKeyword> later_keyword(std::string_view word, int from, int to);

}  // namespace pgscribe::sql
