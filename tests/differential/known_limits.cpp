#include "known_limits.hpp"

#include <algorithm>
#include <cctype>
#include <initializer_list>

#include "sql/grammar_version.hpp"

namespace pgscribe::differential {

namespace {

std::string first_word(const std::string& statement) {
  const auto is_letter = [](unsigned char c) { return std::isalpha(c) != 0; };
  std::string word(statement.begin(), std::find_if_not(statement.begin(), statement.end(), is_letter));
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return word;
}

/// PREPARE looks into these.
bool is_analyzed_by_prepare(const std::string& statement) {
  const std::string word = first_word(statement);
  const std::initializer_list<std::string_view> analyzed = {"",       "SELECT", "WITH",  "VALUES",  "TABLE",   "INSERT",
                                                            "UPDATE", "DELETE", "MERGE", "EXPLAIN", "DECLARE", "CALL"};
  return std::find(analyzed.begin(), analyzed.end(), word) != analyzed.end();
}

bool names_what_only_a_server_knows(const Answer& server) {
  return server.sqlstate == "42704" &&
         (server.message.starts_with("role \"") || server.message.starts_with("unrecognized configuration parameter"));
}

bool is_other_error_first(const Answer& server, const Answer& analysis) {
  if (server.ok || analysis.ok) return false;
  const bool is_set_width = analysis.message.ends_with(" query must have the same number of columns");
  return analysis.message == "could not find array type for data type void" ||
         (is_set_width && analysis.message == server.message);
}

/// The grammar is that of a later release than the server: it reads what the server does not, and has keywords that the
/// server does not have.
bool is_by_later_grammar(const Answer& server, const Answer& analysis) {
  return analysis.sqlstate == "42601" &&
         (server.sqlstate == "42601" || analysis.hint.find(" is a keyword since PostgreSQL ") != std::string::npos);
}

/// libpg_query ends a parameter where its digits end.
bool is_word_behind_parameter(const Answer& server) {
  return server.sqlstate == "42601" && server.message.starts_with("trailing junk after parameter ");
}

}  // namespace

std::string_view known_limit(const std::string& statement, Release release, const Answer& server,
                             const Answer& analysis) {
  if (is_older_minor_release(release, server, analysis)) return "Earlier minor releases";
  if (sql::grammar_version() > release.major && is_by_later_grammar(server, analysis)) return "A later grammar";
  if (sql::grammar_version() > 15 && is_word_behind_parameter(server)) return "Words behind parameters";
  if (server.ok && !analysis.ok && !is_analyzed_by_prepare(statement)) return "Stricter than PREPARE";
  if (is_other_error_first(server, analysis) || (server.ok && !analysis.ok && first_word(statement) == "DECLARE"))
    return "Which error comes first, and where";
  if (server.ok) return analysis.message.starts_with("cross-database references") ? "The name of the database" : "";
  if (server.sqlstate == "2200M" || server.sqlstate == "2200N" ||
      server.message.starts_with("invalid input syntax for type money"))
    return "Literals that depend on the server";
  if (server.sqlstate == "42P18" && analysis.sqlstate == "42P02") return "More parameters than can be bound";
  if (names_what_only_a_server_knows(server)) return "Not known without a server";
  if (analysis.ok && server.sqlstate == "42883" &&
      (server.message.starts_with("function \"") || server.message.starts_with("operator does not exist: ")) &&
      server.hint.empty()) {
    return "Argument lists in names";
  }
  return {};
}

}  // namespace pgscribe::differential
