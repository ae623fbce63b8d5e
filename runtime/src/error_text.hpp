#pragma once

#include <string>

#include "pgscribe/error.hpp"

// What `what()` says: the server's words without the values that they quote.

namespace pgscribe::detail {

/// `text` with `"..."` for everything between its first and its last quotation mark, in whatever language: what is
/// quoted may have quotation marks of its own.
[[nodiscard]] std::string without_quoted(std::string text);

/// The message for people who must not see values: without what the server quotes in it, where that is a value and not
/// a name.
[[nodiscard]] std::string message_without_values(const ErrorFields& fields);

}  // namespace pgscribe::detail
