#include "live_database.hpp"

// What an element of a batch that fails means for the others, in autocommit.

using namespace pgscribe;

namespace {

constexpr Column kNumber[] = {column<std::int32_t>("n", 0, codec::int4)};
constexpr Parameter kOf[] = {parameter<std::int32_t>("n", 0, codec::int4)};
constexpr Parameter kWord[] = {parameter<std::string>("word", 0, codec::text)};

constexpr Statement each(Statement statement) {
  statement.batch_each = true;
  return statement;
}

constexpr Statement kLog{.name = "Log", .sql = "INSERT INTO log (n) VALUES ($1)", .parameters = kOf};
constexpr Statement kLogEach = each(kLog);
constexpr Statement kTell{.name = "Tell",
                          .sql = "INSERT INTO log (n) VALUES ($1) RETURNING NULLIF(n, -2)",
                          .columns = kNumber,
                          .parameters = kOf,
                          .writes = true};
constexpr Statement kTellEach = each(kTell);
constexpr Statement kLateReference{.name = "LateReference",
                                   .sql = "INSERT INTO log (n, parent) VALUES ($1, CASE $1 WHEN -1 THEN 9 END)",
                                   .parameters = kOf};
constexpr Statement kWords{.name = "Words", .sql = "INSERT INTO log (t) VALUES ($1)", .parameters = kWord};
constexpr Statement kDivide{
    .name = "Divide", .sql = "SELECT NULLIF(10 / ($1 + 1), 10 / 3)", .columns = kNumber, .parameters = kOf};

// More than are under way at a time, which are 1,024.
constexpr std::size_t kSize = 1'100;
constexpr std::int32_t kStreamed = 7;
constexpr std::size_t kPlaces[] = {0, 1, 1'023, 1'024, 1'099};

std::vector<std::int32_t> numbers_with(std::int32_t odd, std::size_t place) {
  std::vector<std::int32_t> numbers(kSize);
  for (std::size_t i = 0; i < kSize; ++i) numbers[i] = static_cast<std::int32_t>(i) + 10;
  numbers[place] = odd;
  return numbers;
}

BatchArguments of(const std::vector<std::int32_t>& numbers) { return batch(std::span<const std::int32_t>{numbers}); }

void make_log(Pool& pool) {
  pool.execute(
      "CREATE TABLE log (n int CONSTRAINT positive CHECK (n <> -1), t text,"
      " parent int REFERENCES reviews DEFERRABLE INITIALLY DEFERRED)");
}

std::int64_t logged(Executor& executor) { return live::integer(executor, "SELECT count(*) FROM log"); }

/// Every element fails: `place` by itself, with an `Expected`, the others with it.
template <typename Expected, typename T>
void check_all_undone(const BatchResults<T>& results, std::size_t place) {
  CHECK_FALSE(results.ok());
  for (std::size_t i = 0; i < results.size(); ++i) {
    CAPTURE(i);
    REQUIRE(results[i].error() != nullptr);
    CHECK(results[i].error()->query() != "");
    if (i == place) {
      CHECK_THROWS_AS(results[i].error()->raise(), Expected);
    } else {
      CHECK_THROWS_AS(results[i].error()->raise(), TransactionAborted);
      CHECK(results[i].error()->sqlstate() == "40000");
      CHECK(results[i].error()->message() ==
            "does not stand, because element " + std::to_string(place) + " of the batch failed");
    }
  }
  CHECK(results.first_error() == results[place].error());
  CHECK_THROWS_AS(results.throw_if_failed(), Expected);
}

}  // namespace

TEST_CASE("a batch that writes is one transaction, or none of it stands") {
  for (const auto mode : {StatementMode::prepared, StatementMode::unprepared}) {
    live::Database live{{.max_connections = 1, .statements = mode}};
    make_log(live.pool);
    CHECK(batch_exec(live.pool, kLog, of(numbers_with(1, 0))).ok());
    CHECK(live::integer(live.pool, "SELECT count(DISTINCT xmin::text) FROM log") == 1);
    const auto told = batch_one<std::int32_t>(live.pool, kTell, of(numbers_with(1, kSize - 1)));
    CHECK(told[0].value() == 10);
    CHECK(told[kSize - 1].value() == 1);
    CHECK(live::integer(live.pool, "SELECT count(DISTINCT xmin::text) FROM log") == 2);
    live.pool.execute("TRUNCATE log");
    for (const std::size_t place : kPlaces) {
      CAPTURE(place);
      check_all_undone<CheckViolation>(batch_exec(live.pool, kLog, of(numbers_with(-1, place))), place);
      check_all_undone<CheckViolation>(batch_one<std::int32_t>(live.pool, kTell, of(numbers_with(-1, place))), place);
      check_all_undone<UnexpectedNull>(batch_one<std::int32_t>(live.pool, kTell, of(numbers_with(-2, place))), place);
      check_all_undone<UnexpectedNull>(batch_many<std::int32_t>(live.pool, kTell, of(numbers_with(-2, place))), place);
      std::vector<std::string> words(kSize, "word");
      words[place] = std::string{"\0", 1};
      check_all_undone<ConversionError>(batch_exec(live.pool, kWords, batch(std::span<const std::string>{words})),
                                        place);
      CHECK(logged(live.pool) == 0);
    }
    CHECK(live.pool.stats().new_connections_count == 1);
  }
}

TEST_CASE("a commit that fails is the error of all elements of the batch") {
  live::Database live{{.max_connections = 1}};
  make_log(live.pool);
  live.pool.execute("ALTER TABLE log DROP CONSTRAINT positive");
  const auto results = batch_exec(live.pool, kLateReference, of(numbers_with(-1, 200)));
  for (const auto& result : results) CHECK_THROWS_AS((void)result.value(), ForeignKeyViolation);
  CHECK_THROWS_AS(results.throw_if_failed(), ForeignKeyViolation);
  CHECK(logged(live.pool) == 0);
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("with @batch each an element that fails leaves the others in place") {
  for (const auto mode : {StatementMode::prepared, StatementMode::unprepared}) {
    live::Database live{{.max_connections = 1, .statements = mode}};
    make_log(live.pool);
    for (const std::size_t place : kPlaces) {
      CAPTURE(place);
      live.pool.execute("TRUNCATE log");
      const auto refused = batch_exec(live.pool, kLogEach, of(numbers_with(-1, place)));
      const auto unusable = batch_one<std::int32_t>(live.pool, kTellEach, of(numbers_with(-2, place)));
      for (std::size_t i = 0; i < kSize; ++i)
        CHECK((refused[i].ok() == (i != place) && unusable[i].ok() == (i != place)));
      CHECK_THROWS_AS(refused.throw_if_failed(), CheckViolation);
      CHECK_THROWS_AS(unusable.throw_if_failed(), UnexpectedNull);
      CHECK(logged(live.pool) == 2 * (kSize - 1));
      CHECK(live::integer(live.pool, "SELECT count(DISTINCT xmin::text) FROM log") == 2 * (kSize - 1));
    }
    CHECK(live.pool.stats().new_connections_count == 1);
  }
}

TEST_CASE("in a transaction a batch is a part of it, whatever it is outside") {
  for (const auto mode : {StatementMode::prepared, StatementMode::unprepared}) {
    live::Database live{{.max_connections = 1, .statements = mode}};
    make_log(live.pool);
    for (const Statement* statement : {&kTell, &kTellEach}) {
      live.pool.execute("TRUNCATE log");
      live.pool.transaction([&](Transaction& transaction) {
        batch_one<std::int32_t>(transaction, *statement, of(numbers_with(1, 0))).throw_if_failed();
        batch_exec(transaction, kLog, of(numbers_with(1, 0))).throw_if_failed();
      });
      CHECK(live::integer(live.pool, "SELECT count(DISTINCT xmin::text) FROM log") == 1);
      CHECK(logged(live.pool) == 2 * kSize);
      for (const std::size_t place : kPlaces) {
        CAPTURE(place);
        Connection connection = live.pool.acquire();
        Transaction transaction = connection.begin();
        const auto results = batch_one<std::int32_t>(transaction, *statement, of(numbers_with(-1, place)));
        for (std::size_t i = 0; i < place; ++i) CHECK(results[i].ok());
        CHECK_THROWS_AS((void)results[place].value(), CheckViolation);
        for (std::size_t i = place + 1; i < kSize; ++i) CHECK(results[i].error()->sqlstate() == "25P02");
        CHECK_THROWS_AS(transaction.commit(), TransactionAborted);
        CHECK(logged(connection) == 2 * kSize);
      }
    }
    CHECK(live.pool.stats().new_connections_count == 1);
  }
}

TEST_CASE("a batch behind a stream on the same connection") {
  live::Database live{{.max_connections = 1}};
  make_log(live.pool);
  Connection connection = live.pool.acquire();
  for (const Statement* statement : {&kTell, &kTellEach}) {
    for (const std::int32_t refused : {-1, -2}) {
      for (auto& row : stream<std::int32_t>(connection, kTell, {.base = &kStreamed})) CHECK(row == kStreamed);
      const auto results = batch_one<std::int32_t>(connection, *statement, of({1, 2, refused, 4}));
      CHECK_FALSE(results[2].ok());
      for (const std::size_t other : {0U, 1U, 3U}) CHECK(results[other].ok() == statement->batch_each);
    }
  }
  CHECK(logged(connection) == 4 + 2 * 3);
}

TEST_CASE("what a batch has read stays, and behind an error of the server nothing is run") {
  live::Database live{{.max_connections = 1}};
  for (const std::size_t place : kPlaces) {
    CAPTURE(place);
    const auto refused = batch_one<std::int32_t>(live.pool, kDivide, of(numbers_with(-1, place)));
    for (std::size_t i = 0; i < place; ++i) CHECK(refused[i].value() == 10 / (static_cast<std::int32_t>(i) + 11));
    CHECK_THROWS_AS((void)refused[place].value(), DataException);
    for (std::size_t i = place + 1; i < kSize; ++i) CHECK(refused[i].error()->sqlstate() == "25P02");
    CHECK_THROWS_AS(refused.throw_if_failed(), DataException);
    const auto unusable = batch_one<std::int32_t>(live.pool, kDivide, of(numbers_with(2, place)));
    for (std::size_t i = 0; i < kSize; ++i) CHECK(unusable[i].ok() == (i != place));
    CHECK_THROWS_AS((void)unusable[place].value(), UnexpectedNull);
  }
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("a batch whose statement turns out to be stale in its middle is run again from its beginning, once") {
  live::Database live{{.max_connections = 1}};
  make_log(live.pool);
  live.pool.execute(
      "CREATE SEQUENCE forgotten;"
      "CREATE FUNCTION forget(int) RETURNS int LANGUAGE plpgsql AS "
      "'BEGIN IF $1 = -3 AND nextval(''forgotten'') < 2 THEN DEALLOCATE ALL; END IF; RETURN $1; END'");
  static constexpr Statement kForget{.name = "Forget",
                                     .sql = "INSERT INTO log (n) SELECT forget($1) RETURNING n",
                                     .columns = kNumber,
                                     .parameters = kOf,
                                     .writes = true};
  for (const std::size_t place : {std::size_t{3}, std::size_t{200}}) {
    live.pool.execute("TRUNCATE log; ALTER SEQUENCE forgotten RESTART");
    CHECK(batch_many<std::int32_t>(live.pool, kForget, of({1, 2})).ok());
    const auto numbers = numbers_with(-3, place);
    const auto results = batch_many<std::int32_t>(live.pool, kForget, of(numbers));
    for (std::size_t i = 0; i < kSize; ++i) CHECK(results[i].value() == std::vector{numbers[i]});
    CHECK(logged(live.pool) == kSize + 2);
  }
  live.pool.execute("TRUNCATE log; ALTER SEQUENCE forgotten MINVALUE -9 RESTART -9");
  check_all_undone<ServerError>(batch_many<std::int32_t>(live.pool, kForget, of(numbers_with(-3, 3))), 4);
  CHECK(logged(live.pool) == 0);
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("a connection that is lost in the middle of a batch takes all of it along") {
  live::Database live{{.max_connections = 1}};
  make_log(live.pool);
  static constexpr Statement kKill{
      .name = "Kill",
      .sql =
          "INSERT INTO log (n) SELECT CASE WHEN $1 = -1 THEN pg_terminate_backend(pg_backend_pid())::int ELSE $1 END",
      .parameters = kOf};
  for (const std::size_t place : kPlaces) {
    const auto results = batch_exec(live.pool, kKill, of(numbers_with(-1, place)));
    for (const auto& result : results) CHECK_THROWS_AS((void)result.value(), ConnectionError);
    CHECK(logged(live.pool) == 0);
  }
}
