#pragma once

#include <utility>
#include <vector>

#include "support/diagnostics.hpp"
#include "support/message.hpp"
#include "support/span.hpp"

// How a statement's first error ends its analysis.

namespace pgscribe::analyze {

using support::Span;

struct ParseState;

/// PostgreSQL stops at a statement's first error, and what would be found after it may only follow from it. So the
/// first error unwinds to the boundary of the statement (`succeeds`), and no function of the analysis has a way of its
/// own to say that it failed: what it returns is always the answer.
struct AnalysisError {};

/// Reports an error and ends the statement; an empty span stands for the whole of it.
[[noreturn]] void fail(ParseState& state, Span span, support::Message message,
                       std::vector<support::RelatedPlace> related = {});
/// Ends the statement without a word: what is wrong has been reported by another stage, as where a table was declared
/// that the statement uses.
[[noreturn]] void fail_silently();

/// The boundary of a statement, or of an expression that stands alone: does `analysis`, which holds all of it, and says
/// whether it came to its end. What it has filled in by then is of no use otherwise.
template <class Analysis>
[[nodiscard]] bool succeeds(Analysis&& analysis) {
  try {
    std::forward<Analysis>(analysis)();
    return true;
  } catch (const AnalysisError&) {
    return false;
  }
}

}  // namespace pgscribe::analyze
