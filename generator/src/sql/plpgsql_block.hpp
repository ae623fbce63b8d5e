#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sql/ast.hpp"
#include "sql/offset_map.hpp"
#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

// The steps of a PL/pgSQL body, and whether they certainly run.

namespace pgscribe::sql {

/// When a statement of a PL/pgSQL block runs, as far as the block's text says.
enum class BlockRun {
  always,       ///< in the block's own sequence
  guarded,      ///< likewise, but an EXCEPTION clause catches its error
  conditional,  ///< in the first branch of an IF, or in a loop of which nothing is known
  alternative,  ///< in another branch, or in an exception handler
};

/// EXECUTE of an expression that is not simply a constant.
struct DynamicSql {
  std::string expression;
  Span span;
};
/// `name := expression`, or a variable's declaration with its default.
struct Assignment {
  std::string name;
  std::string expression;
};
struct Block;
/// A loop whose turns can be told where its expressions are constant.
struct Loop {
  std::string variable;
  std::string array;  ///< FOREACH ... IN ARRAY
  std::string first;  ///< FOR ... IN [REVERSE] first..last [BY step]
  std::string last;
  std::string step;
  bool is_reverse = false;
  std::string query;  ///< FOR ... IN a query
  std::shared_ptr<const Block> body;
};
/// A statement of SQL (PERFORM f() is SELECT f()), or one of the others.
struct BlockStep {
  std::variant<Statement, DynamicSql, Assignment, Loop> step;
  BlockRun run = BlockRun::always;
};

struct Block {
  std::vector<BlockStep> steps;  ///< in the order of the text
};

/// The body of a DO block, with its places in the file. Nothing for another language than PL/pgSQL, a body whose string
/// has escapes, or one that PL/pgSQL's grammar refuses. Syntax errors in the statements are reported.
[[nodiscard]] std::optional<Block> parse_block(const Do& statement, const support::SourceFile& file,
                                               support::Diagnostics& diagnostics, int server_version);

/// The body of a PL/pgSQL function or procedure; `declaration` is what CREATE says before AS, with its parameters'
/// names. Everything is placed at `call`.
[[nodiscard]] std::optional<Block> parse_routine_block(const std::string& declaration, std::string_view body, Span call,
                                                       const support::SourceFile& file,
                                                       support::Diagnostics& diagnostics, int server_version);

/// What maps every place of a text that is not in the file to `place`.
[[nodiscard]] OffsetMap placed_at(Span place, std::string_view text);

}  // namespace pgscribe::sql
