#include <signal.h>
#include <unistd.h>

#include <fstream>

#include "live_database.hpp"
#include "pgscribe/row_source.hpp"

// A million rows in constant memory.

using namespace pgscribe;
using namespace std::chrono_literals;

namespace {

constexpr std::int32_t kRows = 1'000'000;
constexpr std::int32_t kWarm = 200'000;
constexpr long kAllowedGrowth = 4L << 20;

struct Row {
  std::int32_t n = 0;
  std::string text;
};
constexpr Column kColumns[] = {column<std::int32_t>("n", offsetof(Row, n), codec::int4),
                               column<std::string>("text", offsetof(Row, text), codec::text)};
constexpr Parameter kParameters[] = {parameter<std::int32_t>("n", offsetof(Row, n), codec::int4),
                                     parameter<std::string>("text", offsetof(Row, text), codec::text)};
constexpr CopyStatement kCopy{.name = "CopyRows", .table = "rows", .parameters = kParameters};

/// Of this process, in bytes.
long resident() {
  std::ifstream file{"/proc/self/statm"};
  long size = 0;
  long pages = 0;
  file >> size >> pages;
  return pages * sysconf(_SC_PAGESIZE);
}

/// Copies what `make` returns for 1 to `rows`.
template <typename Make>
std::int64_t copy(Executor& executor, const CopyStatement& statement, std::int32_t rows, Make make) {
  struct Source {
    Make make;
    std::int32_t left;
    std::int32_t n = 0;
    Row row{};
  } source{make, rows};
  return copy_from(executor, statement, {&source, [](void* context) -> const void* {
                                           auto& self = *static_cast<Source*>(context);
                                           if (self.left-- == 0) return nullptr;
                                           self.row = self.make(++self.n);
                                           return &self.row;
                                         }});
}

}  // namespace

TEST_CASE("a stream reads a million rows in constant memory") {
  live::Database live{{.max_connections = 1}};
  static constexpr Statement kStream{.name = "StreamRows",
                                     .sql = "SELECT n, repeat('x', 200) || $1::text FROM generate_series(1, 1000000) n",
                                     .columns = kColumns,
                                     .parameters = {kParameters, 1}};
  auto rows = stream<Row>(live.pool, kStream, fields(Row{7, {}}));
  long before = 0;
  std::int32_t read = 0;
  for (Row row; rows.next(row);) {
    if (++read == kWarm) before = resident();
    if (row.n != read || row.text.back() != '7') FAIL("a wrong row");
  }
  CHECK(read == kRows);
  CHECK(resident() - before < kAllowedGrowth);
}

TEST_CASE("COPY writes a million rows in constant memory, and none when the source gives up") {
  live::Database live{{.max_connections = 1}};
  live.pool.execute("CREATE UNLOGGED TABLE rows (n int, text text)");
  long before = 0;
  const auto make = [&](std::int32_t n) {
    if (n == kWarm) before = resident();
    return Row{n, std::string(200, 'y')};
  };
  CHECK(copy(live.pool, kCopy, kRows, make) == kRows);
  CHECK(resident() - before < kAllowedGrowth);
  CHECK(live::integer(live.pool, "SELECT sum(n) FROM rows") == std::int64_t{kRows} * (kRows + 1) / 2);

  const auto give_up = [](std::int32_t n) {
    if (n == kWarm) throw std::runtime_error("enough");
    return Row{n, "z"};
  };
  CHECK_THROWS_AS(copy(live.pool, kCopy, kRows, give_up), std::runtime_error);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM rows WHERE text = 'z'") == 0);
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("a backend that stops in the middle of COPY") {
  live::Database live{{.max_connections = 1}};
  live.pool.execute("CREATE UNLOGGED TABLE rows (n int, text text)");
  static constexpr CopyStatement kHurried{
      .name = "CopyRows", .table = "rows", .parameters = kParameters, .timeout = 300ms};
  const int backend = live.pool.acquire().backend_pid();
  const auto stop = [&](std::int32_t n) {
    if (n == 100) kill(backend, SIGSTOP);
    return Row{n, std::string(200, 'y')};
  };
  CHECK_THROWS_AS(copy(live.pool, kHurried, kRows, stop), DeadlineExceeded);
  kill(backend, SIGCONT);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM rows") == 0);
}
