#include "analyze/scope/analysis_error.hpp"

#include "analyze/scope/parse_state.hpp"

namespace pgscribe::analyze {

void fail(ParseState& state, Span span, support::Message message, std::vector<support::RelatedPlace> related) {
  state.context.diagnostics.add(state.context.file, span.empty() ? state.context.statement_span : span,
                                std::move(message), std::move(related));
  throw AnalysisError{};
}

void fail_silently() { throw AnalysisError{}; }

}  // namespace pgscribe::analyze
