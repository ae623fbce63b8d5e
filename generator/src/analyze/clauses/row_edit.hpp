#pragma once

#include <vector>

#include "analyze/bound/bound_query.hpp"
#include "query/query_decl.hpp"

// Whole rows of relations in the result, written out in the SQL that is sent, as stars are.

namespace pgscribe::analyze {

/// `edits` and more: whole rows of relations that the statement's result holds (`SELECT t`, `array_agg(t)`, a view's
/// column with rows in it) are written out column by column, so that the order of a table's columns in the database
/// never decides what a reader takes for which. What cannot be written out stays: its type has a name of its own, by
/// which the runtime knows it.
[[nodiscard]] std::vector<sql::TextEdit> with_rows_written_out(const BoundQuery& query, const query::QueryDecl& decl,
                                                               const catalog::Catalog& catalog,
                                                               std::vector<sql::TextEdit> edits);

/// A relation's row type, or an array of one: what with_rows_written_out turns into record, or record[].
[[nodiscard]] bool holds_whole_rows(const catalog::Catalog& catalog, Oid type);

}  // namespace pgscribe::analyze
