#include "lexical/migration_mark.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace pgscribe::lexical {
namespace {

using Kind = MigrationMark::Kind;
using Words = std::vector<std::string>;

/// The words of a line comment, in lower case, without the dashes.
Words words_of(std::string_view comment) {
  Words result(1);
  comment.remove_prefix(2);
  for (const char c : comment) {
    if (c == ' ' || c == '\t' || c == '\r') {
      if (!result.back().empty()) result.emplace_back();
    } else {
      result.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  if (result.back().empty()) result.pop_back();
  return result;
}

bool has(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// goose's `+goose` and sql-migrate's `+migrate` lines.
MigrationMark plus_mark(const Words& words) {
  const std::string& verb = words[1];
  if (verb == "up") return {Kind::up, has(words, "notransaction")};
  if (verb == "down") return {Kind::down, has(words, "notransaction")};
  if (verb == "statementbegin" || verb == "statementend") return {Kind::separator};
  if (verb == "no" && has(words, "transaction")) return {Kind::no_transaction};
  if (verb == "envsub" && has(words, "on")) return {Kind::unread, false, "a file with goose's ENVSUB"};
  return {};
}

struct UnreadTool {
  Words words;  ///< the line's first
  std::string_view what;
};

const std::vector<UnreadTool>& unread_tools() {
  static const std::vector<UnreadTool> kTools{
      {{"liquibase", "formatted", "sql"}, "a file of Liquibase"},
      {{"atlas:txtar"}, "a txtar archive of atlas"},
      {{"atlas:delimiter"}, "a file with atlas's delimiter"},
      {{"!ups"}, "an evolution of Play"},
      {{"-", "!ups"}, "an evolution of Play"},
      {{"//@undo"}, "a file of MyBatis Migrations"},
      {{"@undo"}, "a file of MyBatis Migrations"},
      {{"rambler", "up"}, "a file of rambler"},
      {{"+micrate", "up"}, "a file of micrate"},
  };
  return kTools;
}

}  // namespace

MigrationMark migration_mark(std::string_view comment) {
  const Words words = words_of(comment);
  if (words.empty()) return {};
  const std::string& first = words[0];
  if (first == "migrate:up") return {Kind::up, has(words, "transaction:false")};
  if (first == "migrate:down") return {Kind::down, has(words, "transaction:false")};
  if ((first == "+goose" || first == "+migrate") && words.size() > 1) return plus_mark(words);
  static const Words kTern{"--", "create", "above", "/", "drop", "below", "----"};
  if (words == kTern) return {Kind::down};
  if (words == Words{"up", "migration"}) return {Kind::up};      // node-pg-migrate
  if (words == Words{"down", "migration"}) return {Kind::down};  // likewise
  const bool keeps_out = words == Words{"no-transaction"} || words == Words{"--", "tern:", "disable-tx", "----"} ||
                         words == Words{"atlas:txmode", "none"};
  if (keeps_out) return {Kind::no_transaction};
  for (const UnreadTool& tool : unread_tools()) {
    if (tool.words.size() <= words.size() && std::equal(tool.words.begin(), tool.words.end(), words.begin()))
      return {Kind::unread, false, tool.what};
  }
  return {};
}

}  // namespace pgscribe::lexical
