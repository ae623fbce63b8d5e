#pragma once

#include <string_view>

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

}  // namespace construct

}  // namespace pgscribe::sql
