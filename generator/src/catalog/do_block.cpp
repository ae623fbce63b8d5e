#include "catalog/do_block.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "catalog/data.hpp"
#include "catalog/messages.hpp"
#include "catalog/routine_call.hpp"
#include "sql/parse.hpp"

namespace pgscribe::catalog {

namespace {

using support::Span;

/// The first word of the SQL that an expression of EXECUTE makes, in lower case, as far as it begins with a constant.
std::string first_word(std::string_view expression) {
  const std::size_t quote = expression.find('\'');
  if (quote == std::string_view::npos) return {};
  const std::string_view before = expression.substr(0, quote);
  const bool is_first = before.find_first_not_of(" \t\r\n(E") == std::string_view::npos || before.starts_with("format");
  std::string word;
  for (std::size_t i = quote + 1; is_first && i < expression.size(); ++i) {
    const char c = expression[i];
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!is_letter && (c != ' ' && c != '\n')) break;
    if (!is_letter && !word.empty()) break;
    if (is_letter) word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  return word;
}

/// What EXECUTE runs may change the schema, as far as its first word says.
bool may_change_schema(std::string_view expression) {
  static constexpr std::array kHarmless{"insert", "update",  "delete", "merge",    "notify", "analyze",
                                        "vacuum", "refresh", "lock",   "truncate", "set",    "copy"};
  return std::find(kHarmless.begin(), kHarmless.end(), first_word(expression)) == kHarmless.end();
}

class BodyFold {
 public:
  BodyFold(const FoldTarget& target, BodyScope scope) : target_(target), scope_(std::move(scope)) {}

  bool fold(const sql::Block& block) {
    (void)fold_steps(block, sql::BlockRun::always);
    return found_;
  }

 private:
  /// False when the body ends here with an error.
  bool fold_steps(const sql::Block& block, sql::BlockRun outer) {
    for (const sql::BlockStep& step : block.steps) {
      const sql::BlockRun run = std::max(outer, step.run);
      if (!std::visit([&](const auto& node) { return fold(node, run); }, step.step)) return false;
    }
    return true;
  }

  bool fold(const sql::Loop& loop, sql::BlockRun run) {
    constexpr std::size_t kMostTurns = 1000;
    const auto turns = run == sql::BlockRun::alternative ? std::nullopt : turns_of(loop);
    if (!turns || turns->size() > kMostTurns) {
      scope_.values.erase(loop.variable);
      return fold_steps(*loop.body, std::max(run, sql::BlockRun::conditional));
    }
    for (const std::string& value : *turns) {
      scope_.values[loop.variable] = value;
      if (!fold_steps(*loop.body, run)) return false;
    }
    scope_.values.erase(loop.variable);
    return true;
  }

  /// The values that the loop's variable takes, one a turn; nothing when they are not constant.
  std::optional<std::vector<std::string>> turns_of(const sql::Loop& loop) const {
    if (loop.variable.empty()) return std::nullopt;
    if (!loop.query.empty()) return rows_of(loop.query);
    if (loop.array.empty()) return numbers_of(loop);
    const auto array = constant_of(loop.array, {});
    return array ? array_elements(*array) : std::nullopt;
  }
  std::optional<std::vector<std::string>> numbers_of(const sql::Loop& loop) const {
    const auto number = [&](const std::string& expression, long otherwise) -> std::optional<long> {
      if (expression.empty()) return otherwise;
      const auto text = constant_of(expression, {});
      long value = 0;
      if (!text) return std::nullopt;
      const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
      return error == std::errc() && end == text->data() + text->size() ? std::optional(value) : std::nullopt;
    };
    const auto first = number(loop.first, 0);
    const auto last = number(loop.last, 0);
    const auto step = number(loop.step, 1);
    constexpr long kMost = 1'000'000'000;
    if (!first || !last || !step || *step <= 0 || *step > kMost || std::abs(*first) > kMost || std::abs(*last) > kMost)
      return std::nullopt;
    std::vector<std::string> numbers;
    constexpr std::size_t kEnough = 1001;
    for (long i = *first; (loop.is_reverse ? i >= *last : i <= *last) && numbers.size() < kEnough;
         i += loop.is_reverse ? -*step : *step)
      numbers.push_back(std::to_string(i));
    return numbers;
  }
  /// SELECT unnest(array), or VALUES of one column.
  std::optional<std::vector<std::string>> rows_of(const std::string& query) const {
    support::Diagnostics syntax;
    const auto statement = parse(query, {}, syntax);
    const auto* select = statement ? std::get_if<sql::Select>(&statement->node) : nullptr;
    if (select == nullptr || !select->from.empty() || select->where) return std::nullopt;
    std::vector<std::string> rows;
    for (const std::vector<sql::ExprRef>& row : select->values) {
      const auto text = row.size() == 1 ? constant_text(*row.front(), scope_.values) : std::nullopt;
      if (!text) return std::nullopt;
      rows.push_back(*text);
    }
    if (!rows.empty()) return rows;
    if (select->targets.size() != 1 || !select->targets.front().value) return std::nullopt;
    const auto* call = std::get_if<sql::FunctionCall>(&select->targets.front().value->node);
    if (call == nullptr || call->name.last() != "unnest" || call->args.size() != 1) return std::nullopt;
    const auto array = constant_text(*call->args.front(), scope_.values);
    return array ? array_elements(*array) : std::nullopt;
  }

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
      if (!may_change_schema(dynamic.expression)) return true;
      warn(dynamic.span, msg::DynamicSqlNotSeen(subject()));
      return true;
    }
    for (const support::Span range : sql::split_statements(*text)) {
      const std::string one = text->substr(range.begin, range.size());
      const auto statement = parse(one, dynamic.span, target_.diagnostics);
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
    const auto statement = parse(query, span, syntax);
    const auto* select = statement ? std::get_if<sql::Select>(&statement->node) : nullptr;
    if (select == nullptr || select->targets.size() != 1 || !select->targets.front().value) return std::nullopt;
    return constant_text(*select->targets.front().value, scope_.values);
  }

  std::optional<sql::Statement> parse(const std::string& text, support::Span place,
                                      support::Diagnostics& diagnostics) const {
    return sql::parse_statement(text, sql::placed_at(place, text), target_.file, diagnostics,
                                target_.catalog.server_version());
  }

  const FoldTarget& target_;
  BodyScope scope_;
  bool found_ = false;
};

}  // namespace

void apply_block(const FoldTarget& target, const sql::Do& statement) {
  if (const auto block = sql::parse_block(statement, target.file, target.diagnostics, target.catalog.server_version()))
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
