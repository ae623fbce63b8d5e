#include <libpq-fe.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <memory>

#include "configure/conninfo.hpp"
#include "configure/pool_settings.hpp"
#include "session/conninfo.hpp"

// Options from connection strings and the environment.

namespace pgscribe {

namespace {

using detail::ConninfoEntry;

// Cuts a setting out, with the separator that it leaves behind.
void erase_entry(std::string& conninfo, const ConninfoEntry& entry) {
  std::size_t end = entry.end;
  std::size_t begin = entry.begin;
  if (detail::is_url(conninfo)) {
    if (end < conninfo.size())
      ++end;  // the & behind it
    else
      --begin;  // the & or ? before it
  } else if (begin > 0) {
    --begin;
  }
  conninfo.erase(begin, end - begin);
}

std::string in_capitals(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return out;
}

// Null when it is not set or empty, as libpq sees it.
const char* variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr || *value == '\0' ? nullptr : value;
}

// What libpq's variables with a prefix say, without what is in `conninfo` already.
std::string prefixed_settings(std::string_view prefix, const std::string& conninfo) {
  const auto given = detail::parse_conninfo(conninfo);
  const auto is_given = [&](std::string_view key) {
    return std::any_of(given.begin(), given.end(), [&](const auto& setting) { return setting.first == key; });
  };
  std::string out;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> known{PQconndefaults(), &PQconninfoFree};
  for (const auto* option = known.get(); option != nullptr && option->keyword != nullptr; ++option) {
    if (option->envvar == nullptr || is_given(option->keyword)) continue;
    if (const char* value = variable(std::string{prefix} + option->envvar)) {
      out += detail::conninfo_setting(option->keyword, value);
    }
  }
  return out;
}

// A URL in the other form, to which settings can be added.
std::string as_pairs(const std::string& conninfo) {
  std::string out;
  for (const auto& [key, value] : detail::parse_conninfo(conninfo)) out += detail::conninfo_setting(key, value);
  return out;
}

}  // namespace

PoolOptions parse_pool_options(std::string_view conninfo) {
  PoolOptions options{.conninfo = std::string{conninfo}};
  const auto entries = detail::conninfo_entries(conninfo);
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    if (!entry->key.starts_with("pool_")) continue;
    const auto settings = detail::pool_settings();
    const auto setting = std::find_if(settings.begin(), settings.end(),
                                      [&](const detail::PoolSetting& known) { return known.key == entry->key; });
    if (setting == settings.end()) throw ConfigurationError("there is no setting \"" + entry->key + "\" of the pool");
    detail::set_pool_setting(options, *setting, entry->value, entry->key);
    erase_entry(options.conninfo, *entry);
  }
  (void)detail::parse_conninfo(options.conninfo);
  return options;
}

PoolOptions pool_options_from_environment(std::string_view prefix) {
  const char* url = variable(std::string{prefix} + "DATABASE_URL");
  PoolOptions options = parse_pool_options(url == nullptr ? "" : url);
  if (!prefix.empty()) {
    if (const std::string more = prefixed_settings(prefix, options.conninfo); !more.empty()) {
      options.conninfo = as_pairs(options.conninfo) + more;
    }
  }
  for (const detail::PoolSetting& setting : detail::pool_settings()) {
    const std::string name = std::string{prefix} + in_capitals(setting.key);
    if (const char* value = variable(name)) detail::set_pool_setting(options, setting, value, name);
  }
  return options;
}

std::string to_string(const PoolOptions& options) {
  const PoolOptions defaults;
  std::string out = "conninfo=\"" + redact_conninfo(options.conninfo) + '"';
  for (const detail::PoolSetting& setting : detail::pool_settings()) {
    const std::string value = setting.get(options);
    if (value == setting.get(defaults)) continue;
    out += ' ';
    out += setting.member;
    out += '=' + value;
  }
  if (!options.target_session_attrs.empty()) out += " target_session_attrs=" + options.target_session_attrs;
  if (options.application_name != defaults.application_name) out += " application_name=" + options.application_name;
  return out;
}

}  // namespace pgscribe
