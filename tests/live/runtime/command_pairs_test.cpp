#include <functional>

#include "live_database.hpp"
#include "patient_cancellations.hpp"
#include "pgscribe/row_source.hpp"

// Every command directly after every other one on one connection: what one leaves behind in libpq, on the connection or
// in the transaction must not reach the next one.

using namespace pgscribe;

namespace {

constexpr Column kNumber[] = {column<std::int32_t>("n", 0, codec::int4)};
constexpr Parameter kOf[] = {parameter<std::int32_t>("n", 0, codec::int4)};

constexpr Statement kSeries{
    .name = "Series", .sql = "SELECT n FROM generate_series(1, $1) AS n", .columns = kNumber, .parameters = kOf};
constexpr Statement kLog{.name = "Log", .sql = "INSERT INTO log VALUES ($1)", .parameters = kOf};
constexpr Statement kLogged{.name = "Logged",
                            .sql = "INSERT INTO log SELECT generate_series(1, $1) RETURNING n",
                            .columns = kNumber,
                            .parameters = kOf,
                            .writes = true};
constexpr Statement kNull{.name = "Null",
                          .sql = "INSERT INTO log VALUES (NULLIF($1, 1)) RETURNING n",
                          .columns = kNumber,
                          .parameters = kOf,
                          .writes = true};
constexpr Statement kRefused{
    .name = "Refused", .sql = "SELECT 1 / ($1 - 1) AS n", .columns = kNumber, .parameters = kOf};
constexpr Statement each(Statement statement) {
  statement.batch_each = true;
  return statement;
}
constexpr Statement kLogEach = each(kLog);
constexpr Statement kLoggedEach = each(kLogged);
constexpr Statement kNullEach = each(kNull);
constexpr Statement kRefusedEach = each(kRefused);
constexpr CopyStatement kCopy{.name = "Copy", .table = "log", .parameters = kOf};

struct Subject {
  Executor& executor;
  std::function<void(std::string_view)> execute;
};

Arguments of(const std::int32_t& n) { return {&n, nullptr}; }
const std::vector<std::int32_t> kTwoOnes{1, 1};
BatchArguments twice() { return batch(std::span<const std::int32_t>{kTwoOnes}); }

void check_stream(Executor& executor, const Statement& statement, int size) {
  std::int32_t seen = 0;
  for (const std::int32_t n : stream<std::int32_t>(executor, statement, of(size))) CHECK(n == ++seen);
  CHECK(seen == size);
}

void check_series(const std::vector<std::int32_t>& rows, int size) {
  REQUIRE(rows.size() == static_cast<std::size_t>(size));
  for (int i = 0; i < size; ++i) CHECK(rows[static_cast<std::size_t>(i)] == i + 1);
}

struct Command {
  const char* name;
  /// Checks what it returns.
  void (*run)(Subject& subject);
  /// Rows that it leaves in the log.
  int rows = 0;
  /// It ends a transaction that it runs in.
  bool fails = false;
};

constexpr Command kCommands[] = {
    {"one", [](Subject& s) { CHECK(one<std::int32_t>(s.executor, kSeries, of(1)) == 1); }},
    {"one or none", [](Subject& s) { CHECK_FALSE(one_or_none<std::int32_t>(s.executor, kSeries, of(0))); }},
    {"many", [](Subject& s) { check_series(many<std::int32_t>(s.executor, kSeries, of(3)), 3); }},
    {"exec", [](Subject& s) { exec(s.executor, kLog, of(1)); }, 1},
    {"execrows", [](Subject& s) { CHECK(exec_rows(s.executor, kLog, of(1)) == 1); }, 1},
    {"execresult", [](Subject& s) { CHECK(exec_result(s.executor, kLog, of(1)).tag == "INSERT 0 1"); }, 1},
    {"stream", [](Subject& s) { check_stream(s.executor, kSeries, 5); }},
    {"stream without rows", [](Subject& s) { check_stream(s.executor, kSeries, 0); }},
    {"stream dropped early",
     [](Subject& s) { CHECK(*stream<std::int32_t>(s.executor, kSeries, of(900)).begin() == 1); }},
    {"copyfrom",
     [](Subject& s) {
       CHECK(with_row_source<std::int32_t>(kTwoOnes,
                                           [&](RowSource rows) { return copy_from(s.executor, kCopy, rows); }) == 2);
     },
     2},
    {"batchexec", [](Subject& s) { CHECK(batch_exec(s.executor, kLog, twice()).ok()); }, 2},
    {"batchexec each", [](Subject& s) { CHECK(batch_exec(s.executor, kLogEach, twice()).ok()); }, 2},
    {"batchone",
     [](Subject& s) {
       const auto results = batch_one<std::int32_t>(s.executor, kSeries, twice());
       for (const auto& result : results) CHECK(result.value() == 1);
     }},
    {"batchmany",
     [](Subject& s) {
       const auto results = batch_many<std::int32_t>(s.executor, kSeries, twice());
       for (const auto& result : results) check_series(result.value(), 1);
     }},
    {"writing one", [](Subject& s) { CHECK(one<std::int32_t>(s.executor, kLogged, of(1)) == 1); }, 1},
    {"writing many", [](Subject& s) { check_series(many<std::int32_t>(s.executor, kLogged, of(3)), 3); }, 3},
    {"writing stream", [](Subject& s) { check_stream(s.executor, kLogged, 3); }, 3},
    {"writing batchone",
     [](Subject& s) {
       const auto results = batch_one<std::int32_t>(s.executor, kLogged, twice());
       for (const auto& result : results) CHECK(result.value() == 1);
     },
     2},
    {"writing batchmany each",
     [](Subject& s) {
       const auto results = batch_many<std::int32_t>(s.executor, kLoggedEach, twice());
       for (const auto& result : results) check_series(result.value(), 1);
     },
     2},
    {"script", [](Subject& s) { s.execute("INSERT INTO log VALUES (1); SELECT 1; SELECT 2"); }, 1},
    {"refused by the server",
     [](Subject& s) { CHECK_THROWS_AS((void)one<std::int32_t>(s.executor, kRefused, of(1)), DataException); }, 0, true},
    {"refused in a stream",
     [](Subject& s) { CHECK_THROWS_AS((void)stream<std::int32_t>(s.executor, kRefused, of(1)), DataException); }, 0,
     true},
    {"refused in a batch",
     [](Subject& s) {
       const auto results = batch_one<std::int32_t>(s.executor, kRefused, twice());
       CHECK_THROWS_AS((void)results[0].value(), DataException);
       CHECK_THROWS_AS((void)results[1].value(), ServerError);
     },
     0, true},
    {"refused in a batch each",
     [](Subject& s) {
       const auto results = batch_one<std::int32_t>(s.executor, kRefusedEach, twice());
       for (const auto& result : results) CHECK_THROWS_AS((void)result.value(), DataException);
     },
     0, true},
    {"refused by the program",
     [](Subject& s) { CHECK_THROWS_AS((void)one<std::int32_t>(s.executor, kNull, of(1)), UnexpectedNull); }, 0, true},
    {"refused by the program in a batch",
     [](Subject& s) {
       const auto results = batch_one<std::int32_t>(s.executor, kNull, twice());
       CHECK_THROWS_AS((void)results[0].value(), UnexpectedNull);
       CHECK_THROWS_AS((void)results[1].value(), TransactionAborted);
     },
     0, true},
    {"refused by the program in a batch each",
     [](Subject& s) {
       const auto results = batch_one<std::int32_t>(s.executor, kNullEach, twice());
       for (const auto& result : results) CHECK_THROWS_AS((void)result.value(), UnexpectedNull);
     },
     0, true},
};

}  // namespace

TEST_CASE("every command after every other one on one connection, in both statement modes") {
  const live::PatientCancellations patient;
  for (const auto mode : {StatementMode::prepared, StatementMode::unprepared}) {
    CAPTURE(static_cast<int>(mode));
    live::Database live{{.max_connections = 1, .statements = mode}};
    live.pool.execute("CREATE TABLE log (n int)");
    Connection connection = live.pool.acquire();
    Subject autocommit{connection, [&](std::string_view sql) { connection.execute(sql); }};
    for (const Command& first : kCommands) {
      for (const Command& second : kCommands) {
        CAPTURE(std::string{first.name});
        CAPTURE(std::string{second.name});
        first.run(autocommit);
        second.run(autocommit);
        if (first.fails || second.fails) continue;
        Transaction transaction = connection.begin();
        Subject inside{transaction, [&](std::string_view sql) { transaction.execute(sql); }};
        first.run(inside);
        second.run(inside);
        transaction.commit();
      }
    }
    int expected = 0;
    for (const Command& first : kCommands) {
      for (const Command& second : kCommands) {
        expected += (first.rows + second.rows) * (first.fails || second.fails ? 1 : 2);
      }
    }
    CHECK(live::integer(connection, "SELECT count(*) FROM log") == expected);
    CHECK(live.pool.stats().new_connections_count == 1);
  }
}
