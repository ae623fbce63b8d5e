#pragma once

#include "analyze/scope/parse_state.hpp"

// Warnings under codes of our own.

namespace pgscribe::analyze {

/// A warning under a code of our own; the statement is analysed all the same.
void warn(ParseState& state, Span span, support::Message message);

}  // namespace pgscribe::analyze
