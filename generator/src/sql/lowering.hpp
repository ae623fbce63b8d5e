#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "sql/ast.hpp"
#include "sql/construct.hpp"
#include "sql/offset_map.hpp"
#include "sql/parse_tree.hpp"
#include "sql/statement_options.hpp"
#include "sql/token_index.hpp"
#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

// From libpg_query's JSON to pgscribe's tree. Private to the sql stage: one function per node, each taking the node's
// body.

namespace pgscribe::sql {

/// What the lowering of one statement shares: the text and its tokens, the way back to the file, and the place reached.
class Lowering {
 public:
  Lowering(std::string_view text, const OffsetMap& map, const support::SourceFile& file,
           support::Diagnostics& diagnostics, int server_version);

  /// The release of PostgreSQL that the SQL is for; the tree can come from the grammar of another one.
  [[nodiscard]] int server_version() const { return server_version_; }
  [[nodiscard]] const TokenIndex& tokens() const { return tokens_; }
  /// The one place where offsets in the parsed text become offsets in the file.
  [[nodiscard]] Span to_file(TextRange range) const { return map_.to_file(Span{range.begin, range.end}); }
  /// From the first token to the last.
  [[nodiscard]] Span whole() const;

  /// The token at a node's location. An unknown location (-1) gives an empty span at the cursor.
  Span token(int location);
  /// The dotted name at a node's location.
  Span dotted(int location);
  /// Empty, behind the last token seen.
  [[nodiscard]] Span here() const;
  /// Tokens [first, past).
  Span tokens_span(std::size_t first, std::size_t past);
  [[nodiscard]] std::size_t token_at(int location) const;

  /// The tree does not say where names stand that follow another node (aliases, key columns, names in DDL). They are
  /// looked for from the cursor, which every span that is taken moves forward.
  void seek(int location);
  void seek_token(std::size_t i) { cursor_ = i; }
  void advance(std::size_t past);
  [[nodiscard]] std::size_t cursor() const { return cursor_; }
  /// The next identifier that reads `text`; the span is empty, at the cursor, when there is none.
  Name locate(std::string_view text);
  /// The first of the next `limit` tokens that is one of the keywords; tokens().size() when none is.
  [[nodiscard]] std::size_t find_ahead(std::initializer_list<std::string_view> keywords, std::size_t limit = 64) const;
  /// The first token from `first` on that is one of the keywords, before a comma or closing bracket that ends the list
  /// item that `first` stands in; `first` when none is.
  [[nodiscard]] std::size_t find_in_item(std::size_t first, std::initializer_list<std::string_view> keywords) const;
  /// Past a bracket that opens at the cursor: past its match.
  void skip_group();
  /// Past the closing brackets at the cursor that were opened at token `first` or after it.
  void close_brackets(std::size_t first);

  /// Reports that a construct is not known (0A000), by the name of its node or value in the tree.
  void unsupported(std::string_view tag, Span span);

  void refuse(support::Message message, Span span) { diagnostics_.add(file_, span, std::move(message)); }

  /// Reports a construct that the project's release of PostgreSQL would not have parsed.
  void needs(const Construct& construct, Span span);
  /// Likewise, at a token.
  void needs_at(const Construct& construct, std::size_t i);

  /// Reports a sub-query in FROM that has no name, as grammars before PostgreSQL 16 do.
  void missing_alias(bool is_values, Span span);

  /// Reports a token that PostgreSQL's grammar does not take but libpg_query's does (it admits `$1` for many constants,
  /// for pg_stat_statements' sake).
  void syntax_error(int location);

  /// True when one more level may be entered; reports once when not.
  [[nodiscard]] bool enter(Span span);
  void leave() { --depth_; }
  /// Reports, once, that the statement is nested too deeply.
  void report_depth(Span span);
  /// False when the tree is not one that PostgreSQL would have built, or not all of it.
  [[nodiscard]] bool ok() const { return !too_deep_ && !syntax_error_; }

 private:
  std::string_view text_;
  TokenIndex tokens_;
  const OffsetMap& map_;
  const support::SourceFile& file_;
  support::Diagnostics& diagnostics_;
  int server_version_;
  std::size_t cursor_ = 0;
  int depth_ = 0;
  bool too_deep_ = false;
  bool syntax_error_ = false;
};

/// Leaves the level that Lowering::enter entered.
class Level {
 public:
  Level(Lowering& lowering, Span span) : lowering_(lowering), entered_(lowering.enter(span)) {}
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;
  ~Level() { lowering_.leave(); }
  explicit operator bool() const { return entered_; }

 private:
  Lowering& lowering_;
  bool entered_;
};

// lower_names.cpp
std::string last_string(NodeView list);
/// `location` -1: the name is looked for from the cursor.
QualifiedName lower_name(Lowering& l, NodeView strings, int location = -1);
QualifiedName lower_operator(Lowering& l, NodeView strings, int location);
std::vector<Name> lower_column_names(Lowering& l, NodeView strings);
TypeName lower_type(Lowering& l, NodeView type_name);
RelationRef lower_relation(Lowering& l, NodeView range_var);
std::optional<Alias> lower_alias(Lowering& l, NodeView alias);
std::vector<IndirectionStep> lower_indirection(Lowering& l, NodeView list);

// lower_expr.cpp; absent nodes give null
ExprRef lower_expr(Lowering& l, NodeView tagged);
ExprList lower_exprs(Lowering& l, NodeView list);
ExprRef make_expr(ExprNode node, Span span, Span extent);
/// `extent` grown over the expression's.
void grow(Span& extent, const ExprRef& expr);
void grow(Span& extent, const ExprList& exprs);

// lower_call.cpp
ExprRef lower_function_call(Lowering& l, NodeView n);
ExprRef lower_xml_expr(Lowering& l, NodeView n);
ExprRef lower_xml_serialize(Lowering& l, NodeView n);
ExprRef lower_sql_value_function(Lowering& l, NodeView n);
WindowDefinition lower_window(Lowering& l, NodeView n);
/// What stands after OVER; null when there is none.
std::shared_ptr<const WindowDefinition> lower_over(Lowering& l, NodeView n);
std::vector<SortItem> lower_sort(Lowering& l, NodeView list);

// lower_operator.cpp
ExprRef lower_a_expr(Lowering& l, NodeView n);

// lower_select.cpp, lower_from.cpp, lower_modify.cpp
Select lower_select(Lowering& l, NodeView n);
/// `open` is the parenthesis around it, if there is one.
Ref<Select> lower_select_ref(Lowering& l, NodeView tagged, std::size_t open = SIZE_MAX);
std::optional<WithClause> lower_with(Lowering& l, NodeView n);
/// A select list or RETURNING: the name stands after the value.
std::vector<Target> lower_targets(Lowering& l, NodeView list);
/// An INSERT column list or SET: the name stands first.
std::vector<Target> lower_assignments(Lowering& l, NodeView list);
IntoClause lower_into(Lowering& l, NodeView n);
std::vector<Ref<FromItem>> lower_from(Lowering& l, NodeView list);
Ref<FromItem> lower_from_item(Lowering& l, NodeView tagged);
Insert lower_insert(Lowering& l, NodeView n);
Update lower_update(Lowering& l, NodeView n);
Delete lower_delete(Lowering& l, NodeView n);
Merge lower_merge(Lowering& l, NodeView n);

// lower_table.cpp, lower_alter.cpp, lower_object.cpp, lower_routine.cpp
ColumnDefinition lower_column_definition(Lowering& l, NodeView n);
Constraint lower_constraint(Lowering& l, NodeView n);
/// One that stands beside the columns, or is added to a table.
Constraint lower_table_constraint(Lowering& l, NodeView n);
CreateTable lower_create_table(Lowering& l, NodeView n, bool foreign);
CreateTableAs lower_create_table_as(Lowering& l, NodeView n);
CreateView lower_create_view(Lowering& l, NodeView n);
CreateIndex lower_create_index(Lowering& l, NodeView n);
Cluster lower_cluster(Lowering& l, NodeView n);
AlterTable lower_alter_table(Lowering& l, NodeView n);
Rename lower_rename(Lowering& l, NodeView n);
SetSchema lower_set_schema(Lowering& l, NodeView n);
AlterDomain lower_alter_domain(Lowering& l, NodeView n);
AlterEnum lower_alter_enum(Lowering& l, NodeView n);
Drop lower_drop(Lowering& l, NodeView n);
Comment lower_comment(Lowering& l, NodeView n);
ObjectKind object_kind(std::string_view object_type);
ObjectName lower_object(Lowering& l, ObjectKind kind, NodeView object);
ObjectName lower_object_with_args(Lowering& l, ObjectKind kind, NodeView body);
CreateEnum lower_create_enum(Lowering& l, NodeView n);
CreateComposite lower_create_composite(Lowering& l, NodeView n);
CreateRange lower_create_range(Lowering& l, NodeView n);
CreateDomain lower_create_domain(Lowering& l, NodeView n);
std::vector<FunctionParameter> lower_parameters(Lowering& l, NodeView list);
CreateFunction lower_create_function(Lowering& l, NodeView n);
AlterFunction lower_alter_function(Lowering& l, NodeView n);
Define lower_define(Lowering& l, NodeView n);
/// An operator's name is not an identifier; it stands after the keyword.
QualifiedName lower_operator_name(Lowering& l, NodeView strings);
CreateCast lower_create_cast(Lowering& l, NodeView n);
CreateExtension lower_create_extension(Lowering& l, NodeView n);

// lower_operator_class.cpp
CreateOperatorClass lower_create_operator_class(Lowering& l, NodeView n);
CreateOperatorFamily lower_create_operator_family(Lowering& l, NodeView n);
AlterOperatorFamily lower_alter_operator_family(Lowering& l, NodeView n);

// lower_utility.cpp
[[nodiscard]] bool is_utility(std::string_view tag);
Utility lower_utility(Lowering& l, std::string_view tag, NodeView n);
/// Reports each option that the project's release does not know, in its words.
void check_options(Lowering& l, NodeView options, OptionOwner owner);

// lower_statement.cpp
/// The whole tree of one statement: what is not lowered is reported. Empty when there is none, or it is not
/// PostgreSQL's.
std::optional<Statement> lower_tree(Lowering& l, const ParseTree& tree);
StatementNode lower_statement_node(Lowering& l, NodeView tagged);
/// A statement inside another one, between its parentheses or from its own first keyword on.
Ref<Statement> lower_inner_statement(Lowering& l, NodeView tagged, Span span);

}  // namespace pgscribe::sql
