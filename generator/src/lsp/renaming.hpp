#pragma once

#include <string>

#include "lsp/edited_entry.hpp"

// Another name for a query.

namespace pgscribe::lsp {

/// Why the name cannot be the one of a query of the entry; empty: it can. The query's own name is no obstacle.
[[nodiscard]] std::string obstacle_of_name(const EditedEntry& entry, const query::QueryDecl& query,
                                           const std::string& name);

}  // namespace pgscribe::lsp
