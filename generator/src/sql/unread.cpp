#include "sql/unread.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace pgscribe::sql {
namespace {

/// Members that change neither types nor NULLs nor row counts nor what later statements may do, "Node.member"; a node
/// that the tree does not tag goes by the name of the member that holds it.
constexpr std::string_view kWithoutEffect[] = {
    ".A_Star",
    ".stmt_len",
    ".stmt_location",
    ".version",
    "A_ArrayExpr.list_end",
    "A_ArrayExpr.list_start",
    "A_Const.isnull",
    "A_Expr.rexpr_list_end",
    "A_Expr.rexpr_list_start",
    "AlterDomainStmt.behavior",
    "AlterTableCmd.newowner",
    "ColumnDef.compression",
    "ColumnDef.fdwoptions",
    "ColumnDef.is_local",
    "ColumnDef.storage",
    "ColumnDef.storage_name",
    "CommonTableExpr.ctematerialized",
    "Constraint.access_method",
    "Constraint.fk_matchtype",
    "Constraint.indexspace",
    "Constraint.initially_valid",
    "Constraint.options",
    "Constraint.reset_default_tblspc",
    "CreateDomainStmt.collClause",
    "CreateForeignTableStmt.options",
    "CreateForeignTableStmt.servername",
    "CreateFunctionStmt.sql_body",
    "CreateSchemaStmt.authrole",
    "CreateStmt.accessMethod",
    "CreateStmt.oncommit",
    "CreateStmt.options",
    "CreateStmt.tablespacename",
    "CreateTrigStmt.args",
    "CreateTrigStmt.columns",
    "CreateTrigStmt.constrrel",
    "CreateTrigStmt.deferrable",
    "CreateTrigStmt.initdeferred",
    "CreateTrigStmt.isconstraint",
    "CreateTrigStmt.replace",
    "CreateTrigStmt.transitionRels",
    "CreateTrigStmt.whenClause",
    "DefElem.arg_location",
    "DefElem.defaction",
    "DefElem.defnamespace",
    "IndexElem.collation",
    "IndexElem.indexcolname",
    "IndexElem.nulls_ordering",
    "IndexElem.opclass",
    "IndexElem.opclassopts",
    "IndexElem.ordering",
    "IndexStmt.accessMethod",
    "IndexStmt.indexIncludingParams",
    "IndexStmt.options",
    "IndexStmt.tableSpace",
    "NamedArgExpr.argnumber",
    "ObjectWithArgs.objfuncargs",
    "PartitionCmd.bound",
    "PartitionCmd.concurrent",
    "RangeTableFuncCol.for_ordinality",
    "RenameStmt.behavior",
    "SQLValueFunction.typmod",
    "TypeName.typemod",
    "VariableSetStmt.jumble_args",
    "ViewStmt.options",
    "ViewStmt.withCheckOption",
    "XmlExpr.xmloption",
    "XmlSerialize.xmloption",
    "argType.typemod",
    "authrole.roletype",
    "base.accessMethod",
    "base.oncommit",
    "base.options",
    "base.tablespacename",
    "datatype.typemod",
    "func.objfuncargs",
    "into.accessMethod",
    "into.onCommit",
    "into.options",
    "into.tableSpaceName",
    "intoClause.onCommit",
    "ofTypename.typemod",
    "returnType.typemod",
    "sourcetype.typemod",
    "storedtype.typemod",
    "targettype.typemod",
    "typeName.typemod",
};
static_assert(std::is_sorted(std::begin(kWithoutEffect), std::end(kWithoutEffect)));

bool is_without_effect(const UnreadMember& unread) {
  if (unread.member == "location") return true;
  const auto is_listed = [](const std::string& name) {
    return std::binary_search(std::begin(kWithoutEffect), std::end(kWithoutEffect), std::string_view(name));
  };
  return is_listed(std::string(unread.node) + "." + std::string(unread.member));
}

}  // namespace

void report_unread(Lowering& l, const ParseTree& tree) {
  for (const UnreadMember& unread : tree.unread()) {
    if (is_without_effect(unread)) continue;
    const Span span = unread.location < 0 ? l.whole() : l.to_file(l.tokens().range(l.token_at(unread.location)));
    l.unsupported(std::string(unread.member) + "_of_" + std::string(unread.node), span);
  }
}

}  // namespace pgscribe::sql
