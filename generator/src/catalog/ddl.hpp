#pragma once

#include "catalog/ddl_context.hpp"

// One function per statement that changes the catalog. Each reports what is wrong and returns; apply_ddl() then rolls
// back.

namespace pgscribe::catalog {

void apply(DdlContext& context, const sql::CreateSchema& statement);
void apply(DdlContext& context, const sql::CreateTable& statement);
void apply(DdlContext& context, const sql::CreateTableAs& statement);
void apply(DdlContext& context, const sql::CreateView& statement);
void apply(DdlContext& context, const sql::AlterTable& statement);
void apply(DdlContext& context, const sql::Rename& statement);
void apply(DdlContext& context, const sql::SetSchema& statement);
void apply(DdlContext& context, const sql::Drop& statement);
void apply(DdlContext& context, const sql::CreateEnum& statement);
void apply(DdlContext& context, const sql::AlterEnum& statement);
void apply(DdlContext& context, const sql::CreateComposite& statement);
void apply(DdlContext& context, const sql::CreateRange& statement);
void apply(DdlContext& context, const sql::CreateDomain& statement);
void apply(DdlContext& context, const sql::AlterDomain& statement);
void apply(DdlContext& context, const sql::CreateSequence& statement);
void apply(DdlContext& context, const sql::AlterSequence& statement);
void apply(DdlContext& context, const sql::CreateFunction& statement);
void apply(DdlContext& context, const sql::AlterFunction& statement);
void apply(DdlContext& context, const sql::Define& statement);
void apply(DdlContext& context, const sql::CreateOperatorClass& statement);
void apply(DdlContext& context, const sql::CreateOperatorFamily& statement);
void apply(DdlContext& context, const sql::AlterOperatorFamily& statement);
void apply(DdlContext& context, const sql::CreateAccessMethod& statement);
void apply(DdlContext& context, const sql::CreateCast& statement);
void apply(DdlContext& context, const sql::CreateExtension& statement);
void apply(DdlContext& context, const sql::CreateIndex& statement);
void apply(DdlContext& context, const sql::Cluster& statement);
void apply(DdlContext& context, const sql::Comment& statement);
void apply(DdlContext& context, const sql::SetVariable& statement);
void apply(DdlContext& context, const sql::CreateTrigger& statement);
void apply(DdlContext& context, const sql::CreateRule& statement);
void apply(DdlContext& context, const sql::SetPolicy& statement);
/// SELECT ... INTO, and SELECT set_config('search_path', ...).
void apply(DdlContext& context, const sql::Select& statement);

/// The statement, whatever it is.
void apply_statement(DdlContext& context, const sql::Statement& statement);

}  // namespace pgscribe::catalog
