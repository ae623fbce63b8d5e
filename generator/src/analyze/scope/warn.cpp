#include "analyze/scope/warn.hpp"

#include <utility>

namespace pgscribe::analyze {

void warn(ParseState& state, Span span, support::Message message) {
  state.context.diagnostics.add(state.context.file, span.empty() ? state.context.statement_span : span,
                                std::move(message));
}

}  // namespace pgscribe::analyze
