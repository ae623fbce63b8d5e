#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace pgscribe::support {

/// The texts of items, one after the other with a separator between.
template <class Items, class TextOf = std::identity>
[[nodiscard]] std::string joined(const Items& items, std::string_view separator, TextOf text_of = {}) {
  std::string text;
  bool is_first = true;
  for (const auto& item : items) {
    if (!std::exchange(is_first, false)) text += separator;
    text += std::invoke(text_of, item);
  }
  return text;
}

}  // namespace pgscribe::support
