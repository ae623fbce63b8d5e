#include <cstdint>
#include <cstdlib>
#include <string>

#include "query/read_queries.hpp"
#include "sql/ast_dump.hpp"

// Any bytes as a query file: nothing may crash, edits must be in order and inside their statement, and every place
// inside the file.

using namespace pgscribe;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check(const query::QueryDecl& query) {
  std::uint32_t at = query.statement_span.begin;
  for (const sql::TextEdit& edit : query.edits) {
    require(edit.span.begin >= at && edit.span.end >= edit.span.begin);
    at = edit.span.end;
  }
  require(at <= query.statement_span.end);
  require(query.statement.span == query.statement_span);
  for (const query::MacroParameter& parameter : query.parameters)
    require(parameter.number > 0 && !parameter.name.empty());
  require(!sql::dump(query.statement, query.file).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const support::SourceFile file("fuzz.sql", std::string(reinterpret_cast<const char*>(data), size));
  support::Diagnostics diagnostics;
  for (const query::QueryDecl& query : query::read_queries(file, diagnostics)) check(query);
  for (const support::Diagnostic& diagnostic : diagnostics.sorted()) {
    require(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= size);
    static_cast<void>(file.line_column(diagnostic.span.begin));
  }
  return 0;
}
