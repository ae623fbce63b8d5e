#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "lexical/scanner.hpp"
#include "lexical/split.hpp"

// COPY ... FROM stdin in a script, and the data behind it.

namespace pgscribe::lexical {

/// Watches the tokens of a script for COPY ... FROM stdin, whose data stand behind its semicolon up to a line `\.`, as
/// pg_dump writes them.
class CopyWatch {
 public:
  explicit CopyWatch(std::string_view text) : text_(text) {}

  /// To be told of every token but comments. At the end of such a COPY: its data, from the semicolon to the end of the
  /// last line; nothing when there is no last line.
  [[nodiscard]] std::optional<TextRange> token(const Token& token);

 private:
  [[nodiscard]] bool is_copy_from_stdin() const;
  [[nodiscard]] std::optional<TextRange> data_after(std::uint32_t semicolon_end) const;

  std::string_view text_;
  std::vector<std::string_view> words_;
};

/// The lines between the semicolon and the `\.` line of what CopyWatch gave.
[[nodiscard]] std::string_view copy_lines(std::string_view text, TextRange data);

/// One statement of a script with what psql would send after it.
struct ScriptStatement {
  TextRange range;
  std::optional<TextRange> copy_data;
};

/// The statements of a script, those that are nothing but comments left out.
[[nodiscard]] std::vector<ScriptStatement> split_script(std::string_view text);

}  // namespace pgscribe::lexical
