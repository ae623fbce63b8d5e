#pragma once

#include <string_view>

#include "support/message.hpp"

namespace pgscribe::sql {

/// A piece of SQL that releases of PostgreSQL before `since` do not parse: the one table of gates "since PostgreSQL N".
/// libpg_query's grammar is often newer than the project's server; Lowering::needs asks for each of these.
struct Construct {
  std::string_view words;  ///< as a message names it
  int since = 0;
  /// A function can have this name in earlier releases; written without quotes it is the construct now.
  std::string_view former_name{};
};

namespace construct {

inline constexpr Construct kAtLocal{"AT LOCAL", 17};
inline constexpr Construct kIsJson{"IS JSON", 16};
inline constexpr Construct kJson{"JSON()", 17};
inline constexpr Construct kJsonArray{"JSON_ARRAY", 16, "json_array"};
inline constexpr Construct kJsonArrayAgg{"JSON_ARRAYAGG", 16, "json_arrayagg"};
inline constexpr Construct kJsonExists{"JSON_EXISTS", 17, "json_exists"};
inline constexpr Construct kJsonObject{"JSON_OBJECT with KEY, VALUE, RETURNING or NULL", 16, "json_object"};
inline constexpr Construct kJsonObjectAgg{"JSON_OBJECTAGG", 16, "json_objectagg"};
inline constexpr Construct kJsonQuery{"JSON_QUERY", 17, "json_query"};
inline constexpr Construct kJsonScalar{"JSON_SCALAR", 17, "json_scalar"};
inline constexpr Construct kJsonSerialize{"JSON_SERIALIZE", 17, "json_serialize"};
inline constexpr Construct kJsonTable{"JSON_TABLE", 17, "json_table"};
inline constexpr Construct kJsonValue{"JSON_VALUE", 17, "json_value"};
inline constexpr Construct kMerge{"MERGE", 15};
inline constexpr Construct kMergeAction{"MERGE_ACTION", 17, "merge_action"};
inline constexpr Construct kMergeByTarget{"WHEN NOT MATCHED BY", 17};
inline constexpr Construct kMergeReturning{"RETURNING of MERGE", 17};
inline constexpr Construct kNumberBase{"0x, 0o or 0b in front of a number", 16};
inline constexpr Construct kNumberUnderscore{"an underscore in a number", 16};
inline constexpr Construct kReturningAliases{"RETURNING WITH (...)", 18};
inline constexpr Construct kXmlIndent{"INDENT of XMLSERIALIZE", 16};

// Columns and constraints
inline constexpr Construct kAlterConstraintEnforced{"ENFORCED of ALTER CONSTRAINT", 18};
inline constexpr Construct kAlterConstraintInherit{"INHERIT of ALTER CONSTRAINT", 18};
inline constexpr Construct kColumnStorage{"STORAGE of a column definition", 16};
inline constexpr Construct kDefaultStorage{"SET STORAGE DEFAULT", 16};
inline constexpr Construct kDefaultStatistics{"SET STATISTICS DEFAULT", 17};
inline constexpr Construct kDomainNotNull{"NOT NULL as a constraint that is added to a domain", 17};
inline constexpr Construct kEnforced{"ENFORCED", 18};
inline constexpr Construct kGeneratedWithoutKind{"a generated column without STORED", 18};
inline constexpr Construct kNotNullNoInherit{"NO INHERIT of NOT NULL", 18};
inline constexpr Construct kNullsNotDistinct{"NULLS NOT DISTINCT", 15};
inline constexpr Construct kPeriod{"PERIOD", 18};
inline constexpr Construct kSetColumnsOfForeignKey{"columns of ON DELETE SET", 15};
inline constexpr Construct kSetExpression{"SET EXPRESSION", 17};
inline constexpr Construct kTableNotNull{"NOT NULL as a constraint of a table", 18};
inline constexpr Construct kVirtual{"VIRTUAL", 18};
inline constexpr Construct kWithoutOverlaps{"WITHOUT OVERLAPS", 18};

// Other statements
inline constexpr Construct kCursorArgumentName{"=> in the arguments of a cursor", 18};
inline constexpr Construct kDefaultAccessMethod{"SET ACCESS METHOD DEFAULT", 17};
inline constexpr Construct kLargeObjectDefaults{"ON LARGE OBJECTS of default privileges", 18};
inline constexpr Construct kPublicationSchemas{"TABLES IN SCHEMA", 15};
inline constexpr Construct kPublishedColumns{"columns of a published table", 15};
inline constexpr Construct kPublishedRows{"WHERE of a published table", 15};
inline constexpr Construct kRefreshCollation{"REFRESH COLLATION VERSION of a database", 15};
inline constexpr Construct kReindexUnnamed{"REINDEX without a name", 16};
inline constexpr Construct kRoleGrantOptions{"INHERIT and SET of a granted role", 16};
inline constexpr Construct kSetAccessMethod{"SET ACCESS METHOD", 15};
inline constexpr Construct kSkipTransaction{"SKIP of a subscription", 15};
inline constexpr Construct kUnloggedSequence{"an unlogged sequence", 15};
inline constexpr Construct kUnnamedStatistics{"CREATE STATISTICS without a name", 16};
inline constexpr Construct kVacuumOnly{"ONLY of VACUUM and ANALYZE", 18};

}  // namespace construct

/// What a project for `server_version` is told of a construct that needs a later release.
[[nodiscard]] support::Message needs_release(const Construct& construct, int server_version);

}  // namespace pgscribe::sql
