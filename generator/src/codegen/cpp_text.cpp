#include "codegen/cpp_text.hpp"

#include <algorithm>

namespace pgscribe::codegen {

namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string octal(char c) {
  const auto value = static_cast<unsigned char>(c);
  return {'\\', static_cast<char>('0' + (value >> 6U)), static_cast<char>('0' + ((value >> 3U) & 7U)),
          static_cast<char>('0' + (value & 7U))};
}

std::string with_line_feeds(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    result += text[i];
  }
  return result;
}

/// Nothing that continues a line comment on the next line, and no control characters.
std::string comment_text(std::string_view line) {
  std::string result;
  for (const char c : line) result += is_control(c) ? ' ' : c;
  while (!result.empty() && result.back() == ' ') result.pop_back();
  if (!result.empty() &&
      (result.back() == '\\' || (result.size() >= 3 && result.compare(result.size() - 3, 3, "?\?/") == 0))) {
    result += " .";
  }
  return result;
}

/// Breaks `line` at blanks; a word that is too long stays whole.
void wrap(const std::string& line, std::size_t width, std::vector<std::string>& lines) {
  std::string rest = line;
  while (rest.size() > width) {
    std::size_t blank = rest.rfind(' ', width);
    if (blank == std::string::npos || rest.find_first_not_of(' ') > blank) blank = rest.find(' ', width);
    if (blank == std::string::npos) break;
    lines.push_back(comment_text(rest.substr(0, blank)));
    rest.erase(0, rest.find_first_not_of(' ', blank));
  }
  lines.push_back(rest);
}

/// Parameters from column `start` on, as many on a line as fit, lines below each other; empty where one is too long.
std::string packed(const std::vector<std::string>& parameters, std::size_t start, std::size_t tail) {
  std::string lines;
  std::size_t column = start;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const std::size_t size = parameters[i].size() + (i + 1 == parameters.size() ? 1 + tail : 1);
    if (start + size > kLineWidth) return "";
    if (i > 0 && column + 2 + size > kLineWidth) {
      lines += ",\n" + std::string(start, ' ');
      column = start;
    } else if (i > 0) {
      lines += ", ";
      column += 2;
    }
    lines += parameters[i];
    column += parameters[i].size();
  }
  return lines + ")";
}

}  // namespace

std::string string_literal(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += {'\\', c};
    } else if (c == '\n') {
      result += "\\n";
    } else {
      result += is_control(c) ? octal(c) : std::string(1, c);
    }
  }
  return result + "\"";
}

std::string sql_literal(std::string_view sql) {
  const std::string text = with_line_feeds(sql);
  if (std::any_of(text.begin(), text.end(), [](char c) { return is_control(c) && c != '\n' && c != '\t'; })) {
    return string_literal(text);
  }
  std::string delimiter = "sql";
  for (int i = 1; text.find(")" + delimiter + "\"") != std::string::npos; ++i) delimiter = "sql" + std::to_string(i);
  return "R\"" + delimiter + "(" + text + ")" + delimiter + "\"";
}

std::vector<std::string> comment_lines(std::string_view text, std::size_t indent) {
  std::vector<std::string> lines;
  const std::string source = with_line_feeds(text);
  for (std::size_t begin = 0; begin <= source.size();) {
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    wrap(comment_text(std::string_view(source).substr(begin, end - begin)), kLineWidth - indent - 4, lines);
    begin = end + 1;
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  for (std::string& line : lines) line = line.empty() ? "///" : "/// " + line;
  return lines;
}

std::string function_head(std::string_view result, std::string_view name, const std::vector<std::string>& parameters,
                          std::size_t indent, std::size_t tail) {
  std::string list;
  for (const std::string& parameter : parameters) list += (list.empty() ? "" : ", ") + parameter;
  std::string head(result);
  if (!head.empty()) head += ' ';
  head += std::string(name) + "(";
  if (indent + head.size() + list.size() + 1 + tail <= kLineWidth || parameters.empty()) return head + list + ")";
  const auto line_count = [](const std::string& text) { return std::count(text.begin(), text.end(), '\n') + 1; };
  const std::string aligned = parameters.size() < 2 ? "" : packed(parameters, indent + head.size(), tail);
  const std::string below = packed(parameters, indent + 4, tail);
  const bool head_fits = indent + head.size() <= kLineWidth;
  if (!aligned.empty() && (below.empty() || !head_fits || line_count(aligned) <= line_count(below) + 1))
    return head + aligned;
  const std::string rest = "\n" + std::string(indent + 4, ' ') + (below.empty() ? list + ")" : below);
  if (head_fits || result.empty()) return head + rest;
  const std::string own_line = std::string(result) + "\n" + std::string(indent, ' ') + std::string(name) + "(";
  return own_line + (indent + name.size() + 1 + list.size() + 1 + tail <= kLineWidth ? list + ")" : rest);
}

std::string constructor(std::string_view name, const std::vector<std::string>& initializers) {
  const std::string head = "explicit " + std::string(name) + "(pgscribe::ExecutorHandle executor) noexcept";
  std::string line;
  std::string lines;
  for (const std::string& initializer : initializers) {
    line += (line.empty() ? " : " : ", ") + initializer;
    lines += (lines.empty() ? "\n      : " : ",\n        ") + initializer;
  }
  if (2 + head.size() + line.size() + 3 <= kLineWidth) return head + line + " {}";
  const bool fits_below = 5 + line.size() + 3 <= kLineWidth;
  return head + (fits_below ? "\n     " + line : lines) + " {}";
}

}  // namespace pgscribe::codegen
