#pragma once

#include <optional>
#include <string_view>

#include "lexical/split.hpp"

// The first statement of a script that ends the transaction around it.

namespace pgscribe::lexical {

/// The first statement of a script that ends the transaction around it: COMMIT, END, ROLLBACK (not TO a savepoint),
/// ABORT, PREPARE TRANSACTION.
[[nodiscard]] std::optional<TextRange> find_transaction_end(std::string_view script);

}  // namespace pgscribe::lexical
