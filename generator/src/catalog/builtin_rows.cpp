#include "catalog/builtin_rows.hpp"

#include <charconv>

namespace pgscribe::catalog {

namespace {

constexpr std::string_view kTypes[] = {
#include "catalog/builtin/pg_type.inc"
};
constexpr std::string_view kRelations[] = {
#include "catalog/builtin/relations.inc"
};
constexpr std::string_view kFunctions[] = {
#include "catalog/builtin/pg_proc.inc"
};
constexpr std::string_view kOperators[] = {
#include "catalog/builtin/pg_operator.inc"
};
constexpr std::string_view kOperatorClasses[] = {
#include "catalog/builtin/operator_classes.inc"
};
constexpr std::string_view kCasts[] = {
#include "catalog/builtin/pg_cast.inc"
};
constexpr std::string_view kCollations[] = {
#include "catalog/builtin/collations.inc"
};
constexpr std::string_view kFacts[] = {
#include "catalog/builtin/function_facts/pg_catalog.inc"
};
constexpr int kNewestMinor =
#include "catalog/builtin/newest_minor.inc"
    ;

}  // namespace

const BuiltinRows& builtin_rows() {
  static constexpr BuiltinRows kRows{kTypes,           kRelations, kFunctions,  kOperators,
                                     kOperatorClasses, kCasts,     kCollations, kFacts};
  return kRows;
}

int newest_minor() noexcept { return kNewestMinor; }

std::vector<std::string_view> rows_of_minor(Rows rows, int minor) {
  constexpr std::string_view kMark = " since=15.";
  std::vector<std::string_view> kept;
  kept.reserve(rows.size());
  for (const std::string_view row : rows) {
    const std::size_t mark = row.rfind(kMark);
    int since = 0;
    if (mark != std::string_view::npos) {
      const std::string_view number = row.substr(mark + kMark.size());
      std::from_chars(number.data(), number.data() + number.size(), since);
    }
    if (since <= minor) kept.push_back(row.substr(0, mark));
  }
  return kept;
}

}  // namespace pgscribe::catalog
