#include "catalog/apply_ddl.hpp"

#include <variant>

#include "catalog/ddl.hpp"
#include "catalog/do_block.hpp"
#include "catalog/named_object.hpp"

namespace pgscribe::catalog {

void apply_ddl(Catalog& catalog, const sql::Statement& statement, const support::SourceFile& file,
               const AnalyzeQuery& analyze_query, support::Diagnostics& diagnostics) {
  if (const auto* block = std::get_if<sql::Do>(&statement.node))
    return apply_block(catalog, *block, file, analyze_query, diagnostics);
  Catalog::Data& data = catalog.data();
  const std::size_t errors = diagnostics.error_count();
  DdlContext context{catalog, data, file, analyze_query, diagnostics, statement.span};
  data.mark();
  apply_statement(context, statement);
  if (diagnostics.error_count() > errors && !context.keep_despite_errors) data.roll_back();
}

namespace {

/// Statements that change nothing here: queries, plain DML (seed data), utilities. Unsupported ones have been reported
/// by the lowering.
template <class T>
concept WithoutEffect = std::is_same_v<T, sql::Insert> || std::is_same_v<T, sql::Update> ||
    std::is_same_v<T, sql::Delete> || std::is_same_v<T, sql::Merge> || std::is_same_v<T, sql::Call> ||
    std::is_same_v<T, sql::WrappedStatement> || std::is_same_v<T, sql::Utility> || std::is_same_v<T, sql::Unsupported>;

std::vector<DataChange> events_of(const sql::DataChanges& changes) {
  std::vector<DataChange> events;
  if (changes.insert) events.push_back(DataChange::insert);
  if (changes.update) events.push_back(DataChange::update);
  if (changes.delete_) events.push_back(DataChange::delete_);
  return events;
}

}  // namespace

bool changes_catalog(const sql::Statement& statement) {
  if (const auto* select = std::get_if<sql::Select>(&statement.node)) return select->into.has_value();
  return std::visit([]<class Node>(const Node&) { return !WithoutEffect<Node>; }, statement.node);
}

void apply_statement(DdlContext& context, const sql::Statement& statement) {
  std::visit(
      [&]<class Node>(const Node& node) {
        if constexpr (!WithoutEffect<Node> && !std::is_same_v<Node, sql::Do>) apply(context, node);
      },
      statement.node);
}

void apply(DdlContext& context, const sql::CreateTrigger& statement) {
  const Relation* relation = require_relation(context, statement.relation.name);
  if (relation == nullptr || !statement.instead_of || is_builtin(relation->oid)) return;
  InsteadTrigger trigger{statement.name, events_of(statement.on)};
  std::vector<InsteadTrigger>& triggers = context.data.relations.edit(relation->oid).instead_triggers;
  std::erase_if(triggers, [&](const InsteadTrigger& other) { return other.name == trigger.name; });  // OR REPLACE
  triggers.push_back(std::move(trigger));
}

void apply(DdlContext& context, const sql::CreateRule& statement) {
  const Relation* relation = require_relation(context, statement.relation.name);
  if (relation == nullptr || is_builtin(relation->oid)) return;
  for (const DataChange event : events_of(statement.on)) {
    RewriteRule rule{statement.name,        event, statement.instead, statement.conditional, statement.action_count,
                     statement.returns_rows};
    std::vector<RewriteRule>& rules = context.data.relations.edit(relation->oid).rules;
    std::erase_if(rules, [&](const RewriteRule& other) { return other.name == rule.name; });  // OR REPLACE
    rules.push_back(std::move(rule));
  }
}

void apply(DdlContext& context, const sql::AlterFunction& statement) {
  const std::optional<Address> address = find_object(context, statement.function, Missing::report);
  if (!address || !statement.strict || is_builtin(address->oid)) return;
  context.data.functions.edit(address->oid).is_strict = *statement.strict;
}

}  // namespace pgscribe::catalog
