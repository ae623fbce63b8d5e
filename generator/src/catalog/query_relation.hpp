#pragma once

#include <optional>
#include <vector>

#include "catalog/ddl_context.hpp"

// Relations whose columns come from a query: views, materialized views, CREATE TABLE AS, SELECT INTO.

namespace pgscribe::catalog {

/// The shape of `query`, with the columns renamed to `names`. Nothing: the query is wrong and has been reported.
[[nodiscard]] std::optional<QueryShape> analyze_definition(const DdlContext& context, const sql::Statement& query,
                                                           const std::vector<sql::Name>& names,
                                                           support::Message too_many_names);

/// Fills `relation` from the shape; reports a column name used twice [42701]. `is_stored_by_dml`: rows can come from
/// elsewhere later, so what the query proves about NULL does not last.
bool take_shape(const DdlContext& context, const QueryShape& shape, bool is_stored_by_dml, Relation& relation,
                Span span);

/// For a relation whose query is wrong: the columns that the statement names, of unknown type; queries on it say
/// nothing more.
void poison(Relation& relation, const std::vector<sql::Name>& names);

}  // namespace pgscribe::catalog
