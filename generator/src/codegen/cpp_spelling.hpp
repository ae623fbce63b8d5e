#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/config.hpp"
#include "support/diagnostics.hpp"

// C++ that users write themselves, and what of it gets into generated files.

namespace pgscribe::codegen {

/// C++ that users write themselves, in the configuration and in directives, goes into generated files as it is: only
/// what is nothing but a type, a name or a header gets there.

/// The type of a member: `my::Money`, `std::map<std::string, const my::T*>`, `unsigned long`. No reference, array or
/// pointer, no expression.
[[nodiscard]] bool is_type(std::string_view text);
/// A variable: `my::money_codec`, `my::text_codec<my::Title>`.
[[nodiscard]] bool is_variable(std::string_view text);
/// What `#include` takes: `<map>`, `"my/money.hpp"`, and the same without quotes.
[[nodiscard]] bool is_header(std::string_view text);
/// A namespace that can be opened at global scope: `media::db`.
[[nodiscard]] bool is_namespace(std::string_view text);

/// A type directive's value, `my::Money`, `my::Money "my/money.hpp"` or `my::Money <my/money.hpp>`, taken apart.
/// Nothing when it is none.
struct TypeAndHeader {
  std::string_view type;
  std::string_view header;  ///< with its quotes or brackets; empty: none
};
[[nodiscard]] std::optional<TypeAndHeader> split_type_directive(std::string_view text);

/// Reports namespace, renames and overrides that cannot stand in C++.
void check_spellings(const config::CppOptions& options, support::Diagnostics& diagnostics);

}  // namespace pgscribe::codegen
