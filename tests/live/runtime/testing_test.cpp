#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "live_database.hpp"

using namespace pgscribe;
using namespace std::chrono_literals;

namespace {

bool is_gone(const std::filesystem::path& directory, int pid) {
  for (int i = 0; i < 500; ++i) {
    if (!std::filesystem::exists(directory) && kill(pid, 0) != 0) return true;
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

}  // namespace

TEST_CASE("a temporary server is gone with its object") {
  std::filesystem::path directory;
  int pid = 0;
  {
    testing::TemporaryServer server{{.settings = {"work_mem = 5MB"}}};
    directory = server.directory();
    pid = server.pid();
    CHECK(kill(pid, 0) == 0);
    Pool pool{server.conninfo()};
    CHECK(live::text(pool, "SELECT current_setting('work_mem')") == "5MB");
  }
  CHECK(is_gone(directory, pid));
}

TEST_CASE("a standby follows its primary until it is promoted") {
  testing::TemporaryServer primary{{.settings = {"max_connections = 150"}}};
  Pool writer{primary.conninfo()};
  writer.execute("CREATE TABLE kept (n int)");
  const testing::TemporaryServer standby{{.standby_of = primary.conninfo()}};
  Pool reader{standby.conninfo()};
  CHECK(live::text(reader, "SELECT pg_is_in_recovery()::text") == "true");
  writer.execute("INSERT INTO kept VALUES (1)");
  const std::string written = live::text(writer, "SELECT pg_current_wal_lsn()::text");
  for (int i = 0; i < 500; ++i) {
    if (live::text(reader, "SELECT (pg_last_wal_replay_lsn() >= '" + written + "')::text") == "true") break;
    std::this_thread::sleep_for(10ms);
  }
  CHECK(live::integer(reader, "SELECT count(*) FROM kept") == 1);
  CHECK(live::text(reader, "SELECT pg_promote()::text") == "true");
  CHECK_NOTHROW(reader.execute("INSERT INTO kept VALUES (2)"));
}

TEST_CASE("a temporary server is gone when its process is killed") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) {
    try {
      const testing::TemporaryServer server;
      const std::string facts = std::to_string(server.pid()) + " " + server.directory().string() + "\n";
      if (write(ends[1], facts.data(), facts.size()) > 0) pause();
    } catch (...) {
      // The parent misses the facts.
    }
    _exit(1);
  }
  close(ends[1]);
  std::string facts;
  for (char c = 0; read(ends[0], &c, 1) == 1 && c != '\n';) facts += c;
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  const std::size_t space = facts.find(' ');
  REQUIRE(space != std::string::npos);
  CHECK(is_gone(facts.substr(space + 1), std::stoi(facts)));
  close(ends[0]);
}

TEST_CASE("a server that does not start says why") {
  try {
    const testing::TemporaryServer server{{.settings = {"no_such_setting = 1"}}};
    FAIL("started");
  } catch (const std::runtime_error& error) {
    CHECK(std::string{error.what()}.find("no_such_setting") != std::string::npos);
  }
}

TEST_CASE("temporary databases are clones and are dropped") {
  live::Database first;
  live::add_movie(first.querier, 1);
  std::string name;
  {
    live::Database second;
    name = second.database.name();
    CHECK(second.querier.count_movies() == 0);
  }
  CHECK(live::integer(first.pool, "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'") == 0);
  CHECK_THROWS_AS(testing::TemporaryDatabase(live::server(), "no_such_template"), ServerError);
}

TEST_CASE("a test transaction leaves nothing behind") {
  live::Database live{{.max_connections = 2}};
  {
    testing::TestTransaction transaction{live.pool};
    db::Querier querier{transaction};
    live::add_movie(querier, 1);
    CHECK_THROWS_AS(live::add_movie(querier, 1), UniqueViolation);
    CHECK(querier.count_movies() == 1);  // as in autocommit, the error is over
    CHECK(transaction.transaction([](Transaction& nested) {
      db::Querier inner{nested};
      live::add_movie(inner, 2);
      return inner.count_movies();
    }) == 2);
    const auto fail = [&] {
      transaction.transaction({.isolation = Isolation::serializable}, [](Transaction& nested) {
        db::Querier inner{nested};
        live::add_movie(inner, 3);
        throw std::runtime_error("no");
      });
    };
    CHECK_THROWS_AS(fail(), std::runtime_error);
    transaction.execute("CREATE TABLE made ()");
    std::size_t rows = 0;
    for (const auto& movie : querier.stream_movies(0)) rows += movie.title.empty() ? 0 : 1;
    CHECK(rows == 2);
    CHECK(querier.count_movies() == 2);
    CHECK(live.querier.count_movies() == 0);
  }
  CHECK(live.querier.count_movies() == 0);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM pg_class WHERE relname = 'made'") == 0);
}

TEST_CASE("the cleaner empties tables in any web of foreign keys and starts sequences again") {
  live::Database live;
  live.pool.execute(R"(
    CREATE TABLE schema_migrations (version int); INSERT INTO schema_migrations VALUES (7);
    CREATE TABLE settings (name text); INSERT INTO settings VALUES ('kept');
    CREATE SCHEMA "Other";
    CREATE TABLE "Other"."Parents" (id int GENERATED ALWAYS AS IDENTITY (START WITH 5) PRIMARY KEY, boss int REFERENCES "Other"."Parents");
    CREATE TABLE a_children (parent int NOT NULL REFERENCES "Other"."Parents" ON DELETE RESTRICT);
    CREATE TABLE egg (id int PRIMARY KEY, hen int);
    CREATE TABLE hen (id int PRIMARY KEY, egg int REFERENCES egg);
    ALTER TABLE egg ADD FOREIGN KEY (hen) REFERENCES hen;
    CREATE TABLE events (day date) PARTITION BY RANGE (day);
    CREATE TABLE events_1 PARTITION OF events DEFAULT;
    INSERT INTO "Other"."Parents" DEFAULT VALUES; INSERT INTO a_children VALUES (5);
    INSERT INTO egg VALUES (1, NULL); INSERT INTO hen VALUES (1, 1); UPDATE egg SET hen = 1;
    INSERT INTO events VALUES ('2024-01-01'))");
  live::add_movie(live.querier, 1);
  testing::Cleaner cleaner{live.pool, {"schema_migrations", "settings", "not.there"}};
  cleaner.clean();
  cleaner.clean();
  CHECK(live.querier.count_movies() == 0);
  for (const char* table : {"\"Other\".\"Parents\"", "a_children", "egg", "hen", "events"}) {
    CAPTURE(std::string{table});
    CHECK(live::integer(live.pool, std::string{"SELECT count(*) FROM "} + table) == 0);
  }
  CHECK(live::integer(live.pool, "SELECT version FROM schema_migrations") == 7);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM settings") == 1);
  live.pool.execute("INSERT INTO \"Other\".\"Parents\" DEFAULT VALUES");
  CHECK(live::integer(live.pool, "SELECT id FROM \"Other\".\"Parents\"") == 5);
}
