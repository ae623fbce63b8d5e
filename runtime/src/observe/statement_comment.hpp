#pragma once

#include <string>

#include "pgscribe/observer.hpp"

namespace pgscribe::detail {

/// What is sent behind a statement: ` /*key='value',...*/` in sqlcommenter's form, sorted by key and percent-encoded,
/// so that nothing in it can end the comment or begin another. Empty without tags.
[[nodiscard]] std::string statement_comment(const StatementTags& tags);

}  // namespace pgscribe::detail
