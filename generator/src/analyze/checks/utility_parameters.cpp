#include "analyze/checks/utility_parameters.hpp"

#include "analyze/checks/messages.hpp"
#include "sql/scanner.hpp"

namespace pgscribe::analyze {
namespace {

/// Its own parameters, or a body in which $1 means an argument.
bool has_own_parameters(const sql::Statement& statement) {
  if (std::holds_alternative<sql::CreateFunction>(statement.node)) return true;
  const auto* wrapped = std::get_if<sql::WrappedStatement>(&statement.node);
  return wrapped != nullptr && wrapped->kind == sql::WrapperKind::prepare;
}

/// CREATE TABLE AS, EXPLAIN, DECLARE and CALL pass parameters on to what they run.
bool takes_parameters(const sql::Statement& statement) {
  if (const auto* wrapped = std::get_if<sql::WrappedStatement>(&statement.node)) {
    return wrapped->kind == sql::WrapperKind::explain || wrapped->kind == sql::WrapperKind::declare_cursor;
  }
  return std::holds_alternative<sql::CreateTableAs>(statement.node) ||
         std::holds_alternative<sql::Call>(statement.node) || std::holds_alternative<sql::Select>(statement.node);
}

[[noreturn]] void refuse(ParseState& state, const std::string& parameter, Span span) {
  fail(state, span, msg::StatementTakesNoParameters(parameter));
}

}  // namespace

void check_utility_parameters(ParseState& state, const BoundQuery& query, const query::QueryDecl& decl) {
  if (query.kind != QueryKind::utility || takes_parameters(decl.statement) || has_own_parameters(decl.statement)) {
    return;
  }
  for (const query::MacroParameter& macro : decl.parameters)
    refuse(state, "$" + std::to_string(macro.number), macro.span);
  const std::string_view text = decl.file->slice(decl.statement_span);
  for (const sql::Token& token : sql::scan(text)) {
    if (token.kind != sql::TokenKind::parameter) continue;
    const std::uint32_t base = decl.statement_span.begin;
    refuse(state, std::string(text.substr(token.begin, token.end - token.begin)),
           {base + token.begin, base + token.end});
  }
}

}  // namespace pgscribe::analyze
