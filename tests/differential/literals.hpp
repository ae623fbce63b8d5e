#pragma once

#include <string>

#include "random.hpp"

namespace pgscribe::differential {

/// A quoted string, mostly input that the type takes (`type` as format_type writes it); for a type not known here
/// anything.
[[nodiscard]] std::string literal_for(Random& random, const std::string& type, bool careful);
/// A quoted string that some type takes, or none.
[[nodiscard]] std::string any_literal(Random& random);
/// A constant that has a type of its own: numbers, B'1', now().
[[nodiscard]] std::string typed_constant(Random& random);

}  // namespace pgscribe::differential
