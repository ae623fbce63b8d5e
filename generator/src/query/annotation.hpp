#pragma once

#include <optional>
#include <string>

#include "query/comment.hpp"
#include "query/query_decl.hpp"
#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

// `-- name: X :command` and what nearly is one.

namespace pgscribe::query {

/// `name: X :cmd`
struct Annotation {
  std::string name;
  Command command = Command::exec;
  Span span;  ///< the comment
  Span name_span;
};

/// True when the comment is meant as an annotation: it begins with `name:`.
[[nodiscard]] bool is_annotation(const WholeLineComment& comment);

/// Reports (bad-annotation) a comment that is no annotation but was meant as one: it has a `:command`, and its first
/// word is within one edit of `name` or `query`; or it would be one on a line of its own. True after a report.
bool report_near_annotation(const WholeLineComment& comment, bool is_whole_line, const support::SourceFile& file,
                            support::Diagnostics& diagnostics);

/// Nothing, and one error, when the annotation is not well formed.
[[nodiscard]] std::optional<Annotation> read_annotation(const WholeLineComment& comment,
                                                        const support::SourceFile& file,
                                                        support::Diagnostics& diagnostics);

/// In the order in which messages list them.
[[nodiscard]] std::vector<Command> commands();

/// ASCII letters, digits and underscores, not starting with a digit; or any byte of a non-ASCII letter.
[[nodiscard]] bool is_query_name(std::string_view name);

/// A line's words with their places.
[[nodiscard]] std::vector<CommentLine> split_words(const CommentLine& line);

}  // namespace pgscribe::query
