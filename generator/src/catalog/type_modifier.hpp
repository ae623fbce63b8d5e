#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/type.hpp"
#include "support/message.hpp"

// Type modifiers: numeric(10,2), varchar(20), and their text.

namespace pgscribe::catalog {

struct TypeModifier {
  int value = -1;
  std::optional<support::Message> error;
};

/// The typmodin functions of the built-in types: checks `arguments` (as written, unquoted) and encodes them. Types of
/// the user or of an extension: one integer stands for itself (pgvector), anything else gives -1.
[[nodiscard]] TypeModifier encode_type_modifier(const Type& type, const std::vector<std::string>& arguments,
                                                int server_version);

/// The typmodout functions: "(10,2)", "(3) without time zone", " day to second(3)". `modifier` is not -1.
[[nodiscard]] std::string print_type_modifier(Oid type, int modifier);

}  // namespace pgscribe::catalog
