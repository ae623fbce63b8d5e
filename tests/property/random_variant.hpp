#pragma once

#include <string>
#include <vector>

#include "analyze/analyzed_query.hpp"
#include "random.hpp"

namespace property {

/// A text that a caller can have sent.
struct SentText {
  std::string sql;
  std::vector<int> parameters;  ///< their numbers in the whole statement, in the order of the text's
};

/// What is sent: the statement's one text, or one of a statement that varies, whether it was analysed or not. Empty
/// when such a call sends nothing.
[[nodiscard]] SentText random_text(const pgscribe::analyze::AnalyzedQuery& query, Random& random);

}  // namespace property
