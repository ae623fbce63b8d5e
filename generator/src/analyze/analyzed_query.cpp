#include "analyze/analyzed_query.hpp"

namespace pgscribe::analyze {

std::vector<const ResultColumn*> AnalyzedQuery::columns() const {
  std::vector<const ResultColumn*> result;
  for (const ResultItem& item : items) {
    for (const ResultColumn& column : item.columns) result.push_back(&column);
  }
  return result;
}

}  // namespace pgscribe::analyze
