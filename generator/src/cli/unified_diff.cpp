#include "cli/unified_diff.hpp"

#include <algorithm>
#include <vector>

namespace pgscribe::cli {

namespace {

using Lines = std::vector<std::string_view>;
constexpr std::size_t kContext = 3;

struct Edit {
  char kind;  // ' ', '-', '+'
  std::string_view line;
};

Lines split_lines(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

/// Myers' O(ND) greedy algorithm with the trace kept, on what is left between the common head and tail.
std::vector<Edit> shortest_edits(const Lines& a, const Lines& b) {
  const auto n = static_cast<std::ptrdiff_t>(a.size());
  const auto m = static_cast<std::ptrdiff_t>(b.size());
  const std::ptrdiff_t limit = n + m;
  std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * limit + 2), 0);
  const auto at = [&](std::vector<std::ptrdiff_t>& v, std::ptrdiff_t k) -> std::ptrdiff_t& {
    return v[static_cast<std::size_t>(k + limit)];
  };
  std::vector<std::vector<std::ptrdiff_t>> trace;
  for (std::ptrdiff_t d = 0; d <= limit; ++d) {
    trace.push_back(furthest);
    bool done = false;
    for (std::ptrdiff_t k = -d; k <= d && !done; k += 2) {
      std::ptrdiff_t x = k == -d || (k != d && at(furthest, k - 1) < at(furthest, k + 1)) ? at(furthest, k + 1)
                                                                                          : at(furthest, k - 1) + 1;
      while (x < n && x - k < m && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)]) ++x;
      at(furthest, k) = x;
      done = x >= n && x - k >= m;
    }
    if (done) break;
  }
  std::vector<Edit> edits;
  std::ptrdiff_t x = n;
  std::ptrdiff_t y = m;
  for (auto d = static_cast<std::ptrdiff_t>(trace.size()) - 1; d >= 0; --d) {
    auto& v = trace[static_cast<std::size_t>(d)];
    const std::ptrdiff_t k = x - y;
    const bool down = k == -d || (k != d && at(v, k - 1) < at(v, k + 1));
    const std::ptrdiff_t previous_x = d == 0 ? 0 : at(v, down ? k + 1 : k - 1);
    const std::ptrdiff_t previous_y = d == 0 ? 0 : previous_x - (down ? k + 1 : k - 1);
    while (x > previous_x && y > previous_y) {
      edits.push_back({' ', a[static_cast<std::size_t>(--x)]});
      --y;
    }
    if (d == 0) break;
    if (down) {
      edits.push_back({'+', b[static_cast<std::size_t>(--y)]});
    } else {
      edits.push_back({'-', a[static_cast<std::size_t>(--x)]});
    }
  }
  std::reverse(edits.begin(), edits.end());
  return edits;
}

/// Myers needs memory by the square of the difference: texts that share little are shown as replaced.
std::vector<Edit> edit_script(const Lines& a, const Lines& b) {
  std::size_t head = 0;
  while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
  std::size_t tail = 0;
  while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  const auto middle = [&](const Lines& lines) {
    return Lines(lines.begin() + static_cast<std::ptrdiff_t>(head), lines.end() - static_cast<std::ptrdiff_t>(tail));
  };
  const Lines old_lines = middle(a);
  const Lines new_lines = middle(b);
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < head; ++i) edits.push_back({' ', a[i]});
  if (old_lines.size() + new_lines.size() <= 4000) {
    for (const Edit& edit : shortest_edits(old_lines, new_lines)) edits.push_back(edit);
  } else {
    for (const std::string_view line : old_lines) edits.push_back({'-', line});
    for (const std::string_view line : new_lines) edits.push_back({'+', line});
  }
  for (std::size_t i = a.size() - tail; i < a.size(); ++i) edits.push_back({' ', a[i]});
  return edits;
}

std::string hunk_range(std::size_t first, std::size_t count) {
  return std::to_string(count == 0 ? first : first + 1) + (count == 1 ? "" : "," + std::to_string(count));
}

void append_line(std::string& text, const Edit& edit) {
  text += edit.kind;
  text += edit.line;
  if (edit.line.back() != '\n') text += "\n\\ No newline at end of file\n";
}

}  // namespace

std::string unified_diff(std::string_view old_text, std::string_view new_text, const std::string& old_name,
                         const std::string& new_name) {
  if (old_text == new_text) return {};
  const std::vector<Edit> edits = edit_script(split_lines(old_text), split_lines(new_text));
  std::string result = "--- " + old_name + "\n+++ " + new_name + "\n";
  std::size_t old_line = 0;
  std::size_t new_line = 0;
  std::size_t i = 0;
  const auto is_change = [](const Edit& edit) { return edit.kind != ' '; };
  while (true) {
    const auto change = static_cast<std::size_t>(
        std::find_if(edits.begin() + static_cast<std::ptrdiff_t>(i), edits.end(), is_change) - edits.begin());
    if (change == edits.size()) break;
    const std::size_t begin = change - std::min(change - i, kContext);
    old_line += begin - i;
    new_line += begin - i;
    std::size_t end = change;
    for (std::size_t last = change; end < edits.size() && end <= last + 2 * kContext; ++end) {
      if (is_change(edits[end])) last = end;
      if (end - last == 2 * kContext) break;
    }
    while (end > change && !is_change(edits[end - 1])) --end;
    end = std::min(end + kContext, edits.size());
    std::string body;
    std::size_t old_count = 0;
    std::size_t new_count = 0;
    for (std::size_t k = begin; k < end; ++k) {
      append_line(body, edits[k]);
      old_count += edits[k].kind != '+' ? 1 : 0;
      new_count += edits[k].kind != '-' ? 1 : 0;
    }
    result += "@@ -" + hunk_range(old_line, old_count) + " +" + hunk_range(new_line, new_count) + " @@\n" + body;
    old_line += old_count;
    new_line += new_count;
    i = end;
  }
  return result;
}

}  // namespace pgscribe::cli
