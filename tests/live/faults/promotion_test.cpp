#include "field.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/query.hpp"

// The primary dies while clients write, and its standby takes over.

using namespace pgscribe;
using namespace faults;
using namespace std::chrono_literals;

namespace {

constexpr Column kTrue[] = {column<bool>("value", 0, codec::bool_)};

void await_true(Pool& pool, const Statement& statement) {
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (!one<bool>(pool, statement, {})) {
    REQUIRE(std::chrono::steady_clock::now() < deadline);
    std::this_thread::sleep_for(10ms);
  }
}

}  // namespace

TEST_CASE("a standby is promoted while writes go on") {
  std::optional<testing::TemporaryServer> primary{
      testing::TemporaryServerOptions{.settings = {"synchronous_commit = on"}}};
  Tally tally;
  Ledger ledger;
  {
    Pool setup{primary->conninfo()};
    Ledger::create_table(setup);
  }
  const testing::TemporaryServer standby{
      {.settings = {"cluster_name = 'follower'", "synchronous_standby_names = ''"}, .standby_of = primary->conninfo()}};
  {
    // A commit counts once the standby has it, or a promotion would lose what clients were told is there.
    Pool setup{primary->conninfo()};
    setup.execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
    setup.execute("SELECT pg_reload_conf()");
    static constexpr Statement kSynchronous{
        .name = "Synchronous",
        .sql = "SELECT count(*) = 1 FROM pg_stat_replication WHERE sync_state = 'sync'",
        .columns = kTrue};
    await_true(setup, kSynchronous);
  }
  PoolOptions options = crew_options("host=" + primary->directory().string() + "," + standby.directory().string() +
                                     " port=5432 user=postgres dbname=postgres target_session_attrs=read-write");
  options.statement_timeout = 5s;  // a wait for the standby that is cut short is a commit without it
  Pool pool{options};
  {
    Crew crew{pool, ledger, tally, {.workers = 8, .limit = 20s}};
    std::this_thread::sleep_for(load_time(1.5));
    primary.reset();
    std::this_thread::sleep_for(300ms);
    Pool administrator{standby.conninfo()};
    static constexpr Statement kPromote{.name = "Promote", .sql = "SELECT pg_promote()", .columns = kTrue};
    CHECK(one<bool>(administrator, kPromote, {}));
    const std::int64_t before = tally.succeeded;
    std::this_thread::sleep_for(load_time(1.5));
    crew.stop();
    CHECK(tally.succeeded > before + 20);  // they found the new primary
  }
  CHECK(pool.stats().acquired_connections == 0);
  CHECK(pool.close(10s));
  Pool observer{standby.conninfo()};
  ledger.verify(observer, tally);
  tally.print("promotion of a standby while writes go on");
  INFO(tally.wrongs());
  CHECK(tally.wrong() == 0);
}
