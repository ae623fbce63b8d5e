#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/ddl_context.hpp"

// OPERATOR and FUNCTION of operator classes and families, resolved (opclasscmds.c: assignOperTypes, assignProcTypes).

namespace pgscribe::catalog {

/// The items of CREATE OPERATOR CLASS for `input`, or of ALTER OPERATOR FAMILY ADD (kInvalidOid). False after a report.
[[nodiscard]] bool read_items(DdlContext& context, const std::vector<sql::OperatorClassItem>& items,
                              std::string_view method, Oid input, std::vector<FamilyMember>& members);
/// DROP OPERATOR | FUNCTION n (types); nothing after a report.
[[nodiscard]] std::optional<FamilyMember> read_dropped_item(const DdlContext& context,
                                                            const sql::OperatorClassItem& item,
                                                            std::string_view method);
/// "operator 1(a,integer)"
[[nodiscard]] std::string describe_member(const Catalog& catalog, const FamilyMember& member);

}  // namespace pgscribe::catalog
