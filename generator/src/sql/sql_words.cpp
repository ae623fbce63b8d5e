#include "sql/sql_words.hpp"

namespace pgscribe::sql {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

/// The prefixes of PostgreSQL's enumerations and the words that only say what kind of node it is.
std::string_view without_kind(std::string_view name) {
  for (const std::string_view prefix : {"AT_", "CONSTR_", "AEXPR_", "SVFOP_", "IS_"}) {
    if (name.size() > prefix.size() && name.substr(0, prefix.size()) == prefix) name.remove_prefix(prefix.size());
  }
  for (const std::string_view suffix : {"Stmt", "Expr", "Clause"}) {
    if (name.size() > suffix.size() && name.substr(name.size() - suffix.size()) == suffix)
      name.remove_suffix(suffix.size());
  }
  return name;
}

}  // namespace

std::string sql_words(std::string_view name) {
  const std::string_view bare = without_kind(name);
  std::string words;
  for (std::size_t i = 0; i < bare.size(); ++i) {
    const char c = bare[i];
    if (i > 0 && is_upper(c) && is_lower(bare[i - 1])) words += ' ';
    words += c == '_' ? ' ' : is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return words;
}

}  // namespace pgscribe::sql
