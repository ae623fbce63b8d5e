#include "literal/literal_types.hpp"

#include "catalog/messages.hpp"

namespace pgscribe::literal {

std::string_view skip_spaces(std::string_view text) {
  while (!text.empty() && is_space(text[0])) text.remove_prefix(1);
  return text;
}

std::string_view trim_spaces(std::string_view text) {
  text = skip_spaces(text);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

LiteralError invalid_syntax(std::string_view type, std::string_view text) {
  return msg::InvalidInputSyntaxForType(type, text);
}

}  // namespace pgscribe::literal
