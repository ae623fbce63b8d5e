#include <functional>

#include "live_database.hpp"

// Prepared statements outlive the types that they were prepared for.

using namespace pgscribe;

namespace {

struct Change {
  const char* what;
  const char* sql;
};

// `seen` keeps its values over every one of them.
constexpr Change kChanges[] = {
    {"an enum dropped and made again",
     "ALTER TABLE seen ALTER mood TYPE text; DROP TYPE mood CASCADE; CREATE TYPE mood AS ENUM ('ok', 'sad', 'new');"
     "ALTER TABLE seen ALTER mood TYPE mood USING mood::mood;"
     "CREATE FUNCTION feel(mood) RETURNS mood LANGUAGE sql AS 'SELECT $1'"},
    {"a label removed through another type",
     "CREATE TYPE other AS ENUM ('ok', 'sad'); ALTER TABLE seen ALTER mood TYPE other USING mood::text::other;"
     "DROP TYPE mood CASCADE; ALTER TYPE other RENAME TO mood;"
     "CREATE FUNCTION feel(mood) RETURNS mood LANGUAGE sql AS 'SELECT $1'"},
    {"a column of another type while the old one stays",
     "CREATE TYPE other AS ENUM ('ok', 'sad'); ALTER TABLE seen ALTER mood TYPE other USING mood::text::other;"
     "ALTER TYPE mood RENAME TO old_mood; ALTER TYPE other RENAME TO mood;"
     "CREATE FUNCTION feel(mood) RETURNS mood LANGUAGE sql AS 'SELECT $1'"},
    {"a domain dropped and made again",
     "ALTER TABLE seen ALTER age TYPE int; DROP DOMAIN age CASCADE; CREATE DOMAIN age AS int CHECK (value < 200);"
     "ALTER TABLE seen ALTER age TYPE age"},
    {"a function dropped and made again",
     "DROP FUNCTION feel(mood); CREATE FUNCTION feel(mood) RETURNS mood LANGUAGE sql AS 'SELECT $1'"},
    {"everything deallocated", "DEALLOCATE ALL"},
};

constexpr Column kText[] = {column<std::string>("mood", 0, codec::text)};
constexpr Parameter kMood[] = {parameter<std::string>("mood", 0, codec::text).inferred()};
constexpr Parameter kAge[] = {parameter<std::int32_t>("age", 0, codec::int4).inferred()};

constexpr Statement kFind{
    .name = "Find", .sql = "SELECT mood::text FROM seen WHERE mood = $1", .columns = kText, .parameters = kMood};
constexpr Statement kFeel{.name = "Feel", .sql = "SELECT feel($1)::text", .columns = kText, .parameters = kMood};
constexpr Statement kAdd{.name = "Add",
                         .sql = "INSERT INTO seen (mood) VALUES ($1) RETURNING mood::text",
                         .columns = kText,
                         .parameters = kMood,
                         .writes = true};
constexpr Statement kSet{.name = "Set", .sql = "UPDATE seen SET mood = $1", .parameters = kMood};
constexpr Statement kSetAge{.name = "SetAge", .sql = "UPDATE seen SET age = $1", .parameters = kAge};

const std::string kOk = "ok";
const std::int32_t kTen = 10;
Arguments mood() { return {&kOk, nullptr}; }
const std::vector<std::string> kMoods{"ok", "ok"};
BatchArguments moods() { return batch(std::span<const std::string>{kMoods}); }

// Outside of CHECK, which keeps exceptions for itself.
void check_ok(const std::string& mood) { CHECK(mood == "ok"); }

struct Command {
  const char* name;
  std::function<void(Executor&)> run;
};

const Command kCommands[] = {
    {"one", [](Executor& e) { check_ok(one<std::string>(e, kFind, mood())); }},
    {"one with a function", [](Executor& e) { check_ok(one<std::string>(e, kFeel, mood())); }},
    {"many", [](Executor& e) { check_ok(many<std::string>(e, kFind, mood()).at(0)); }},
    {"exec", [](Executor& e) { exec(e, kSet, mood()); }},
    {"exec with a domain",
     [](Executor& e) {
       exec(e, kSetAge, {&kTen, nullptr});
     }},
    {"stream",
     [](Executor& e) {
       int rows = 0;
       for (const std::string& row : stream<std::string>(e, kFind, mood())) rows += row == "ok" ? 1 : 0;
       CHECK(rows == 1);
     }},
    {"batchexec", [](Executor& e) { batch_exec(e, kSet, moods()).throw_if_failed(); }},
    {"batchone", [](Executor& e) { batch_one<std::string>(e, kFind, moods()).throw_if_failed(); }},
    {"writing one",
     [](Executor& e) {
       check_ok(one<std::string>(e, kAdd, mood()));
       static constexpr Statement kTidy{.name = "Tidy",
                                        .sql = "DELETE FROM seen WHERE ctid <> (SELECT min(ctid) FROM seen)"};
       CHECK(exec_rows(e, kTidy, {}) == 1);
     }},
};

void make_schema(Pool& pool) {
  pool.execute(
      "CREATE TYPE mood AS ENUM ('ok', 'gone', 'sad'); CREATE DOMAIN age AS int CHECK (value < 150);"
      "CREATE TABLE seen (mood mood, age age); INSERT INTO seen VALUES ('ok', 1);"
      "CREATE FUNCTION feel(mood) RETURNS mood LANGUAGE sql AS 'SELECT $1'");
}

}  // namespace

TEST_CASE("statements outlive what they were prepared for") {
  for (const Change& change : kChanges) {
    for (const Command& command : kCommands) {
      CAPTURE(std::string{change.what});
      CAPTURE(std::string{command.name});
      live::Database live{{.max_connections = 1}};
      make_schema(live.pool);
      command.run(live.pool);
      live.pool.execute(change.sql);
      CHECK_NOTHROW(command.run(live.pool));
      CHECK_NOTHROW(command.run(live.pool));
      CHECK(live.pool.stats().new_connections_count == 1);
    }
  }
}

TEST_CASE("inside a transaction a statement that outlived its types fails once, and works in the next transaction") {
  for (const Change& change : kChanges) {
    for (const Command& command : kCommands) {
      CAPTURE(std::string{change.what});
      CAPTURE(std::string{command.name});
      live::Database live{{.max_connections = 1}};
      make_schema(live.pool);
      command.run(live.pool);
      live.pool.execute(change.sql);
      const auto run = [&] { live.pool.transaction([&](Transaction& transaction) { command.run(transaction); }); };
      try {
        run();
      } catch (const ServerError&) {
        CHECK_NOTHROW(run());
      }
    }
  }
}

TEST_CASE("a statement that always fails is not repeated, and leaves nothing prepared behind") {
  live::Database live{{.max_connections = 1}};
  live.pool.execute("CREATE SEQUENCE attempts");
  static constexpr Statement kUnknown{.name = "Unknown",
                                      .sql = "SELECT nextval('attempts')::text || ('no_such' || $1)::regtype::text",
                                      .columns = kText,
                                      .parameters = kMood};
  for (int i = 0; i < 5; ++i) CHECK_THROWS_AS((void)one<std::string>(live.pool, kUnknown, mood()), ServerError);
  CHECK(live::integer(live.pool, "SELECT last_value FROM attempts") == 5);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'Unknown%'") <= 1);
}

TEST_CASE("a procedure that committed in the middle is not called again") {
  live::Database live{{.max_connections = 1}};
  live.pool.execute(
      "CREATE TABLE steps (n int);"
      "CREATE PROCEDURE work(how int) LANGUAGE plpgsql AS $$ BEGIN INSERT INTO steps VALUES (how); COMMIT;"
      "IF how > 1 THEN RAISE EXCEPTION 'odd' USING ERRCODE = 'XX000'; END IF; END $$");
  static constexpr Parameter kHow[] = {parameter<std::int32_t>("how", 0, codec::int4)};
  static constexpr Statement kCall{.name = "Call", .sql = "CALL work($1)", .parameters = kHow};
  const std::int32_t good = 1;
  const std::int32_t bad = 2;
  exec(live.pool, kCall, {&good, nullptr});
  CHECK_THROWS_AS(exec(live.pool, kCall, {&bad, nullptr}), ServerError);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM steps") == 2);
}

TEST_CASE("a statement that met a column of another type works again when the column is as it was") {
  live::Database live{{.max_connections = 1}};
  static constexpr Column kYears[] = {column<std::int32_t>("years", 0, codec::int4)};
  static constexpr const char* kSql = "SELECT years FROM seen_for";
  static constexpr Statement kOne{.name = "One", .sql = kSql, .columns = kYears};
  static constexpr Statement kMany{.name = "Many", .sql = kSql, .columns = kYears};
  static constexpr Statement kStream{.name = "Stream", .sql = kSql, .columns = kYears};
  static constexpr Statement kBatch{.name = "Batch", .sql = kSql, .columns = kYears};
  const Command commands[] = {
      {"one", [](Executor& e) { (void)one<std::int32_t>(e, kOne, {}); }},
      {"many", [](Executor& e) { (void)many<std::int32_t>(e, kMany, {}); }},
      {"stream",
       [](Executor& e) {
         for (const std::int32_t years : stream<std::int32_t>(e, kStream, {})) (void)years;
       }},
      {"batch",
       [](Executor& e) {
         batch_one<std::int32_t>(e, kBatch, {.base = nullptr, .size = 200, .stride = 0}).throw_if_failed();
       }},
  };
  live.pool.execute("CREATE TABLE seen_for (years int); INSERT INTO seen_for VALUES (1)");
  for (int round = 0; round < 2; ++round) {
    for (const Command& command : commands) {
      CAPTURE(std::string{command.name});
      CHECK_NOTHROW(command.run(live.pool));
      live.pool.execute("ALTER TABLE seen_for ALTER years TYPE bigint");
      CHECK_THROWS_AS(command.run(live.pool), UnexpectedType);
      CHECK_THROWS_AS(command.run(live.pool), UnexpectedType);
      live.pool.execute("ALTER TABLE seen_for ALTER years TYPE int");
      CHECK_NOTHROW(command.run(live.pool));
      CHECK_NOTHROW(command.run(live.pool));
    }
  }
}
