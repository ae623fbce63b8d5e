#include "lexical/migration_name.hpp"

#include <algorithm>
#include <tuple>

#include "lexical/scanner.hpp"

namespace pgscribe::lexical {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool ends_folded(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && equals_folded(text.substr(text.size() - end.size()), end);
}

bool strip_suffix(std::string_view& text, std::string_view suffix) {
  if (!ends_folded(text, suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

std::string_view without_zeros(std::string_view number) {
  number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
  return number;
}

std::string_view take_number(std::string_view& text) {
  const std::string_view number = text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()));
  text.remove_prefix(number.size());
  return without_zeros(number);
}

/// `1`, or `1.2` and `1_2` of Flyway, whose version goes up to the two underscores.
std::vector<std::string_view> take_version(std::string_view& stem, bool has_parts) {
  std::vector<std::string_view> version{take_number(stem)};
  while (has_parts && stem.size() > 1 && (stem[0] == '.' || stem[0] == '_') && is_digit(stem[1])) {
    stem.remove_prefix(1);
    version.push_back(take_number(stem));
  }
  return version;
}

bool version_less(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](auto left, auto right) {
    return std::tuple(left.size(), left) < std::tuple(right.size(), right);
  });
}

}  // namespace

MigrationName migration_name(std::string_view path) {
  MigrationName name;
  if (const std::size_t slash = path.find_last_of('/'); slash != std::string_view::npos) {
    name.folder = path.substr(0, slash);
    path.remove_prefix(slash + 1);
  }
  name.file = path;
  std::string_view stem = path;
  strip_suffix(stem, ".sql");
  if (strip_suffix(stem, ".down"))
    name.kind = MigrationName::Kind::down;
  else
    strip_suffix(stem, ".up");
  const bool is_prefixed = stem.size() > 1 && is_digit(stem[1]) && stem.find("__") != std::string_view::npos;
  const char prefix = is_prefixed ? stem[0] : '\0';
  if (prefix == 'U' || prefix == 'u') name.kind = MigrationName::Kind::undo;
  if (stem.substr(0, 3) == "R__") name.kind = MigrationName::Kind::repeatable;
  const bool has_parts = prefix == 'V' || prefix == 'v' || name.kind == MigrationName::Kind::undo;
  if (has_parts) stem.remove_prefix(1);
  if (!stem.empty() && is_digit(stem[0])) {
    name.version = take_version(stem, has_parts);
    if (!stem.empty() && (stem[0] == '_' || stem[0] == '-')) stem.remove_prefix(1);
    if (has_parts && !stem.empty() && stem[0] == '_') stem.remove_prefix(1);
  }
  name.title = stem;
  return name;
}

bool migration_less(std::string_view a, std::string_view b) {
  const MigrationName left = migration_name(a);
  const MigrationName right = migration_name(b);
  if (left.folder != right.folder) return left.folder < right.folder;
  if (left.version.empty() != right.version.empty()) return right.version.empty();
  if (left.version != right.version) return version_less(left.version, right.version);
  return left.file < right.file;
}

bool is_migration_file(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.size() > 4 && name.substr(name.size() - 4) == ".sql";
}

}  // namespace pgscribe::lexical
