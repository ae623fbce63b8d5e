#include "sql/parse.hpp"

#include <pg_query.h>

#include <memory>
#include <string>
#include <utility>

#include "sql/large_stack.hpp"
#include "sql/lowering.hpp"
#include "sql/parse_tree.hpp"
#include "sql/source_text.hpp"
#include "sql/syntax_error.hpp"

namespace pgscribe::sql {
namespace {

struct FreeResult {
  void operator()(PgQueryParseResult* result) const {
    pg_query_free_parse_result(*result);
    delete result;
  }
};
using ParseResult = std::unique_ptr<PgQueryParseResult, FreeResult>;

}  // namespace

std::string QualifiedName::joined() const {
  std::string result;
  for (const std::string& part : parts) {
    if (!result.empty()) result += '.';
    result += part;
  }
  return result;
}

std::optional<Statement> parse_statement(std::string_view text, const OffsetMap& map, const support::SourceFile& file,
                                         support::Diagnostics& diagnostics) {
  if (text.size() > kMaxStatementBytes) {
    const Span span = map.to_file(Span{0, static_cast<std::uint32_t>(text.size())});
    diagnostics.error("statement-too-large", file, span,
                      "statement is larger than " + std::to_string(kMaxStatementBytes) + " bytes");
    return std::nullopt;
  }
  Lowering lowering(text, map, file, diagnostics);
  if (lowering.tokens().size() == 0) return std::nullopt;
  const ParseResult result(new PgQueryParseResult(pg_query_parse(std::string(text).c_str())));
  if (result->error != nullptr) {
    report_syntax_error(*result->error, text, map, file, diagnostics);
    return std::nullopt;
  }
  const ParseTree tree(result->parse_tree);
  const NodeView statements = tree.root()["stmts"];
  if (statements.size() == 0) return std::nullopt;
  Statement statement{lower_statement_node(lowering, (*statements.begin())["stmt"]), lowering.whole()};
  if (auto* select = std::get_if<Select>(&statement.node)) select->span = statement.span;
  return statement;
}

std::vector<Statement> parse_statements(std::string_view text, const support::SourceFile& file,
                                        support::Diagnostics& diagnostics) {
  std::vector<Statement> statements;
  run_with_large_stack([&] {
    for (const Span range : split_statements(text)) {
      const std::string_view slice = text.substr(range.begin, range.size());
      if (auto statement = parse_statement(slice, OffsetMap(range.begin), file, diagnostics)) {
        statements.push_back(std::move(*statement));
      }
    }
  });
  return statements;
}

std::vector<Statement> parse_file(const support::SourceFile& file, support::Diagnostics& diagnostics) {
  const auto text = source_text(file, diagnostics);
  if (!text) return {};
  return parse_statements(*text, file, diagnostics);
}

}  // namespace pgscribe::sql
