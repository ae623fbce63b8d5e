#include "session/conninfo.hpp"

#include <algorithm>

#include "error_text.hpp"
#include "pgscribe/error.hpp"
#include "session/c_string.hpp"

namespace pgscribe::detail {

namespace {

// Keys may be shown: they are followed by `=`, and a value that looks like one would have to be as well.
bool is_key(std::string_view text, std::string_view conninfo) noexcept {
  const bool is_word = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  const std::size_t at = conninfo.find(std::string{text} + '=');
  return is_word && at != conninfo.npos &&
         (at == 0 || std::string_view{" \t\n?&"}.find(conninfo[at - 1]) != std::string_view::npos);
}

// libpq quotes single characters ("=" is missing), keys, and parts of the string, which may be parts of a password.
std::string without_values(std::string message, std::string_view conninfo) {
  std::size_t at = message.find('"');
  while (at != message.npos && at + 2 < message.size() && message[at + 2] == '"') at = message.find('"', at + 3);
  if (at == message.npos) return message;
  const std::size_t end = message.rfind('"');
  if (is_key(std::string_view{message}.substr(at + 1, end - at - 1), conninfo)) return message;
  return message.substr(0, at) + without_quoted(message.substr(at));
}

}  // namespace

ConninfoOptions parse_options(const std::string& conninfo, std::string& problem) {
  char* message = nullptr;
  ConninfoOptions options{PQconninfoParse(c_string(conninfo, "the connection string"), &message), &PQconninfoFree};
  const std::unique_ptr<char, decltype(&PQfreemem)> owner{message, &PQfreemem};
  if (!options) {
    problem = message == nullptr ? "out of memory" : without_values(message, conninfo);
    while (!problem.empty() && problem.back() == '\n') problem.pop_back();
    problem = "the connection string cannot be parsed: " + problem;
  }
  return options;
}

std::vector<std::pair<std::string, std::string>> values_of(const ConninfoOptions& options) {
  std::vector<std::pair<std::string, std::string>> values;
  for (const auto* option = options.get(); option != nullptr && option->keyword != nullptr; ++option) {
    if (option->val != nullptr) values.emplace_back(option->keyword, option->val);
  }
  return values;
}

std::string conninfo_setting(std::string_view key, std::string_view value) {
  std::string out = ' ' + std::string{key} + "='";
  for (const char c : value) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + '\'';
}

std::string with_hook(const std::string& conninfo, const BeforeConnect& hook) {
  std::string problem;
  const ConninfoOptions options = parse_options(conninfo, problem);
  if (!options) throw ConnectionError(ErrorFields{.message = std::move(problem)});
  ConnectionParameters parameters;
  for (auto& [key, value] : values_of(options)) parameters.emplace(key, std::move(value));
  hook(parameters);
  std::string changed;
  for (const auto& [key, value] : parameters) changed += conninfo_setting(key, value);
  return changed;
}

}  // namespace pgscribe::detail
