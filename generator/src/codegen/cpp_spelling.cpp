#include "codegen/cpp_spelling.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "codegen/identifier.hpp"
#include "codegen/messages.hpp"
#include "codegen/reserved_names.hpp"
#include "support/code_point.hpp"

namespace pgscribe::codegen {

namespace {

using support::Span;

constexpr int kMaxDepth = 32;
constexpr std::string_view kArithmeticWords[] = {"bool", "char", "char16_t", "char32_t", "char8_t",  "double", "float",
                                                 "int",  "long", "short",    "signed",   "unsigned", "wchar_t"};

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// Bytes of characters beyond ASCII are sorted out later, by is_legal_identifier.
bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Whether keywords, in any order, name a type: `unsigned long int`, `long double`.
bool is_arithmetic_type(std::vector<std::string_view> words) {
  const auto take = [&](std::string_view word) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) return false;
    words.erase(found);
    return true;
  };
  const bool is_signed = take("signed");
  const bool has_sign = take("unsigned") || is_signed;
  const bool has_int = take("int");
  const bool is_long = take("long");
  if (is_long) take("long");
  const bool has_size = take("short") || is_long;
  if (words.empty()) return has_sign || has_int || has_size;
  const std::string_view word = words.front();
  if (words.size() > 1 || has_int || word == "short" || word == "long" || word == "int") return false;
  if (has_sign) return word == "char" && !has_size;
  return !has_size || (is_long && word == "double");
}

/// Recursive descent over a type or a qualified name. A failed call leaves the place anywhere.
class SpellingReader {
 public:
  explicit SpellingReader(std::string_view text) : text_(text) {}

  bool type(int depth = 0) { return is_arithmetic_word(word()) ? arithmetic_type() : qualified_name(depth); }

  bool qualified_name(int depth = 0) {
    accept("::");
    do {
      if (!name() || !optional_arguments(depth)) return false;
    } while (accept("::"));
    return true;
  }

  [[nodiscard]] std::string_view rest() {
    skip_blanks();
    return text_.substr(at_);
  }
  [[nodiscard]] std::size_t position() const { return at_; }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  bool accept(std::string_view token) {
    skip_blanks();
    if (text_.substr(at_, token.size()) != token) return false;
    at_ += token.size();
    return true;
  }

  std::string_view word() {
    skip_blanks();
    std::size_t end = at_;
    while (end < text_.size() && is_name_byte(text_[end])) ++end;
    return text_.substr(at_, end - at_);
  }

  bool accept_word(std::string_view expected) {
    if (word() != expected) return false;
    at_ += expected.size();
    return true;
  }

  bool name() {
    const std::string_view found = word();
    at_ += found.size();
    return is_legal_identifier(found) || (is_used_namespace(found) && rest().substr(0, 2) == "::");
  }

  bool arithmetic_type() {
    std::vector<std::string_view> words;
    for (std::string_view next = word(); is_arithmetic_word(next); next = word()) {
      words.push_back(next);
      at_ += next.size();
    }
    return !words.empty() && is_arithmetic_type(words);
  }

  static bool is_arithmetic_word(std::string_view text) {
    return std::find(std::begin(kArithmeticWords), std::end(kArithmeticWords), text) != std::end(kArithmeticWords);
  }

  bool optional_arguments(int depth) {
    // What follows a blank is the header of a directive: `my::T <my/t.hpp>`.
    if (at_ >= text_.size() || text_[at_] != '<') return true;
    ++at_;
    if (depth >= kMaxDepth) return false;
    if (accept(">")) return true;
    do {
      if (!argument(depth + 1)) return false;
    } while (accept(","));
    return accept(">");
  }

  bool argument(int depth) {
    const std::string_view next = word();
    if (next == "true" || next == "false" || is_number(next)) {
      at_ += next.size();
      return true;
    }
    accept_word("const");
    if (!accept_word("void") && !type(depth)) return false;
    while (accept("*")) accept_word("const");
    return true;
  }

  static bool is_number(std::string_view text) {
    return !text.empty() && (text[0] != '0' || text.size() == 1) && std::all_of(text.begin(), text.end(), is_digit);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool is_header_path(std::string_view path) {
  if (path.empty() || path.find_first_of("<>\"'\\") != std::string_view::npos) return false;
  if (path.find("//") != std::string_view::npos || path.find("/*") != std::string_view::npos) return false;
  for (std::size_t i = 0; i < path.size();) {
    const std::uint32_t code_point = support::next_code_point(path, i);
    if (support::is_deceptive(code_point) || code_point == 0xFFFD) return false;
  }
  return true;
}

bool is_quoted(std::string_view text, char open, char close) {
  return text.size() > 1 && text.front() == open && text.back() == close;
}

class SpellingCheck {
 public:
  SpellingCheck(const config::CppOptions& options, support::Diagnostics& diagnostics)
      : options_(options), diagnostics_(diagnostics) {}

  void run() {
    if (!is_namespace(options_.namespace_)) {
      report(options_.namespace_span, msg::NotANamespace(options_.namespace_));
    }
    for (const auto& [key, renaming] : options_.rename) {
      if (is_legal_identifier(renaming.name)) continue;
      report(renaming.span, msg::NotACppName(renaming.name, key));
    }
    if (!is_header(options_.json_adapter))
      report(options_.json_adapter_span, msg::AdapterNotAnInclude(options_.json_adapter));
    for (const config::Override& override_ : options_.overrides) {
      // One that only says what is in arrays has no type.
      if (!override_.nullable_elements) check_type(override_.type);
    }
  }

 private:
  void check_type(const config::CppType& type) {
    if (!is_type(type.name)) {
      report(type.name_span, msg::ConfiguredTypeNotACppType(type.name));
    }
    if (!type.include.empty() && !is_header(type.include)) {
      report(type.include_span, msg::NotAnInclude(type.include));
    }
    if (!type.codec.empty() && !is_variable(type.codec)) {
      report(type.codec_span, msg::NotACodec(type.codec));
    }
  }

  void report(Span span, support::Message message) {
    diagnostics_.add(support::diagnostic_of(std::move(message), options_.file, span));
  }

  const config::CppOptions& options_;
  support::Diagnostics& diagnostics_;
};

}  // namespace

bool is_type(std::string_view text) {
  SpellingReader reader(text);
  return reader.type() && reader.rest().empty();
}

bool is_variable(std::string_view text) {
  SpellingReader reader(text);
  return reader.qualified_name() && reader.rest().empty();
}

bool is_header(std::string_view text) {
  if (is_quoted(text, '<', '>') || is_quoted(text, '"', '"')) text = text.substr(1, text.size() - 2);
  return is_header_path(text);
}

bool is_namespace(std::string_view text) {
  for (bool is_first = true;; is_first = false) {
    const std::size_t colons = text.find("::");
    const std::string_view name = text.substr(0, colons);
    if (!is_legal_identifier(name) || (is_first && is_system_global(name))) return false;
    if (colons == std::string_view::npos) return true;
    text.remove_prefix(colons + 2);
  }
}

std::optional<TypeAndHeader> split_type_directive(std::string_view text) {
  SpellingReader reader(text);
  if (!reader.type()) return std::nullopt;
  const std::string_view header = reader.rest();
  std::string_view type = text.substr(0, reader.position());
  while (is_blank(type.back())) type.remove_suffix(1);
  const bool is_marked = is_quoted(header, '<', '>') || is_quoted(header, '"', '"');
  if (!header.empty() && !(is_marked && is_header(header))) return std::nullopt;
  return TypeAndHeader{type, header};
}

void check_spellings(const config::CppOptions& options, support::Diagnostics& diagnostics) {
  SpellingCheck(options, diagnostics).run();
}

}  // namespace pgscribe::codegen
