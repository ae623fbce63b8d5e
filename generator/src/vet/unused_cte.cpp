#include "analyze/bound/query_walk.hpp"
#include "analyze/facts/effects.hpp"
#include "sql/ast.hpp"
#include "vet/messages.hpp"
#include "vet/query_rules.hpp"

// unused-cte: an item of WITH that nothing reads, and that changes nothing.

namespace pgscribe::vet {

void find_unused_ctes(const VettedQuery& query) {
  analyze::for_each_query(query.statement, [&](const analyze::BoundQuery& level) {
    for (const analyze::CteEntry& cte : level.ctes) {
      if (cte.referenced || cte.declaration == nullptr || analyze::writes(*cte.query)) continue;
      query.findings.add(cte.declaration->name.span, msg::CteIsNotRead(cte.name));
    }
  });
}

}  // namespace pgscribe::vet
