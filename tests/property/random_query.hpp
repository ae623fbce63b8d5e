#pragma once

#include <string>
#include <vector>

#include "random_schema.hpp"

namespace property {

/// A value that an expression may name.
struct Column {
  std::string sql;
  Type type = Type::integer;
};

/// A FROM item by its alias; without one: grouping keys that are expressions, which a sub-select cannot name.
struct Source {
  std::string alias;
  std::vector<Column> columns;
  const Table* table = nullptr;  ///< of a plain table: its keys bound row counts
};

/// What stands in a query's reach. In a grouped query the columns are the grouping keys, and `aggregated` is what
/// aggregates read.
struct Scope {
  std::vector<Source> sources;
  const Scope* outer = nullptr;
  const Scope* aggregated = nullptr;
  bool windows = false;

  [[nodiscard]] std::vector<Column> columns(Type type) const;
  /// As the outer scope of a sub-select.
  [[nodiscard]] Scope for_subquery() const;
};

/// A query, and the types of its columns c1, c2 ...
struct Query {
  std::string sql;
  std::vector<Type> columns;
  bool writes = false;
  std::string directives;        ///< of a statement that varies: they name its parameters p1, p2 ...
  std::string refusal;           ///< words with which the analysis may refuse what the server takes
  std::string target;            ///< of a bulk statement: reads what it changes
  std::vector<std::string> key;  ///< of a bulk statement: the parameters that tell rows apart
};

/// Random queries over a schema, nearly all of which the server accepts. One writer writes one statement.
class QueryWriter {
 public:
  QueryWriter(Random& random, const Schema& schema, int server_version, bool has_parameters = true)
      : random_(random), schema_(schema), server_version_(server_version), has_parameters_(has_parameters) {}

  /// A statement of any kind that returns rows.
  Query statement();
  /// A statement of which a caller leaves out parts.
  Query dynamic();
  /// A statement whose rows are read page by page.
  Query pages();
  /// A statement for a range of rows.
  Query bulk();
  /// A SELECT with at most `depth` levels below it.
  Query select(int depth, const Scope* outer);

 private:
  // random_query.cpp
  Query with_query();
  Query recursive_query();
  Query set_operation(int depth, const Scope* outer);
  Query simple_select(int depth, const Scope* outer);
  Query grouped_select(int depth, const Scope* outer);
  Query key_lookup();
  Query of_types(const std::vector<Type>& types, int depth, const Scope* outer);
  Query values(int depth, const Scope* outer);
  std::string nested_rows(const Scope& scope, int depth);
  std::string select_list(const std::vector<Type>& types, const Scope& scope, int depth);
  std::string order_and_limit(std::size_t columns);
  std::vector<Type> random_types();

  // random_from.cpp
  std::string from(Scope& scope, int depth);
  std::string from_item(Scope& scope, int depth, bool may_be_lateral);
  std::string join(Scope& scope, int depth);
  std::string joined_using(Scope& scope);
  std::string table(Scope& scope);
  std::string keyed_subselect(Source& source);
  std::string derived(Scope& scope, int depth, bool lateral);
  std::string function(Scope& scope, int depth, bool lateral);
  std::string where(const Scope& scope, int depth);
  std::string key_condition(const Source& source, const Scope& scope);

  // random_modify.cpp
  Query modify();
  Query insert();
  Query update();
  Query remove();
  std::string returning(const Scope& scope, const Source& target, Query& query);

  // random_merge.cpp
  Query merge();
  std::string merge_insert(const Table& table, const Scope& scope);
  std::string merge_change(const Table& table, const Scope& scope);

  // random_pages.cpp
  std::vector<Column> sort_columns(const Scope& scope);
  std::string sort_list(std::vector<Column> columns);

  // random_bulk.cpp
  const Key* plain_key(const Table& table);
  std::string bulk_insert(const Source& target, const Key* key, Query& query);
  std::string bulk_update(const Source& target, const Key& key, Query& query);

  // random_dynamic.cpp
  std::string optional_join(const Scope& scope, Query& query, std::vector<std::string>& optional, std::string& asked);
  Query filtered();
  Query patch();
  std::string optional_condition(const Scope& scope, std::vector<std::string>& optional);
  std::string optional_conditions(const Scope& scope, const std::string& always, std::vector<std::string>& optional);
  std::string sort_ways(const Scope& scope, Query& query);

  // random_expression.cpp
  std::string expression(Type type, const Scope& scope, int depth);
  std::string leaf(Type type, const Scope& scope);
  std::string integer(const Scope& scope, int depth);
  std::string text(const Scope& scope, int depth);
  std::string boolean(const Scope& scope, int depth);
  std::string integers(const Scope& scope, int depth);
  std::string json(const Scope& scope, int depth);
  std::string conditional(Type type, const Scope& scope, int depth);
  std::string subquery(Type type, const Scope& scope, int depth);
  std::string aggregate(Type type, const Scope& scope, int depth, const std::string& over);
  std::string window(Type type, const Scope& scope, int depth);
  std::string frame(const Scope& scope);
  std::string comparison(const Scope& scope, int depth);
  std::string parameter(Type type);

  std::string new_alias() { return "x" + std::to_string(++aliases_); }
  const Table& pick_table(bool may_be_view);

  Random& random_;
  const Schema& schema_;
  int server_version_;
  bool has_parameters_;
  int aliases_ = 0;
  int parameters_ = 0;
  std::vector<Source> ctes_;
};

[[nodiscard]] std::string joined(const std::vector<std::string>& parts, const std::string& separator = ", ");

}  // namespace property
