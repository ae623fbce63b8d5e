#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

namespace pgscribe::support {

enum class Severity { error, warning, note };

/// What is said to the user, with its arguments in place; a Diagnostic is one of these and a place. `text` is the fact
/// (PostgreSQL's wording where PostgreSQL has it: lower-case start, no final period), `detail` the data behind it,
/// `hint` what to do. `code` is a SQLSTATE ("42703") where PostgreSQL has one for it, else a name of our own from
/// codes.def ("bad-annotation").
struct Message {
  Severity severity = Severity::error;
  std::string code;
  std::string text;
  std::string detail;
  std::string hint;
};

/// A row of a stage's messages.def: texts with placeholders. `{name}` stands for an argument, the same name for the
/// same argument wherever it comes again; "{{" and "}}" are braces.
struct MessageParts {
  std::string_view code = {};
  std::string_view text = {};
  std::string_view detail = {};
  std::string_view hint = {};
};

/// For a message whose hint depends on what was found near by.
inline constexpr std::string_view kNoHint;

namespace detail {

inline constexpr std::size_t kMaxArguments = 8;

/// The placeholders of a row in the order of their arguments: that of their first appearance.
struct Placeholders {
  std::array<std::string_view, kMaxArguments> names{};
  std::size_t count = 0;

  [[nodiscard]] constexpr std::size_t index_of(std::string_view name) const {
    std::size_t i = 0;
    while (i < count && names[i] != name) ++i;
    return i;
  }
  constexpr void collect(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '{' && text[i] != '}') continue;
      if (i + 1 < text.size() && text[i + 1] == text[i]) {
        ++i;
        continue;
      }
      const std::size_t end = text.find('}', i);
      const std::string_view name = text.substr(i + 1, end - i - 1);  // a stray brace is no constant expression
      if (text[i] == '}' || name.empty()) throw "a placeholder is {name}";
      if (index_of(name) == count) names[count++] = name;
      i = end;
    }
  }
};

constexpr Placeholders placeholders(const MessageParts& parts) {
  Placeholders result;
  for (const std::string_view text : {parts.text, parts.detail, parts.hint}) result.collect(text);
  return result;
}

consteval std::size_t argument_count(const MessageParts& parts) { return placeholders(parts).count; }

}  // namespace detail

/// What stands for a placeholder.
class MessageArgument {
 public:
  template <typename Text>
  requires std::convertible_to<const Text&, std::string_view> MessageArgument(const Text& text)
      : text_(std::string_view(text)) {}
  MessageArgument(char character) : text_(1, character) {}
  template <std::integral Number>
  requires(!std::same_as<Number, char> && !std::same_as<Number, bool>) MessageArgument(Number number)
      : text_(std::to_string(number)) {}

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

[[nodiscard]] Message fill(Severity severity, const MessageParts& parts,
                           std::initializer_list<MessageArgument> arguments);
[[nodiscard]] std::string fill(std::string_view phrase, std::initializer_list<MessageArgument> arguments);

/// A registered message that waits for its arguments; one too many or too few does not compile.
template <std::size_t ArgumentCount>
struct MessageFormat {
  Severity severity;
  MessageParts parts;

  template <typename... Arguments>
  [[nodiscard]] Message operator()(const Arguments&... arguments) const {
    static_assert(sizeof...(Arguments) == ArgumentCount, "an argument for each placeholder of the message");
    return fill(severity, parts, {MessageArgument(arguments)...});
  }
};

/// Words that several messages take for an argument, or a hint that only sometimes is one.
template <std::size_t ArgumentCount>
struct Phrase {
  std::string_view text;

  template <typename... Arguments>
  [[nodiscard]] std::string operator()(const Arguments&... arguments) const {
    static_assert(sizeof...(Arguments) == ArgumentCount, "an argument for each placeholder of the phrase");
    return fill(text, {MessageArgument(arguments)...});
  }
};

}  // namespace pgscribe::support
