#pragma once

#include <string>

#include "catalog/apply_ddl.hpp"
#include "catalog/constant_text.hpp"
#include "sql/plpgsql_block.hpp"

// DO: the DDL of its body, where it is static.

namespace pgscribe::catalog {

/// What statements are folded into, and with what.
struct FoldTarget {
  Catalog& catalog;
  const support::SourceFile& file;
  const AnalyzeQuery& analyze_query;
  support::Diagnostics& diagnostics;
};

/// The body that statements stand in.
struct BodyScope {
  KnownValues values{};
  std::string routine{};  ///< "function \"f\""; empty in a DO block
  int depth = 0;          ///< of calls
};

/// Folds one statement by itself, or none of it (apply_ddl without what it calls).
void fold_statement(const FoldTarget& target, const sql::Statement& statement);

/// Folds the statements of a DO block, each by itself. Those that certainly run are folded as if they stood alone,
/// those whose error the block catches where they work. Of statements under a condition, those that work are folded,
/// too, with a warning (not-seen) each; other branches, and dynamic SQL whose text is not constant, are not, likewise.
void apply_block(const FoldTarget& target, const sql::Do& statement);

/// The same for a body that was read. Whether there was anything to fold, or to warn of.
bool fold_body(const FoldTarget& target, const sql::Block& block, BodyScope scope);

/// Warns that something may change the schema and is not seen.
void warn_unseen(const FoldTarget& target, support::Span span, support::Message message);

/// Whether the statement is one that apply_ddl does anything for.
[[nodiscard]] bool changes_catalog(const sql::Statement& statement);

}  // namespace pgscribe::catalog
