#include "catalog/version_rows.hpp"

#include <algorithm>
#include <span>
#include <unordered_set>

#include "catalog/builtin_rows.hpp"
#include "support/server_version.hpp"

namespace pgscribe::catalog {
namespace {

// `+ROW`, `-KEY`, `@extension NAME` before the rows of an extension, `-@extension NAME`.
constexpr std::string_view kBefore15[] = {
#include "catalog/builtin/before_15.inc"
};
constexpr std::string_view kSince16[] = {
#include "catalog/builtin/since_16.inc"
};
constexpr std::string_view kSince17[] = {
#include "catalog/builtin/since_17.inc"
};
constexpr std::string_view kSince18[] = {
#include "catalog/builtin/since_18.inc"
};
constexpr std::string_view kFactsSince18[] = {
#include "catalog/builtin/function_facts/since_18.inc"
};

using Changes = std::span<const std::string_view>;
using RowList = std::vector<std::string_view>;

constexpr std::string_view kSection = "@extension ";
constexpr std::string_view kRemovedExtension = "-@extension ";

bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

/// What leads from the rows of 15 to those of a release, one step after the other.
std::vector<Changes> steps_to(int server_version) {
  std::vector<Changes> steps;
  if (server_version < support::kDefaultServerVersion) steps.emplace_back(kBefore15);
  if (server_version >= 16) steps.emplace_back(kSince16);
  if (server_version >= 17) steps.emplace_back(kSince17);
  if (server_version >= 18) {
    steps.emplace_back(kSince18);
    steps.emplace_back(kFactsSince18);
  }
  return steps;
}

/// The changes before the first extension's.
Changes builtin_part(Changes changes) {
  const auto end = std::find_if(changes.begin(), changes.end(), [](std::string_view row) {
    return starts_with(row, kSection) || starts_with(row, kRemovedExtension);
  });
  return changes.first(static_cast<std::size_t>(end - changes.begin()));
}

/// The changes of one extension.
Changes extension_part(Changes changes, std::string_view name) {
  const auto begin = std::find_if(changes.begin(), changes.end(), [&](std::string_view row) {
    return starts_with(row, kSection) && row.substr(kSection.size()) == name;
  });
  if (begin == changes.end()) return {};
  const auto end =
      std::find_if(begin + 1, changes.end(), [](std::string_view row) { return starts_with(row, kSection); });
  return changes.subspan(static_cast<std::size_t>(begin - changes.begin()) + 1,
                         static_cast<std::size_t>(end - begin) - 1);
}

bool removes_extension(Changes changes, std::string_view name) {
  return std::any_of(changes.begin(), changes.end(), [&](std::string_view row) {
    return starts_with(row, kRemovedExtension) && row.substr(kRemovedExtension.size()) == name;
  });
}

/// Rows of columns and keys belong to the relation before them.
bool is_part(std::string_view row) {
  return starts_with(row, "column ") || starts_with(row, "primary_key ") || starts_with(row, "unique_key ");
}

std::size_t end_of_word(std::string_view row, int words) {
  std::size_t end = 0;
  while (words-- > 0 && end != std::string_view::npos) end = row.find(' ', end + 1);
  return end;
}

/// What makes a row the same object in another release; dump_versions.py writes it.
std::string_view key(std::string_view row) {
  if (starts_with(row, "function ") || starts_with(row, "operator ") || starts_with(row, "facts "))
    return row.substr(0, row.find(')') + 1);
  return row.substr(0, end_of_word(row, starts_with(row, "cast ") ? 3 : 2));
}

void apply_changes(RowList& rows, Changes changes) {
  if (changes.empty()) return;
  std::unordered_set<std::string_view> replaced;
  for (const std::string_view change : changes) {
    const std::string_view row = change.substr(1);
    if (change.front() == '-') {
      replaced.insert(row);
    } else if (!is_part(row)) {
      replaced.insert(key(row));
    }
  }
  bool drops = false;  // the relation whose parts follow
  std::size_t kept = 0;
  for (const std::string_view row : rows) {
    if (!is_part(row)) drops = replaced.count(key(row)) != 0;
    if (!drops) rows[kept++] = row;
  }
  rows.resize(kept);
  for (const std::string_view change : changes) {
    if (change.front() == '+') rows.push_back(change.substr(1));
  }
}

}  // namespace

std::vector<std::string_view> builtin_rows_of(int server_version) {
  const BuiltinRows& base = builtin_rows();
  RowList rows;
  for (const Rows& part : {base.types, base.relations, base.functions, base.operators, base.operator_classes,
                           base.casts, base.collations, base.facts})
    rows.insert(rows.end(), part.begin(), part.end());
  for (const Changes& step : steps_to(server_version)) apply_changes(rows, builtin_part(step));
  return rows;
}

std::optional<std::vector<std::string_view>> extension_rows_of(std::string_view name, int server_version) {
  RowList rows;
  if (const ExtensionRows* base = find_extension_rows(name)) {
    rows.assign(base->rows.begin(), base->rows.end());
    rows.insert(rows.end(), base->facts.begin(), base->facts.end());
  }
  for (const Changes& step : steps_to(server_version)) {
    if (removes_extension(step, name)) return std::nullopt;
    apply_changes(rows, extension_part(step, name));
  }
  if (rows.empty()) return std::nullopt;
  return rows;
}

std::vector<std::string_view> extensions_of(int server_version) {
  std::vector<std::string_view> names;
  for (const ExtensionRows& known : known_extensions()) names.push_back(known.name);
  for (const Changes& step : steps_to(server_version)) {
    for (const std::string_view row : step) {
      if (starts_with(row, kSection)) names.push_back(row.substr(kSection.size()));
      if (starts_with(row, kRemovedExtension))
        names.erase(std::remove(names.begin(), names.end(), row.substr(kRemovedExtension.size())), names.end());
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace pgscribe::catalog
