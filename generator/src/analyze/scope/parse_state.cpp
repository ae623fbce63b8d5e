#include "analyze/scope/parse_state.hpp"

#include <utility>

namespace pgscribe::analyze {

// PostgreSQL stops at a statement's first error. Analysis goes on to keep its functions simple, but what it finds
// afterwards may follow from the first error, so only that one is shown.
void report(ParseState& state, std::string_view sqlstate, Span span, std::string message, std::string hint,
            std::string detail) {
  if (state.context.error_count++ != 0) return;
  support::Diagnostic diagnostic;
  diagnostic.code = std::string(sqlstate);
  diagnostic.file = &state.context.file;
  diagnostic.span = span.empty() ? state.context.statement_span : span;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  diagnostic.detail = std::move(detail);
  state.context.diagnostics.add(std::move(diagnostic));
}

BoundRef poison(ParseState& state, std::string_view sqlstate, Span span, std::string message, std::string hint,
                std::string detail) {
  report(state, sqlstate, span, std::move(message), std::move(hint), std::move(detail));
  return make_poison(span);
}

}  // namespace pgscribe::analyze
