#include "cli/wrapped_text.hpp"

#include <sstream>

namespace pgscribe::cli {

std::string wrapped(const std::string& text, std::size_t column, std::size_t width) {
  std::string result;
  std::size_t at = column;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    if (at > column && at + 1 + word.size() > width) {
      result += '\n' + std::string(column, ' ');
      at = column;
    }
    if (at > column) {
      result += ' ';
      ++at;
    }
    result += word;
    at += word.size();
  }
  return result;
}

}  // namespace pgscribe::cli
