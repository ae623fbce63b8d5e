#include "analyze/bound/query_walk.hpp"
#include "vet/messages.hpp"
#include "vet/query_rules.hpp"

// unfiltered-change: UPDATE and DELETE of every row.

namespace pgscribe::vet {

void find_unfiltered_changes(const VettedQuery& query) {
  analyze::for_each_query(query.statement, [&](const analyze::BoundQuery& level) {
    const bool is_update = level.kind == analyze::QueryKind::update;
    if ((!is_update && level.kind != analyze::QueryKind::delete_) || level.where) return;
    const analyze::RangeEntry& target = level.range_table[static_cast<std::size_t>(level.result_relation)];
    query.findings.add(target.span, msg::ChangesEveryRow(is_update ? "UPDATE" : "DELETE", target.alias));
  });
}

}  // namespace pgscribe::vet
