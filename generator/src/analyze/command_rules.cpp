#include "analyze/command_rules.hpp"

#include <algorithm>
#include <utility>

#include "analyze/facts/effects.hpp"
#include "analyze/messages.hpp"
#include "analyze/scope/warn.hpp"

namespace pgscribe::analyze {
namespace {

using query::Command;

bool changes_data(const BoundQuery& query) {
  return query.kind == QueryKind::insert || query.kind == QueryKind::update || query.kind == QueryKind::delete_;
}

/// The parameter behind a value. COPY applies a column's length itself, and complains where the length coercion of
/// INSERT would.
const ParameterVar* bare_parameter(const BoundExpr& expr) {
  if (const auto* call = std::get_if<FunctionCallExpr>(&expr.node);
      call != nullptr && call->form == CallForm::implicit_cast && !call->args.empty() &&
      call->args.front()->type == expr.type) {
    return bare_parameter(*call->args.front());
  }
  if (const auto* coercion = std::get_if<CoercionExpr>(&expr.node);
      coercion != nullptr && coercion->is_implicit && coercion->arg->type == expr.type) {
    return bare_parameter(*coercion->arg);
  }
  return std::get_if<ParameterVar>(&expr.node);
}

/// Why the statement cannot be sent as COPY; empty when it can, and then `target` is filled.
std::string copy_obstacle(const BoundQuery& query, CopyTarget& target) {
  if (query.kind != QueryKind::insert) return msg::NotAnInsert();
  if (!query.ctes.empty()) return msg::HasWith();
  if (query.conflict.action != ConflictAction::none) return msg::HasOnConflict();
  if (!query.returning.empty()) return msg::HasReturning();
  if (!query.insert_values_rows || query.targets.empty()) return msg::InsertsNoValues();
  if (query.values_row_count != 1) return msg::InsertsSeveralRows();
  const catalog::Relation& relation = *query.range_table[static_cast<std::size_t>(query.result_relation)].relation;
  if (relation.kind == catalog::RelationKind::view) return msg::InsertsIntoView();
  target.schema = relation.schema;
  target.relation = relation.name;
  for (const TargetEntry& entry : query.targets) {
    const ParameterVar* parameter = bare_parameter(*entry.expr);
    const catalog::Column& column = relation.columns[static_cast<std::size_t>(entry.attribute) - 1];
    if (parameter == nullptr || entry.expr->type != column.type) return msg::InsertsNoParameter(column.name);
    if (std::find(target.parameters.begin(), target.parameters.end(), parameter->number) != target.parameters.end()) {
      return msg::InsertsParameterTwice();
    }
    target.columns.push_back(column.name);
    target.parameters.push_back(parameter->number);
  }
  return {};
}

void check_copy(ParseState& state, const BoundQuery& query, AnalyzedQuery& analyzed) {
  CopyTarget target;
  const std::string obstacle = copy_obstacle(query, target);
  if (obstacle.empty()) {
    analyzed.copy = std::move(target);
    return;
  }
  fail(state, analyzed.name_span, msg::CopyFromObstacle(analyzed.name, query::to_string(analyzed.command), obstacle));
}

void check_rows(ParseState& state, const BoundQuery& query, const AnalyzedQuery& analyzed) {
  if (!analyzed.items.empty() || !returns_rows(analyzed.command)) return;
  // SELECT FROM t has rows, if no columns.
  if (query.kind == QueryKind::select && analyzed.command != Command::execlastid) return;
  const std::string_view command = query::to_string(analyzed.command);
  fail(state, analyzed.name_span,
       changes_data(query) ? msg::NoReturningClause(analyzed.name, command)
                           : msg::NoColumnsReturned(analyzed.name, command));
}

/// The second row is an error when the query runs, so whoever wrote it wants to know now.
void warn_of_more_rows(ParseState& state, const BoundQuery& query, FactMemo& memo, const AnalyzedQuery& analyzed) {
  const bool wants_one = analyzed.command == Command::one || analyzed.command == Command::batchone;
  if (!wants_one || analyzed.cardinality != Cardinality::many) return;
  warn(state, analyzed.name_span, msg::ManyRows(analyzed.name, bounding_hint(query, memo)));
}

/// A SELECT that locks, or calls a function that does something, is run for that.
void warn_of_unused_result(ParseState& state, const BoundQuery& query, const AnalyzedQuery& analyzed) {
  const bool drops_rows = analyzed.command == Command::exec || analyzed.command == Command::batchexec;
  if (!drops_rows || query.kind != QueryKind::select || analyzed.items.empty() ||
      !has_no_effect(query, state.context.catalog))
    return;
  warn(state, analyzed.name_span,
       is_batch(analyzed.command) ? msg::BatchResultThrownAway(analyzed.name, query::to_string(analyzed.command))
                                  : msg::ResultThrownAway(analyzed.name, query::to_string(analyzed.command)));
}

}  // namespace

void apply_command_rules(ParseState& state, const BoundQuery& query, FactMemo& memo, AnalyzedQuery& analyzed) {
  check_rows(state, query, analyzed);
  warn_of_more_rows(state, query, memo, analyzed);
  warn_of_unused_result(state, query, analyzed);
  if (analyzed.command == Command::copyfrom) check_copy(state, query, analyzed);
  if (is_batch(analyzed.command) && analyzed.parameters.empty()) {
    fail(state, analyzed.name_span, msg::BatchWithoutParameters(analyzed.name, query::to_string(analyzed.command)));
  }
}

}  // namespace pgscribe::analyze
