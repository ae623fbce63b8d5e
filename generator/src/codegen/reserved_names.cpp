#include "codegen/reserved_names.hpp"

#include <algorithm>
#include <iterator>

namespace pgscribe::codegen {

namespace {

// Each sorted, for binary search.
// clang-format off
constexpr std::string_view kKeywords[] = {
    "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch",
    "char", "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield", "compl", "concept",
    "const", "const_cast", "consteval", "constexpr", "constinit", "continue", "decltype", "default", "delete",
    "do", "double", "dynamic_cast", "else", "enum", "explicit", "export", "extern", "false", "float", "for",
    "friend", "goto", "if", "inline", "int", "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq",
    "nullptr", "operator", "or", "or_eq", "private", "protected", "public", "register", "reinterpret_cast",
    "requires", "return", "short", "signed", "sizeof", "static", "static_assert", "static_cast", "struct",
    "switch", "template", "this", "thread_local", "throw", "true", "try", "typedef", "typeid", "typename",
    "union", "unsigned", "using", "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq",
};
constexpr std::string_view kSystemMacros[] = {
#include "codegen/system_macros.inc"
};
constexpr std::string_view kSystemGlobals[] = {
#include "codegen/system_globals.inc"
};
/// Of Qt, of Windows, of compilers on other processors, and of the C library without its extensions.
constexpr std::string_view kOtherMacros[] = {
    "DOMAIN", "FALSE", "NDEBUG", "OVERFLOW", "TRUE", "UNDERFLOW", "emit", "environ", "foreach", "forever",
    "i386", "interface", "signals", "slots", "typeof",
};
constexpr std::string_view kUsedNamespaces[] = {"nlohmann", "pgscribe", "std"};
constexpr std::string_view kOwnNames[] = {
    "CompletionToken", "Rows", "all", "codec", "column", "executor", "executor_", "from_json", "from_string", "json", "out",
    "parameter", "params", "rows", "source", "to_json", "to_string", "value",
};
// clang-format on

template <std::size_t N>
bool has(const std::string_view (&names)[N], std::string_view name) {
  return std::binary_search(std::begin(names), std::end(names), name);
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

bool is_keyword(std::string_view name) { return has(kKeywords, name); }

bool is_macro(std::string_view name) { return has(kSystemMacros, name) || has(kOtherMacros, name); }

bool is_implementation_name(std::string_view name) {
  return name == "_" || name.find("__") != std::string_view::npos ||
         (name.size() > 1 && name[0] == '_' && is_capital(name[1]));
}

bool is_system_global(std::string_view name) { return has(kSystemGlobals, name); }

bool is_used_namespace(std::string_view name) { return has(kUsedNamespaces, name); }

bool is_own_name(std::string_view name) {
  const bool is_constant = name.size() > 1 && name[0] == 'k' && is_capital(name[1]);
  return is_constant || has(kOwnNames, name);
}

}  // namespace pgscribe::codegen
