#include "sql/later_keyword.hpp"

#include <algorithm>

#include "sql/scanner.hpp"

namespace pgscribe::sql {
namespace {

/// What pg_get_keywords() of a release has more than that of the one before, but for unreserved words.
constexpr LaterKeyword kLaterKeywords[] = {
    {"json", 17},           {"json_array", 16},   {"json_arrayagg", 16}, {"json_exists", 17},    {"json_object", 16},
    {"json_objectagg", 16}, {"json_query", 17},   {"json_scalar", 17},   {"json_serialize", 17}, {"json_table", 17},
    {"json_value", 17},     {"merge_action", 17}, {"system_user", 16},
};

}  // namespace

std::optional<LaterKeyword> later_keyword(std::string_view word, int from, int to) {
  for (const LaterKeyword& row : kLaterKeywords) {
    if (row.since > from && row.since <= to && equals_folded(word, row.word)) return row;
  }
  return std::nullopt;
}

}  // namespace pgscribe::sql
