#pragma once

#include <vector>

#include "query/query_decl.hpp"
#include "support/diagnostics.hpp"

namespace pgscribe::query {

/// The annotated queries of a file in source order. Statements without an annotation are skipped (as sqlc does); a bad
/// annotation, directive, macro or syntax is reported and its query left out.
[[nodiscard]] std::vector<QueryDecl> read_queries(const support::SourceFile& file, support::Diagnostics& diagnostics);

}  // namespace pgscribe::query
