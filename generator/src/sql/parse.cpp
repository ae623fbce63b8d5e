#include "sql/parse.hpp"

#include <pg_query.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "lexical/split.hpp"
#include "sql/depth.hpp"
#include "sql/grammar_version.hpp"
#include "sql/large_stack.hpp"
#include "sql/lowering.hpp"
#include "sql/messages.hpp"
#include "sql/parse_tree.hpp"
#include "sql/scanner.hpp"
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
                  support::Diagnostics& diagnostics, int server_version)
      : text_(text), map_(map), file_(file), diagnostics_(diagnostics), server_version_(server_version) {}

  std::optional<Statement> parse() {
    Lowering lowering(text_, map_, file_, diagnostics_, server_version_);
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
      report_first_error(*result->error);
      return std::nullopt;
    }
    return lower_tree(lowering, ParseTree(result->parse_tree));
  }

 private:
  std::optional<Statement> too_large(TextRange range, std::size_t limit, const char* what) {
    diagnostics_.add(file_, map_.to_file(Span{range.begin, range.end}), msg::StatementTooLarge(limit, what));
    return std::nullopt;
  }

  /// libpg_query lets a parameter stand where PostgreSQL wants a constant (`typename $1`) and fails later. With numbers
  /// in their place its grammar is PostgreSQL's; the earlier of the two errors is the one.
  void report_first_error(const PgQueryError& error) {
    std::string numbered(text_);
    for (const Token& token : scan(text_)) {
      if (token.kind != TokenKind::parameter) continue;
      // `$12` to `12 `
      std::rotate(numbered.begin() + token.begin, numbered.begin() + token.begin + 1, numbered.begin() + token.end);
      numbered[token.end - 1] = ' ';
    }
    if (numbered != text_) {
      const ParseResult second(new PgQueryParseResult(pg_query_parse(numbered.c_str())));
      if (second->error != nullptr && second->error->cursorpos < error.cursorpos) {
        const auto offset = static_cast<std::uint32_t>(second->error->cursorpos - 1);
        const std::vector<Token> tokens = scan(text_);
        const auto token = std::find_if(tokens.begin(), tokens.end(), [&](const Token& t) {
          return t.kind == TokenKind::parameter && t.begin == offset;
        });
        // No number that runs on into a letter.
        const std::string message(second->error->message != nullptr ? second->error->message : "");
        if (token != tokens.end() && message == "syntax error at or near \"" +
                                                    numbered.substr(token->begin, token->end - token->begin - 1) +
                                                    "\"") {
          const std::string parameter(text_.substr(token->begin, token->end - token->begin));
          diagnostics_.add(file_, map_.to_file(Span{token->begin, token->end}), msg::SyntaxErrorAtOrNear(parameter));
          return;
        }
      }
    }
    report_syntax_error(error, StatementText{text_, map_, file_}, server_version_, diagnostics_);
  }

  std::string_view text_;
  const OffsetMap& map_;
  const support::SourceFile& file_;
  support::Diagnostics& diagnostics_;
  int server_version_;
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
                                         support::Diagnostics& diagnostics, int server_version) {
  std::optional<Statement> statement;
  run_with_large_stack([&] { statement = StatementParser(text, map, file, diagnostics, server_version).parse(); });
  return statement;
}

int grammar_version() noexcept { return PG_VERSION_NUM / 10000; }

std::vector<Span> split_statements(std::string_view text) {
  std::vector<Span> spans;
  for (const lexical::TextRange range : lexical::split_statements(text)) spans.push_back({range.begin, range.end});
  return spans;
}

std::vector<Statement> parse_statements(std::string_view text, const support::SourceFile& file,
                                        support::Diagnostics& diagnostics, int server_version) {
  std::vector<Statement> statements;
  run_with_large_stack([&] {
    for (const Span range : split_statements(text)) {
      const std::string_view slice = text.substr(range.begin, range.size());
      if (auto statement = parse_statement(slice, OffsetMap(range.begin), file, diagnostics, server_version)) {
        statements.push_back(std::move(*statement));
      }
    }
  });
  return statements;
}

std::vector<Statement> parse_file(const support::SourceFile& file, support::Diagnostics& diagnostics,
                                  int server_version) {
  const auto text = source_text(file, diagnostics);
  if (!text) return {};
  return parse_statements(*text, file, diagnostics, server_version);
}

}  // namespace pgscribe::sql
