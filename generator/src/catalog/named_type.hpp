#pragma once

#include "catalog/ddl_context.hpp"

// Types by name, for statements that change them.

namespace pgscribe::catalog {

/// The type a DDL statement names; reports `type "x" does not exist` [42704] with the nearest name, or the schema
/// [3F000].
[[nodiscard]] const Type* require_type(const DdlContext& context, const sql::QualifiedName& name);

/// Recomputes what follows from a domain's constraints: Type::not_null, and never_null of stored columns of it or of
/// domains over it.
void update_domain(DdlContext& context, Oid domain);

}  // namespace pgscribe::catalog
