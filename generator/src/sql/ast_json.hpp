#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sql/ast_fwd.hpp"

// SQL/JSON: constructors and aggregates, IS JSON, the query functions and what JSON_TABLE shares with them.

namespace pgscribe::sql {

struct SortItem;
struct WindowDefinition;

enum class JsonEncoding { default_, utf8, utf16, utf32 };
/// `[FORMAT JSON [ENCODING name]]`; the span is empty where it was not written.
struct JsonFormat {
  bool is_json = false;
  JsonEncoding encoding = JsonEncoding::default_;
  Span span{};
};
struct JsonValue {
  ExprRef expr;
  JsonFormat format;
};
/// `RETURNING type [FORMAT JSON ...]`.
struct JsonOutput {
  TypeName type;
  JsonFormat format;
};

struct JsonMember {
  ExprRef key;
  JsonValue value;
};
struct JsonObject {
  std::vector<JsonMember> members;
  std::optional<JsonOutput> output;
  bool absent_on_null = false;
  bool unique = false;
};
struct JsonArray {
  std::vector<JsonValue> elements;
  std::optional<JsonOutput> output;
  bool absent_on_null = false;
};
/// JSON_ARRAY(SELECT ...).
struct JsonArrayQuery {
  Ref<Select> select;
  JsonFormat format;
  std::optional<JsonOutput> output;
  bool absent_on_null = false;
};
/// JSON_OBJECTAGG; without a key JSON_ARRAYAGG, which alone has an order.
struct JsonAggregate {
  ExprRef key;
  JsonValue value;
  std::vector<SortItem> order_by;
  ExprRef filter;
  std::shared_ptr<const WindowDefinition> over;
  std::optional<JsonOutput> output;
  bool absent_on_null = false;
  bool unique = false;
};
/// JSON(value [WITH UNIQUE KEYS]).
struct JsonParse {
  JsonValue value;
  bool unique = false;
};
struct JsonScalar {
  ExprRef arg;
};
struct JsonSerialize {
  JsonValue value;
  std::optional<JsonOutput> output;
};

enum class JsonItemKind { any, object, array, scalar };
/// `arg IS JSON ...`; IS NOT JSON is NOT around it.
struct JsonTest {
  ExprRef arg;
  JsonFormat format;
  JsonItemKind item = JsonItemKind::any;
  bool unique = false;
};

enum class JsonBehaviorKind { null, error, empty, true_, false_, unknown, empty_array, empty_object, default_ };
/// What stands before ON EMPTY and ON ERROR.
struct JsonBehavior {
  JsonBehaviorKind kind = JsonBehaviorKind::null;
  ExprRef value;  ///< of DEFAULT
  Span span;
};
enum class JsonWrapper { unspecified, none, conditional, unconditional };
enum class JsonQuotes { unspecified, keep, omit };
/// `value AS name` of PASSING.
struct JsonArgument {
  std::string name;
  JsonValue value;
};
enum class JsonQueryKind { exists, query, value };
/// JSON_EXISTS, JSON_QUERY, JSON_VALUE.
struct JsonQueryCall {
  JsonQueryKind kind = JsonQueryKind::exists;
  JsonValue document;
  ExprRef path;
  std::vector<JsonArgument> passing;
  std::optional<JsonOutput> output;
  std::optional<JsonBehavior> on_empty;
  std::optional<JsonBehavior> on_error;
  JsonWrapper wrapper = JsonWrapper::unspecified;
  JsonQuotes quotes = JsonQuotes::unspecified;
};

enum class JsonColumnKind { ordinality, regular, exists, formatted, nested };
/// One item of COLUMNS. A nested one has no name of its own, but columns.
struct JsonTableColumn {
  JsonColumnKind kind = JsonColumnKind::regular;
  Name name;
  std::optional<TypeName> type;
  ExprRef path;  ///< null: the member that the column is named after
  std::optional<Name> path_name;
  JsonFormat format;
  JsonWrapper wrapper = JsonWrapper::unspecified;
  JsonQuotes quotes = JsonQuotes::unspecified;
  std::optional<JsonBehavior> on_empty;
  std::optional<JsonBehavior> on_error;
  std::vector<JsonTableColumn> columns;
  Span span;
};

}  // namespace pgscribe::sql
