#include "catalog/trigger_call.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "catalog/data.hpp"
#include "catalog/ddl_context.hpp"
#include "catalog/routine_call.hpp"

namespace pgscribe::catalog {

namespace {

/// A statement that changes rows: of which table, how, and which rows they are as far as that is written.
struct RowChange {
  const sql::QualifiedName* table = nullptr;
  DataChange event = DataChange::insert;
  std::string_view word;
  std::vector<KnownValues> rows{{}};  ///< the constants of each new row; one without any: nothing is known of them
};

/// The names of the columns that INSERT gives values to, in order.
std::vector<std::string> inserted_columns(const Relation& table, const sql::Insert& insert) {
  std::vector<std::string> names;
  for (const sql::Target& target : insert.columns) names.push_back(target.name ? target.name->text : std::string());
  if (!names.empty()) return names;
  for (const Column& column : table.columns) {
    if (!column.dropped) names.push_back(column.name);
  }
  return names;
}

std::vector<KnownValues> inserted_rows(const Relation& table, const sql::Insert& insert, const KnownValues& known) {
  if (!insert.source || insert.source->values.empty()) return {{}};
  const std::vector<std::string> columns = inserted_columns(table, insert);
  std::vector<KnownValues> rows;
  for (const std::vector<sql::ExprRef>& row : insert.source->values) {
    KnownValues values;
    for (std::size_t i = 0; i < row.size() && i < columns.size(); ++i) {
      const auto text = row[i] ? constant_text(*row[i], known) : std::nullopt;
      if (text) values["new." + columns[i]] = *text;
    }
    rows.push_back(std::move(values));
  }
  return rows;
}

std::optional<RowChange> change_of(const sql::Statement& statement) {
  if (const auto* n = std::get_if<sql::Insert>(&statement.node))
    return RowChange{&n->relation.name, DataChange::insert, "INSERT"};
  if (const auto* n = std::get_if<sql::Update>(&statement.node))
    return RowChange{&n->relation.name, DataChange::update, "UPDATE"};
  if (const auto* n = std::get_if<sql::Delete>(&statement.node))
    return RowChange{&n->relation.name, DataChange::delete_, "DELETE"};
  return std::nullopt;
}

bool fires(const Trigger& trigger, DataChange event) {
  return trigger.enabled && std::find(trigger.events.begin(), trigger.events.end(), event) != trigger.events.end();
}

std::string_view timing_word(TriggerTiming timing) {
  switch (timing) {
    case TriggerTiming::before: return "BEFORE";
    case TriggerTiming::after: return "AFTER";
    case TriggerTiming::instead_of: return "INSTEAD OF";
  }
  return {};
}

/// What PL/pgSQL gives to trigger functions.
KnownValues trigger_values(const Relation& table, const Trigger& trigger, const RowChange& change) {
  return {{"tg_name", trigger.name},
          {"tg_op", std::string(change.word)},
          {"tg_when", std::string(timing_word(trigger.timing))},
          {"tg_level", trigger.for_each_row ? "ROW" : "STATEMENT"},
          {"tg_table_name", table.name},
          {"tg_relname", table.name},
          {"tg_table_schema", table.schema}};
}

}  // namespace

bool apply_triggers(const FoldTarget& target, const sql::Statement& statement, const BodyScope& scope) {
  std::optional<RowChange> change = change_of(statement);
  const Relation* found = change ? find_relation(target.catalog, *change->table) : nullptr;
  if (found == nullptr || found->triggers.empty()) return false;
  const Relation table = *found;  // the bodies change the catalog
  if (const auto* insert = std::get_if<sql::Insert>(&statement.node))
    change->rows = inserted_rows(table, *insert, scope.values);
  bool has_found = false;
  for (const Trigger& trigger : table.triggers) {
    const Function* function = target.catalog.function(trigger.function);
    if (function == nullptr || !fires(trigger, change->event)) continue;
    const std::vector<KnownValues> once{{}};
    for (const KnownValues& row : trigger.for_each_row ? change->rows : once) {
      KnownValues values = trigger_values(table, trigger, *change);
      values.insert(row.begin(), row.end());
      has_found =
          apply_routine(target, Function(*function), {std::move(values), {}, scope.depth}, statement.span) || has_found;
      function = target.catalog.function(trigger.function);
      if (function == nullptr) break;
    }
  }
  return has_found;
}

}  // namespace pgscribe::catalog
