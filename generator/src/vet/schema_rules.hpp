#pragma once

#include <vector>

#include "catalog/catalog.hpp"
#include "sql/ast.hpp"
#include "support/source_file.hpp"
#include "vet/findings.hpp"

// The rules about what stands in the schema at the end. Where something was declared is known while the files are read;
// whether a later file has mended it, at the end.

namespace pgscribe::vet {

/// A column, or with `attribute` 0 a view, and where its type or query is written.
struct Declaration {
  catalog::Oid relation = catalog::kInvalidOid;
  int attribute = 0;
  support::Span span;
};

/// Columns that the statement gives a type, and views that it makes of all columns; `after` is what it made.
[[nodiscard]] std::vector<Declaration> declarations(const sql::Statement& statement, const catalog::Catalog& after);

/// Where `*` stands in the select list of a view; an empty span: nowhere.
[[nodiscard]] support::Span star_of(const sql::Select& query);

void find_unfit_type(const Declaration& declared, const catalog::Catalog& catalog,
                     Findings& findings);  ///< timestamp-without-zone, money-type, inexact-money
void find_star_view(const Declaration& declared, const catalog::Catalog& catalog, Findings& findings);  ///< star-view

}  // namespace pgscribe::vet
