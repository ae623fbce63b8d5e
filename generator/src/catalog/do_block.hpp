#pragma once

#include "catalog/apply_ddl.hpp"

namespace pgscribe::catalog {

/// Folds the statements of a DO block, each by itself. Those that certainly run are folded as if they stood alone,
/// those whose error the block catches where they work. Of statements under a condition, those that work are folded,
/// too, with a warning (not-seen) each; other branches and dynamic SQL are not, likewise.
void apply_block(Catalog& catalog, const sql::Do& statement, const support::SourceFile& file,
                 const AnalyzeQuery& analyze_query, support::Diagnostics& diagnostics);

/// Whether the statement is one that apply_ddl does anything for.
[[nodiscard]] bool changes_catalog(const sql::Statement& statement);

}  // namespace pgscribe::catalog
