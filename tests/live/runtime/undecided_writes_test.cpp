#include <functional>

#include "live_database.hpp"

// A statement that writes and whose result the program cannot use must leave nothing behind: whoever gets an exception
// will try again.

using namespace pgscribe;

namespace {

using Run = std::function<void(Executor&, const Statement&)>;

struct Command {
  const char* name;
  /// Throws what is wrong with the result.
  Run run;
};

const std::vector<std::int32_t> kOnce{1};
BatchArguments once() { return batch(std::span<const std::int32_t>{kOnce}); }

Arguments argument() { return {kOnce.data(), nullptr}; }

template <typename Results>
void throw_error(const Results& results) {
  (void)results[0].value();
}

const Command kAnyNumber[] = {
    {"many", [](Executor& e, const Statement& s) { (void)many<std::int32_t>(e, s, argument()); }},
    {"stream",
     [](Executor& e, const Statement& s) {
       for (const std::int32_t n : stream<std::int32_t>(e, s, argument())) (void)n;
     }},
    {"batchmany", [](Executor& e, const Statement& s) { throw_error(batch_many<std::int32_t>(e, s, once())); }},
};
const Command kAtMostOne[] = {
    {"one", [](Executor& e, const Statement& s) { (void)one<std::int32_t>(e, s, argument()); }},
    {"one or none", [](Executor& e, const Statement& s) { (void)one_or_none<std::int32_t>(e, s, argument()); }},
    {"batchone", [](Executor& e, const Statement& s) { throw_error(batch_one<std::int32_t>(e, s, once())); }},
    {"batchone or none",
     [](Executor& e, const Statement& s) { throw_error(batch_one_or_none<std::int32_t>(e, s, once())); }},
};

constexpr Column kNumber[] = {column<std::int32_t>("n", 0, codec::int4)};
constexpr Column kTwo[] = {column<std::int32_t>("n", 0, codec::int4), column<std::int32_t>("n", 0, codec::int4)};
constexpr Parameter kOf[] = {parameter<std::int32_t>("n", 0, codec::int4)};

constexpr Statement writing(const char* sql, std::span<const Column> columns = kNumber) {
  return {.name = "Write", .sql = sql, .columns = columns, .parameters = kOf, .writes = true};
}

struct Refusal {
  const char* why;
  Statement statement;
  bool about_rows = false;
};

constexpr Refusal kRefusals[] = {
    {"two rows", writing("INSERT INTO log SELECT generate_series($1, 2) RETURNING n"), true},
    {"NULL", writing("INSERT INTO log VALUES (NULLIF($1, 1)) RETURNING n")},
    {"a type of another form", writing("INSERT INTO log VALUES ($1) RETURNING n::int8")},
    {"another number of columns", writing("INSERT INTO log VALUES ($1) RETURNING n", kTwo)},
    {"a deferred constraint", writing("INSERT INTO log (n, parent) VALUES ($1, 9) RETURNING n")},
    {"in a WITH item", writing("WITH new AS (INSERT INTO log VALUES ($1) RETURNING n) SELECT NULLIF(n, 1) FROM new")},
    {"in a function", writing("SELECT NULLIF(add_to_log($1), 1)")},
};

constexpr const char* kSchema = R"(
    CREATE TABLE log (n int, parent int REFERENCES reviews DEFERRABLE INITIALLY DEFERRED);
    CREATE FUNCTION add_to_log(int) RETURNS int LANGUAGE sql AS 'INSERT INTO log VALUES ($1) RETURNING n';
)";

std::int64_t logged(Executor& executor) { return live::integer(executor, "SELECT count(*) FROM log"); }

void check_refusal(Executor& executor, const Refusal& refusal, const Command& command) {
  CAPTURE(std::string{refusal.why});
  CAPTURE(std::string{command.name});
  CHECK_THROWS_AS(command.run(executor, refusal.statement), Error);
  CHECK(logged(executor) == 0);
}

void check_refusals(Executor& executor) {
  for (const Refusal& refusal : kRefusals) {
    for (const Command& command : kAtMostOne) check_refusal(executor, refusal, command);
    if (refusal.about_rows) continue;
    for (const Command& command : kAnyNumber) check_refusal(executor, refusal, command);
  }
}

}  // namespace

TEST_CASE("what a statement wrote does not stand when its result cannot be used") {
  for (const auto mode : {StatementMode::prepared, StatementMode::unprepared}) {
    int notices = 0;
    live::Database live{
        {.max_connections = 1, .statements = mode, .on_notice = [&](const ErrorFields&) { ++notices; }}};
    live.pool.execute(kSchema);
    check_refusals(live.pool);
    {
      Connection connection = live.pool.acquire();
      check_refusals(connection);
    }
    CHECK(live.pool.stats().new_connections_count == 1);
    CHECK(notices == 0);
  }
}

TEST_CASE("no row of a writing :one although one was certain") {
  live::Database live;
  live.pool.execute(kSchema);
  live.pool.execute(
      "CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO log VALUES (7); RETURN NULL; END';"
      "CREATE TRIGGER skip BEFORE INSERT ON log FOR EACH ROW WHEN (new.n = 1) EXECUTE FUNCTION skip()");
  static constexpr Statement kAdd = writing("INSERT INTO log VALUES ($1) RETURNING n");
  CHECK_THROWS_AS(kAtMostOne[0].run(live.pool, kAdd), UnexpectedRows);
  CHECK(logged(live.pool) == 0);
  CHECK_FALSE(one_or_none<std::int32_t>(live.pool, kAdd, argument()));
  CHECK(logged(live.pool) == 1);
}

TEST_CASE("elements of a writing batch stand or fall by themselves where each is to be a transaction") {
  live::Database live{{.max_connections = 1}};
  live.pool.execute(kSchema);
  live.pool.execute("ALTER TABLE log ADD CHECK (n <> 4)");
  static constexpr Statement kAdd = [] {
    Statement each =
        writing("INSERT INTO log (n, parent) VALUES ($1, CASE $1 WHEN 6 THEN 9 END) RETURNING NULLIF(n, 2)");
    each.batch_each = true;
    return each;
  }();
  const std::vector<std::int32_t> numbers{1, 2, 3, 4, 5, 6, 7};
  const auto results = batch_one<std::int32_t>(live.pool, kAdd, batch(std::span<const std::int32_t>{numbers}));
  for (const std::size_t good : {0U, 2U, 4U, 6U}) CHECK(results[good].value() == numbers[good]);
  CHECK_THROWS_AS((void)results[1].value(), UnexpectedNull);
  CHECK_THROWS_AS((void)results[3].value(), CheckViolation);
  CHECK_THROWS_AS((void)results[5].value(), ForeignKeyViolation);
  CHECK(live::text(live.pool, "SELECT string_agg(n::text, ',' ORDER BY n) FROM log") == "1,3,5,7");
}

TEST_CASE("a stream that writes and is dropped early leaves nothing behind") {
  live::Database live{{.max_connections = 1}};
  live.pool.execute(kSchema);
  static constexpr Statement kAdd = writing("INSERT INTO log SELECT generate_series($1, 5) RETURNING n");
  {
    auto rows = stream<std::int32_t>(live.pool, kAdd, argument());
    CHECK(*rows.begin() == 1);
  }
  CHECK(logged(live.pool) == 0);
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("inside a transaction it is the transaction that decides") {
  live::Database live;
  live.pool.execute(kSchema);
  live.pool.transaction([](Transaction& transaction) {
    CHECK_THROWS_AS(kAtMostOne[0].run(transaction, kRefusals[0].statement), UnexpectedRows);
    CHECK(logged(transaction) == 2);
  });
  CHECK(logged(live.pool) == 2);
}

TEST_CASE("a connection that is lost before the commit was asked for takes the write with it") {
  live::Database live{{.max_connections = 1}};
  live.pool.execute(kSchema);
  static constexpr Statement kAdd =
      writing("INSERT INTO log VALUES ($1) RETURNING n + pg_terminate_backend(pg_backend_pid())::int");
  CHECK_THROWS_AS(kAtMostOne[0].run(live.pool, kAdd), ConnectionError);
  CHECK(logged(live.pool) == 0);
}
