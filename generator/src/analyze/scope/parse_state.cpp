#include "analyze/scope/parse_state.hpp"

#include <utility>

namespace pgscribe::analyze {

// PostgreSQL stops at a statement's first error. Analysis goes on to keep its functions simple, but what it finds
// afterwards may follow from the first error, so only that one is shown.
void report(ParseState& state, Span span, support::Message message, std::vector<support::RelatedPlace> related) {
  if (state.context.error_count++ != 0) return;
  state.context.diagnostics.add(state.context.file, span.empty() ? state.context.statement_span : span,
                                std::move(message), std::move(related));
}

BoundRef poison(ParseState& state, Span span, support::Message message) {
  report(state, span, std::move(message));
  return make_poison(span);
}

}  // namespace pgscribe::analyze
