#pragma once

#include <string>
#include <vector>

#include "support/diagnostics.hpp"

// Diagnostics as text with the token underlined, as JSON and as SARIF.

namespace pgscribe::support {

/// For whom text is: `coloured` has the escape sequences of terminals in it.
enum class TextStyle { plain, coloured };

/// `path:line:col: error: message [code]`, the source line, a caret run under the span, detail and hint, and a note of
/// the same shape for each related place; ends with a newline.
[[nodiscard]] std::string render_text(const Diagnostic& diagnostic, TextStyle style = TextStyle::plain);
/// One JSON document: {"diagnostics":[{file,line,column,end_line,end_column,severity,code,message,detail,hint,
/// related}]}.
[[nodiscard]] std::string render_json(const std::vector<Diagnostic>& diagnostics);
/// SARIF 2.1.0, as code-scanning services read it.
[[nodiscard]] std::string render_sarif(const std::vector<Diagnostic>& diagnostics);

/// `text` as a JSON string with its quotes; invalid UTF-8 becomes U+FFFD.
[[nodiscard]] std::string json_quote(std::string_view text);

}  // namespace pgscribe::support
