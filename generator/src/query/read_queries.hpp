#pragma once

#include <string>
#include <vector>

#include "query/query_decl.hpp"
#include "support/diagnostics.hpp"
#include "support/server_version.hpp"

// A query file to its declarations.

namespace pgscribe::query {

/// The annotated queries of a file in source order. A statement without an annotation is left out and reported
/// (unnamed-statement) when the file has annotated ones; a bad annotation, directive, macro or syntax is reported and
/// its query left out, and so is, without a word, one with `@skip`. `own_rules`: names of the project's rules, which
/// `@allow` takes.
[[nodiscard]] std::vector<QueryDecl> read_queries(const support::SourceFile& file, support::Diagnostics& diagnostics,
                                                  int server_version = support::kDefaultServerVersion,
                                                  const std::vector<std::string>& own_rules = {});

}  // namespace pgscribe::query
