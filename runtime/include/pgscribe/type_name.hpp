#pragma once

#include <algorithm>
#include <cstddef>

// The name of a type that is not built in.

namespace pgscribe {

/// The name of a type that is not built in: its OID differs from database to database, its name does not. A type of
/// an extension is known by the extension, because installations put those into different schemas.
struct TypeName {
  const char* schema = "";
  const char* name = "";
  const char* extension = "";
};

namespace detail {

/// A string as a template argument.
template <std::size_t N>
struct FixedString {
  char text[N]{};

  consteval FixedString(const char (&literal)[N]) {  // NOLINT(google-explicit-constructor): of a template argument
    std::copy_n(literal, N, text);
  }
};

}  // namespace detail
}  // namespace pgscribe
