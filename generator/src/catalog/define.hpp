#pragma once

#include "catalog/ddl_context.hpp"

// CREATE TYPE, OPERATOR and AGGREGATE by a list of parameters.

namespace pgscribe::catalog {

void define_aggregate(DdlContext& context, const sql::Define& statement);
void define_operator(DdlContext& context, const sql::Define& statement);
/// A base type, or a shell when it has no parameters.
void define_base_type(DdlContext& context, const sql::Define& statement);
void define_collation(DdlContext& context, const sql::Define& statement);

}  // namespace pgscribe::catalog
