#include "configure/conninfo.hpp"

#include <algorithm>
#include <cctype>

#include "configure/pool_settings.hpp"
#include "error_kind.hpp"
#include "pgscribe/configuration.hpp"
#include "session/conninfo.hpp"

namespace pgscribe::detail {

template class ErrorKind<ConfigurationError, Error>;

namespace {

// With the reason in libpq's words, without values.
[[noreturn]] void cannot_be_parsed(std::string_view reason) {
  throw ConfigurationError("the connection string cannot be parsed: " + std::string{reason});
}

bool is_space(char c) noexcept { return std::isspace(static_cast<unsigned char>(c)) != 0; }

/// Reads `key = value` pairs.
class PairReader {
 public:
  explicit PairReader(std::string_view text) noexcept : text_(text) {}

  std::vector<ConninfoEntry> run() {
    std::vector<ConninfoEntry> entries;
    for (skip_space(); at_ < text_.size(); skip_space()) entries.push_back(entry());
    return entries;
  }

 private:
  ConninfoEntry entry() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != '=' && !is_space(text_[at_])) ++at_;
    std::string key{text_.substr(begin, at_ - begin)};
    skip_space();
    if (at_ == text_.size() || text_[at_] != '=')
      cannot_be_parsed(R"(missing "=" after "..." in connection info string)");
    ++at_;
    skip_space();
    const std::size_t value_begin = at_;
    std::string value = at_ < text_.size() && text_[at_] == '\'' ? quoted_value() : bare_value();
    return {std::move(key), std::move(value), begin, at_, value_begin};
  }

  std::string bare_value() {
    std::string value;
    for (; at_ < text_.size() && !is_space(text_[at_]); ++at_) {
      if (text_[at_] == '\\' && ++at_ == text_.size()) break;
      value += text_[at_];
    }
    return value;
  }

  std::string quoted_value() {
    std::string value;
    for (++at_; at_ < text_.size() && text_[at_] != '\''; ++at_) {
      if (text_[at_] == '\\' && ++at_ == text_.size()) break;
      value += text_[at_];
    }
    if (at_ >= text_.size()) cannot_be_parsed("unterminated quoted string in connection info string");
    ++at_;
    return value;
  }

  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

int hex_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size() || hex_value(text[i + 1]) < 0 || hex_value(text[i + 2]) < 0)
      cannot_be_parsed(R"(invalid percent-encoded token: "...")");
    out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
    i += 2;
  }
  return out;
}

std::vector<ConninfoEntry> url_parameters(std::string_view url) {
  std::vector<ConninfoEntry> entries;
  std::size_t begin = url.find('?');
  while (begin != url.npos && begin + 1 < url.size()) {
    ++begin;
    const std::size_t next = url.find('&', begin);
    const std::size_t end = next == url.npos ? url.size() : next;
    const std::size_t equals = url.find('=', begin);
    if (equals >= end) cannot_be_parsed(R"(missing key/value separator "=" in URI query parameter: "...")");
    entries.push_back({percent_decoded(url.substr(begin, equals - begin)),
                       percent_decoded(url.substr(equals + 1, end - equals - 1)), begin, end, equals + 1});
    begin = next;
  }
  return entries;
}

}  // namespace

bool is_url(std::string_view conninfo) noexcept {
  return conninfo.starts_with("postgresql://") || conninfo.starts_with("postgres://");
}

std::vector<ConninfoEntry> conninfo_entries(std::string_view conninfo) {
  return is_url(conninfo) ? url_parameters(conninfo) : PairReader{conninfo}.run();
}

std::vector<std::pair<std::string, std::string>> parse_conninfo(const std::string& conninfo) {
  std::string problem;
  const ConninfoOptions options = parse_options(conninfo, problem);
  if (!options) throw ConfigurationError(std::move(problem));
  return values_of(options);
}

}  // namespace pgscribe::detail

namespace pgscribe {

namespace {

// What libpq itself would show, and our own settings. `options` may set anything, secrets of extensions too.
bool is_shown(std::string_view key) {
  const auto settings = detail::pool_settings();
  if (std::any_of(settings.begin(), settings.end(), [&](const auto& setting) { return setting.key == key; }))
    return true;
  std::string problem;
  static const detail::ConninfoOptions known = detail::parse_options("", problem);
  for (const auto* option = known.get(); option != nullptr && option->keyword != nullptr; ++option) {
    if (option->keyword == key) return key != "options" && *option->dispchar != '*';
  }
  return false;
}

// `postgresql://user:password@`; the part ends at the first slash, and the password at the last @ before it.
std::string without_url_password(std::string_view url) {
  const std::size_t start = url.find("://") + 3;
  const std::string_view authority = url.substr(start, url.find_first_of("/?", start) - start);
  const std::size_t at = authority.rfind('@');
  const std::size_t colon = authority.find(':');
  if (at == authority.npos || colon >= at) return std::string{url};
  return std::string{url.substr(0, start + colon + 1)} + "***" + std::string{url.substr(start + at)};
}

}  // namespace

std::string redact_conninfo(std::string_view conninfo) {
  try {
    std::string out{conninfo};
    const auto entries = detail::conninfo_entries(conninfo);
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
      if (!is_shown(entry->key)) out.replace(entry->value_begin, entry->end - entry->value_begin, "***");
    }
    return detail::is_url(conninfo) ? without_url_password(out) : out;
  } catch (const ConfigurationError&) {
    return "(not a connection string)";
  }
}

}  // namespace pgscribe
