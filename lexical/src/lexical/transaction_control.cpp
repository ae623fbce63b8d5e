#include "lexical/transaction_control.hpp"

#include <string>
#include <vector>

#include "lexical/copy_data.hpp"
#include "lexical/scanner.hpp"

namespace pgscribe::lexical {
namespace {

/// The first words of a statement, folded; fewer when something else comes before.
std::vector<std::string> first_words(std::string_view statement, std::size_t count) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (words.size() < count) {
    const auto token = scan_token(statement, at);
    if (!token) break;
    at = token->end;
    if (token->is_comment()) continue;
    if (token->kind != TokenKind::identifier) break;
    words.push_back(fold_identifier(slice(statement, {token->begin, token->end})));
  }
  return words;
}

bool ends_transaction(std::string_view statement) {
  std::vector<std::string> words = first_words(statement, 3);
  words.resize(3);
  if (words[0] == "commit" || words[0] == "end" || words[0] == "abort") return true;
  if (words[0] == "prepare") return words[1] == "transaction";
  const bool has_noise = words[1] == "work" || words[1] == "transaction";
  return words[0] == "rollback" && words[has_noise ? 2 : 1] != "to";
}

}  // namespace

std::optional<TextRange> find_transaction_end(std::string_view script) {
  for (const ScriptStatement& statement : split_script(script)) {
    if (ends_transaction(slice(script, statement.range))) return statement.range;
  }
  return std::nullopt;
}

}  // namespace pgscribe::lexical
