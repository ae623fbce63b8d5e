#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Connection strings, redacted too.

namespace pgscribe::detail {

/// A setting written in a connection string.
struct ConninfoEntry {
  std::string key;
  std::string value;
  /// Where it is written, and in it the value as written.
  std::size_t begin;
  std::size_t end;
  std::size_t value_begin;
};

[[nodiscard]] bool is_url(std::string_view conninfo) noexcept;

/// The settings of a connection string, or the query part of a URL. Throws ConfigurationError in libpq's words. As its
/// conninfo_parse and conninfo_uri_parse_params, but with keys that libpq does not know.
[[nodiscard]] std::vector<ConninfoEntry> conninfo_entries(std::string_view conninfo);

/// The settings of a connection string or URL as libpq understands it, without defaults. Throws ConfigurationError.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parse_conninfo(const std::string& conninfo);

}  // namespace pgscribe::detail
