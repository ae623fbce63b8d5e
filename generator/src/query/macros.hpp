#pragma once

#include <string_view>
#include <vector>

#include "query/query_decl.hpp"
#include "sql/scanner.hpp"
#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

// `@name`, `sqlc.arg`, `sqlc.narg`, `sqlc.slice` and `sqlc.embed`, turned into SQL that PostgreSQL parses.

namespace pgscribe::query {

/// What the macros of one statement become.
struct MacroRewrite {
  std::vector<sql::TextEdit> edits;  ///< sorted, in file offsets
  std::vector<MacroParameter> parameters;
  std::vector<Embed> embeds;
  std::vector<KeyList> key_lists;
  bool ok = true;  ///< false: something was reported
};

/// Rewrites sqlc.arg, sqlc.narg, sqlc.slice, sqlc.embed and @name. `tokens` are the statement's, comments left out,
/// with offsets into `text`, the file's text. Works on tokens only, so strings and comments are safe. `$n` that the
/// author wrote keep their numbers; names take the unused numbers in the order of the source, one number a name.
[[nodiscard]] MacroRewrite rewrite_macros(const std::vector<sql::Token>& tokens, std::string_view text,
                                          const support::SourceFile& file, support::Diagnostics& diagnostics);

}  // namespace pgscribe::query
