#include "support/render_diagnostic.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "support/code_point.hpp"

namespace pgscribe::support {

namespace {

// A caret must stay on one screen: what does not fit is cut around the span.
constexpr std::size_t kMaxLineBytes = 160;

const char* to_string(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note: return "note";
  }
  return "error";
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Control characters would let input drive the user's terminal, others make it look like something else.
std::string printable(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const bool is_hidden = is_deceptive(next_code_point(text, i)) && text[begin] != '\t';
    result += is_hidden ? "?" : text.substr(begin, i - begin);
  }
  return result;
}

std::string excerpt(const Diagnostic& diagnostic) {
  const SourceFile& file = *diagnostic.file;
  std::string_view line = file.line_at(diagnostic.span.begin);
  std::size_t column = diagnostic.span.begin - file.line_start(diagnostic.span.begin);
  column = std::min(column, line.size());
  if (line.size() > kMaxLineBytes) {
    std::size_t begin = column > kMaxLineBytes / 2 ? column - kMaxLineBytes / 2 : 0;
    while (begin > 0 && is_continuation(line[begin])) --begin;
    std::size_t length = std::min(kMaxLineBytes, line.size() - begin);
    while (begin + length < line.size() && is_continuation(line[begin + length])) ++length;
    line = line.substr(begin, length);
    column -= begin;
  }
  const std::size_t width_bytes = std::min<std::size_t>(diagnostic.span.size(), line.size() - column);
  const std::uint32_t width = std::max<std::uint32_t>(1, code_points(line.substr(column, width_bytes)));
  std::string margin;
  for (const char c : line.substr(0, column)) {
    if (c == '\t') {
      margin += '\t';
    } else if (!is_continuation(c)) {
      margin += ' ';
    }
  }
  return "  " + printable(line) + "\n  " + margin + '^' + std::string(width - 1, '~') + '\n';
}

struct Range {
  LineColumn begin;
  LineColumn end;
};

Range range_of(const Diagnostic& diagnostic) {
  return {diagnostic.file->line_column(diagnostic.span.begin), diagnostic.file->line_column(diagnostic.span.end)};
}

std::string region_json(const Diagnostic& diagnostic) {
  const Range range = range_of(diagnostic);
  return R"({"startLine":)" + std::to_string(range.begin.line) + R"(,"startColumn":)" +
         std::to_string(range.begin.column) + R"(,"endLine":)" + std::to_string(range.end.line) + R"(,"endColumn":)" +
         std::to_string(range.end.column) + "}";
}

std::size_t utf8_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80                   ? 1
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return 0;
  }
  return length;
}

}  // namespace

std::string json_quote(std::string_view text) {
  std::string result = "\"";
  while (!text.empty()) {
    const char c = text.front();
    const std::size_t length = utf8_length(text);
    if (length == 0) {
      result += "\\ufffd";
    } else if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      std::array<char, 8> escaped{};
      std::snprintf(escaped.data(), escaped.size(), "\\u%04x", static_cast<unsigned>(c));
      result += escaped.data();
    } else {
      result += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return result + '"';
}

std::string render_text(const Diagnostic& diagnostic) {
  std::string result;
  if (diagnostic.file != nullptr) {
    const LineColumn place = diagnostic.file->line_column(diagnostic.span.begin);
    result += printable(diagnostic.file->path()) + ':' + std::to_string(place.line) + ':' +
              std::to_string(place.column) + ": ";
  } else {
    result += "pgscribe: ";
  }
  result += std::string(to_string(diagnostic.severity)) + ": " + printable(diagnostic.message);
  if (!diagnostic.code.empty()) result += " [" + diagnostic.code + "]";
  result += '\n';
  if (diagnostic.file != nullptr) result += excerpt(diagnostic);
  if (!diagnostic.detail.empty()) result += "  detail: " + printable(diagnostic.detail) + '\n';
  if (!diagnostic.hint.empty()) result += "  hint: " + printable(diagnostic.hint) + '\n';
  return result;
}

std::string render_json(const std::vector<Diagnostic>& diagnostics) {
  std::string result = "{\"diagnostics\":[";
  for (const Diagnostic& diagnostic : diagnostics) {
    if (result.back() == '}') result += ',';
    result += "\n{";
    if (diagnostic.file != nullptr) {
      const Range range = range_of(diagnostic);
      result += "\"file\":" + json_quote(diagnostic.file->path()) + ",\"line\":" + std::to_string(range.begin.line) +
                ",\"column\":" + std::to_string(range.begin.column) +
                ",\"end_line\":" + std::to_string(range.end.line) +
                ",\"end_column\":" + std::to_string(range.end.column) + ",";
    }
    result += "\"severity\":" + json_quote(to_string(diagnostic.severity)) +
              ",\"code\":" + json_quote(diagnostic.code) + ",\"message\":" + json_quote(diagnostic.message);
    if (!diagnostic.detail.empty()) result += ",\"detail\":" + json_quote(diagnostic.detail);
    if (!diagnostic.hint.empty()) result += ",\"hint\":" + json_quote(diagnostic.hint);
    result += '}';
  }
  return result + "]}\n";
}

std::string render_sarif(const std::vector<Diagnostic>& diagnostics) {
  std::set<std::string> codes;
  for (const Diagnostic& diagnostic : diagnostics) codes.insert(diagnostic.code);
  std::string rules;
  for (const std::string& code : codes) rules += (rules.empty() ? "" : ",") + ("{\"id\":" + json_quote(code) + "}");
  std::string results;
  for (const Diagnostic& diagnostic : diagnostics) {
    std::string text = diagnostic.message;
    if (!diagnostic.detail.empty()) text += "\n" + diagnostic.detail;
    if (!diagnostic.hint.empty()) text += "\n" + diagnostic.hint;
    results += (results.empty() ? "\n" : ",\n") + ("{\"ruleId\":" + json_quote(diagnostic.code) +
                                                   ",\"level\":" + json_quote(to_string(diagnostic.severity)) +
                                                   ",\"message\":{\"text\":" + json_quote(text) + "},\"locations\":[");
    if (diagnostic.file != nullptr) {
      results += "{\"physicalLocation\":{\"artifactLocation\":{\"uri\":" + json_quote(diagnostic.file->path()) +
                 "},\"region\":" + region_json(diagnostic) + "}}";
    }
    results += "]}";
  }
  return R"({"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"pgscribe","rules":[)" +
         rules + "]}},\"columnKind\":\"unicodeCodePoints\",\"results\":[" + results + "]}]}\n";
}

}  // namespace pgscribe::support
