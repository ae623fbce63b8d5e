#pragma once

#include <string_view>

// What a trigger function can return: always the row, or perhaps NULL.

namespace pgscribe::catalog {

/// Does the PL/pgSQL body of a trigger function end every path of an INSERT or UPDATE with RETURN NEW (or an error),
/// and nowhere give NEW another value as a whole? Told from its words: no where it is not plain.
[[nodiscard]] bool always_returns_new(std::string_view body);

}  // namespace pgscribe::catalog
