#pragma once

#include <pg_query.h>

#include <string_view>

#include "sql/offset_map.hpp"
#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

// A syntax error as the server words it, at the token, with a hint for what people write for other systems.

namespace pgscribe::sql {

/// What was parsed, and where it stands.
struct StatementText {
  std::string_view text;
  const OffsetMap& map;
  const support::SourceFile& file;
};

/// Reports what libpg_query refused, at the token its cursor stands on, with the SQLSTATE and the hint that PostgreSQL
/// would give. Its `cursorpos` counts characters from 1; 0 means that PostgreSQL knows no place: then the statement's
/// first token is marked.
void report_syntax_error(const PgQueryError& error, const StatementText& statement, int server_version,
                         support::Diagnostics& diagnostics);

}  // namespace pgscribe::sql
