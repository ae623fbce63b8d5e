#include "codegen/cpp_text.hpp"

#include <algorithm>
#include <cstdint>

#include "support/code_point.hpp"

namespace pgscribe::codegen {

namespace {

constexpr std::uint32_t kInvalid = 0xFFFD;

std::string octal(char c) {
  const auto value = static_cast<unsigned char>(c);
  return {'\\', static_cast<char>('0' + (value >> 6U)), static_cast<char>('0' + ((value >> 3U) & 7U)),
          static_cast<char>('0' + (value & 7U))};
}

/// Calls `f` with each code point and its bytes.
template <class F>
void for_each_code_point(std::string_view text, F f) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const std::uint32_t code_point = support::next_code_point(text, i);
    f(code_point, text.substr(begin, i - begin));
  }
}

/// Whether a raw string literal shows `text` as it is.
bool is_plain(std::string_view text) {
  bool plain = true;
  for_each_code_point(text, [&](std::uint32_t code_point, std::string_view bytes) {
    const bool is_layout = bytes == "\n" || bytes == "\t";
    if ((support::is_deceptive(code_point) && !is_layout) || (code_point == kInvalid && bytes.size() == 1))
      plain = false;
  });
  return plain;
}

std::string code_point_name(std::uint32_t code_point) {
  std::string digits;
  for (; code_point != 0 || digits.size() < 4; code_point >>= 4U)
    digits.insert(digits.begin(), "0123456789ABCDEF"[code_point & 0xFU]);
  return "<U+" + digits + ">";
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
  for_each_code_point(text, [&](std::uint32_t code_point, std::string_view bytes) {
    const char c = bytes.front();
    if (c == '"' || c == '\\' || (c == '?' && result.back() == '?')) {  // "??/" would be a trigraph
      result += {'\\', c};
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\r') {
      result += "\\r";
    } else if (support::is_deceptive(code_point) || (code_point == kInvalid && bytes.size() == 1)) {
      for (const char byte : bytes) result += octal(byte);
    } else {
      result += bytes;
    }
  });
  return result + "\"";
}

std::string sql_literal(std::string_view sql) {
  if (is_plain(sql)) {
    std::string delimiter = "sql";
    for (int i = 1; sql.find(")" + delimiter + "\"") != std::string::npos; ++i) delimiter = "sql" + std::to_string(i);
    return "R\"" + delimiter + "(" + std::string(sql) + ")" + delimiter + "\"";
  }
  std::string lines;
  for (std::size_t begin = 0; begin < sql.size();) {
    const std::size_t end = std::min(sql.find('\n', begin), sql.size() - 1) + 1;
    lines += (lines.empty() ? "" : "\n        ") + string_literal(sql.substr(begin, end - begin));
    begin = end;
  }
  return lines;
}

std::string comment_text(std::string_view line) {
  std::string result;
  for_each_code_point(line, [&](std::uint32_t code_point, std::string_view bytes) {
    if (code_point < 0x20 || code_point == 0x7F) {
      result += ' ';
    } else if (support::is_deceptive(code_point) || (code_point == kInvalid && bytes.size() == 1)) {
      result += code_point_name(code_point);
    } else {
      result += bytes;
    }
  });
  while (!result.empty() && result.back() == ' ') result.pop_back();
  if (!result.empty() &&
      (result.back() == '\\' || (result.size() >= 3 && result.compare(result.size() - 3, 3, "?\?/") == 0))) {
    result += " .";
  }
  return result;
}

std::vector<std::string> comment_lines(std::string_view text, std::size_t indent) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    wrap(comment_text(text.substr(begin, end - begin)), kLineWidth - indent - 4, lines);
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

std::string unformatted(const std::string& code) { return "// clang-format off\n" + code + "\n// clang-format on"; }

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
