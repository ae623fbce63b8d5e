#include <signal.h>

#include <functional>

#include "field.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/query.hpp"
#include "pgscribe/row_source.hpp"

// A backend that is gone in each state that a client can be in: killed, which makes the postmaster restart all of
// them, or terminated by an administrator.

using namespace pgscribe;
using namespace faults;
using namespace std::chrono_literals;

namespace {

constexpr auto kLimit = 10s;

struct Blow {
  const char* name;
  std::function<void(Field& field, int pid)> strike;
};

// The postmaster ends all other backends too; it has done so when a bystander is gone and a new one is let in.
const Blow kKill{"kill -9", [](Field& field, int pid) {
                   auto bystander = field.observer.acquire();
                   kill(pid, SIGKILL);
                   try {
                     while (true) bystander.execute("SELECT pg_sleep(0.001)");
                   } catch (const ConnectionError&) {
                   }
                   await_server(field.observer);
                 }};
const Blow kTerminate{"pg_terminate_backend", [](Field& field, int pid) {
                        field.observer.execute("SELECT pg_terminate_backend(" + std::to_string(pid) + ", 5000)");
                      }};

/// Lets another thread strike once `query` shows up in the backend's activity.
class WhenActive {
 public:
  WhenActive(Field& field, const Blow& blow, int pid, const std::string& query)
      : thread_([&field, &blow, pid, query] {
          static constexpr Column kActive[] = {column<bool>("active", 0, codec::bool_)};
          const std::string sql =
              "SELECT count(*) > 0 FROM pg_stat_activity WHERE state = 'active' AND pid = " + std::to_string(pid) +
              " AND query LIKE '" + query + "%'";
          const Statement statement{.name = "Active", .sql = sql.c_str(), .columns = kActive};
          auto lease = field.observer.acquire();
          while (!one<bool>(lease, statement, {})) std::this_thread::sleep_for(2ms);
          lease.discard();  // the statement is gone with this thread
          blow.strike(field, pid);
        }) {}
  ~WhenActive() { thread_.join(); }

 private:
  std::thread thread_;
};

void idle(Field& field, Pool& pool, const Blow& blow) {
  const int pid = pool.acquire().backend_pid();
  blow.strike(field, pid);
  await_server(field.observer);
  const auto entries = field.ledger.open(1);
  const Outcome outcome = attempt(field.tally, Scope::autocommit, kLimit, [&] { insert(pool, entries[0]); });
  field.ledger.settle(entries[0].operation, outcome);
  CHECK(outcome == Outcome::committed);  // the caller notices nothing
}

void in_a_query(Field& field, Pool& pool, const Blow& blow) {
  auto lease = pool.acquire();
  const WhenActive when{field, blow, lease.backend_pid(), "SELECT pg_sleep(600)"};
  CHECK(attempt(field.tally, Scope::read, kLimit, [&] { lease.execute("SELECT pg_sleep(600)"); }) == Outcome::failed);
}

void in_a_transaction(Field& field, Pool& pool, const Blow& blow) {
  const auto entries = field.ledger.open(2);
  const Outcome outcome = attempt(field.tally, Scope::transaction, kLimit, [&] {
    pool.transaction([&](Transaction& transaction) {
      insert(transaction, entries[0]);
      static constexpr Column kPid[] = {column<std::int32_t>("pid", 0, codec::int4)};
      static constexpr Statement kBackend{.name = "Backend", .sql = "SELECT pg_backend_pid()", .columns = kPid};
      blow.strike(field, one<std::int32_t>(transaction, kBackend, {}));
      await_server(field.observer);
      insert(transaction, entries[1]);
    });
  });
  CHECK(outcome == Outcome::failed);
  field.ledger.settle(entries[0].operation, outcome);
}

void in_copy(Field& field, Pool& pool, const Blow& blow) {
  const auto entries = field.ledger.open(100'000);
  const Outcome outcome = attempt(field.tally, Scope::autocommit, kLimit, [&] {
    auto lease = pool.acquire();
    struct Source {
      Field& field;
      const Blow& blow;
      int pid;
      const std::vector<Entry>& entries;
      std::size_t next = 0;
    } source{field, blow, lease.backend_pid(), entries};
    static constexpr Parameter kEntry[] = {
        parameter<std::int64_t>("operation", offsetof(Entry, operation), codec::int8),
        parameter<std::int32_t>("part", offsetof(Entry, part), codec::int4),
        parameter<std::int64_t>("amount", offsetof(Entry, amount), codec::int8)};
    static constexpr CopyStatement kCopy{.name = "CopyEntries", .table = "ledger", .parameters = kEntry};
    const RowSource rows{&source, [](void* context) -> const void* {
                           auto& self = *static_cast<Source*>(context);
                           if (self.next == self.entries.size() / 2) self.blow.strike(self.field, self.pid);
                           return self.next == self.entries.size() ? nullptr : &self.entries[self.next++];
                         }};
    (void)copy_from(lease, kCopy, rows);
  });
  CHECK(outcome == Outcome::unknown);
  field.ledger.settle(entries[0].operation, outcome);
}

// A deferred trigger makes COMMIT take its time.
void in_commit(Field& field, Pool& pool, const Blow& blow) {
  const auto entries = field.ledger.open(1);
  const Outcome outcome = attempt(field.tally, Scope::transaction, kLimit, [&] {
    auto lease = pool.acquire();
    auto transaction = lease.begin();
    insert(transaction, entries[0]);
    const WhenActive when{field, blow, lease.backend_pid(), "COMMIT"};
    transaction.commit();
  });
  CHECK(outcome == Outcome::unknown);
  field.ledger.settle(entries[0].operation, outcome);
}

void strike_everywhere(const Blow& blow) {
  Field field;
  field.observer.execute(
      "CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS "
      "'BEGIN PERFORM pg_sleep(0.8); RETURN NULL; END'");
  Pool pool{crew_options(field.server.conninfo())};
  idle(field, pool, blow);
  in_a_query(field, pool, blow);
  await_server(field.observer);
  in_a_transaction(field, pool, blow);
  await_server(field.observer);
  in_copy(field, pool, blow);
  await_server(field.observer);
  field.observer.execute(
      "CREATE CONSTRAINT TRIGGER linger AFTER INSERT ON ledger DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE "
      "FUNCTION linger()");
  in_commit(field, pool, blow);
  await_server(field.observer);
  idle(field, pool, blow);
  await_server(field.observer);
  field.settle(blow.name, pool);
}

}  // namespace

TEST_CASE("kill -9 of a backend while idle, in a query, in a transaction, in COPY, in COMMIT") {
  strike_everywhere(kKill);
}

TEST_CASE("pg_terminate_backend in each of these states") { strike_everywhere(kTerminate); }
