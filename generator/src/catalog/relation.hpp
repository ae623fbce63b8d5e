#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "catalog/object_uses.hpp"
#include "catalog/type.hpp"
#include "sql/ast_fwd.hpp"

// Tables, views, sequences, indexes: columns, constraints, keys.

namespace pgscribe::catalog {

/// pg_class.relkind
enum class RelationKind : char {
  table = 'r',
  view = 'v',
  materialized_view = 'm',
  partitioned_table = 'p',
  foreign_table = 'f',
  sequence = 'S',
  composite = 'c',
  index = 'i'
};

/// "views", "sequences" ...: what messages say that an operation is not supported for.
[[nodiscard]] std::string_view plural(RelationKind kind);

struct Column {
  std::string name;
  Oid type = kInvalidOid;
  int type_modifier = -1;
  std::string collation;  ///< named by COLLATE; empty: the type's own
  int dimensions = 0;     ///< array dimensions as declared (attndims)
  bool not_null = false;  ///< NOT NULL, primary key, identity: attnotnull, but for NOT NULL ... NOT VALID
  /// For a view's or CREATE TABLE AS column: analysis proved that it cannot be NULL. Also CHECK (c IS NOT NULL) and NOT
  /// NULL domains.
  bool never_null = false;
  bool has_default = false;
  char identity = '\0';                            ///< 'a' always, 'd' by default, '\0' none
  bool is_generated = false;                       ///< GENERATED ALWAYS AS (...)
  bool is_virtual = false;                         ///< and it is computed when it is read
  sql::ExprRef generation;                         ///< its expression
  std::shared_ptr<const ObjectUses> default_uses;  ///< of its default or generation expression; null: none known
  Oid default_type = kInvalidOid;                  ///< that its default has by itself; kInvalidOid: not known, or none
  bool dropped = false;                            ///< keeps its attribute number
  bool is_local = true;                            ///< not only inherited
  std::string comment;
};

/// A unique key: PRIMARY KEY, UNIQUE constraint, or unique index over plain columns.
struct UniqueKey {
  std::string name;
  std::vector<int> columns;  ///< 1-based attribute numbers
  bool is_primary = false;
  bool is_constraint = true;  ///< false: a bare unique index
  bool nulls_not_distinct = false;
  bool deferrable = false;
  bool without_overlaps = false;    ///< the last column's ranges do not overlap where the others are equal
  bool has_expressions = false;     ///< some index element is an expression: usable by ON CONFLICT inference only
  int unusual_element = 0;          ///< the first one in another order than the default one; 0: none
  bool has_other_equality = false;  ///< an operator class of the user's that is no default one says what is equal
  sql::ExprRef predicate;           ///< WHERE of a partial unique index
  std::vector<sql::ExprRef> expressions;
  /// Partitions that have no part of it yet, because it was made with ONLY: until they have, it holds in none.
  std::vector<Oid> missing_in{};
};

struct ForeignKey {
  std::string name;
  std::vector<int> columns;
  Oid referenced = kInvalidOid;
  std::vector<int> referenced_columns;
  bool valid = true;     ///< the rows that are there satisfy it
  bool enforced = true;  ///< false: so it is never checked
  bool has_period = false;
  bool deferrable = false;
};

struct CheckConstraint {
  std::string name;
  sql::ExprRef expr;
  bool valid = true;  ///< no row breaks it
  bool no_inherit = false;
  bool enforced = true;                      ///< false: NOT ENFORCED, so nothing says that no row breaks it
  std::shared_ptr<const ObjectUses> uses{};  ///< null: none known
};

/// Since PostgreSQL 18: before, NOT NULL is a property of the column alone.
struct NotNullConstraint {
  std::string name;
  int column = 0;  ///< attribute number
  bool valid = true;
  bool no_inherit = false;
  bool is_local = true;
  int inherited = 0;  ///< how many parents hand it down
};

enum class DataChange { insert, update, delete_ };

/// A rule of a relation for INSERT, UPDATE or DELETE (pg_rewrite).
struct RewriteRule {
  std::string name;
  DataChange event = DataChange::insert;
  bool instead = false;
  bool conditional = false;                  ///< has a WHERE
  int action_count = 0;                      ///< 0: DO ... NOTHING
  bool returns_rows = false;                 ///< an action has RETURNING
  bool returns_one = false;                  ///< and it is INSERT of one row of VALUES
  std::shared_ptr<const ObjectUses> uses{};  ///< of its condition and actions; null: none known
};

enum class TriggerTiming { before, after, instead_of };

/// A row of pg_trigger. Those that a partition has from the tables above it stand there only.
struct Trigger {
  std::string name;
  TriggerTiming timing = TriggerTiming::after;
  bool for_each_row = false;
  std::vector<DataChange> events;
  Oid function = kInvalidOid;
  bool enabled = true;
  std::vector<int> columns{};                ///< UPDATE OF
  std::shared_ptr<const ObjectUses> uses{};  ///< of its WHEN; null: none known
};

/// A row of pg_policy: who may see or write which rows.
struct Policy {
  std::string name;
  std::shared_ptr<const ObjectUses> visible_uses{};  ///< of USING; null: none known
  std::shared_ptr<const ObjectUses> check_uses{};    ///< of WITH CHECK
};

/// Columns of which no two rows of a query have the same values, NULL among them or not; none: it has one row at most.
struct RowKey {
  std::vector<int> columns;  ///< 1-based positions in its output
  std::string reason;        ///< the unique key, GROUP BY ... that makes it so
  friend bool operator==(const RowKey&, const RowKey&) = default;
};

/// Where a column of a view leads to in the relation below; the obstacle is why a value cannot be written there, empty
/// when it can.
struct ViewColumn {
  int attribute = 0;
  std::string obstacle;
};
/// What PostgreSQL makes of INSERT, UPDATE and DELETE of a view that has neither rules nor triggers for them: the same
/// on the relation below. `obstacle` is why it cannot (the DETAIL of its message). Neither relation nor obstacle:
/// nothing is known, as of a built-in view.
struct ViewBase {
  Oid relation = kInvalidOid;
  std::vector<ViewColumn> columns;
  std::string obstacle;
};

/// What a view or materialized view is made of, and what is known of its rows.
struct ViewDefinition {
  std::shared_ptr<const sql::Statement> query;  ///< as written; null: of a built-in view
  ObjectUses uses;                              ///< of the query, the relations that it reads among them
  ViewBase base;
  std::vector<RowKey> row_keys;
  bool has_always_one_row = false;
};

/// A row of pg_index.
struct IndexDefinition {
  Oid table = kInvalidOid;
  std::string method = "btree";
  int leading_column = 0;               ///< the attribute of its table that it is sorted by first; 0: an expression
  std::vector<int> plain_columns{};     ///< the attributes of its table that it holds as they are
  std::vector<Oid> operator_classes{};  ///< the user's
  ObjectUses uses{};                    ///< of its expressions and predicate
  bool is_partial = false;              ///< it has a WHERE
  bool is_behind_constraint = false;    ///< of a PRIMARY KEY, UNIQUE or EXCLUDE constraint
};

/// The column that a sequence goes with (OWNED BY); without a table it stands alone.
struct SequenceOwner {
  Oid table = kInvalidOid;
  int column = 0;            ///< attribute number
  bool is_identity = false;  ///< the column is GENERATED AS IDENTITY, so the sequence is no one else's
};

/// What says which partition a row is in.
struct PartitionKey {
  std::vector<int> columns;           ///< attributes that it reads
  std::vector<Oid> operator_classes;  ///< the user's
};

/// What only relations of one kind have; tables, foreign tables and composite types have nothing of that sort.
using RelationDefinition = std::variant<std::monostate, PartitionKey, ViewDefinition, IndexDefinition, SequenceOwner>;

/// One row of pg_class with what belongs to it. `columns[i]` has attribute number i + 1.
struct Relation {
  Relation() = default;
  /// With the definition that goes with the kind.
  explicit Relation(RelationKind of);

  Oid oid = kInvalidOid;
  std::string schema;
  std::string name;
  RelationKind kind = RelationKind::table;
  RelationDefinition definition;
  Oid row_type = kInvalidOid;
  std::vector<Column> columns;
  std::vector<UniqueKey> unique_keys;
  std::vector<ForeignKey> foreign_keys;
  std::vector<CheckConstraint> checks;
  std::vector<NotNullConstraint> not_nulls;
  std::vector<std::string> other_constraints;  ///< names of exclusion constraints
  std::vector<Oid> parents;                    ///< INHERITS / PARTITION OF; of an index: the one that it is a part of
  bool is_partition = false;
  std::vector<RewriteRule> rules;
  std::vector<Trigger> triggers;
  std::vector<Policy> policies;
  bool is_temporary = false;
  bool is_unlogged = false;
  /// Its query was wrong (reported): its columns are not known, whatever is asked of it says nothing more.
  bool is_poisoned = false;
  std::string comment;
  std::string declared_in;            ///< file path of its CREATE, for messages
  std::string extension;              ///< the extension it belongs to, or empty
  Oid clustered_index = kInvalidOid;  ///< the index that CLUSTER without one takes (indisclustered)
  Oid of_type = kInvalidOid;          ///< CREATE TABLE ... OF type

  /// The definition, null when the kind has another one or none.
  [[nodiscard]] const ViewDefinition* as_view() const { return std::get_if<ViewDefinition>(&definition); }
  [[nodiscard]] const IndexDefinition* as_index() const { return std::get_if<IndexDefinition>(&definition); }
  [[nodiscard]] const SequenceOwner* as_sequence() const { return std::get_if<SequenceOwner>(&definition); }
  [[nodiscard]] const PartitionKey* partition_key() const { return std::get_if<PartitionKey>(&definition); }
  /// The table that an index is on or that a sequence goes with; kInvalidOid: there is none.
  [[nodiscard]] Oid owner() const;

  [[nodiscard]] const Column* find_column(std::string_view column) const;  ///< not dropped
  [[nodiscard]] int attribute_number(std::string_view column) const;       ///< 0 when absent
};

/// System columns (tableoid, ctid, ...) that every table has: type, or kInvalidOid; attribute numbers -1 (ctid), -2
/// (xmin), -3 (cmin), -4 (xmax), -5 (cmax), -6 (tableoid).
struct SystemColumn {
  std::string_view name;
  int attribute_number;
  Oid type;
};
[[nodiscard]] const SystemColumn* find_system_column(std::string_view name);
[[nodiscard]] const SystemColumn* find_system_column(int attribute_number);

}  // namespace pgscribe::catalog
