#pragma once

#include <string_view>

// Names that are taken: by C++, by the headers of the system, by generated code.

namespace pgscribe::codegen {

/// Who has a name already, before any of ours gets it: C++, the headers that a program may include in front of
/// generated code, or the generated code itself.

/// Keywords and alternative tokens.
[[nodiscard]] bool is_keyword(std::string_view name);
/// Macros of the C and C++ libraries, and of other headers that define lower-case ones.
[[nodiscard]] bool is_macro(std::string_view name);
/// Names with `__`, or with `_` and a capital in front, belong to the implementation; a lone `_` to message catalogues.
[[nodiscard]] bool is_implementation_name(std::string_view name);
/// Functions, variables and types that the C library declares outside of every namespace.
[[nodiscard]] bool is_system_global(std::string_view name);
/// Namespaces that generated code reaches into from inside of its own: `std`, `pgscribe`, `nlohmann`.
[[nodiscard]] bool is_used_namespace(std::string_view name);
/// What generated code says without a namespace where types of the user's are in sight: parameters, functions,
/// constants.
[[nodiscard]] bool is_own_name(std::string_view name);

}  // namespace pgscribe::codegen
