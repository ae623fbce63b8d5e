#include "catalog/do_block.hpp"

#include <utility>

#include "catalog/data.hpp"
#include "catalog/messages.hpp"
#include "catalog/routine_call.hpp"
#include "sql/parse.hpp"

namespace pgscribe::catalog {

namespace {

using support::Span;

class BodyFold {
 public:
  BodyFold(const FoldTarget& target, BodyScope scope) : target_(target), scope_(std::move(scope)) {}

  bool fold(const sql::Block& block) {
    for (const sql::BlockStep& step : block.steps) {
      const bool goes_on = std::visit([&](const auto& node) { return fold(node, step.run); }, step.step);
      if (!goes_on) break;
    }
    return found_;
  }

 private:
  bool fold(const sql::Assignment& assignment, sql::BlockRun run) {
    const auto value = run == sql::BlockRun::always ? constant_of(assignment.expression, {}) : std::nullopt;
    if (value)
      scope_.values[assignment.name] = *value;
    else
      scope_.values.erase(assignment.name);
    return true;
  }

  bool fold(const sql::DynamicSql& dynamic, sql::BlockRun run) {
    const auto text = constant_of(dynamic.expression, dynamic.span);
    if (!text) {
      warn(dynamic.span, msg::DynamicSqlNotSeen(subject()));
      return true;
    }
    for (const support::Span range : sql::split_statements(*text)) {
      const std::string one = text->substr(range.begin, range.size());
      const auto statement =
          sql::parse_statement(one, sql::placed_at(dynamic.span, one), target_.file, target_.diagnostics);
      if (statement && !fold(*statement, run)) return false;
    }
    return true;
  }

  /// False when the body ends here with an error.
  bool fold(const sql::Statement& statement, sql::BlockRun run) {
    if (std::holds_alternative<sql::Do>(statement.node)) {
      warn(statement.span, msg::DoBlockNotSeen(subject()));
      return true;
    }
    if (run == sql::BlockRun::alternative) {
      if (changes_catalog(statement) || calls_routine(target_.catalog, statement))
        warn(statement.span, msg::AlternativeTakenNotToRun(subject()));
      return true;
    }
    support::Diagnostics said;
    const FoldTarget target{target_.catalog, target_.file, target_.analyze_query, said};
    if (changes_catalog(statement)) fold_statement(target, statement);
    const bool is_found = apply_calls(target, statement, scope_) || changes_catalog(statement);
    if (run == sql::BlockRun::always || !said.has_errors()) {
      for (support::Diagnostic diagnostic : said.all()) {
        const bool is_error = diagnostic.severity == support::Severity::error;
        if (is_error && diagnostic.detail.empty() && !scope_.routine.empty())
          diagnostic.detail = msg::InRoutine(scope_.routine);
        target_.diagnostics.add(std::move(diagnostic));
      }
    }
    if (run == sql::BlockRun::conditional && is_found) warn_of_condition(statement, said);
    found_ = found_ || is_found;
    return run != sql::BlockRun::always || !said.has_errors();
  }

  /// The usual condition asks whether what the statement makes is there already, so it runs where it can.
  void warn_of_condition(const sql::Statement& statement, const support::Diagnostics& said) {
    const bool runs = !said.has_errors();
    target_.diagnostics.add(target_.file, statement.span,
                            runs ? msg::ConditionTakenToHold(subject())
                                 : msg::ConditionTakenNotToHold(subject(), said.sorted().front().message));
  }
  void warn(support::Span span, support::Message message) {
    found_ = true;
    warn_unseen(target_, span, std::move(message));
  }
  [[nodiscard]] std::string subject() const {
    return scope_.routine.empty() ? std::string() : msg::InRoutineSubject(scope_.routine);
  }

  /// The value of an expression of PL/pgSQL.
  std::optional<std::string> constant_of(const std::string& expression, support::Span span) const {
    const std::string query = "SELECT " + expression;
    support::Diagnostics syntax;
    const auto statement = sql::parse_statement(query, sql::placed_at(span, query), target_.file, syntax);
    const auto* select = statement ? std::get_if<sql::Select>(&statement->node) : nullptr;
    if (select == nullptr || select->targets.size() != 1 || !select->targets.front().value) return std::nullopt;
    return constant_text(*select->targets.front().value, scope_.values);
  }

  const FoldTarget& target_;
  BodyScope scope_;
  bool found_ = false;
};

}  // namespace

void apply_block(const FoldTarget& target, const sql::Do& statement) {
  if (const auto block = sql::parse_block(statement, target.file, target.diagnostics))
    fold_body(target, *block, {});
  else
    warn_unseen(target, statement.body_span, msg::DoBlockNotSeen(std::string()));
}

bool fold_body(const FoldTarget& target, const sql::Block& block, BodyScope scope) {
  return BodyFold(target, std::move(scope)).fold(block);
}

void warn_unseen(const FoldTarget& target, support::Span span, support::Message message) {
  data_of(target.catalog).has_unseen = true;
  target.diagnostics.add(target.file, span, std::move(message));
}

}  // namespace pgscribe::catalog
