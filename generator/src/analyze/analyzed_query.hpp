#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyze/bound/bound_query.hpp"
#include "analyze/facts/json_shape.hpp"
#include "analyze/facts/reason.hpp"
#include "analyze/variant_set.hpp"
#include "query/query_decl.hpp"

// What analysis finds out about one query: all that code generation gets.

namespace pgscribe::analyze {

struct ResultColumn {
  std::string name;                 ///< PostgreSQL's name for it
  Oid type = catalog::kInvalidOid;  ///< domains are kept here; the server reports their base type
  int type_modifier = -1;
  int dimensions = 0;  ///< declared array dimensions where known (a plain column), else 1 for arrays
  bool not_null = false;
  bool is_always_null = false;            ///< a literal NULL
  bool not_null_if_present = false;       ///< of an embed's column: never NULL in rows that have the embed
  Elements elements = Elements::unknown;  ///< of an array
  bool elements_stated = false;           ///< `elements` is the author's word, which no override changes
  Reason reason;
  Reason element_reason;
  std::optional<ColumnOrigin> origin;
  std::vector<ResultColumn> fields{};  ///< of a record, or of the elements of a record[], where they are known
  JsonShape json = JsonShape::none;    ///< of JSON that is read as what it holds: what `fields` are of it
  std::string cpp_type;                ///< from `-- @column x type T`; empty: none
  Span cpp_type_span;
  bool through_json = false;  ///< of `cpp_type`: from `-- @column x json T`
  Span span;
};

/// One member of the result: a column, or the columns of an sqlc.embed as one nested struct.
struct ResultItem {
  std::vector<ResultColumn> columns;  ///< exactly one unless is_embed
  bool is_embed = false;
  std::string name;                     ///< embed: alias as written
  Oid relation = catalog::kInvalidOid;  ///< embed: whose model; none: of a sub-select, WITH item or function
  bool optional = false;                ///< embed on the optional side of a join: absent when `marker` is NULL
  int marker = -1;                      ///< index into `columns` of one that cannot be NULL in a matching row
  Reason reason;
};

/// How a parameter of a bulk statement, or of a list of keys, is sent.
enum class RowValue {
  single,  ///< once for all rows
  each,    ///< as an array of the rows' values
  text,    ///< as an array of their texts, cast in the statement: unnest takes arrays and rows apart
};

struct QueryParameter {
  int number = 0;
  std::string name;       ///< final: macro name, else by sqlc's rules (reference 3.4), unique
  bool is_named = false;  ///< the user gave the name
  Oid type = catalog::kInvalidOid;
  int dimensions = 0;
  bool not_null = true;
  bool rejects_null = false;  ///< NULL would be an error whenever it is passed
  bool is_narg = false;       ///< written as sqlc.narg
  bool is_slice = false;
  RowValue row_value = RowValue::single;
  std::string list;                       ///< of a key in `(a, b) IN (sqlc.slice(keys))`: "keys"
  std::string member;                     ///< and what it is called in it: "a"
  bool is_patch = false;                  ///< of an assignment that is only sent when it is given
  Elements elements = Elements::unknown;  ///< of an array: nullable where NULL may be passed in it
  bool elements_stated = false;           ///< the author's word, which no override changes
  /// The column it is assigned to or compared with, when it takes that column's values: its type is the column's, or
  /// the array of it.
  std::optional<ColumnOrigin> column;
  Reason reason;
  Reason element_reason;
  std::string cpp_type;
  Span cpp_type_span;
  bool through_json = false;
  Span span;
};

/// `INSERT INTO t (cols) VALUES ($1, ...)` with bare parameters: what :copyfrom needs.
struct CopyTarget {
  std::string schema;
  std::string relation;
  std::vector<std::string> columns;  ///< in order of the values; parameter i+1 may stand anywhere: see parameters
  std::vector<int> parameters;       ///< parameter number of each column
};

/// A statement that is sent once for a range of rows.
struct BulkRows {
  bool in_order = false;  ///< a last column, which `items` lack, says which row of the range a result is for: 1, 2 ...
};

struct AnalyzedQuery {
  std::string name;
  query::Command command = query::Command::exec;
  std::vector<std::string> docs;
  const support::SourceFile* file = nullptr;
  Span statement_span;
  Span name_span;
  std::string sql;       ///< as written: macros rewritten, stars expanded, whole-line comments removed
  std::string sent_sql;  ///< `sql` with the whole rows in its result written out: what the runtime sends
  std::vector<sql::TextEdit> sent_edits;  ///< what makes `sent_sql` of the file
  std::optional<BulkRows> bulk;           ///< `sent_sql` takes arrays, one element a row, for the parameters of `sql`
  VariantSet variants;                    ///< what of `sent_sql` is not always there
  std::vector<ResultItem> items;
  std::vector<QueryParameter> parameters;  ///< by number
  Cardinality cardinality = Cardinality::none;
  Reason cardinality_reason;              ///< a unique key, LIMIT 1, ...
  std::vector<catalog::RowKey> row_keys;  ///< columns of the result of which no two rows have the same values
  bool has_window_functions = false;      ///< what a row shows depends on the other rows
  /// Of `@optional join`: tables of FROM whose LEFT JOIN makes no row two.
  std::vector<std::string> lookup_joins;
  /// Of `@group by`: columns of the result, from 0, that tell the rows of the first item apart, which come after each
  /// other. What is behind the first item becomes a list in it. Empty: each row is a result.
  std::vector<int> group_key;
  std::string row_name;  ///< -- @row
  Span row_name_span;
  std::string output_file;  ///< -- @file
  Span output_file_span;
  long timeout_ms = 0;
  bool readonly = false;
  std::optional<bool> batch_each;  ///< -- @batch: whether each element is a transaction of its own
  bool may_change_data = false;
  std::optional<CopyTarget> copy;

  /// All columns, embeds flattened.
  [[nodiscard]] std::vector<const ResultColumn*> columns() const;
};

}  // namespace pgscribe::analyze
