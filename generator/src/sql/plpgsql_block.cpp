#include "sql/plpgsql_block.hpp"

#include <pg_query.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "sql/construct.hpp"
#include "sql/large_stack.hpp"
#include "sql/parse.hpp"
#include "sql/parse_tree.hpp"
#include "sql/token_index.hpp"

namespace pgscribe::sql {
namespace {

struct FreeResult {
  void operator()(PgQueryPlpgsqlParseResult* result) const {
    pg_query_free_plpgsql_parse_result(*result);
    delete result;
  }
};
using ParseResult = std::unique_ptr<PgQueryPlpgsqlParseResult, FreeResult>;

/// The body in dollar quotes that it does not contain.
std::string quoted_body(std::string_view body) {
  std::string tag = "$pgscribe$";
  while (body.find(tag) != std::string_view::npos) tag.insert(tag.size() - 1, 1, '_');
  return tag + std::string(body) + tag;
}

/// The text of a string constant without escapes, by its quotes; empty for anything else.
std::string_view constant_text(std::string_view literal) {
  if (literal.size() < 2) return {};
  const std::size_t open = literal.front() == '$' ? literal.find('$', 1) + 1 : 1;
  if (open == 0 || literal.size() < 2 * open) return {};
  const std::string_view quote = literal.substr(0, open);
  const std::string_view text = literal.substr(open, literal.size() - 2 * open);
  const bool is_quoted = quote.front() == '\'' || quote.front() == '$';
  const bool is_whole = literal.substr(literal.size() - open) == quote && text.find(quote) == std::string_view::npos;
  return is_quoted && is_whole ? text : std::string_view();
}

constexpr std::string_view kPerform = "PERFORM";
constexpr std::string_view kSelect = "SELECT";

class BlockReader {
 public:
  /// `body` stands at `base` in the file, or is called at `call`.
  BlockReader(std::string_view body, std::uint32_t base, std::optional<Span> call, const support::SourceFile& file,
              support::Diagnostics& diagnostics, int server_version)
      : body_(body),
        base_(base),
        call_(call),
        file_(file),
        diagnostics_(diagnostics),
        server_version_(server_version) {}

  [[nodiscard]] Block read(NodeView function) {
    for (const NodeView datum : function["datums"]) {
      variables_.emplace_back(datum.body().text("refname"));
      const std::string_view value = datum.body()["default_val"].body().text("query");
      if (!value.empty()) assign(variables_.back(), value, BlockRun::always);
    }
    visit(function["action"], BlockRun::always);
    return std::move(block_);
  }

 private:
  void visit(NodeView tagged, BlockRun run) {
    const NodeView n = tagged.body();
    if (tagged.is("PLpgSQL_stmt_block")) return visit_block(n, run);
    if (tagged.is("PLpgSQL_stmt_if")) return visit_if(n, run);
    if (tagged.is("PLpgSQL_stmt_case")) return visit_case(n);
    if (tagged.is("PLpgSQL_stmt_execsql")) return add(n, n["sqlstmt"].body().text("query"), run);
    if (tagged.is("PLpgSQL_stmt_call")) return add(n, n["expr"].body().text("query"), run);  // CALL, DO
    if (tagged.is("PLpgSQL_stmt_perform")) return add_perform(n, n["expr"].body().text("query"), run);
    if (tagged.is("PLpgSQL_stmt_assign")) return add_assignment(n, n["expr"].body().text("query"), run);
    if (tagged.is("PLpgSQL_stmt_dynexecute")) return add_dynamic(n, n["query"].body().text("query"), run);
    if (tagged.is("PLpgSQL_stmt_foreach_a") || tagged.is("PLpgSQL_stmt_fori") || tagged.is("PLpgSQL_stmt_fors"))
      return add_loop(n, run);
    visit_all(n["body"], inside(run, BlockRun::conditional));  // another loop
  }
  void visit_all(NodeView statements, BlockRun run) {
    for (const NodeView statement : statements) visit(statement, run);
  }
  /// The less certain of the two.
  static BlockRun inside(BlockRun outer, BlockRun inner) { return std::max(outer, inner); }

  void visit_block(NodeView n, BlockRun run) {
    const NodeView handlers = n["exceptions"].body()["exc_list"];
    visit_all(n["body"], handlers.size() > 0 ? inside(run, BlockRun::guarded) : run);
    for (const NodeView handler : handlers) visit_all(handler.body()["action"], BlockRun::alternative);
  }
  void visit_if(NodeView n, BlockRun run) {
    visit_all(n["then_body"], inside(run, BlockRun::conditional));
    for (const NodeView branch : n["elsif_list"]) visit_all(branch.body()["stmts"], BlockRun::alternative);
    visit_all(n["else_body"], BlockRun::alternative);
  }
  void visit_case(NodeView n) {
    for (const NodeView branch : n["case_when_list"]) visit_all(branch.body()["stmts"], BlockRun::alternative);
    visit_all(n["else_stmts"], BlockRun::alternative);
  }

  void add_loop(NodeView n, BlockRun run) {
    const auto text = [&](std::string_view member) { return std::string(n[member].body().text("query")); };
    Loop loop;
    loop.variable = loop_variable(n);
    loop.array = text("expr");
    loop.first = text("lower");
    loop.last = text("upper");
    loop.step = text("step");
    loop.is_reverse = n.flag("reverse");
    loop.query = text("query");
    Block outside = std::move(block_);
    block_ = {};
    visit_all(n["body"], run);
    loop.body = std::make_shared<const Block>(std::move(block_));
    block_ = std::move(outside);
    block_.steps.push_back({std::move(loop), run});
  }
  /// Empty when there are several.
  [[nodiscard]] std::string loop_variable(NodeView n) const {
    const NodeView var = n["var"].body();
    if (const std::string_view name = var.text("refname"); n["lower"].present()) return std::string(name);
    const NodeView fields = var["fields"];
    if (n["var"].present() && fields.size() != 1) return {};
    for (const NodeView field : fields) return std::string(field.text("name"));
    const auto number = static_cast<std::size_t>(n.integer("varno"));
    return number < variables_.size() ? variables_[number] : std::string();
  }

  void add(NodeView n, std::string_view text, BlockRun run) {
    if (n.flag("into")) return;  // a query, whose text is not that of the body
    if (const std::size_t begin = locate(n, text); begin != std::string_view::npos) parse(text, begin, run);
  }
  /// The grammar puts SELECT in place of PERFORM.
  void add_perform(NodeView n, std::string_view query, BlockRun run) {
    const std::size_t begin = locate(n, query.substr(std::min(kSelect.size(), query.size())));
    if (begin == std::string_view::npos || begin < kPerform.size()) return;
    const Span replaced{place_of(begin - kPerform.size()).begin, place_of(begin).begin};
    parse(query,
          call_ ? placed_at(*call_, query) : OffsetMap(replaced.begin, {TextEdit{replaced, std::string(kSelect)}}),
          run);
  }
  void add_assignment(NodeView n, std::string_view text, BlockRun run) {
    const std::size_t mark = text.find('=');
    const auto variable = static_cast<std::size_t>(n.integer("varno"));
    if (mark != std::string_view::npos && variable < variables_.size())
      assign(variables_[variable], text.substr(mark + 1), run);
  }
  void assign(const std::string& name, std::string_view expression, BlockRun run) {
    block_.steps.push_back({Assignment{name, std::string(expression)}, run});
  }
  void add_dynamic(NodeView n, std::string_view expression, BlockRun run) {
    const std::size_t begin = locate(n, expression);
    if (begin == std::string_view::npos) return;
    const std::string_view text = constant_text(expression);
    if (!text.empty()) return parse(text, begin + (expression.size() - text.size()) / 2, run);
    Span place = place_of(begin);
    if (!call_) place.end = place.begin + static_cast<std::uint32_t>(expression.size());
    block_.steps.push_back({DynamicSql{std::string(expression), place}, run});
  }
  [[nodiscard]] Span place_of(std::size_t offset) const {
    if (call_) return *call_;
    const auto place = base_ + static_cast<std::uint32_t>(offset);
    return {place, place};
  }

  /// Statements come in the order of the text, each with the line it starts on.
  std::size_t locate(NodeView n, std::string_view text) {
    const auto line = static_cast<std::size_t>(n.integer("lineno"));
    while (line_ < line) {
      const std::size_t end = body_.find('\n', line_begin_);
      if (end == std::string_view::npos) break;
      line_begin_ = end + 1;
      ++line_;
    }
    const std::size_t begin = body_.find(text, std::max(line_begin_, cursor_));
    if (begin != std::string_view::npos) cursor_ = begin + text.size();
    return begin;
  }
  void parse(std::string_view text, std::size_t begin, BlockRun run) {
    parse(text, call_ ? placed_at(*call_, text) : OffsetMap(place_of(begin).begin), run);
  }
  void parse(std::string_view text, const OffsetMap& map, BlockRun run) {
    if (auto statement = parse_statement(text, map, file_, diagnostics_, server_version_))
      block_.steps.push_back({std::move(*statement), run});
  }

  std::string_view body_;
  std::uint32_t base_;
  std::optional<Span> call_;
  std::vector<std::string> variables_;
  const support::SourceFile& file_;
  support::Diagnostics& diagnostics_;
  int server_version_;
  std::size_t line_ = 1, line_begin_ = 0;
  std::size_t cursor_ = 0;
  Block block_;
};

/// libpg_query 17 and 18 close an object too often for each variable of a trigger function that PostgreSQL fills in
/// (TG_OP ...): an empty element of an array, where what follows can only be a comma or the array's end.
std::string well_formed(std::string_view json) {
  std::string result;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    result += json[i];
    if (in_string && json[i] == '\\' && i + 1 < json.size())
      result += json[++i];
    else if (json[i] == '"')
      in_string = !in_string;
    const bool is_element = !in_string && (json[i] == ',' || json[i] == '[');
    if (!is_element || json.substr(i + 1, 3) != "{}}") continue;
    result += "{}";
    i += 3;
  }
  return result;
}

/// OPEN c(a => 1): the first such arrow, when the release does not know it.
void check_cursor_arguments(std::string_view body, const OffsetMap& map, const support::SourceFile& file,
                            support::Diagnostics& diagnostics, int server_version) {
  if (server_version >= construct::kCursorArgumentName.since) return;
  const TokenIndex tokens(body);
  for (std::size_t i = 0; i + 4 < tokens.size(); ++i) {
    if (!tokens.is(i, "open") || !tokens.is_name(i + 1) || !tokens.is(i + 2, "(")) continue;
    for (std::size_t arrow = i + 3; arrow < tokens.match(i + 2); ++arrow) {
      if (!tokens.is(arrow, "=>")) continue;
      const TextRange range = tokens.range(arrow);
      diagnostics.add(file, map.to_file(Span{range.begin, range.end}),
                      needs_release(construct::kCursorArgumentName, server_version));
      return;
    }
  }
}

std::optional<Block> read_block(const std::string& text, BlockReader reader) {
  std::optional<Block> block;
  run_with_large_stack([&] {
    const ParseResult result(new PgQueryPlpgsqlParseResult(pg_query_parse_plpgsql(text.c_str())));
    if (result->error != nullptr) return;
    const ParseTree tree(well_formed(result->plpgsql_funcs).c_str());
    for (const NodeView function : tree.root()) block = reader.read(function.body());
  });
  return block;
}

}  // namespace

std::optional<Block> parse_block(const Do& statement, const support::SourceFile& file,
                                 support::Diagnostics& diagnostics, int server_version) {
  const std::string_view literal = file.slice(statement.body_span);
  const std::string_view body = constant_text(literal);
  if (statement.language != "plpgsql" || body != statement.body) return std::nullopt;
  const std::uint32_t base = statement.body_span.begin + static_cast<std::uint32_t>(body.data() - literal.data());
  check_cursor_arguments(body, OffsetMap(base), file, diagnostics, server_version);
  return read_block("DO " + quoted_body(body),
                    BlockReader(body, base, std::nullopt, file, diagnostics, server_version));
}

std::optional<Block> parse_routine_block(const std::string& declaration, std::string_view body, Span call,
                                         const support::SourceFile& file, support::Diagnostics& diagnostics,
                                         int server_version) {
  return read_block("CREATE " + declaration + " LANGUAGE plpgsql AS " + quoted_body(body),
                    BlockReader(body, 0, call, file, diagnostics, server_version));
}

OffsetMap placed_at(Span place, std::string_view text) {
  return OffsetMap(place.begin, {TextEdit{place, std::string(text)}});
}

}  // namespace pgscribe::sql
