#include <atomic>
#include <thread>

#include "live_database.hpp"

using namespace pgscribe;
using namespace std::chrono_literals;
using live::add_movie;

TEST_CASE("a transaction commits when its function returns") {
  live::Database live;
  const auto count = live.pool.transaction([](Transaction& transaction) {
    db::Querier querier{transaction};
    add_movie(querier, 1);
    return querier.count_movies();
  });
  CHECK(count == 1);
  CHECK(live.querier.count_movies() == 1);
}

TEST_CASE("a transaction rolls back when its function throws") {
  live::Database live;
  const auto run = [&] {
    live.pool.transaction([](Transaction& transaction) {
      db::Querier querier{transaction};
      add_movie(querier, 1);
      throw std::runtime_error("no");
    });
  };
  CHECK_THROWS_WITH_AS(run(), "no", std::runtime_error);
  CHECK(live.querier.count_movies() == 0);
}

TEST_CASE("COMMIT of a failed transaction does not pass for success") {
  live::Database live;
  const auto run = [&] {
    live.pool.transaction([](Transaction& transaction) {
      db::Querier querier{transaction};
      add_movie(querier, 1);
      CHECK_THROWS_AS(add_movie(querier, 1), UniqueViolation);  // swallowed
    });
  };
  CHECK_THROWS_AS(run(), TransactionAborted);
  CHECK(live.querier.count_movies() == 0);
}

TEST_CASE("savepoints by nesting") {
  live::Database live;
  live.pool.transaction([](Transaction& transaction) {
    db::Querier querier{transaction};
    add_movie(querier, 1);
    const auto fail = [&] {
      transaction.transaction([](Transaction& nested) {
        db::Querier inner{nested};
        add_movie(inner, 2);
        nested.transaction([](Transaction& innermost) {
          db::Querier deepest{innermost};
          add_movie(deepest, 3);
        });
        CHECK(inner.count_movies() == 3);
        add_movie(inner, 1);
      });
    };
    CHECK_THROWS_AS(fail(), UniqueViolation);
    CHECK(querier.count_movies() == 1);
    const int answer = transaction.transaction([](Transaction& nested) {
      db::Querier inner{nested};
      add_movie(inner, 4);
      return 42;
    });
    CHECK(answer == 42);
  });
  CHECK(live.querier.count_movies() == 2);
}

TEST_CASE("a savepoint whose error was swallowed is rolled back and says so") {
  live::Database live;
  live.pool.transaction([](Transaction& transaction) {
    db::Querier querier{transaction};
    const auto run = [&] {
      transaction.transaction([](Transaction& nested) {
        db::Querier inner{nested};
        add_movie(inner, 1);
        CHECK_THROWS_AS(add_movie(inner, 1), UniqueViolation);
      });
    };
    CHECK_THROWS_AS(run(), TransactionAborted);
    add_movie(querier, 2);
  });
  CHECK(live.querier.count_movies() == 1);
}

TEST_CASE("options of a transaction") {
  live::Database live;
  const auto level = [&](const TransactionOptions& options) {
    return live.pool.transaction(options, [](Transaction& transaction) {
      return live::text(transaction,
                        "SELECT current_setting('transaction_isolation') || ' ' || "
                        "current_setting('transaction_read_only') || ' ' || "
                        "current_setting('transaction_deferrable')");
    });
  };
  CHECK(level({}) == "read committed off off");
  CHECK(level({.isolation = Isolation::repeatable_read}) == "repeatable read off off");
  CHECK(level({.isolation = Isolation::serializable, .read_only = true, .deferrable = true}) == "serializable on on");
  const auto write = [&] {
    live.pool.transaction({.read_only = true}, [](Transaction& transaction) {
      db::Querier querier{transaction};
      add_movie(querier, 1);
    });
  };
  CHECK_THROWS_AS(write(), ServerError);
}

TEST_CASE("begin, commit, rollback by hand") {
  live::Database live;
  {
    Transaction transaction = live.pool.begin();
    db::Querier querier{transaction};
    add_movie(querier, 1);
    CHECK(transaction.active());
    transaction.commit();
    CHECK_FALSE(transaction.active());
    CHECK_THROWS_AS((void)querier.count_movies(), UsageError);
    CHECK_THROWS_AS(transaction.commit(), UsageError);
  }
  {
    Transaction transaction = live.pool.begin();
    db::Querier querier{transaction};
    add_movie(querier, 2);
  }
  CHECK(live.querier.count_movies() == 1);
  auto connection = live.pool.acquire();
  Transaction transaction = connection.begin();
  CHECK_THROWS_AS((void)connection.begin(), UsageError);
  transaction.rollback();
  connection.begin().rollback();
}

TEST_CASE("serialization failures are retried as the policy says") {
  live::Database live;
  live.pool.execute("CREATE TABLE counter (n int); INSERT INTO counter VALUES (0)");
  const auto increment = [&](int max_attempts, int& attempts) {
    live.pool.transaction(
        {.isolation = Isolation::serializable, .retry = {.max_attempts = max_attempts, .initial_backoff = 1ms}},
        [&](Transaction& transaction) {
          const auto n = live::integer(transaction, "SELECT n FROM counter");
          // Somebody else gets in between the first time.
          if (attempts++ == 0) live.pool.acquire().execute("UPDATE counter SET n = n + 10");
          transaction.execute("UPDATE counter SET n = " + std::to_string(n + 1));
        });
  };
  int attempts = 0;
  CHECK_THROWS_AS(increment(1, attempts), SerializationFailure);
  CHECK(attempts == 1);
  attempts = 0;
  increment(3, attempts);
  CHECK(attempts == 2);
  CHECK(live::integer(live.pool, "SELECT n FROM counter") == 21);
}

TEST_CASE("deadlocks are reported as what they are") {
  live::Database live;
  add_movie(live.querier, 1);
  add_movie(live.querier, 2);
  std::atomic<int> ready{0};
  std::atomic<int> deadlocks{0};
  const auto lock_both = [&](int first, int second) {
    try {
      live.pool.transaction([&](Transaction& transaction) {
        transaction.execute("SET LOCAL deadlock_timeout = '100ms'");
        transaction.execute("SELECT 1 FROM movies WHERE year = " + std::to_string(1950 + first) + " FOR UPDATE");
        ++ready;
        while (ready < 2) std::this_thread::sleep_for(1ms);
        transaction.execute("SELECT 1 FROM movies WHERE year = " + std::to_string(1950 + second) + " FOR UPDATE");
      });
    } catch (const DeadlockDetected& error) {
      CHECK(error.sqlstate() == "40P01");
      ++deadlocks;
    }
  };
  std::thread other{[&] { lock_both(1, 2); }};
  lock_both(2, 1);
  other.join();
  CHECK(deadlocks == 1);
}

TEST_CASE("a deferred constraint fails at COMMIT, by name") {
  live::Database live;
  live.pool.execute(
      "CREATE TABLE parent (id int PRIMARY KEY);"
      "CREATE TABLE child (id int CONSTRAINT child_parent REFERENCES parent DEFERRABLE INITIALLY DEFERRED)");
  const auto run = [&] {
    live.pool.transaction([](Transaction& transaction) { transaction.execute("INSERT INTO child VALUES (7)"); });
  };
  try {
    run();
    FAIL("committed");
  } catch (const ForeignKeyViolation& error) {
    CHECK(error.constraint() == "child_parent");
  }
  CHECK(live::integer(live.pool, "SELECT count(*) FROM child") == 0);
}

TEST_CASE("a transaction whose connection is lost is undone, and run again when the policy says so") {
  live::Database live;
  const auto run = [&](const RetryPolicy& retry) {
    int attempts = 0;
    live.pool.transaction({.retry = retry}, [&](Transaction& transaction) {
      db::Querier querier{transaction};
      add_movie(querier, 1);
      if (++attempts > 1) return;
      Pool other{live.database.conninfo()};
      other.execute("SELECT pg_terminate_backend(" +
                    std::to_string(live::integer(transaction, "SELECT pg_backend_pid()")) + ", 5000)");
      (void)querier.count_movies();
    });
    return attempts;
  };
  CHECK_THROWS_AS(run({.max_attempts = 3}), ConnectionError);
  CHECK(live.querier.count_movies() == 0);
  CHECK(run({.max_attempts = 3, .initial_backoff = 1ms, .after_connection_loss = true}) == 2);
  CHECK(live.querier.count_movies() == 1);
}

TEST_CASE("other errors are not retried, and the bound holds") {
  live::Database live;
  int attempts = 0;
  const auto run = [&](const char* sqlstate) {
    attempts = 0;
    live.pool.transaction(
        {.retry = {.max_attempts = 4, .initial_backoff = 1ms, .max_backoff = 2ms}}, [&](Transaction& transaction) {
          ++attempts;
          transaction.execute("DO $$ BEGIN RAISE EXCEPTION SQLSTATE '" + std::string{sqlstate} + "'; END $$");
        });
  };
  CHECK_THROWS_AS(run("40001"), SerializationFailure);
  CHECK(attempts == 4);
  CHECK_THROWS_AS(run("40P01"), DeadlockDetected);
  CHECK(attempts == 4);
  CHECK_THROWS_AS(run("40002"), ServerError);
  CHECK(attempts == 1);
}

TEST_CASE("a transaction that a statement ended is never said to be committed") {
  live::Database live;
  live.pool.execute("CREATE TABLE notes (n int)");
  const auto run = [&](const std::string& script, bool swallow) {
    live.pool.transaction([&](Transaction& transaction) {
      transaction.execute("INSERT INTO notes VALUES (1)");
      try {
        transaction.execute(script);
      } catch (const UsageError&) {
        if (!swallow) throw;
      }
    });
  };
  for (const char* script :
       {"ROLLBACK", "COMMIT", "ABORT", "END; SELECT 1", "ROLLBACK; BEGIN", "COMMIT; START TRANSACTION",
        "ROLLBACK AND CHAIN", "commit and chain", "SELECT 1; ROLLBACK; INSERT INTO notes VALUES (2); BEGIN"}) {
    CAPTURE(std::string{script});
    CHECK_THROWS_AS(run(script, false), UsageError);
    CHECK_THROWS_AS(run(script, true), UsageError);
  }
  // What does not end it.
  live.pool.execute("TRUNCATE notes");
  run("SAVEPOINT s; INSERT INTO notes VALUES (3); ROLLBACK TO s; RELEASE s; SELECT 'COMMIT'", false);
  CHECK(live::integer(live.pool, "(SELECT sum(n) FROM notes)") == 1);
}

TEST_CASE("nor one that a query ended, by itself or in a batch") {
  live::Database live;
  live.pool.execute("CREATE TABLE notes (n int)");
  enum class By { query, swallowed_query, batch };
  const auto run = [&](const std::string& sql, By by) {
    live.pool.transaction([&](Transaction& transaction) {
      transaction.execute("INSERT INTO notes VALUES (1)");
      const Statement& statement = live::statement(sql);
      try {
        if (by == By::batch)
          batch_exec(transaction, statement, {.base = nullptr, .size = 1, .stride = 0}).throw_if_failed();
        else
          exec(transaction, statement, {});
      } catch (const UsageError&) {
        if (by == By::query) throw;
      }
      transaction.execute("BEGIN");
      transaction.execute("INSERT INTO notes VALUES (2)");
    });
  };
  for (const char* sql : {"ROLLBACK", "ABORT", "COMMIT", "END", "ROLLBACK AND CHAIN", "rollback work and Chain",
                          "COMMIT AND CHAIN", "END TRANSACTION AND CHAIN"}) {
    CAPTURE(std::string{sql});
    for (const By by : {By::query, By::swallowed_query, By::batch}) CHECK_THROWS_AS(run(sql, by), UsageError);
  }
  CHECK(live::integer(live.pool, "(SELECT count(*) FROM notes WHERE n = 2)") == 0);
  // What does not end it, under the same names.
  live.pool.execute("TRUNCATE notes; CREATE TABLE chain (n int)");
  live.pool.transaction([](Transaction& transaction) {
    exec(transaction, live::statement("SAVEPOINT s"), {});
    exec(transaction, live::statement("INSERT INTO notes VALUES (3)"), {});
    exec(transaction, live::statement("ROLLBACK TO s"), {});
    exec(transaction, live::statement("INSERT INTO chain VALUES (1)"), {});
    exec(transaction, live::statement("INSERT INTO notes VALUES (4)"), {});
  });
  CHECK(live::integer(live.pool, "(SELECT sum(n) FROM notes)") == 4);
}

TEST_CASE("a script of the connection that ended the transaction is noticed at its end") {
  live::Database live;
  auto connection = live.pool.acquire();
  Transaction transaction = connection.begin();
  db::Querier querier{transaction};
  add_movie(querier, 1);
  CHECK_THROWS_AS(connection.execute("ROLLBACK; BEGIN"), UsageError);
  CHECK_THROWS_AS(transaction.commit(), UsageError);
  CHECK_FALSE(transaction.active());
  CHECK(live.querier.count_movies() == 0);
  // The connection's own transactions are its user's.
  connection.execute("BEGIN");
  connection.execute("COMMIT");
}

TEST_CASE("a script on the pool that leaves its transaction open says that nothing stays") {
  live::Database live{{.max_connections = 1}};
  CHECK_THROWS_AS(live.pool.execute("CREATE TABLE kept (); BEGIN; CREATE TABLE lost ()"), UsageError);
  CHECK(live::integer(live.pool, "(SELECT count(*) FROM pg_class WHERE relname = 'lost')") == 0);
  live.pool.execute("BEGIN; CREATE TABLE kept_too (); COMMIT");
}

TEST_CASE("what would run beside this thread's transaction is refused") {
  live::Database live{{.max_connections = 2, .check_transaction_bypass = true}};
  const auto refuses = [&](auto&& inside) {
    CHECK_THROWS_AS(live.pool.transaction([&](Transaction&) { inside(); }), UsageError);
    live.pool.acquire().transaction([&](Transaction&) { CHECK_THROWS_AS(inside(), UsageError); });
  };
  refuses([&] { (void)live.querier.count_movies(); });
  refuses([&] { live.pool.execute("SELECT 1"); });
  refuses([&] { live.pool.transaction([](Transaction&) {}); });
  refuses([&] { (void)live.pool.begin(); });
  refuses([&] { (void)live.querier.stream_movies(0); });
  // What says that it is apart, what is in the transaction, other pools and other threads.
  Pool other{live.database.conninfo()};
  live.pool.transaction([&](Transaction& transaction) {
    live.pool.acquire().execute("SELECT 1");
    CHECK(db::Querier{transaction}.count_movies() == 0);
    CHECK(db::Querier{other}.count_movies() == 0);
    std::thread{[&] { CHECK(live.querier.count_movies() == 0); }}.join();
  });
  CHECK(live.querier.count_movies() == 0);
  live::Database unchecked{{.max_connections = 2, .check_transaction_bypass = false}};
  unchecked.pool.transaction([&](Transaction&) { CHECK(unchecked.querier.count_movies() == 0); });
}
