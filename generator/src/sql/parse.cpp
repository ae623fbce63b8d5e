#include "sql/parse.hpp"

#include <pg_query.h>

#include <memory>
#include <string>
#include <utility>

#include "sql/depth.hpp"
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

class StatementParser {
 public:
  StatementParser(std::string_view text, const OffsetMap& map, const support::SourceFile& file,
                  support::Diagnostics& diagnostics)
      : text_(text), map_(map), file_(file), diagnostics_(diagnostics) {}

  std::optional<Statement> parse() {
    Lowering lowering(text_, map_, file_, diagnostics_);
    const TokenIndex& tokens = lowering.tokens();
    if (tokens.size() == 0) return std::nullopt;
    const std::size_t size = tokens.range(tokens.size() - 1).end - tokens.range(0).begin;
    if (size > kMaxStatementBytes) return too_large(tokens.range(0), kMaxStatementBytes, "bytes");
    if (tokens.size() > kMaxStatementTokens) return too_large(tokens.range(0), kMaxStatementTokens, "tokens");
    if (const auto deep = find_too_deep(tokens, kMaxDepth)) {
      lowering.report_depth(lowering.to_file(tokens.range(*deep)));
      return std::nullopt;
    }
    const ParseResult result(new PgQueryParseResult(pg_query_parse(std::string(text_).c_str())));
    if (result->error != nullptr) {
      report_syntax_error(*result->error, text_, map_, file_, diagnostics_);
      return std::nullopt;
    }
    return lower(lowering, ParseTree(result->parse_tree));
  }

 private:
  std::optional<Statement> too_large(TextRange range, std::size_t limit, const char* what) {
    diagnostics_.error("statement-too-large", file_, map_.to_file(Span{range.begin, range.end}),
                       "statement is larger than " + std::to_string(limit) + " " + what);
    return std::nullopt;
  }

  static std::optional<Statement> lower(Lowering& lowering, const ParseTree& tree) {
    const NodeView statements = tree.root()["stmts"];
    if (statements.size() == 0) return std::nullopt;
    Statement statement{lower_statement_node(lowering, (*statements.begin())["stmt"]), lowering.whole()};
    if (auto* select = std::get_if<Select>(&statement.node)) select->span = statement.span;
    if (!lowering.ok()) return std::nullopt;
    return statement;
  }

  std::string_view text_;
  const OffsetMap& map_;
  const support::SourceFile& file_;
  support::Diagnostics& diagnostics_;
};

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
  std::optional<Statement> statement;
  run_with_large_stack([&] { statement = StatementParser(text, map, file, diagnostics).parse(); });
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
