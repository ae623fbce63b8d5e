#include "codegen/enum_text.hpp"

#include <algorithm>
#include <utility>

#include "codegen/cpp_text.hpp"
#include "support/code_point.hpp"

namespace pgscribe::codegen {

namespace {

std::string label_list(const std::vector<std::string>& labels, std::size_t width) {
  std::string line;
  std::string lines;
  for (const std::string& label : labels) {
    line += (line.empty() ? "" : ", ") + string_literal(label);
    lines += "\n      " + string_literal(label) + ",";
  }
  return line.size() <= width ? "{" + line + "}" : "{" + lines + "\n  }";
}

/// Says which label an enumerator stands for, where they differ.
void add_label_comments(Enum& result, const std::vector<std::string>& labels) {
  const bool differ =
      !std::equal(labels.begin(), labels.end(), result.enumerators.begin(), result.enumerators.end(),
                  [](const std::string& label, const Enumerator& enumerator) { return label == enumerator.name; });
  if (!differ) return;
  std::size_t width = 0;
  for (const Enumerator& enumerator : result.enumerators)
    width = std::max<std::size_t>(width, support::code_points(enumerator.name));
  for (std::size_t i = 0; i < labels.size(); ++i) {
    Enumerator& enumerator = result.enumerators[i];
    const std::string padding(width - support::code_points(enumerator.name) + 2, ' ');
    enumerator.comment = padding + "// " + string_literal(labels[i]);
  }
}

}  // namespace

Enum enum_text(const std::string& name, const std::string& name_space, const std::vector<std::string>& labels,
               std::vector<std::string> enumerators) {
  Enum result;
  result.name = name;
  result.qualified_name = name_space + "::" + name;
  result.underlying = labels.size() <= 255 ? "std::uint8_t" : "std::uint16_t";
  result.label_count = std::to_string(labels.size());
  for (std::string& enumerator : enumerators) result.enumerators.push_back({std::move(enumerator), {}});
  add_label_comments(result, labels);
  result.has_enumerators = !result.enumerators.empty();
  const std::string head = "  static constexpr std::array<std::string_view, " + result.label_count + "> labels{};";
  result.labels = label_list(labels, kLineWidth - std::min(head.size(), kLineWidth));
  result.has_long_labels = result.labels.find('\n') != std::string::npos;
  return result;
}

}  // namespace pgscribe::codegen
