#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sql/ast_query.hpp"

// Data definition: what the catalog fold reads.

namespace pgscribe::sql {

struct CreateSchema {
  std::string name;
  Span name_span;
  bool if_not_exists = false;
  std::vector<Ref<Statement>> elements;
};

/// One column or expression of an index or an exclusion constraint.
struct IndexElement {
  std::optional<Name> column;
  ExprRef expr;
  std::optional<QualifiedName> operator_class;
  bool is_ordered = false;                          ///< ASC, DESC, NULLS FIRST or NULLS LAST is written
  bool is_reordered = false;                        ///< in another order than an index has by default
  std::optional<QualifiedName> exclusion_operator;  ///< WITH, in an exclusion constraint
};

enum class ConstraintKind {
  null,
  not_null,
  default_,
  identity,
  generated,
  check,
  primary_key,
  unique,
  exclusion,
  foreign_key,
  deferrable,
  not_deferrable,
  initially_deferred,
  initially_immediate,
  enforced,
  not_enforced
};
struct Constraint {
  ConstraintKind kind = ConstraintKind::null;
  std::string name;
  ExprRef expr;                  ///< default, check, generated expression
  bool identity_always = false;  ///< GENERATED ALWAYS AS IDENTITY
  bool is_virtual = false;       ///< GENERATED ALWAYS AS (...), computed when it is read
  std::vector<Name> columns;     ///< key columns; empty for a column constraint
  std::vector<Name> including;
  std::string index_name;  ///< USING INDEX
  bool nulls_not_distinct = false;
  bool no_inherit = false;
  bool not_valid = false;
  bool not_enforced = false;
  bool without_overlaps = false;   ///< of the last of the columns
  bool has_period = false;         ///< PERIOD before the last of the referencing columns ...
  bool references_period = false;  ///< ... and of the referenced ones
  bool deferrable = false;
  bool initially_deferred = false;
  std::vector<IndexElement> exclusions;  ///< of an exclusion constraint
  Name index_method;                     ///< USING of an exclusion constraint; empty: btree
  ExprRef where;                         ///< exclusion constraint predicate
  std::optional<RelationRef> referenced;
  std::vector<Name> referenced_columns;
  char on_delete = 'a';  ///< a no action, r restrict, c cascade, n set null, d set default
  char on_update = 'a';
  Span span;
};

struct ColumnDefinition {
  Name name;
  TypeName type;  ///< name.parts empty in a partition's or typed table's column
  std::vector<Constraint> constraints;
  std::optional<QualifiedName> collation;
  Span collation_span{};  ///< COLLATE
};

struct LikeClause {
  RelationRef relation;
  bool defaults = false;
  bool constraints = false;
  bool identity = false;
  bool generated = false;
  bool indexes = false;
  bool comments = false;
  Span span;
};

struct TableElement {
  std::variant<ColumnDefinition, Constraint, LikeClause> node;
};

struct CreateTable {
  RelationRef relation;
  std::vector<TableElement> elements;
  std::vector<RelationRef> inherits;
  std::optional<RelationRef> partition_of;
  bool partitioned = false;        ///< has PARTITION BY
  std::string partition_strategy;  ///< "hash", "list", "range"
  std::vector<IndexElement> partition_key{};
  std::optional<TypeName> of_type;
  bool if_not_exists = false;
  bool foreign = false;
};

/// CREATE TABLE AS, CREATE MATERIALIZED VIEW.
struct CreateTableAs {
  IntoClause into;
  Ref<Statement> query;  ///< Select, or Utility (EXECUTE)
  bool materialized_view = false;
  bool if_not_exists = false;
};

struct CreateView {
  RelationRef relation;
  std::vector<Name> columns;
  Ref<Select> query;
  bool replace = false;
  bool recursive = false;
};

enum class ObjectKind {
  aggregate,
  cast,
  collation,
  column,
  constraint,
  conversion,
  database,
  default_,
  domain,
  domain_constraint,
  event_trigger,
  extension,
  foreign_data_wrapper,
  foreign_server,
  foreign_table,
  function,
  index,
  language,
  large_object,
  materialized_view,
  operator_,
  operator_class,
  operator_family,
  policy,
  procedure,
  publication,
  role,
  routine,
  rule,
  schema,
  sequence,
  statistics,
  subscription,
  table,
  tablespace,
  text_search,
  transform,
  trigger,
  type,
  attribute,
  view,
  access_method,
  other
};

/// The object that DROP / COMMENT / ALTER ... RENAME / SET SCHEMA names. `args` for routines and operators (a missing
/// operand of an operator has an empty name), `type` for casts (args = {source}, type = target) and types/domains.
struct ObjectName {
  ObjectKind kind = ObjectKind::other;
  QualifiedName name;
  std::vector<TypeName> args;
  bool args_unspecified = false;  ///< DROP FUNCTION f without parentheses
  std::optional<TypeName> type;
  Span span;
};

enum class AlterTableKind {
  add_column,
  drop_column,
  set_type,
  set_default,
  drop_default,
  set_not_null,
  drop_not_null,
  add_constraint,
  drop_constraint,
  add_identity,
  set_identity,
  drop_identity,
  set_expression,
  drop_expression,
  add_inherit,
  drop_inherit,
  attach_partition,
  detach_partition,
  validate_constraint,
  add_index_constraint,
  of_type,
  not_of,
  cluster_on,
  drop_cluster,
  alter_constraint,
  set_logged,
  set_unlogged,
  enable_trigger,
  disable_trigger,
  enable_rule,
  disable_rule,
  other
};
/// ALTER CONSTRAINT: what is not said is left as it is.
struct ConstraintChange {
  std::optional<bool> deferrable;
  std::optional<bool> enforced;
  std::optional<bool> no_inherit;
};
struct AlterTableAction {
  AlterTableKind kind = AlterTableKind::other;
  Name name;  ///< column, constraint, trigger or rule; empty: all triggers
  std::optional<ColumnDefinition> column;
  std::optional<Constraint> constraint;
  std::optional<ConstraintChange> change;
  ExprRef expr;                         ///< SET DEFAULT, SET EXPRESSION, USING
  std::optional<RelationRef> relation;  ///< parent or partition
  std::optional<TypeName> type;
  bool if_exists = false;  ///< DROP ... IF EXISTS, ADD COLUMN IF NOT EXISTS
  bool cascade = false;
  Span span;
};
/// ALTER TABLE, also of views, sequences, indexes, materialized views, composite types (ALTER TYPE ... ADD ATTRIBUTE).
struct AlterTable {
  ObjectKind kind = ObjectKind::table;
  RelationRef relation;
  std::vector<AlterTableAction> actions;
  bool if_exists = false;
};

/// `object` is what gets the new name; for column/attribute/constraint `relation` holds it and `part` is the old name.
struct Rename {
  ObjectKind kind = ObjectKind::table;
  ObjectKind relation_kind = ObjectKind::table;
  std::optional<RelationRef> relation;
  ObjectName object;
  Name part;
  std::string new_name;
  bool if_exists = false;
  bool cascade = false;
};

struct SetSchema {
  ObjectKind kind = ObjectKind::table;
  std::optional<RelationRef> relation;
  ObjectName object;
  std::string new_schema;
  bool if_exists = false;
};

struct Drop {
  std::vector<ObjectName> objects;
  bool if_exists = false;
  bool cascade = false;
  bool concurrently = false;
};

struct CreateEnum {
  QualifiedName name;
  std::vector<Name> labels;
};
struct AlterEnum {
  QualifiedName name;
  std::string old_label;  ///< RENAME VALUE
  std::string new_label;
  std::string neighbour;
  bool after = true;
  bool if_not_exists = false;
  Span span;
};
struct CreateComposite {
  QualifiedName name;
  std::vector<ColumnDefinition> attributes;
};
struct DefinitionParameter {
  std::string name;  ///< lower-cased key
  std::variant<std::monostate, TypeName, std::string, double, QualifiedName> value;
  Span span;
};
struct CreateRange {
  QualifiedName name;
  std::vector<DefinitionParameter> parameters;
};
struct CreateDomain {
  QualifiedName name;
  TypeName type;
  std::vector<Constraint> constraints;
  std::optional<QualifiedName> collation;
  Span collation_span{};  ///< COLLATE
};
enum class AlterDomainKind {
  set_default,
  drop_default,
  set_not_null,
  drop_not_null,
  add_constraint,
  drop_constraint,
  validate
};
struct AlterDomain {
  AlterDomainKind kind = AlterDomainKind::set_default;
  QualifiedName name;
  std::string constraint_name;
  bool if_exists = false;  ///< DROP CONSTRAINT IF EXISTS
  std::optional<Constraint> constraint;
  ExprRef default_value;  ///< SET DEFAULT
};

struct CreateSequence {
  RelationRef relation;
  bool if_not_exists = false;
  std::optional<QualifiedName> owned_by;  ///< OWNED BY table.column; one part: NONE
};
struct AlterSequence {
  RelationRef relation;
  bool if_exists = false;
  std::optional<QualifiedName> owned_by;
};

enum class ParameterMode { in, out, inout, variadic, table };
struct FunctionParameter {
  std::string name;
  TypeName type;
  ParameterMode mode = ParameterMode::in;
  ExprRef default_value;
};
struct CreateFunction {
  QualifiedName name;
  std::vector<FunctionParameter> parameters;
  std::optional<TypeName> result;
  bool procedure = false;
  bool replace = false;
  bool strict = false;
  bool window = false;
  char volatility = 'v';
  std::string language;
  std::string body;  ///< AS '...'
};
/// ALTER FUNCTION f(...) STRICT | CALLED ON NULL INPUT | IMMUTABLE | STABLE | VOLATILE
struct AlterFunction {
  ObjectName function;
  std::optional<bool> strict;
  std::optional<char> volatility{};
};

enum class DefinitionKind { aggregate, operator_, type, collation, text_search, other };
/// CREATE AGGREGATE / OPERATOR / TYPE (base or shell) / COLLATION / TEXT SEARCH.
struct Define {
  DefinitionKind kind = DefinitionKind::other;
  QualifiedName name;
  std::vector<FunctionParameter> aggregate_parameters;
  int direct_argument_count = -1;  ///< of an ordered-set aggregate; -1: a plain one
  bool old_style = false;
  std::vector<DefinitionParameter> parameters;
  bool if_not_exists = false;
  bool replace = false;
};

/// OPERATOR, FUNCTION or STORAGE of an operator class or family.
struct OperatorClassItem {
  enum class Kind { operator_, function, storage };
  Kind kind = Kind::operator_;
  int number = 0;
  Span number_span;
  /// The operator or function; its `args` are empty where no types were written.
  ObjectName object;
  std::optional<QualifiedName> sort_family;  ///< FOR ORDER BY
  std::vector<TypeName> types;               ///< FUNCTION n (types) f(...); DROP OPERATOR | FUNCTION n (types)
  std::optional<TypeName> storage;
};
struct CreateOperatorClass {
  QualifiedName name;
  bool is_default = false;
  TypeName type;
  Name method;
  std::optional<QualifiedName> family;
  std::vector<OperatorClassItem> items;
};
struct CreateOperatorFamily {
  QualifiedName name;
  Name method;
};
struct AlterOperatorFamily {
  QualifiedName name;
  Name method;
  bool is_drop = false;
  std::vector<OperatorClassItem> items;
};
struct CreateAccessMethod {
  Name name;
};

enum class CastContext { implicit, assignment, explicit_ };
struct CreateCast {
  TypeName source;
  TypeName target;
  std::optional<ObjectName> function;
  bool inout = false;
  CastContext context = CastContext::explicit_;
};

struct CreateExtension {
  std::string name;
  std::optional<std::string> schema;
  bool if_not_exists = false;
  Span name_span;
};

struct CreateIndex {
  std::string name;
  Span name_span;
  RelationRef relation;
  Name method;  ///< empty: btree
  bool unique = false;
  bool nulls_not_distinct = false;
  std::vector<IndexElement> elements;
  std::vector<IndexElement> including;
  ExprRef where;
  bool if_not_exists = false;
  bool concurrently = false;
};

/// CLUSTER t USING i, CLUSTER t; without a relation: all that are marked.
struct Cluster {
  std::optional<RelationRef> relation;
  Name index;  ///< empty: the marked one
};

struct Comment {
  ObjectName object;
  std::optional<std::string> text;
};

struct SetVariable {
  std::string name;                 ///< "search_path", ...
  std::vector<std::string> values;  ///< empty with is_default
  bool is_default = false;
  bool is_local = false;
  bool is_reset = false;
};

struct Do {
  std::string language;
  std::string body;
  Span body_span;
};

/// Which changes of data a trigger or rule is about.
struct DataChanges {
  bool insert = false;
  bool update = false;
  bool delete_ = false;
};
enum class TriggerTiming { before, after, instead_of };
struct CreateTrigger {
  std::string name;
  RelationRef relation;
  TriggerTiming timing = TriggerTiming::after;
  bool for_each_row = false;
  DataChanges on;
  std::vector<Name> columns{};  ///< UPDATE OF
  ExprRef when{};
  QualifiedName function;
  bool replace = false;  ///< OR REPLACE
};

struct CreateRule {
  std::string name;
  RelationRef relation;
  DataChanges on;  ///< none: ON SELECT
  bool instead = false;
  ExprRef condition;                    ///< WHERE
  std::vector<Ref<Statement>> actions;  ///< none: NOTHING
  bool returns_rows = false;            ///< an action has RETURNING
  bool returns_one = false;             ///< each of these is INSERT of one row of VALUES
  bool replace = false;                 ///< OR REPLACE
};

/// CREATE POLICY, ALTER POLICY. A null expression: none was written.
struct SetPolicy {
  std::string name;
  RelationRef relation;
  ExprRef visible;  ///< USING
  ExprRef check;    ///< WITH CHECK
  bool is_alter = false;
};

struct Call {
  Ref<Expr> call;  ///< a FunctionCall
};

/// EXPLAIN, PREPARE, DECLARE CURSOR, COPY (query): utilities that hold a statement which PostgreSQL analyses.
enum class WrapperKind { explain, prepare, declare_cursor, copy };
struct WrappedStatement {
  WrapperKind kind = WrapperKind::explain;
  std::string name;
  Ref<Statement> statement;  ///< null for COPY table
  std::vector<TypeName> argument_types;
  std::string format;  ///< of EXPLAIN: "xml", "json" ...; empty: not said
};

/// A statement that changes nothing that pgscribe tracks (GRANT, VACUUM, LISTEN ...). `tag` is the raw node's name.
/// `relations` are those it names.
struct Utility {
  std::string tag;
  std::string name{};  ///< what SHOW shows, "all" for SHOW ALL
  std::vector<RelationRef> relations;
};

}  // namespace pgscribe::sql
