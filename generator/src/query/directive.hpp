#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/comment.hpp"
#include "query/query_decl.hpp"
#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

// `-- @param`, `-- @column` and the other lines under a name.

namespace pgscribe::query {

enum class LineKind { documentation, directive, ignored, bad };

/// What one comment line is. A directive begins with `@` and one of our words; it goes into `directives`. A malformed
/// one, and a near miss, is reported (bad-directive) and gives `bad`; `@sqlc-vet-disable` is sqlc's own and is ignored,
/// any other `@word` too, with a warning (unknown-directive). A sentence that starts with `@parameter` is
/// documentation.
/// `own_rules`: names of the project's rules, which can be allowed as well.
[[nodiscard]] LineKind read_comment_line(const CommentLine& line, const support::SourceFile& file,
                                         std::vector<Directive>& directives, support::Diagnostics& diagnostics,
                                         const std::vector<std::string>& own_rules = {});

/// Every word of ours with which a directive can begin: "@param", "@optional" ...
[[nodiscard]] std::vector<std::string> directive_words();

}  // namespace pgscribe::query
