#pragma once

#include "catalog/ddl_context.hpp"

namespace pgscribe::catalog {

/// find_typed_table_dependencies: the tables that are OF a composite type follow it only with CASCADE [2BP01].
[[nodiscard]] bool check_typed_tables(const DdlContext& context, const Relation& composite, bool cascade, Span span);
/// ALTER TYPE ... ADD | DROP | ALTER ATTRIBUTE.
void alter_composite(DdlContext& context, const sql::AlterTable& statement);

}  // namespace pgscribe::catalog
