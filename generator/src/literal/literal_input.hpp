#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"

namespace pgscribe::literal {

/// What a type's input function would say to a literal that it refuses.
struct LiteralError {
  std::string sqlstate;  ///< 22P02, 22007, 22008, 22003, 22026 ...
  std::string message;   ///< invalid input syntax for type integer: "abc"
  std::string detail;
  std::string hint;
};
/// Checks `text` as input for `type` (not a domain) with `type_modifier`. Empty: accepted, or it cannot be told
/// exactly.
[[nodiscard]] std::optional<LiteralError> check_literal(const catalog::Catalog& catalog, catalog::Oid type,
                                                        int type_modifier, std::string_view text);

}  // namespace pgscribe::literal
