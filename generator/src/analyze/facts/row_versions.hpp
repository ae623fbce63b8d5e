#pragma once

#include "analyze/bound/bound_query.hpp"
#include "analyze/facts/reason.hpp"

// In which of the rows that RETURNING shows there is an OLD and a NEW one, and one of MERGE's source.

namespace pgscribe::analyze {

enum class Presence { always, sometimes, never };
struct RowPresence {
  Presence presence = Presence::always;
  Reason reason{};  ///< of `sometimes` and `never`
};

/// Of the target's row.
[[nodiscard]] RowPresence presence_of(const BoundQuery& query, RowVersion version);
/// Of the row that MERGE's source gives.
[[nodiscard]] RowPresence source_presence(const BoundQuery& query);
/// Does every row that MERGE shows come from a target's row and a source's that fit?
[[nodiscard]] bool shows_matches_only(const BoundQuery& query);

}  // namespace pgscribe::analyze
