#include "support/message.hpp"

namespace pgscribe::support {

namespace {

std::string filled(std::string_view text, const detail::Placeholders& placeholders,
                   std::initializer_list<MessageArgument> arguments) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{' && text[i] != '}') {
      result += text[i];
    } else if (text.substr(i + 1, 1) == text.substr(i, 1)) {
      result += text[i++];
    } else {
      const std::size_t end = text.find('}', i);
      result += (arguments.begin() + placeholders.index_of(text.substr(i + 1, end - i - 1)))->text();
      i = end;
    }
  }
  return result;
}

}  // namespace

Message fill(Severity severity, const MessageParts& parts, std::initializer_list<MessageArgument> arguments) {
  const detail::Placeholders placeholders = detail::placeholders(parts);
  const auto with_arguments = [&](std::string_view text) { return filled(text, placeholders, arguments); };
  return {severity, std::string(parts.code), with_arguments(parts.text), with_arguments(parts.detail),
          with_arguments(parts.hint)};
}

std::string fill(std::string_view phrase, std::initializer_list<MessageArgument> arguments) {
  detail::Placeholders placeholders;
  placeholders.collect(phrase);
  return filled(phrase, placeholders, arguments);
}

}  // namespace pgscribe::support
