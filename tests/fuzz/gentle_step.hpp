#pragma once

#include <string>

#include "differential/random.hpp"

namespace pgscribe::fuzz {

/// One change after which SQL is probably still SQL: a constant for another, a name for another, an operator, join,
/// order or type for one of its kind, an expression wrapped, a list item doubled or left out, a statement left out or
/// doubled. Same random numbers, same text.
[[nodiscard]] std::string gentle_step(const std::string& text, differential::Random& random);

}  // namespace pgscribe::fuzz
