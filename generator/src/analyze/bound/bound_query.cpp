#include "analyze/bound/bound_query.hpp"

namespace pgscribe::analyze {

std::vector<const TargetEntry*> BoundQuery::output() const {
  std::vector<const TargetEntry*> result;
  for (const TargetEntry& target : kind == QueryKind::select ? targets : returning) {
    if (!target.junk) result.push_back(&target);
  }
  return result;
}

}  // namespace pgscribe::analyze
