#pragma once

#include <string>
#include <string_view>
#include <vector>

// Text as C++ literals and comments.

namespace pgscribe::codegen {

inline constexpr std::size_t kLineWidth = 100;

/// `"..."` with everything escaped that a C++ string literal needs, and what would make it look like another text than
/// it is.
[[nodiscard]] std::string string_literal(std::string_view text);

/// SQL as a raw string literal whose delimiter does not occur in it. Text with characters that a source file cannot
/// hold, or that hide what it says, comes as escaped literals, one a line.
[[nodiscard]] std::string sql_literal(std::string_view sql);

/// What may follow `//` or `///`: one line in which nothing is hidden, and which does not continue on the next one.
[[nodiscard]] std::string comment_text(std::string_view line);

/// `text` as `///` lines: split at line ends and where the line behind `indent` blanks would be too long.
[[nodiscard]] std::vector<std::string> comment_lines(std::string_view text, std::size_t indent);

/// A function head, as one line where it fits behind `indent` spaces and before `tail` characters, else broken as
/// clang-format does. `result` may be empty.
[[nodiscard]] std::string function_head(std::string_view result, std::string_view name,
                                        const std::vector<std::string>& parameters, std::size_t indent,
                                        std::size_t tail);

/// Code whose lines are as clang-format would not break them.
[[nodiscard]] std::string unformatted(const std::string& code);

/// A constructor from an Executor that hands it to `initializers`, in one line or several.
[[nodiscard]] std::string constructor(std::string_view name, const std::vector<std::string>& initializers);

}  // namespace pgscribe::codegen
