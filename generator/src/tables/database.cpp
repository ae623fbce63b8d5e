#include "tables/database.hpp"

#include <sqlite3.h>

#include <cstring>
#include <stdexcept>

#include "support/joined.hpp"
#include "tables/messages.hpp"

namespace pgscribe::tables {

namespace {

constexpr int kStepsPerCall = 1'000;
constexpr int kMillionSteps = 100;
constexpr int kMaxCalls = kMillionSteps * 1'000'000 / kStepsPerCall;
constexpr std::size_t kMaxRows = 10'000;
constexpr int kMegabytes = 64;
constexpr int kMaxBytes = kMegabytes * 1024 * 1024;

struct StatementEnd {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, StatementEnd>;

struct ConnectionEnd {
  void operator()(sqlite3* connection) const { sqlite3_close(connection); }
};
using Connection = std::unique_ptr<sqlite3, ConnectionEnd>;

std::string quoted(const std::string& name) { return '"' + name + '"'; }

/// Texts are bound as SQLite's documentation wants it for those that outlive the statement: without a copy.
void bind(sqlite3_stmt* statement, int index, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    sqlite3_bind_int64(statement, index, *number);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
  } else {
    sqlite3_bind_null(statement, index);
  }
}

Value value_at(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL: return {};
    case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement, column)};
    default: break;
  }
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  return text == nullptr ? std::string() : std::string(text, size);
}

/// Reading is all that a SELECT may do.
int authorize(void*, int action, const char*, const char*, const char*, const char*) {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    default: return SQLITE_DENY;
  }
}

/// Ends a statement when all its calls are used up.
int count_down(void* calls_left) { return --*static_cast<int*>(calls_left) < 0 ? 1 : 0; }

}  // namespace

struct Database::State {
  Connection connection;

  State() {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    connection.reset(opened);
    check(code);
  }

  [[nodiscard]] std::string fault() const { return sqlite3_errmsg(connection.get()); }

  /// For what only fails when the machine does.
  void check(int code) const {
    if (code != SQLITE_OK && code != SQLITE_DONE) throw std::runtime_error("SQLite: " + fault());
  }

  [[nodiscard]] Statement prepare(const std::string& sql) const {
    sqlite3_stmt* prepared = nullptr;
    check(sqlite3_prepare_v2(connection.get(), sql.c_str(), static_cast<int>(sql.size()), &prepared, nullptr));
    return Statement(prepared);
  }

  void run(const std::string& sql) const { check(sqlite3_step(prepare(sql).get())); }

  void fill(const Table& table) const {
    run("CREATE TABLE " + quoted(table.name) + " (" + support::joined(table.columns, ", ", quoted) + ")");
    const Statement insert =
        prepare("INSERT INTO " + quoted(table.name) + " VALUES (" +
                support::joined(table.columns, ", ", [](const std::string&) { return "?"; }) + ")");
    for (const Row& row : table.rows) {
      for (std::size_t i = 0; i < row.size(); ++i) bind(insert.get(), static_cast<int>(i) + 1, row[i]);
      check(sqlite3_step(insert.get()));
      check(sqlite3_reset(insert.get()));
    }
  }

  void bound_costs() const {
    sqlite3_set_authorizer(connection.get(), authorize, nullptr);
    sqlite3_limit(connection.get(), SQLITE_LIMIT_LENGTH, kMaxBytes);
    sqlite3_hard_heap_limit64(sqlite3_memory_used() + kMaxBytes);
  }

  [[nodiscard]] Refusal refusal(int code, std::size_t length) const {
    if (code == SQLITE_AUTH) return {msg::SelectIsNone()};
    if (code == SQLITE_INTERRUPT) return {msg::SelectTakesTooLong(kMillionSteps)};
    if (code == SQLITE_NOMEM || code == SQLITE_TOOBIG) return {msg::SelectNeedsTooMuch(kMegabytes)};
    const int at = sqlite3_error_offset(connection.get());
    const bool is_known = at >= 0 && static_cast<std::size_t>(at) < length;
    return {msg::SelectIsWrong(fault()), is_known ? std::optional<std::size_t>(at) : std::nullopt};
  }

  /// Whether a statement stands in the text, and not only blanks and comments.
  [[nodiscard]] bool has_statement(const char* text) const {
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v2(connection.get(), text, -1, &prepared, nullptr);
    return Statement(prepared) != nullptr || code != SQLITE_OK;
  }
};

bool Database::is_available() { return true; }

Database::Database(const std::vector<Table>& tables) : state_(std::make_unique<State>()) {
  state_->run("PRAGMA temp_store = MEMORY");  // else what is sorted goes to files, which no bound is on
  state_->run("BEGIN");
  for (const Table& table : tables) state_->fill(table);
  state_->run("COMMIT");
  state_->bound_costs();
}

Database::~Database() { sqlite3_hard_heap_limit64(0); }

std::variant<Result, Refusal> Database::select(const std::string& sql) const {
  sqlite3* const connection = state_->connection.get();
  int calls_left = kMaxCalls;
  sqlite3_progress_handler(connection, kStepsPerCall, count_down, &calls_left);
  sqlite3_stmt* prepared = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v2(connection, sql.c_str(), -1, &prepared, &rest);
  const Statement statement(prepared);
  if (code != SQLITE_OK) return state_->refusal(code, sql.size());
  if (statement == nullptr || sqlite3_column_count(prepared) == 0) return Refusal{msg::SelectIsNone()};
  if (state_->has_statement(rest)) return Refusal{msg::SelectIsSeveral(), static_cast<std::size_t>(rest - sql.c_str())};
  Result result;
  const int columns = sqlite3_column_count(prepared);
  for (int i = 0; i < columns; ++i) result.columns.emplace_back(sqlite3_column_name(prepared, i));
  int step = SQLITE_ROW;
  while ((step = sqlite3_step(prepared)) == SQLITE_ROW) {
    if (result.rows.size() == kMaxRows) return Refusal{msg::SelectGivesTooMuch(kMaxRows)};
    Row row;
    for (int i = 0; i < columns; ++i) row.push_back(value_at(prepared, i));
    result.rows.push_back(std::move(row));
  }
  if (step != SQLITE_DONE) return state_->refusal(step, sql.size());
  return result;
}

}  // namespace pgscribe::tables
