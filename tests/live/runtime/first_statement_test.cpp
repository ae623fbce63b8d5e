#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "live_database.hpp"
#include "pgscribe/row_source.hpp"

// BEGIN, which goes to the server with the first statement of a transaction, whatever that is.

using namespace pgscribe;

namespace {

constexpr Column kNumber[] = {column<std::int32_t>("n", 0, codec::int4)};
constexpr Parameter kOf[] = {parameter<std::int32_t>("n", 0, codec::int4)};
constexpr Statement kRead{.name = "Read", .sql = "SELECT $1 AS n", .columns = kNumber, .parameters = kOf};
constexpr Statement kKeep{.name = "Keep", .sql = "INSERT INTO kept VALUES ($1)", .parameters = kOf};
constexpr Statement kDivide{.name = "Divide", .sql = "INSERT INTO kept VALUES (1 / ($1 - 7))", .parameters = kOf};
constexpr Statement kMalformed{.name = "Malformed", .sql = "INSERT INTO kep VALUES ($1)", .parameters = kOf};
constexpr Statement kReturn{.name = "Return",
                            .sql = "INSERT INTO kept VALUES ($1) RETURNING n",
                            .columns = kNumber,
                            .parameters = kOf,
                            .writes = true};
constexpr CopyStatement kCopy{.name = "Copy", .table = "kept", .parameters = kOf};

const std::vector<std::int32_t> kSevens{7, 7};

Arguments seven() { return {kSevens.data(), nullptr, {}}; }
BatchArguments sevens() { return batch(std::span<const std::int32_t>{kSevens}); }

struct First {
  const char* name;
  void (*run)(Transaction& transaction);
  int rows;  // that it keeps
};

constexpr First kFirst[] = {
    {"a query", [](Transaction& t) { CHECK(one<std::int32_t>(t, kRead, seven()) == 7); }, 0},
    {"a command", [](Transaction& t) { exec(t, kKeep, seven()); }, 1},
    {"a command with a row", [](Transaction& t) { CHECK(one<std::int32_t>(t, kReturn, seven()) == 7); }, 1},
    {"a stream",
     [](Transaction& t) {
       for (const std::int32_t n : stream<std::int32_t>(t, kReturn, seven())) CHECK(n == 7);
     },
     1},
    {"a batch", [](Transaction& t) { batch_exec(t, kKeep, sevens()).throw_if_failed(); }, 2},
    {"a batch with rows", [](Transaction& t) { batch_one<std::int32_t>(t, kReturn, sevens()).throw_if_failed(); }, 2},
    {"rows of COPY",
     [](Transaction& t) {
       CHECK(with_row_source<std::int32_t>(kSevens, [&](RowSource rows) { return copy_from(t, kCopy, rows); }) == 2);
     },
     2},
    {"a script", [](Transaction& t) { t.execute("INSERT INTO kept VALUES (7); SELECT 1"); }, 1},
    {"a savepoint", [](Transaction& t) { t.transaction([](Transaction& nested) { exec(nested, kKeep, seven()); }); },
     1},
};

constexpr const char* kKept = "SELECT count(*) FROM kept";

void make_table(Pool& pool) { pool.execute("CREATE TABLE kept (n int)"); }

}  // namespace

TEST_CASE("whatever comes first is in the transaction, and is undone with it") {
  for (const auto mode : {StatementMode::prepared, StatementMode::unprepared}) {
    live::Database live{{.max_connections = 1, .statements = mode}};
    make_table(live.pool);
    std::int64_t kept = 0;
    for (const First& first : kFirst) {
      CAPTURE(std::string{first.name});
      for (int use = 0; use < 2; ++use) {
        live.pool.transaction([&](Transaction& transaction) {
          first.run(transaction);
          CHECK(live::text(transaction, "SELECT (now() <> statement_timestamp())::text") == "true");
        });
        CHECK(live::integer(live.pool, kKept) == (kept += first.rows));
        Connection connection = live.pool.acquire();
        Transaction transaction = connection.begin();
        first.run(transaction);
        transaction.rollback();
        CHECK(live::integer(connection, kKept) == kept);
      }
    }
    CHECK(live.pool.stats().new_connections_count == 1);
  }
}

TEST_CASE("a first statement that fails fails the transaction, under its own name") {
  for (const auto mode : {StatementMode::prepared, StatementMode::unprepared}) {
    live::Database live{{.max_connections = 1, .statements = mode}};
    make_table(live.pool);
    for (const Statement* statement : {&kDivide, &kMalformed}) {
      for (const bool in_batch : {false, true}) {
        Transaction transaction = live.pool.begin();
        try {
          if (in_batch)
            batch_exec(transaction, *statement, sevens()).throw_if_failed();
          else
            exec(transaction, *statement, seven());
          FAIL("it ran");
        } catch (const ServerError& error) {
          CHECK(error.query() == statement->name);
        }
        CHECK_THROWS_AS(transaction.commit(), TransactionAborted);
      }
    }
    CHECK(live.pool.stats().new_connections_count == 1);
  }
}

TEST_CASE("a connection that was lost before the first statement is replaced, with no statement run twice") {
  for (const First& first : kFirst) {
    CAPTURE(std::string{first.name});
    live::Database live{{.max_connections = 1, .check_transaction_bypass = true}};
    make_table(live.pool);
    Pool other{live.database.conninfo()};
    live.pool.transaction([&](Transaction& transaction) {
      other.execute(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
          "pg_backend_pid()");
      first.run(transaction);
    });
    CHECK(live::integer(live.pool, kKept) == first.rows);
    CHECK(live.pool.stats().new_connections_count == 2);
  }
}

TEST_CASE("a connection that is lost with the first statement takes the transaction along") {
  live::Database live{{.max_connections = 1}};
  make_table(live.pool);
  static constexpr Statement kKill{.name = "Kill",
                                   .sql = "INSERT INTO kept SELECT pg_terminate_backend(pg_backend_pid())::int + $1",
                                   .parameters = kOf};
  {
    Transaction transaction = live.pool.begin();
    CHECK_THROWS_AS(exec(transaction, kKill, seven()), ConnectionError);
    CHECK_THROWS_AS(exec(transaction, kKeep, seven()), ConnectionError);  // not in another transaction
    CHECK_THROWS_AS(transaction.commit(), ConnectionError);
  }
  CHECK(live::integer(live.pool, kKept) == 0);
}

TEST_CASE("a first statement that the connection is lost with is run again when the policy says so") {
  live::Database live{{.max_connections = 1}};
  live.pool.execute("CREATE SEQUENCE attempts");
  static constexpr Statement kTwice{
      .name = "Twice",
      .sql = "SELECT CASE WHEN nextval('attempts') = 1 THEN pg_terminate_backend(pg_backend_pid())::int ELSE 7 END",
      .columns = kNumber,
      .read_only = true};
  const auto run = [&](const RetryPolicy& retry) {
    live.pool.execute("ALTER SEQUENCE attempts RESTART");
    live.pool.transaction({.isolation = Isolation::repeatable_read, .retry = retry}, [&](Transaction& transaction) {
      const auto seven = one<std::int32_t>(transaction, kTwice, {});
      CHECK(seven == 7);
      CHECK(live::text(transaction, "SELECT current_setting('transaction_isolation')") == "repeatable read");
    });
  };
  try {
    run({});
    FAIL("the server ended the connection");
  } catch (const ConnectionError& error) {
    CHECK(error.sqlstate() == "57P01");
    CHECK(error.query() == "Twice");
  }
  run({.max_attempts = 2, .initial_backoff = std::chrono::milliseconds{1}, .after_connection_loss = true});
}
