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

using pgscribe::analyze::AnalyzedQuery;
using pgscribe::analyze::VariantKey;

/// One way to sort, and what of the rest a caller asks for; no end of a page.
[[nodiscard]] VariantKey random_key(const pgscribe::analyze::VariantSet& variants, Random& random);
/// `keeps_joins`: also those that go when nobody asks for them.
[[nodiscard]] SentText text_of(const AnalyzedQuery& query, VariantKey key, bool keeps_joins = false);
/// What is sent: the statement's one text, or one of a statement that varies, whether it was analysed or not. Empty
/// when such a call sends nothing.
[[nodiscard]] SentText random_text(const pgscribe::analyze::AnalyzedQuery& query, Random& random);

}  // namespace property
