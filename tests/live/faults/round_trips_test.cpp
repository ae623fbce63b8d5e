#include <functional>

#include "field.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/query.hpp"
#include "proxy.hpp"

// Round trips, counted between client and server.

using namespace pgscribe;
using namespace faults;

namespace {

constexpr Column kNumber[] = {column<std::int32_t>("n", 0, codec::int4)};
constexpr Parameter kOf[] = {parameter<std::int32_t>("n", 0, codec::int4)};
constexpr Statement kRead{.name = "Read", .sql = "SELECT $1 AS n", .columns = kNumber, .parameters = kOf};
constexpr Statement kWrite{.name = "Write", .sql = "INSERT INTO kept VALUES ($1)", .parameters = kOf};
constexpr Statement kWriteAndRead{.name = "WriteAndRead",
                                  .sql = "INSERT INTO kept VALUES ($1) RETURNING n",
                                  .columns = kNumber,
                                  .parameters = kOf,
                                  .writes = true};
constexpr Statement kRefused{.name = "Refused", .sql = "SELECT $1 / 0 AS n", .columns = kNumber, .parameters = kOf};
constexpr Statement kMalformed{.name = "Malformed", .sql = "SELEC $1 AS n", .columns = kNumber, .parameters = kOf};
constexpr Statement kTen = kWrite;
constexpr Statement kReadTen = kRead;
constexpr Statement kRefusedTen{.name = "RefusedTen", .sql = "INSERT INTO kept VALUES ($1 / 0)", .parameters = kOf};
constexpr Statement kWriteAndReadTen = kWriteAndRead;

const std::vector<std::int32_t> kNumbers(10, 1);

template <typename T>
void expect_number(const T& number) {
  CHECK(number == 1);
}

struct Call {
  const char* name;
  void (*run)(Executor& executor);
  int first;  // where the statement has to be prepared
  int later;
};

Arguments one_number() { return {kNumbers.data(), nullptr, {}}; }
BatchArguments ten_numbers() { return batch(std::span<const std::int32_t>{kNumbers}); }

const Call kCalls[] = {
    {"a query", [](Executor& e) { expect_number(one<std::int32_t>(e, kRead, one_number())); }, 1, 1},
    {"a command", [](Executor& e) { exec(e, kWrite, one_number()); }, 1, 1},
    // The commit waits for the row.
    {"a command with a row", [](Executor& e) { expect_number(one<std::int32_t>(e, kWriteAndRead, one_number())); }, 2,
     2},
    {"a query that is refused",
     [](Executor& e) { CHECK_THROWS_AS((void)one<std::int32_t>(e, kRefused, one_number()), DataException); }, 1, 1},
    {"no SQL", [](Executor& e) { CHECK_THROWS_AS((void)one<std::int32_t>(e, kMalformed, one_number()), ServerError); },
     1, 1},
    {"a batch", [](Executor& e) { batch_exec(e, kTen, ten_numbers()).throw_if_failed(); }, 2, 1},
    {"a batch that reads", [](Executor& e) { batch_one<std::int32_t>(e, kReadTen, ten_numbers()).throw_if_failed(); },
     2, 1},
    {"a batch that is refused", [](Executor& e) { CHECK_FALSE(batch_exec(e, kRefusedTen, ten_numbers()).ok()); }, 2, 1},
    {"a batch with rows to decide on",
     [](Executor& e) { batch_one<std::int32_t>(e, kWriteAndReadTen, ten_numbers()).throw_if_failed(); }, 3, 2},
    {"a transaction of one command",
     [](Executor& e) {
       static_cast<Connection&>(e).transaction([](Transaction& t) { exec(t, kWrite, one_number()); });
     },
     2, 2},
    {"a transaction of a batch",
     [](Executor& e) {
       static_cast<Connection&>(e).transaction(
           [](Transaction& t) { batch_exec(t, kTen, ten_numbers()).throw_if_failed(); });
     },
     2, 2},
    {"a transaction of nothing", [](Executor& e) { static_cast<Connection&>(e).transaction([](Transaction&) {}); }, 0,
     0},
};

}  // namespace

TEST_CASE("how often client and server wait for each other") {
  const Field field;
  const Proxy proxy{field.server.directory(), {}};
  Pool pool{PoolOptions{.conninfo = proxy.conninfo(), .max_connections = 1, .health_check_period = {}}};
  pool.execute("CREATE TABLE kept (n int)");
  Connection connection = pool.acquire();
  const auto trips_of = [&](const Call& call) {
    const int before = proxy.round_trips();
    call.run(connection);
    return proxy.round_trips() - before;
  };
  for (const Call& call : kCalls) {
    CAPTURE(std::string{call.name});
    CHECK(trips_of(call) == call.first);
    CHECK(trips_of(call) == call.later);
    CHECK(trips_of(call) == call.later);
  }
}
