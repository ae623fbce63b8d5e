#pragma once

#include "catalog/ddl_context.hpp"

// CLUSTER and ALTER TABLE ... CLUSTER ON: which index a table is sorted by (cluster.c).

namespace pgscribe::catalog {

/// ALTER TABLE ... CLUSTER ON index. False after a report.
bool cluster_on(DdlContext& context, Oid table, const sql::Name& index);
/// ALTER TABLE ... SET WITHOUT CLUSTER. False after a report.
bool drop_cluster(DdlContext& context, Oid table, Span span);

}  // namespace pgscribe::catalog
