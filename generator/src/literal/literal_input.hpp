#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "support/message.hpp"

// Whether a built-in type takes a text, and what the server says when not.

namespace pgscribe::literal {

/// What a type's input function would say to a literal that it refuses.
using LiteralError = support::Message;

/// Checks `text` as input for `type` (not a domain) with `type_modifier`. Empty: accepted, or it cannot be told
/// exactly.
[[nodiscard]] std::optional<LiteralError> check_literal(const catalog::Catalog& catalog, catalog::Oid type,
                                                        int type_modifier, std::string_view text);

}  // namespace pgscribe::literal
