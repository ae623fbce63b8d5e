#pragma once

#include "catalog/ddl_context.hpp"

// ALTER TABLE ... INHERIT, NO INHERIT, ATTACH PARTITION, DETACH PARTITION, OF, NOT OF. False after a report.

namespace pgscribe::catalog {

bool alter_inheritance(DdlContext& context, Oid table, const sql::AlterTableAction& action);

}  // namespace pgscribe::catalog
