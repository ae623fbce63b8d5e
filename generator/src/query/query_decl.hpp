#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/variant_directive.hpp"
#include "sql/ast.hpp"
#include "sql/offset_map.hpp"
#include "support/source_file.hpp"

// A query as its author declared it: name, command, directives, statement.

namespace pgscribe::query {

using support::Span;

enum class Command {
  one,
  many,
  exec,
  execrows,
  execresult,
  execlastid,
  copyfrom,
  batchexec,
  batchone,
  batchmany,
  stream
};
/// ":one", ...
[[nodiscard]] std::string_view to_string(Command command);
[[nodiscard]] bool is_batch(Command command);
[[nodiscard]] bool takes_many(Command command);  ///< :batch* and :copyfrom take a span of parameters
[[nodiscard]] bool returns_rows(Command command);

/// A parameter that a macro or `@name` introduced.
struct MacroParameter {
  int number = 0;  ///< the $n it became
  std::string name;
  bool nullable = false;  ///< sqlc.narg somewhere
  bool slice = false;     ///< sqlc.slice
  Span span;              ///< first use, in the file
};

/// `(a, b) IN (sqlc.slice(keys))`: became `(a, b) IN (($1, $2))` for the parser, which stands for any number of rows.
struct KeyList {
  std::string name;
  std::vector<std::string> members;  ///< called like the columns
  std::vector<int> numbers;          ///< the $n of each
  Span span;                         ///< of the macro, in the file
};

/// sqlc.embed(name) [AS alias]: became `name.*` for the parser; a star ColumnRef whose span is this span.
struct Embed {
  std::string name;
  std::string alias;  ///< "" where none was written
  Span span;
};

/// A comment directive under the name line; `subject` empty where the directive has none.
enum class DirectiveKind {
  column_not_null,
  column_nullable,
  column_type,
  column_json_struct,
  column_elements_not_null,
  column_elements_nullable,
  param_not_null,
  param_nullable,
  param_type,
  param_elements_not_null,
  param_elements_nullable,
  row,
  file,
  rows_one,
  group_by,
  timeout,
  readonly,
  batch,
  allow,
  skip
};
struct Directive {
  DirectiveKind kind = DirectiveKind::readonly;
  std::string subject;        ///< column, parameter, what `group_by` names or, of `allow`, the warning's code
  std::string value;          ///< type, row name, name of an output file or, of `batch`, "each" or "atomic"
  bool through_json = false;  ///< of a type: JSON is read and written as it
  long timeout_ms = 0;
  Span span;  ///< of the whole directive
  Span subject_span;
  Span value_span;
};

/// One annotated query as its author wrote it.
struct QueryDecl {
  std::string name;
  Command command = Command::exec;
  std::vector<std::string> docs;  ///< whole-line comments, without the comment marks
  std::vector<Directive> directives;
  VariantDirectives variants;
  const support::SourceFile* file = nullptr;
  Span annotation_span;  ///< the name line
  Span name_span;
  Span statement_span;               ///< statement text in the file: first token up to, not including, the semicolon
  std::vector<sql::TextEdit> edits;  ///< macro replacements and removed comments, file offsets
  std::vector<MacroParameter> parameters;
  std::vector<Embed> embeds;
  std::vector<KeyList> key_lists;
  sql::Statement statement;
};

}  // namespace pgscribe::query
