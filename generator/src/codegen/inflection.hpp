#pragma once

#include <string>
#include <string_view>

// The singular of an English plural, as sqlc names a table's struct.

namespace pgscribe::codegen {

/// The singular of an English plural in lower case: "movies" -> "movie", "categories" -> "category". Words that are
/// singular already, or have no rule, come back unchanged. The rules are those of the inflection library that sqlc
/// uses, with its corrections.
[[nodiscard]] std::string singular(std::string_view word);

}  // namespace pgscribe::codegen
