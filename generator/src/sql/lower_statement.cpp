#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "sql/lowering.hpp"
#include "sql/unread.hpp"

// A statement to its node, and the small ones whole: SET, COMMENT, EXPLAIN, transactions.

namespace pgscribe::sql {
namespace {

CreateSchema lower_create_schema(Lowering& l, NodeView n) {
  CreateSchema schema;
  schema.name = n.text("schemaname");
  if (schema.name.empty()) schema.name = n["authrole"].text("rolename");
  if (!schema.name.empty()) schema.name_span = l.locate(schema.name).span;
  schema.if_not_exists = n.flag("if_not_exists");
  for (const NodeView element : n["schemaElts"]) {
    const std::size_t first = l.find_ahead({"create", "grant"});
    l.advance(first + 1);
    const std::size_t past = l.find_ahead({"create", "grant"}, l.tokens().size());
    const TokenIndex& tokens = l.tokens();
    const Span span =
        l.to_file({tokens.range(first).begin, past > first ? tokens.range(past - 1).end : tokens.range(first).end});
    schema.elements.push_back(lower_inner_statement(l, element, span));
  }
  return schema;
}

/// SET, RESET. A value's text: constants as written, a cast's argument.
SetVariable lower_set(Lowering& l, NodeView n) {
  SetVariable set;
  set.name = n.text("name");
  set.is_local = n.flag("is_local");
  const std::string_view kind = n.text("kind");
  set.is_default = kind == "VAR_SET_DEFAULT";
  const Name name = l.locate(set.name);
  if (auto refusal = refused_setting(set.name, l.server_version())) l.refuse(std::move(*refusal), name.span);
  set.is_reset = kind == "VAR_RESET" || kind == "VAR_RESET_ALL";
  for (NodeView item : n["args"]) {
    item.pass_over();
    if (item.is("DefElem")) item = item.body()["arg"];
    if (item.is("TypeCast")) item = item.body()["arg"];
    if (item.is("ParamRef")) l.syntax_error(item.body().location());
    const ExprRef value = lower_expr(l, item);
    if (!value) continue;
    if (const auto* text = std::get_if<StringLiteral>(&value->node)) set.values.push_back(text->text);
    if (const auto* number = std::get_if<FloatLiteral>(&value->node)) set.values.push_back(number->text);
    if (const auto* integer = std::get_if<IntegerLiteral>(&value->node))
      set.values.push_back(std::to_string(integer->value));
  }
  return set;
}

Do lower_do(Lowering& l, NodeView n) {
  Do result;
  result.language = "plpgsql";
  for (const NodeView item : n["args"]) {
    const NodeView option = item.body();
    option.pass_over();
    if (option.text("defname") == "language") result.language = option["arg"].string_value();
    if (option.text("defname") == "as") {
      result.body = option["arg"].string_value();
      result.body_span = l.token(option.location());
    }
  }
  return result;
}

WrappedStatement lower_wrapped(Lowering& l, WrapperKind kind, std::string_view name, NodeView n) {
  WrappedStatement wrapped;
  wrapped.kind = kind;
  wrapped.name = name;
  if (!wrapped.name.empty()) static_cast<void>(l.locate(name));
  for (const std::string_view member :
       {"relation", "attlist", "is_from", "is_program", "filename", "whereClause", "options"})
    n[member].pass_over();
  if (kind == WrapperKind::explain) check_options(l, n["options"], OptionOwner::explain);
  if (kind == WrapperKind::copy) check_options(l, n["options"], OptionOwner::copy);
  for (const NodeView option : n["options"]) {
    if (kind == WrapperKind::explain && option.body().text("defname") == "format")
      wrapped.format = option.body()["arg"].string_value();
  }
  for (const NodeView type : n["argtypes"]) wrapped.argument_types.push_back(lower_type(l, type.body()));
  if (n["query"]) {
    // It begins at its own first keyword; EXPLAIN (options) and COPY ( stand before it.
    const TokenIndex& tokens = l.tokens();
    const std::size_t first = l.find_ahead({"select", "values", "with", "insert", "update", "delete", "merge", "table",
                                            "create", "execute", "declare", "refresh"});
    const std::size_t open = first > 0 && tokens.is(first - 1, "(") ? first - 1 : tokens.size();
    const std::size_t last = open < tokens.size() ? tokens.match(open) : tokens.size();
    const TextRange range{tokens.range(first).begin, last > 0 ? tokens.range(last - 1).end : tokens.range(first).end};
    l.advance(first);
    wrapped.statement = lower_inner_statement(l, n["query"], l.to_file(range));
  }
  return wrapped;
}

CreateTrigger lower_create_trigger(Lowering& l, NodeView n) {
  // TRIGGER_TYPE_* of pg_trigger.h
  constexpr unsigned kInsert = 1U << 2U, kDelete = 1U << 3U, kUpdate = 1U << 4U, kBefore = 1U << 1U,
                     kInsteadOf = 1U << 6U;
  CreateTrigger trigger;
  trigger.name = n.text("trigname");
  trigger.relation = lower_relation(l, n["relation"]);
  const auto timing = static_cast<unsigned>(n.integer("timing"));
  trigger.timing = timing == kInsteadOf ? TriggerTiming::instead_of
                   : timing == kBefore  ? TriggerTiming::before
                                        : TriggerTiming::after;
  trigger.for_each_row = n.flag("row");
  trigger.function = lower_name(l, n["funcname"]);
  const auto events = static_cast<unsigned>(n.integer("events"));
  trigger.on = {(events & kInsert) != 0, (events & kUpdate) != 0, (events & kDelete) != 0};
  trigger.columns = lower_column_names(l, n["columns"]);
  trigger.when = lower_expr(l, n["whenClause"]);
  trigger.replace = n.flag("replace");
  return trigger;
}

/// INSERT ... VALUES of one row, or DEFAULT VALUES.
bool inserts_one_row(NodeView action) {
  if (!action.is("InsertStmt")) return false;
  const NodeView source = action.body()["selectStmt"];
  if (!source) return true;
  const NodeView rows = source.body()["valuesLists"];
  return std::distance(rows.begin(), rows.end()) == 1;
}

CreateRule lower_create_rule(Lowering& l, NodeView n) {
  CreateRule rule;
  rule.name = n.text("rulename");
  rule.relation = lower_relation(l, n["relation"]);
  const std::string_view event = n.text("event");
  rule.on = {event == "CMD_INSERT", event == "CMD_UPDATE", event == "CMD_DELETE"};
  rule.instead = n.flag("instead");
  rule.replace = n.flag("replace");
  rule.condition = lower_expr(l, n["whereClause"]);
  for (const NodeView action : n["actions"]) {
    rule.actions.push_back(lower_inner_statement(l, action, l.whole()));
    const NodeView clause = action.body()["returningClause"];  // around the list since PostgreSQL 18
    if ((clause ? clause["exprs"] : action.body()["returningList"]).size() == 0) continue;
    rule.returns_one = inserts_one_row(action) && (!rule.returns_rows || rule.returns_one);
    rule.returns_rows = true;
  }
  return rule;
}

template <bool is_alter>
SetPolicy lower_policy(Lowering& l, NodeView n) {
  n.pass_over();  // its command and roles
  return {std::string(n.text("policy_name")), lower_relation(l, n["table"]), lower_expr(l, n["qual"]),
          lower_expr(l, n["with_check"]), is_alter};
}

std::optional<QualifiedName> lower_owned_by(Lowering& l, NodeView n) {
  for (const NodeView item : n["options"]) {
    const NodeView option = item.body();
    option.pass_over();
    if (option.text("defname") != "owned_by") continue;
    l.seek(option.location());
    return lower_name(l, option["arg"].items());
  }
  return std::nullopt;
}

using Lower = StatementNode (*)(Lowering&, NodeView);

/// Adapts a function that returns one node to the table's type.
template <auto function>
StatementNode as_node(Lowering& l, NodeView n) {
  return function(l, n);
}

const std::unordered_map<std::string_view, Lower>& table() {
  static const std::unordered_map<std::string_view, Lower> rows{
      {"AlterDomainStmt", as_node<lower_alter_domain>},
      {"AlterEnumStmt", as_node<lower_alter_enum>},
      {"AlterFunctionStmt", as_node<lower_alter_function>},
      {"AlterObjectSchemaStmt", as_node<lower_set_schema>},
      {"AlterOpFamilyStmt", as_node<lower_alter_operator_family>},
      {"AlterPolicyStmt", as_node<lower_policy<true>>},
      {"AlterTableStmt", as_node<lower_alter_table>},
      {"ClusterStmt", as_node<lower_cluster>},
      {"CommentStmt", as_node<lower_comment>},
      {"CompositeTypeStmt", as_node<lower_create_composite>},
      {"CreateCastStmt", as_node<lower_create_cast>},
      {"CreateDomainStmt", as_node<lower_create_domain>},
      {"CreateEnumStmt", as_node<lower_create_enum>},
      {"CreateExtensionStmt", as_node<lower_create_extension>},
      {"CreateFunctionStmt", as_node<lower_create_function>},
      {"CreateOpClassStmt", as_node<lower_create_operator_class>},
      {"CreateOpFamilyStmt", as_node<lower_create_operator_family>},
      {"CreatePolicyStmt", as_node<lower_policy<false>>},
      {"CreateRangeStmt", as_node<lower_create_range>},
      {"CreateSchemaStmt", as_node<lower_create_schema>},
      {"CreateTableAsStmt", as_node<lower_create_table_as>},
      {"CreateTrigStmt", as_node<lower_create_trigger>},
      {"DefineStmt", as_node<lower_define>},
      {"DeleteStmt", as_node<lower_delete>},
      {"DoStmt", as_node<lower_do>},
      {"DropStmt", as_node<lower_drop>},
      {"IndexStmt", as_node<lower_create_index>},
      {"InsertStmt", as_node<lower_insert>},
      {"MergeStmt", as_node<lower_merge>},
      {"RenameStmt", as_node<lower_rename>},
      {"RuleStmt", as_node<lower_create_rule>},
      {"SelectStmt", as_node<lower_select>},
      {"UpdateStmt", as_node<lower_update>},
      {"VariableSetStmt", as_node<lower_set>},
      {"ViewStmt", as_node<lower_create_view>},
      {"CreateAmStmt",
       [](Lowering& l, NodeView n) -> StatementNode {
         n.pass_over();
         return CreateAccessMethod{l.locate(n.text("amname"))};
       }},
      {"CreateStmt", [](Lowering& l, NodeView n) -> StatementNode { return lower_create_table(l, n, false); }},
      {"CreateForeignTableStmt",
       [](Lowering& l, NodeView n) -> StatementNode {
         const NodeView base = n["base"];  // concrete, but wrapped in a tag up to PostgreSQL 13
         return lower_create_table(l, base.is("CreateStmt") ? base.body() : base, true);
       }},
      {"CreateSeqStmt",
       [](Lowering& l, NodeView n) -> StatementNode {
         if (n["sequence"].text("relpersistence") == "u")
           l.needs_at(construct::kUnloggedSequence, l.find_ahead({"unlogged"}));
         return CreateSequence{lower_relation(l, n["sequence"]), n.flag("if_not_exists"), lower_owned_by(l, n)};
       }},
      {"AlterSeqStmt",
       [](Lowering& l, NodeView n) -> StatementNode {
         return AlterSequence{lower_relation(l, n["sequence"]), n.flag("missing_ok"), lower_owned_by(l, n)};
       }},
      {"CallStmt",
       [](Lowering& l, NodeView n) -> StatementNode { return Call{lower_function_call(l, n["funccall"])}; }},
      {"ExplainStmt",
       [](Lowering& l, NodeView n) -> StatementNode { return lower_wrapped(l, WrapperKind::explain, {}, n); }},
      {"PrepareStmt",
       [](Lowering& l, NodeView n) -> StatementNode {
         return lower_wrapped(l, WrapperKind::prepare, n.text("name"), n);
       }},
      {"DeclareCursorStmt",
       [](Lowering& l, NodeView n) -> StatementNode {
         return lower_wrapped(l, WrapperKind::declare_cursor, n.text("portalname"), n);
       }},
      {"CopyStmt", [](Lowering& l, NodeView n) -> StatementNode { return lower_wrapped(l, WrapperKind::copy, {}, n); }},
  };
  return rows;
}

}  // namespace

StatementNode lower_statement_node(Lowering& l, NodeView tagged) {
  const std::string_view tag = tagged.tag();
  const auto row = table().find(tag);
  if (row != table().end()) return row->second(l, tagged.body());
  if (is_utility(tag)) return lower_utility(l, tag, tagged.body());
  l.unsupported(tag, l.whole());
  tagged.pass_over();
  return Unsupported{std::string(tag)};
}

constexpr int kFirstUnweighedGrammar = 160000;

std::optional<Statement> lower_tree(Lowering& l, const ParseTree& tree) {
  const NodeView statements = tree.root()["stmts"];
  if (statements.size() == 0) return std::nullopt;
  Statement statement{lower_statement_node(l, (*statements.begin())["stmt"]), l.whole()};
  if (auto* select = std::get_if<Select>(&statement.node)) select->span = statement.span;
  if (!l.ok()) return std::nullopt;
  // What the lowering leaves out of the oldest grammar's trees has been weighed; what a newer one adds has not.
  if (tree.version() >= kFirstUnweighedGrammar) report_unread(l, tree);
  return statement;
}

Ref<Statement> lower_inner_statement(Lowering& l, NodeView tagged, Span span) {
  const Level level(l, span);
  if (!level) return std::make_shared<const Statement>(Statement{Unsupported{std::string(tagged.tag())}, span});
  Statement statement{lower_statement_node(l, tagged), span};
  if (auto* select = std::get_if<Select>(&statement.node)) select->span = span;
  return std::make_shared<const Statement>(std::move(statement));
}

}  // namespace pgscribe::sql
