#pragma once

#include <string>
#include <vector>

namespace pgscribe::fuzz {

using Tokens = std::vector<std::string>;

/// Words, runs of white space, quoted text, and single characters: rough, for SQL and YAML alike. Operators of two
/// characters (`<=`, `<>`, `>=`, `::`, `||`) are one token, comments up to the end of their line, too.
[[nodiscard]] Tokens tokens(const std::string& text);
[[nodiscard]] std::string joined(const Tokens& parts);
[[nodiscard]] bool is_word(char c);

}  // namespace pgscribe::fuzz
