#include <cstdint>
#include <cstdlib>
#include <string>

#include "sql/ast_dump.hpp"
#include "sql/migration.hpp"
#include "sql/parse.hpp"
#include "sql/plpgsql_block.hpp"

// Any bytes as a schema file: nothing may crash, and every place that is reported or kept must lie inside the file.

using namespace pgscribe;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const support::SourceFile file("fuzz.sql", std::string(reinterpret_cast<const char*>(data), size));
  support::Diagnostics diagnostics;
  require(sql::migration_text(file.path(), file.text()).size() == size);
  for (const sql::Statement& statement : sql::parse_migration(file, diagnostics)) {
    require(statement.span.begin <= statement.span.end && statement.span.end <= size);
    require(!sql::dump(statement, &file).empty());
    if (const auto* block = std::get_if<sql::Do>(&statement.node)) {
      static_cast<void>(sql::parse_block(*block, file, diagnostics, support::kDefaultServerVersion));
    }
  }
  for (const support::Diagnostic& diagnostic : diagnostics.sorted()) {
    require(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= size);
    static_cast<void>(file.line_column(diagnostic.span.begin));
  }
  return 0;
}
