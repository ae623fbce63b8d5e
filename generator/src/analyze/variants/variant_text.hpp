#pragma once

#include <optional>
#include <vector>

#include "analyze/variants/variant_plan.hpp"
#include "query/query_decl.hpp"
#include "sql/offset_map.hpp"
#include "support/diagnostics.hpp"

// The texts of a statement's variants.

namespace pgscribe::analyze {

/// The constant pieces of the text that `edits` make of the statement.
[[nodiscard]] std::vector<Piece> pieces_of(const query::QueryDecl& decl, const VariantPlan& plan,
                                           const std::vector<sql::TextEdit>& edits);

/// A variant as a query of its own, with its parameters renumbered.
struct VariantDecl {
  query::QueryDecl decl;
  std::vector<int> parameters;  ///< their numbers in the whole statement, by their new ones
};
/// Empty when the text is no statement, which has been reported.
[[nodiscard]] std::optional<VariantDecl> variant_decl(const query::QueryDecl& decl, const VariantPlan& plan,
                                                      VariantKey key, int server_version,
                                                      support::Diagnostics& diagnostics);

}  // namespace pgscribe::analyze
