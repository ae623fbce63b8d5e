#pragma once

#include <optional>
#include <vector>

#include "sql/ast.hpp"
#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

namespace pgscribe::sql {

/// When a statement of a PL/pgSQL block runs, as far as the block's text says.
enum class BlockRun {
  always,       ///< in the block's own sequence
  guarded,      ///< likewise, but an EXCEPTION clause catches its error
  conditional,  ///< in the first branch of an IF, or in a loop
  alternative,  ///< in another branch, or in an exception handler
};

struct BlockStatement {
  Statement statement;
  BlockRun run = BlockRun::always;
};

struct Block {
  std::vector<BlockStatement> statements;  ///< those of SQL, in the order of the text
  std::vector<Span> dynamic;               ///< the expressions of EXECUTE that are not a constant
};

/// The SQL statements in the body of a DO block, with their places in the file. Nothing for another language than
/// PL/pgSQL, a body whose string has escapes, or one that PL/pgSQL's grammar refuses. Syntax errors in the statements
/// are reported.
[[nodiscard]] std::optional<Block> parse_block(const Do& statement, const support::SourceFile& file,
                                               support::Diagnostics& diagnostics);

}  // namespace pgscribe::sql
