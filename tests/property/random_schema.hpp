#pragma once

#include <functional>
#include <string>
#include <vector>

#include "random.hpp"

namespace property {

enum class Type { integer, text, boolean, integers, json };
inline constexpr Type kTypes[] = {Type::integer, Type::text, Type::boolean, Type::integers, Type::json};

[[nodiscard]] std::string sql_name(Type type);
/// A constant without a cast that PostgreSQL resolves to the type by itself where it can; never NULL.
[[nodiscard]] std::string random_constant(Random& random, Type type);
/// The text form of a value, for a parameter; never NULL.
[[nodiscard]] std::string random_value(Random& random, Type type);

struct TableColumn {
  std::string name;
  Type type = Type::integer;
  bool is_insertable = true;
};

/// A unique key: of columns, or of one expression.
struct Key {
  std::vector<std::string> columns;
  std::string expression;
  std::string predicate;
  bool is_kept = true;  ///< by every statement; false: deferrable, refused or dropped
};

struct Table {
  std::string name;
  std::vector<TableColumn> columns;
  std::vector<Key> keys;
  bool is_view = false;
  bool is_writable = true;  ///< INSERT, UPDATE and DELETE take it
};

/// What a query can be about.
struct Schema {
  std::vector<Table> tables;
  /// Around each filling, so that rows break what is NOT VALID.
  std::vector<std::string> before_fill;
  std::vector<std::string> after_fill;
  /// What a transaction can do to rows before its deferred constraints are looked at.
  std::vector<std::string> deferred_breaks;
  bool has_triggers = false;
};

/// Runs one statement everywhere it has to be known; false when the server refuses it, and then it is known nowhere.
using Execute = std::function<bool(const std::string&)>;

/// Tables with constraints of every kind, inheritance and a partitioned table; no views.
[[nodiscard]] Schema make_schema(Random& random, const Execute& execute);
/// Changes what tables promise, with ONLY and NOT VALID among them, and hangs triggers and rules on them; also after
/// views were made on them.
void alter_schema(Schema& schema, Random& random, const Execute& execute);
/// Views of one table's columns, some of them written through, with checks and with triggers in the place of the write.
void add_simple_views(Schema& schema, Random& random, const Execute& execute);
/// Replaces all rows; rows that a constraint refuses are left out. `rows`: at most so many a table.
void fill(const Schema& schema, Random& random, int rows, const Execute& execute);

}  // namespace property
