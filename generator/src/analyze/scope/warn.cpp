#include "analyze/scope/warn.hpp"

#include <utility>

namespace pgscribe::analyze {

void warn(ParseState& state, std::string_view code, Span span, std::string message, std::string hint) {
  state.context.diagnostics.warning(code, state.context.file, span.empty() ? state.context.statement_span : span,
                                    std::move(message), std::move(hint));
}

}  // namespace pgscribe::analyze
