#include "pgscribe/replica_set.hpp"

#include <thread>

#include "live_database.hpp"

using namespace pgscribe;
using namespace std::chrono_literals;

namespace {

constexpr Column kPlace[] = {column<std::string>("place", 0, codec::text)};
constexpr const char* kWhere = "SELECT CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE 'primary' END";
constexpr Statement kRead{.name = "Read", .sql = kWhere, .columns = kPlace, .read_only = true};
constexpr Statement kWrite{.name = "Write", .sql = kWhere, .columns = kPlace};

std::string place(Executor& executor, const Statement& statement) { return one<std::string>(executor, statement, {}); }

template <typename Condition>
bool wait_for(Condition condition) {
  for (int i = 0; i < 2000 && !condition(); ++i) std::this_thread::sleep_for(5ms);
  return condition();
}

struct Cluster {
  std::unique_ptr<testing::TemporaryServer> primary =
      std::make_unique<testing::TemporaryServer>(testing::TemporaryServerOptions{});
  std::unique_ptr<testing::TemporaryServer> standby =
      std::make_unique<testing::TemporaryServer>(testing::TemporaryServerOptions{.standby_of = primary->conninfo()});

  [[nodiscard]] std::string both() const {
    return "host=" + primary->directory().string() + ',' + standby->directory().string() +
           " port=5432,5432 user=postgres dbname=postgres";
  }
  // Returns when the standby has seen everything.
  void catch_up() const {
    Pool on_primary{primary->conninfo()};
    Pool on_standby{standby->conninfo()};
    const std::string lsn = live::text(on_primary, "SELECT pg_current_wal_lsn()::text");
    CHECK(wait_for(
        [&] { return live::text(on_standby, "SELECT (pg_last_wal_replay_lsn() >= '" + lsn + "')::text") == "true"; }));
  }
};

}  // namespace

TEST_CASE("a replica set reads from standbys, writes to the primary and follows a promotion") {
  Cluster cluster;
  ReplicaSet set{{.conninfo = cluster.both(), .max_connections = 2, .max_reconnect_backoff = 50ms},
                 {{.conninfo = "host=/nonexistent"}, {.conninfo = cluster.both(), .max_connections = 2}}};

  for (int i = 0; i < 4; ++i) {
    CHECK(place(set, kRead) == "standby");  // also when it is the turn of the one that is not there
    CHECK(place(set, kWrite) == "primary");
  }
  CHECK(set.reader_count() == 2);
  CHECK(place(set.reader(1), kWrite) == "standby");
  const auto where = [](Transaction& transaction) { return place(transaction, kWrite); };
  CHECK(set.transaction({.read_only = true}, where) == "standby");
  CHECK(set.transaction(where) == "primary");
  set.execute("CREATE TABLE written (n int); INSERT INTO written VALUES (1)");
  cluster.catch_up();
  CHECK(live::integer(set.reader(1), "SELECT count(*) FROM written") == 1);
  auto lease = std::make_unique<Connection>(set.acquire());
  CHECK(place(*lease, kRead) == "primary");  // a lease is a lease
  lease.reset();

  cluster.primary.reset();
  CHECK(place(set, kRead) == "standby");
  CHECK_THROWS_AS(set.execute("INSERT INTO written VALUES (2)"), ConnectionError);
  CHECK(live::text(set.reader(1), "SELECT pg_promote()::text") == "true");
  int attempts = 0;
  set.transaction({.retry = {.max_attempts = 100, .after_connection_loss = true}}, [&](Transaction& transaction) {
    ++attempts;
    transaction.execute("INSERT INTO written VALUES (3)");
  });
  CHECK(attempts == 1);
  CHECK(place(set, kWrite) == "primary");
  CHECK(place(set, kRead) == "primary");  // the standby that the reader was connected to is one now
  CHECK(live::integer(set.writer(), "SELECT sum(n) FROM written") == 4);
  CHECK(set.close(1s));
}

TEST_CASE("without readers that can be reached the writer reads") {
  ReplicaSet set{{.conninfo = live::server().conninfo()}, {{.conninfo = "host=/nonexistent"}}};
  CHECK(place(set, kRead) == "primary");
  ReplicaSet alone{{.conninfo = live::server().conninfo()}, {}};
  CHECK(place(alone, kRead) == "primary");
}

TEST_CASE("a connection to a server that is no longer what was asked for is not used again") {
  Cluster cluster;
  Pool pool{{.conninfo = cluster.standby->conninfo(), .target_session_attrs = "standby", .max_connections = 1}};
  CHECK(place(pool, kRead) == "standby");
  CHECK(live::text(pool, "SELECT pg_promote()::text") == "true");
  // The server reports the end of its recovery to every session, but when is its own affair.
  CHECK(wait_for([&] {
    try {
      return place(pool, kRead) != "standby";
    } catch (const ConnectionError&) {
      return true;
    }
  }));
  CHECK(wait_for([&] {
    try {
      (void)pool.acquire();
      return false;
    } catch (const ConnectionError&) {
      return true;
    }
  }));
  Pool any{cluster.standby->conninfo()};
  CHECK(place(any, kRead) == "primary");
}

TEST_CASE("a host that is not there is passed over") {
  Pool pool{"host=/nonexistent," + live::server().directory().string() + " user=postgres dbname=postgres"};
  CHECK(live::integer(pool, "SELECT 1") == 1);
}

TEST_CASE("a BEGIN that the server refuses is told from the first statement, which it did not run") {
  Cluster cluster;
  static constexpr Column kNumber[] = {column<std::int32_t>("n", 0, codec::int4)};
  static constexpr Statement kOne{.name = "One", .sql = "SELECT 1 AS n", .columns = kNumber};
  const BatchArguments twice{.base = nullptr, .size = 2, .stride = 0};
  Pool pool{{.conninfo = cluster.standby->conninfo(), .max_connections = 1}};
  // Not prepared, prepared, and in a batch.
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      pool.transaction({.isolation = Isolation::serializable}, [&](Transaction& transaction) {
        if (attempt < 2)
          (void)one<std::int32_t>(transaction, kOne, {});
        else
          batch_one<std::int32_t>(transaction, kOne, twice).throw_if_failed();
      });
      FAIL("a standby has no such transactions");
    } catch (const ServerError& error) {
      CHECK(error.query() == "BEGIN");
      CHECK(error.sqlstate() == "0A000");
    }
    CHECK(one<std::int32_t>(pool, kOne, {}) == 1);
  }
  CHECK(pool.stats().new_connections_count == 1);
}
