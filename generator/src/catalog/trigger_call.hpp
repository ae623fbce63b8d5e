#pragma once

#include "catalog/do_block.hpp"

// What the triggers of a table do to the schema when a migration changes its rows.

namespace pgscribe::catalog {

/// Folds the bodies of the triggers that INSERT, UPDATE or DELETE fires, with TG_TABLE_NAME and the like: once for each
/// row of INSERT ... VALUES, whose constants are NEW's columns; of other statements the rows are not known. Whether
/// there was anything to fold, or to warn of.
bool apply_triggers(const FoldTarget& target, const sql::Statement& statement, const BodyScope& scope);

}  // namespace pgscribe::catalog
