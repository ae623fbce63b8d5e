#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "sql/lowering.hpp"

// ALTER TABLE, TYPE, DOMAIN, SEQUENCE and their actions.

namespace pgscribe::sql {
namespace {

AlterTableKind action_kind(std::string_view subtype, bool has_definition) {
  static const std::unordered_map<std::string_view, AlterTableKind> kinds{
      {"AT_AddColumn", AlterTableKind::add_column},
      {"AT_DropColumn", AlterTableKind::drop_column},
      {"AT_AlterColumnType", AlterTableKind::set_type},
      {"AT_SetNotNull", AlterTableKind::set_not_null},
      {"AT_DropNotNull", AlterTableKind::drop_not_null},
      {"AT_AddConstraint", AlterTableKind::add_constraint},
      {"AT_DropConstraint", AlterTableKind::drop_constraint},
      {"AT_AddIdentity", AlterTableKind::add_identity},
      {"AT_SetIdentity", AlterTableKind::set_identity},
      {"AT_DropIdentity", AlterTableKind::drop_identity},
      {"AT_SetExpression", AlterTableKind::set_expression},
      {"AT_DropExpression", AlterTableKind::drop_expression},
      {"AT_AddInherit", AlterTableKind::add_inherit},
      {"AT_DropInherit", AlterTableKind::drop_inherit},
      {"AT_AttachPartition", AlterTableKind::attach_partition},
      {"AT_DetachPartition", AlterTableKind::detach_partition},
      {"AT_ValidateConstraint", AlterTableKind::validate_constraint},
      {"AT_AddOf", AlterTableKind::of_type},
      {"AT_DropOf", AlterTableKind::not_of},
      {"AT_ClusterOn", AlterTableKind::cluster_on},
      {"AT_DropCluster", AlterTableKind::drop_cluster},
      {"AT_AlterConstraint", AlterTableKind::alter_constraint},
      {"AT_SetLogged", AlterTableKind::set_logged},
      {"AT_SetUnLogged", AlterTableKind::set_unlogged},
      {"AT_EnableTrig", AlterTableKind::enable_trigger},
      {"AT_EnableAlwaysTrig", AlterTableKind::enable_trigger},
      {"AT_EnableReplicaTrig", AlterTableKind::enable_trigger},
      {"AT_EnableTrigAll", AlterTableKind::enable_trigger},
      {"AT_EnableTrigUser", AlterTableKind::enable_trigger},
      {"AT_DisableTrig", AlterTableKind::disable_trigger},
      {"AT_DisableTrigAll", AlterTableKind::disable_trigger},
      {"AT_DisableTrigUser", AlterTableKind::disable_trigger},
      {"AT_EnableRule", AlterTableKind::enable_rule},
      {"AT_EnableAlwaysRule", AlterTableKind::enable_rule},
      {"AT_EnableReplicaRule", AlterTableKind::enable_rule},
      {"AT_DisableRule", AlterTableKind::disable_rule},
  };
  if (subtype == "AT_ColumnDefault") return has_definition ? AlterTableKind::set_default : AlterTableKind::drop_default;
  const auto kind = kinds.find(subtype);
  return kind == kinds.end() ? AlterTableKind::other : kind->second;
}

/// What changes nothing that matters here: storage, owners, replication, row security ...
bool is_without_effect(std::string_view subtype) {
  static const std::unordered_set<std::string_view> subtypes{"AT_AlterColumnGenericOptions",
                                                             "AT_ChangeOwner",
                                                             "AT_ClusterOn",
                                                             "AT_DetachPartitionFinalize",
                                                             "AT_DisableRowSecurity",
                                                             "AT_DropCluster",
                                                             "AT_DropOids",
                                                             "AT_EnableRowSecurity",
                                                             "AT_ForceRowSecurity",
                                                             "AT_GenericOptions",
                                                             "AT_NoForceRowSecurity",
                                                             "AT_ReplaceRelOptions",
                                                             "AT_ReplicaIdentity",
                                                             "AT_ResetOptions",
                                                             "AT_ResetRelOptions",
                                                             "AT_SetAccessMethod",
                                                             "AT_SetCompression",
                                                             "AT_SetOptions",
                                                             "AT_SetRelOptions",
                                                             "AT_SetStatistics",
                                                             "AT_SetStorage",
                                                             "AT_SetTableSpace"};
  return subtypes.count(subtype) != 0;
}

/// ALTER COLUMN c SET GENERATED ALWAYS | BY DEFAULT: an option with pg_attribute.attidentity's letter.
void lower_identity_options(NodeView definition, AlterTableAction& action) {
  for (const NodeView item : definition.items()) {
    item.pass_over();
    if (item.body().text("defname") != "generated") continue;
    Constraint identity;
    identity.kind = ConstraintKind::identity;
    identity.identity_always = item.body()["arg"].integer_value() == 'a';
    identity.span = action.name.span;
    action.constraint = std::move(identity);
  }
}

ConstraintChange lower_constraint_change(NodeView n, bool is_deferrability) {
  ConstraintChange change;
  if (is_deferrability) change.deferrable = n.flag("deferrable") || n.flag("initdeferred");
  const bool is_enforced = n.flag("is_enforced");  // also where nothing is said of it
  if (n.flag("alterEnforceability")) change.enforced = is_enforced;
  if (n.flag("alterInheritability")) change.no_inherit = n.flag("noinherit");
  return change;
}

void lower_definition(Lowering& l, NodeView definition, AlterTableAction& action) {
  const NodeView body = definition.body();
  if (action.kind == AlterTableKind::set_default || action.kind == AlterTableKind::set_expression) {
    action.expr = lower_expr(l, definition);
  } else if (action.kind == AlterTableKind::set_type) {
    action.type = lower_type(l, body["typeName"]);
    action.expr = lower_expr(l, body["raw_default"]);
  } else if (definition.is("ColumnDef")) {
    action.column = lower_column_definition(l, body);
    action.name = action.column->name;
  } else if (definition.is("Constraint")) {
    const bool is_added = action.kind == AlterTableKind::add_constraint;
    if (action.kind == AlterTableKind::alter_constraint) {  // before PostgreSQL 18
      action.change = lower_constraint_change(body, true);
      body.pass_over();
      return;
    }
    action.constraint = is_added ? lower_table_constraint(l, body) : lower_constraint(l, body);
    if (action.constraint->kind == ConstraintKind::identity) return;
    if (!action.constraint->index_name.empty()) action.kind = AlterTableKind::add_index_constraint;
  } else if (definition.is("ATAlterConstraint")) {
    action.change = lower_constraint_change(body, body.flag("alterDeferrability"));
  } else if (definition.is("RangeVar")) {
    action.relation = lower_relation(l, body);
  } else if (definition.is("PartitionCmd")) {
    action.relation = lower_relation(l, body["name"]);
  } else if (definition.is("TypeName")) {
    action.type = lower_type(l, body);
  } else if (action.kind == AlterTableKind::set_identity) {
    lower_identity_options(definition, action);
  }
}

/// The place of an action that names no column.
Span action_span(const Lowering& l, const AlterTableAction& action) {
  if (!action.name.text.empty()) return action.name.span;
  if (action.constraint) return action.constraint->span;
  if (action.relation) return action.relation->name.span;
  if (action.type) return action.type->span;
  return l.here();
}

/// What of an action older releases do not know; its words stand behind token `first`.
void check_release(Lowering& l, NodeView n, const AlterTableAction& action, std::size_t first) {
  const auto needs = [&](const Construct& construct, std::string_view keyword) {
    if (l.server_version() < construct.since) l.needs_at(construct, l.find_in_item(first, {keyword}));
  };
  const std::string_view subtype = n.text("subtype");
  if (action.kind == AlterTableKind::set_expression) needs(construct::kSetExpression, "expression");
  if (action.change && action.change->enforced) needs(construct::kAlterConstraintEnforced, "enforced");
  if (action.change && action.change->no_inherit) needs(construct::kAlterConstraintInherit, "inherit");
  if (subtype == "AT_SetStatistics" && !n["def"]) needs(construct::kDefaultStatistics, "default");
  if (subtype == "AT_SetStorage" && n["def"].string_value() == "default") needs(construct::kDefaultStorage, "default");
  if (subtype == "AT_SetAccessMethod") {
    needs(construct::kSetAccessMethod, "access");
    if (n.text("name").empty() && l.server_version() >= construct::kSetAccessMethod.since)
      needs(construct::kDefaultAccessMethod, "default");
  }
}

AlterTableAction lower_action(Lowering& l, NodeView n) {
  AlterTableAction action;
  const NodeView definition = n["def"];
  action.kind = action_kind(n.text("subtype"), static_cast<bool>(definition));
  const bool alter_constraint = action.kind == AlterTableKind::alter_constraint;  // its name is the definition's
  const std::size_t first = l.cursor();
  action.name = l.locate(alter_constraint ? definition.body().text("conname") : n.text("name"));
  action.if_exists = n.flag("missing_ok");
  action.cascade = n.text("behavior") == "DROP_CASCADE";
  lower_definition(l, definition, action);
  action.span = action_span(l, action);
  check_release(l, n, action, first);
  if (action.kind == AlterTableKind::other) {
    definition.pass_over();
    if (!is_without_effect(n.text("subtype"))) l.unsupported(n.text("subtype"), action.span);
  }
  return action;
}

}  // namespace

AlterTable lower_alter_table(Lowering& l, NodeView n) {
  AlterTable alter;
  // "relkind" up to PostgreSQL 13
  const std::string_view kind = n.text("objtype");
  alter.kind = object_kind(kind.empty() ? n.text("relkind") : kind);
  alter.relation = lower_relation(l, n["relation"]);
  alter.if_exists = n.flag("missing_ok");
  for (const NodeView command : n["cmds"]) {
    alter.actions.push_back(lower_action(l, command.body()));
    if (alter.kind == ObjectKind::sequence && alter.actions.back().kind == AlterTableKind::set_logged)
      l.needs_at(construct::kUnloggedSequence, l.find_ahead({"logged", "unlogged"}));
  }
  return alter;
}

Rename lower_rename(Lowering& l, NodeView n) {
  Rename rename;
  rename.kind = object_kind(n.text("renameType"));
  rename.relation_kind = object_kind(n.text("relationType"));
  rename.if_exists = n.flag("missing_ok");
  const std::string_view part = n.text("subname");
  const bool part_first =
      rename.kind == ObjectKind::trigger || rename.kind == ObjectKind::rule || rename.kind == ObjectKind::policy;
  if (part_first) rename.part = l.locate(part);
  if (const NodeView relation = n["relation"]) rename.relation = lower_relation(l, relation);
  if (const NodeView object = n["object"]) {
    rename.object = lower_object(l, rename.kind, object);
  } else if (!rename.relation) {  // schemas, roles, databases have only a name
    const Name name = l.locate(part);
    rename.object = {rename.kind, {{name.text}, name.span}, {}, false, std::nullopt, name.span};
  }
  if (!part_first && (rename.relation || n["object"])) rename.part = l.locate(part);
  rename.object.kind = rename.kind;
  rename.new_name = n.text("newname");
  rename.cascade = n.text("behavior") == "DROP_CASCADE";
  return rename;
}

SetSchema lower_set_schema(Lowering& l, NodeView n) {
  SetSchema result;
  result.kind = object_kind(n.text("objectType"));
  if (const NodeView relation = n["relation"]) result.relation = lower_relation(l, relation);
  if (const NodeView object = n["object"]) result.object = lower_object(l, result.kind, object);
  result.object.kind = result.kind;
  result.new_schema = n.text("newschema");
  result.if_exists = n.flag("missing_ok");
  return result;
}

AlterDomain lower_alter_domain(Lowering& l, NodeView n) {
  AlterDomain alter;
  alter.name = lower_name(l, n["typeName"]);
  const std::string_view subtype = n.text("subtype");
  const char kind = subtype.empty() ? 'T' : subtype.front();  // commands/typecmds.c, AlterDomainStmt
  const NodeView definition = n["def"];
  switch (kind) {
    case 'N': alter.kind = AlterDomainKind::drop_not_null; break;
    case 'O': alter.kind = AlterDomainKind::set_not_null; break;
    case 'C': alter.kind = AlterDomainKind::add_constraint; break;
    case 'X': alter.kind = AlterDomainKind::drop_constraint; break;
    case 'V': alter.kind = AlterDomainKind::validate; break;
    default: alter.kind = definition ? AlterDomainKind::set_default : AlterDomainKind::drop_default; break;
  }
  alter.constraint_name = n.text("name");
  alter.if_exists = n.flag("missing_ok");
  if (definition.is("Constraint")) {
    alter.constraint = lower_constraint(l, definition.body());
    if (alter.constraint->kind == ConstraintKind::not_null) l.needs(construct::kDomainNotNull, alter.constraint->span);
  } else if (definition) {
    alter.default_value = lower_expr(l, definition);
  }
  return alter;
}

AlterEnum lower_alter_enum(Lowering& l, NodeView n) {
  AlterEnum alter;
  alter.name = lower_name(l, n["typeName"]);
  alter.old_label = n.text("oldVal");
  alter.new_label = n.text("newVal");
  alter.neighbour = n.text("newValNeighbor");
  alter.after = n.flag("newValIsAfter") || alter.neighbour.empty();
  alter.if_not_exists = n.flag("skipIfNewValExists");
  alter.span = alter.name.span;
  return alter;
}

}  // namespace pgscribe::sql
