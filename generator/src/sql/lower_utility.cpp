#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "sql/lowering.hpp"

// Statements that change nothing that pgscribe tracks: whether the project's release has their words, and which
// relations they name.

namespace pgscribe::sql {
namespace {

/// `PASSWORD $1`, `SET x = $1`: libpg_query takes a parameter where PostgreSQL takes a constant.
void refuse_parameters(Lowering& l, std::string_view tag) {
  if (tag != "CreateRoleStmt" && tag != "AlterRoleStmt" && tag != "AlterRoleSetStmt" && tag != "AlterDatabaseSetStmt" &&
      tag != "AlterSystemStmt") {
    return;
  }
  for (std::size_t i = 0; i < l.tokens().size(); ++i) {
    if (l.tokens().kind(i) == TokenKind::parameter) return l.syntax_error(static_cast<int>(l.tokens().range(i).begin));
  }
}

/// Their names are written once, from the cursor on.
void check_privileges(Lowering& l, NodeView privileges) {
  for (const NodeView item : privileges) {
    const std::string_view name = item.body().text("priv_name");
    if (name.empty()) continue;  // ALL (columns)
    const std::size_t first = l.find_ahead({name.substr(0, name.find(' '))});
    if (auto refusal = refused_option(OptionOwner::grant, name, l.server_version()))
      l.refuse(std::move(*refusal), l.tokens_span(first, first + 1));
  }
}

/// GRANT a TO b WITH ..., REVOKE ... OPTION FOR: other words than ADMIN OPTION came with PostgreSQL 16.
void check_role_grant(Lowering& l, NodeView options) {
  for (const NodeView option : options) {
    const std::string_view name = option.body().text("defname");
    if (name == "admin") continue;
    const std::size_t place = l.token_at(option.body().location());
    if (l.server_version() < construct::kRoleGrantOptions.since)
      l.needs_at(construct::kRoleGrantOptions, place);
    else if (auto refusal = refused_option(OptionOwner::role_grant, name, l.server_version()))
      l.refuse(std::move(*refusal), l.tokens_span(place, place + 1));
  }
}

void check_publication(Lowering& l, NodeView n) {
  check_options(l, n["options"], OptionOwner::publication);
  for (const NodeView item : n["pubobjects"]) {
    const NodeView object = item.body();
    const std::size_t place = l.token_at(object["pubtable"]["relation"].location());
    if (object.text("pubobjtype").find("SCHEMA") != std::string_view::npos)
      l.needs_at(construct::kPublicationSchemas, l.find_in_item(0, {"tables"}));
    const NodeView table = object["pubtable"];
    if (table["columns"].size() != 0) l.needs_at(construct::kPublishedColumns, place);
    if (table["whereClause"]) l.needs_at(construct::kPublishedRows, l.find_in_item(place, {"where"}));
  }
}

void check_vacuum(Lowering& l, NodeView n) {
  check_options(l, n["options"], n.flag("is_vacuumcmd") ? OptionOwner::vacuum : OptionOwner::analyze);
  for (const NodeView item : n["rels"]) {
    const NodeView relation = item.body()["relation"];
    if (!relation.text("relname").empty() && !relation.flag("inh"))
      l.needs_at(construct::kVacuumOnly, l.tokens().find_keyword_before(l.token_at(relation.location()), "only"));
  }
}

/// Marks the statement's last token: what is missing would stand behind it.
void check_named(Lowering& l, bool is_named, const Construct& construct) {
  if (!is_named) l.needs_at(construct, l.tokens().size() - 1);
}

using Check = void (*)(Lowering&, NodeView);

/// By tag; statements without a row have said the same since the oldest release.
const std::unordered_map<std::string_view, Check>& checks() {
  static const std::unordered_map<std::string_view, Check> rows{
      {"AlterDatabaseRefreshCollStmt",
       [](Lowering& l, NodeView) { l.needs_at(construct::kRefreshCollation, l.find_ahead({"refresh"})); }},
      {"AlterDefaultPrivilegesStmt",
       [](Lowering& l, NodeView n) {
         if (n["action"].text("objtype") == "OBJECT_LARGEOBJECT")
           l.needs_at(construct::kLargeObjectDefaults, l.find_ahead({"large"}));
         check_privileges(l, n["action"]["privileges"]);
       }},
      {"AlterPublicationStmt", check_publication},
      {"AlterSubscriptionStmt",
       [](Lowering& l, NodeView n) {
         if (n.text("kind") == "ALTER_SUBSCRIPTION_SKIP")
           l.needs_at(construct::kSkipTransaction, l.find_ahead({"skip"}));
         check_options(l, n["options"], OptionOwner::subscription);
       }},
      {"CreatePublicationStmt", check_publication},
      {"CreateStatsStmt",
       [](Lowering& l, NodeView n) { check_named(l, n["defnames"].size() != 0, construct::kUnnamedStatistics); }},
      {"CreateSubscriptionStmt",
       [](Lowering& l, NodeView n) { check_options(l, n["options"], OptionOwner::subscription); }},
      {"GrantRoleStmt", [](Lowering& l, NodeView n) { check_role_grant(l, n["opt"]); }},
      {"GrantStmt", [](Lowering& l, NodeView n) { check_privileges(l, n["privileges"]); }},
      {"ReindexStmt",
       [](Lowering& l, NodeView n) {
         check_options(l, n["params"], OptionOwner::reindex);
         check_named(l, n["relation"] || !n.text("name").empty(), construct::kReindexUnnamed);
       }},
      {"VacuumStmt", check_vacuum},
  };
  return rows;
}

void check_release(Lowering& l, std::string_view tag, NodeView n) {
  const auto check = checks().find(tag);
  if (check == checks().end()) return;
  const std::size_t cursor = l.cursor();
  check->second(l, n);
  l.seek_token(cursor);
}

const std::unordered_set<std::string_view>& utilities() {
  static const std::unordered_set<std::string_view> tags{"AlterCollationStmt",
                                                         "AlterDatabaseRefreshCollStmt",
                                                         "AlterDatabaseSetStmt",
                                                         "AlterDatabaseStmt",
                                                         "AlterDefaultPrivilegesStmt",
                                                         "AlterEventTrigStmt",
                                                         "AlterExtensionContentsStmt",
                                                         "AlterExtensionStmt",
                                                         "AlterFdwStmt",
                                                         "AlterForeignServerStmt",
                                                         "AlterObjectDependsStmt",
                                                         "AlterOperatorStmt",
                                                         "AlterOwnerStmt",
                                                         "AlterPublicationStmt",
                                                         "AlterRoleSetStmt",
                                                         "AlterRoleStmt",
                                                         "AlterStatsStmt",
                                                         "AlterSubscriptionStmt",
                                                         "AlterSystemStmt",
                                                         "AlterTSConfigurationStmt",
                                                         "AlterTSDictionaryStmt",
                                                         "AlterTableMoveAllStmt",
                                                         "AlterTableSpaceOptionsStmt",
                                                         "AlterTypeStmt",
                                                         "AlterUserMappingStmt",
                                                         "CheckPointStmt",
                                                         "ClosePortalStmt",
                                                         "ConstraintsSetStmt",
                                                         "CreateConversionStmt",
                                                         "CreateEventTrigStmt",
                                                         "CreateFdwStmt",
                                                         "CreateForeignServerStmt",
                                                         "CreatePLangStmt",
                                                         "CreatePublicationStmt",
                                                         "CreateRoleStmt",
                                                         "CreateStatsStmt",
                                                         "CreateSubscriptionStmt",
                                                         "CreateTableSpaceStmt",
                                                         "CreateTransformStmt",
                                                         "CreateUserMappingStmt",
                                                         "CreatedbStmt",
                                                         "DeallocateStmt",
                                                         "DiscardStmt",
                                                         "DropOwnedStmt",
                                                         "DropRoleStmt",
                                                         "DropSubscriptionStmt",
                                                         "DropTableSpaceStmt",
                                                         "DropUserMappingStmt",
                                                         "DropdbStmt",
                                                         "ExecuteStmt",
                                                         "FetchStmt",
                                                         "GrantRoleStmt",
                                                         "GrantStmt",
                                                         "ImportForeignSchemaStmt",
                                                         "ListenStmt",
                                                         "LoadStmt",
                                                         "LockStmt",
                                                         "NotifyStmt",
                                                         "ReassignOwnedStmt",
                                                         "RefreshMatViewStmt",
                                                         "ReindexStmt",
                                                         "SecLabelStmt",
                                                         "TransactionStmt",
                                                         "TruncateStmt",
                                                         "UnlistenStmt",
                                                         "VacuumStmt",
                                                         "VariableShowStmt"};
  return tags;
}

}  // namespace

bool is_utility(std::string_view tag) { return utilities().count(tag) != 0; }

Utility lower_utility(Lowering& l, std::string_view tag, NodeView n) {
  Utility utility;
  utility.tag = tag;
  n.pass_over();
  if (tag == "VariableShowStmt") utility.name = n.text("name");
  refuse_parameters(l, tag);
  check_release(l, tag, n);
  for (const std::string_view member : {"relation", "table", "sequence"}) {
    if (const NodeView relation = n[member]; !relation.text("relname").empty()) {
      utility.relations.push_back(lower_relation(l, relation));
    }
  }
  for (const std::string_view member : {"relations", "objects", "rels"}) {
    for (const NodeView item : n[member]) {
      NodeView relation = item.body();
      if (item.is("VacuumRelation")) relation = relation["relation"];
      if (!relation.text("relname").empty()) utility.relations.push_back(lower_relation(l, relation));
    }
  }
  return utility;
}

void check_options(Lowering& l, NodeView options, OptionOwner owner) {
  for (const NodeView option : options) {
    const std::size_t place = l.token_at(option.body().location());
    if (auto refusal = refused_option(owner, option.body().text("defname"), l.server_version()))
      l.refuse(std::move(*refusal), l.tokens_span(place, place + 1));
  }
}

}  // namespace pgscribe::sql
