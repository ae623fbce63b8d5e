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

// SGR sequences.
constexpr std::string_view kBold = "\033[1m";
constexpr std::string_view kReset = "\033[0m";

std::string_view colour_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "\033[1;31m";
    case Severity::warning: return "\033[1;35m";
    case Severity::note: return "\033[1;36m";
  }
  return kBold;
}

std::string painted(std::string_view sequence, std::string_view text, TextStyle style) {
  if (style == TextStyle::plain) return std::string(text);
  return std::string(sequence) + std::string(text) + std::string(kReset);
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

std::string excerpt(const SourceFile& file, Span span, std::string_view colour, TextStyle style) {
  std::string_view line = file.line_at(span.begin);
  std::size_t column = span.begin - file.line_start(span.begin);
  column = std::min(column, line.size());
  if (line.size() > kMaxLineBytes) {
    std::size_t begin = column > kMaxLineBytes / 2 ? column - kMaxLineBytes / 2 : 0;
    while (begin > 0 && is_continuation(line[begin])) --begin;
    std::size_t length = std::min(kMaxLineBytes, line.size() - begin);
    while (begin + length < line.size() && is_continuation(line[begin + length])) ++length;
    line = line.substr(begin, length);
    column -= begin;
  }
  const std::size_t width_bytes = std::min<std::size_t>(span.size(), line.size() - column);
  const std::uint32_t width = std::max<std::uint32_t>(1, code_points(line.substr(column, width_bytes)));
  std::string margin;
  for (const char c : line.substr(0, column)) {
    if (c == '\t') {
      margin += '\t';
    } else if (!is_continuation(c)) {
      margin += ' ';
    }
  }
  return "  " + printable(line) + "\n  " + margin + painted(colour, '^' + std::string(width - 1, '~'), style) + '\n';
}

struct Range {
  LineColumn begin;
  LineColumn end;
};

Range range_of(const SourceFile& file, Span span) { return {file.line_column(span.begin), file.line_column(span.end)}; }

std::string place_text(const SourceFile& file, Span span) {
  const LineColumn place = file.line_column(span.begin);
  return printable(file.path()) + ':' + std::to_string(place.line) + ':' + std::to_string(place.column) + ": ";
}

std::string place_json(const SourceFile& file, Span span) {
  const Range range = range_of(file, span);
  return "\"file\":" + json_quote(file.path()) + ",\"line\":" + std::to_string(range.begin.line) +
         ",\"column\":" + std::to_string(range.begin.column) + ",\"end_line\":" + std::to_string(range.end.line) +
         ",\"end_column\":" + std::to_string(range.end.column) + ",";
}

std::string related_json(const std::vector<RelatedPlace>& related) {
  std::string result;
  for (const RelatedPlace& place : related) {
    result += (result.empty() ? "{" : ",{") + place_json(*place.file, place.span) +
              "\"message\":" + json_quote(place.label) + "}";
  }
  return "[" + result + "]";
}

std::string physical_location_sarif(const SourceFile& file, Span span) {
  const Range range = range_of(file, span);
  return "\"physicalLocation\":{\"artifactLocation\":{\"uri\":" + json_quote(file.path()) +
         R"(},"region":{"startLine":)" + std::to_string(range.begin.line) + R"(,"startColumn":)" +
         std::to_string(range.begin.column) + R"(,"endLine":)" + std::to_string(range.end.line) + R"(,"endColumn":)" +
         std::to_string(range.end.column) + "}}";
}

std::string related_sarif(const std::vector<RelatedPlace>& related) {
  std::string result;
  for (const RelatedPlace& place : related) {
    result += (result.empty() ? "{" : ",{") + physical_location_sarif(*place.file, place.span) +
              ",\"message\":{\"text\":" + json_quote(place.label) + "}}";
  }
  return result.empty() ? result : ",\"relatedLocations\":[" + result + "]";
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

std::string render_text(const Diagnostic& diagnostic, TextStyle style) {
  const std::string_view colour = colour_of(diagnostic.severity);
  std::string result =
      painted(kBold, diagnostic.file != nullptr ? place_text(*diagnostic.file, diagnostic.span) : "pgscribe: ", style);
  result += painted(colour, std::string(to_string(diagnostic.severity)) + ":", style) + ' ' +
            painted(kBold, printable(diagnostic.message), style);
  if (!diagnostic.code.empty()) result += " [" + diagnostic.code + "]";
  result += '\n';
  if (diagnostic.file != nullptr) result += excerpt(*diagnostic.file, diagnostic.span, colour, style);
  if (!diagnostic.detail.empty()) result += "  detail: " + printable(diagnostic.detail) + '\n';
  if (!diagnostic.hint.empty()) result += "  hint: " + printable(diagnostic.hint) + '\n';
  for (const RelatedPlace& place : diagnostic.related) {
    const std::string_view note = colour_of(Severity::note);
    result += painted(kBold, place_text(*place.file, place.span), style) +
              painted(note, std::string(to_string(Severity::note)) + ":", style) + ' ' + printable(place.label) + '\n' +
              excerpt(*place.file, place.span, note, style);
  }
  return result;
}

std::string render_json(const std::vector<Diagnostic>& diagnostics) {
  std::string result = "{\"diagnostics\":[";
  for (const Diagnostic& diagnostic : diagnostics) {
    if (result.back() == '}') result += ',';
    result += "\n{";
    if (diagnostic.file != nullptr) result += place_json(*diagnostic.file, diagnostic.span);
    result += "\"severity\":" + json_quote(to_string(diagnostic.severity)) +
              ",\"code\":" + json_quote(diagnostic.code) + ",\"message\":" + json_quote(diagnostic.message);
    if (!diagnostic.detail.empty()) result += ",\"detail\":" + json_quote(diagnostic.detail);
    if (!diagnostic.hint.empty()) result += ",\"hint\":" + json_quote(diagnostic.hint);
    if (!diagnostic.related.empty()) result += ",\"related\":" + related_json(diagnostic.related);
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
      results += "{" + physical_location_sarif(*diagnostic.file, diagnostic.span) + "}";
    }
    results += "]" + related_sarif(diagnostic.related) + "}";
  }
  return R"({"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"pgscribe","rules":[)" +
         rules + "]}},\"columnKind\":\"unicodeCodePoints\",\"results\":[" + results + "]}]}\n";
}

}  // namespace pgscribe::support
