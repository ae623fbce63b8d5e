#include "catalog/quote_identifier.hpp"

#include <algorithm>
#include <iterator>

namespace pgscribe::catalog {

namespace {

constexpr std::string_view kKeywords[] = {
#include "catalog/builtin/keywords.inc"
};
static_assert(std::is_sorted(std::begin(kKeywords), std::end(kKeywords)));

bool is_safe(std::string_view name) {
  const auto is_start = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  if (name.empty() || !is_start(name.front())) return false;
  return std::all_of(name.begin(), name.end(), [&](char c) { return is_start(c) || (c >= '0' && c <= '9'); }) &&
         !std::binary_search(std::begin(kKeywords), std::end(kKeywords), name);
}

}  // namespace

std::string quote_identifier(std::string_view name) {
  if (is_safe(name)) return std::string(name);
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string quote_qualified(std::string_view schema, std::string_view name) {
  return schema.empty() ? quote_identifier(name) : quote_identifier(schema) + "." + quote_identifier(name);
}

}  // namespace pgscribe::catalog
