#include "cli/database_uri.hpp"

#include <cstdlib>

namespace pgscribe::cli {

ExpandedText expand_variables(std::string_view text) {
  ExpandedText expanded;
  while (!text.empty()) {
    const std::size_t begin = text.find("${");
    const std::size_t end = begin == std::string_view::npos ? begin : text.find('}', begin);
    if (end == std::string_view::npos) break;
    const std::string name{text.substr(begin + 2, end - begin - 2)};
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return {.text = {}, .missing = name};
    expanded.text.append(text.substr(0, begin)).append(value);
    text.remove_prefix(end + 1);
  }
  expanded.text += text;
  return expanded;
}

}  // namespace pgscribe::cli
