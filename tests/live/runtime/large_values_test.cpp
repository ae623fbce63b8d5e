#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <new>

#include "live_database.hpp"
#include "pgscribe/row_source.hpp"
#include "pgscribe/types.hpp"

// Values of 100 MB, and results that memory does not hold.

using namespace pgscribe;

namespace {

constexpr std::size_t kLarge = 100'000'000;

constexpr Column kBytes[] = {column<Bytes>("data", 0, codec::bytea)};
constexpr Parameter kData[] = {parameter<Bytes>("data", 0, codec::bytea)};
constexpr Column kText[] = {column<std::string>("text", 0, codec::text)};
constexpr Column kNumber[] = {column<std::int32_t>("n", 0, codec::int4)};

constexpr Statement kEcho{.name = "Echo",
                          .sql = "INSERT INTO files VALUES ($1) RETURNING data",
                          .columns = kBytes,
                          .parameters = kData,
                          .writes = true};
constexpr Statement kStreamFiles{.name = "StreamFiles", .sql = "SELECT data FROM files", .columns = kBytes};
constexpr CopyStatement kCopy{.name = "CopyFiles", .table = "files", .parameters = kData};
// 600 MB, and as much again in the rows: far more than what a heap that was used before has left.
constexpr Statement kHuge{
    .name = "Huge", .sql = "SELECT repeat('x', 1000000) FROM generate_series(1, 600)", .columns = kText};
constexpr Statement kHugeWrite{
    .name = "HugeWrite",
    .sql =
        "WITH new AS (INSERT INTO log SELECT generate_series(1, 600) RETURNING n) SELECT repeat('x', 1000000) FROM new",
    .columns = kText,
    .writes = true};
constexpr Statement kLength{.name = "Length", .sql = "SELECT length($1)", .columns = kNumber, .parameters = kData};
constexpr Statement kWriteLength{
    .name = "WriteLength", .sql = "SELECT length($1)", .columns = kNumber, .parameters = kData, .writes = true};
constexpr Statement kDiscard{.name = "Discard", .sql = "SELECT WHERE length($1) = 0", .parameters = kData};
constexpr Statement kSeven{.name = "Seven", .sql = "SELECT 7", .columns = kNumber};
constexpr Statement kLogged{.name = "Logged", .sql = "SELECT count(*)::int4 FROM log", .columns = kNumber};

Bytes large_value() {
  Bytes bytes(kLarge);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(i * 2654435761U >> 13U);
  return bytes;
}

volatile std::byte sink;  // so that what is only measured is done

// Of this thread; the least of three runs, since others are on the machine.
template <typename F>
double processor_seconds(F&& run) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
  };
  double least = std::numeric_limits<double>::max();
  for (int i = 0; i < 3; ++i) {
    const double start = now();
    run();
    least = std::min(least, now() - start);
  }
  return least;
}

// The allocators of sanitizers end the program where others throw.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kOutOfMemoryIsFatal = true;
#else
constexpr bool kOutOfMemoryIsFatal = false;
#endif

/// Exit codes of the child that runs out of memory.
enum Outcome : int { good = 0, not_refused = 10, wrong_answer = 11, row_stays = 12, other_error = 13 };

// More address space than now, in bytes, is refused.
void limit_memory(rlim_t more) {
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  unsigned long pages = 0;
  if (file == nullptr || std::fscanf(file, "%lu", &pages) != 1) _exit(other_error);
  std::fclose(file);
  const rlim_t limit = pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) + more;
  const rlimit limits{limit, limit};
  if (setrlimit(RLIMIT_AS, &limits) != 0) _exit(other_error);
}

// Whether the statement fails for want of memory, and the pool goes on.
Outcome run_out(Pool& pool, const Statement& statement) {
  try {
    (void)many<std::string>(pool, statement, {});
    return not_refused;
  } catch (const Error&) {           // libpq had none for the result
  } catch (const std::bad_alloc&) {  // we had none for the rows
  }
  if (one<std::int32_t>(pool, kSeven, {}) != 7) return wrong_answer;
  return one<std::int32_t>(pool, kLogged, {}) == 0 ? good : row_stays;
}

int outcome_of_child(const std::string& conninfo, rlim_t memory, const Statement& statement) {
  const pid_t child = fork();
  if (child == 0) {
    try {
      Pool pool{PoolOptions{.conninfo = conninfo, .max_connections = 1, .health_check_period = {}}};
      pool.ping();
      limit_memory(memory);
      _exit(run_out(pool, statement));
    } catch (...) {
      _exit(other_error);
    }
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("100 MB in one value, there and back") {
  live::Database live{{.max_connections = 1}};
  live.pool.execute("CREATE TABLE files (data bytea)");
  const Bytes value = large_value();
  CHECK(one<Bytes>(live.pool, kEcho, fields(value)) == value);
  const std::vector<Bytes> rows{value};
  CHECK(with_row_source<Bytes>(rows, [&](RowSource source) { return copy_from(live.pool, kCopy, source); }) == 1);
  int seen = 0;
  for (const Bytes& bytes : stream<Bytes>(live.pool, kStreamFiles, {})) seen += bytes == value ? 1 : 0;
  CHECK(seen == 2);
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("a value costs what a few copies of it do, in whatever way it is sent") {
  live::Database live{{.max_connections = 1}};
  const struct {
    const char* name;
    void (*send)(Pool& pool, const Bytes& value);
  } ways[] = {
      {"alone", [](Pool& pool, const Bytes& value) { (void)one<std::int32_t>(pool, kLength, fields(value)); }},
      {"prepared at its first use",
       [](Pool& pool, const Bytes& value) {
         pool.execute("DISCARD ALL");
         (void)one<std::int32_t>(pool, kLength, fields(value));
       }},
      {"in a transaction of its own",
       [](Pool& pool, const Bytes& value) { (void)one<std::int32_t>(pool, kWriteLength, fields(value)); }},
      {"between small ones in a batch",
       [](Pool& pool, const Bytes& value) {
         std::vector<Bytes> elements(3, Bytes(100'000));
         elements[1] = value;
         batch_exec(pool, kDiscard, batch(std::span<const Bytes>{elements})).throw_if_failed();
       }},
      {"as a batch of middling ones",
       [](Pool& pool, const Bytes& value) {
         const std::vector<Bytes> elements(value.size() / 500'000, Bytes(500'000));
         batch_exec(pool, kDiscard, batch(std::span<const Bytes>{elements})).throw_if_failed();
       }},
  };
  const Bytes value = large_value();
  const double copied = processor_seconds([&] { sink = Bytes(value).back(); });
  for (const auto& way : ways) {
    CAPTURE(std::string(way.name));
    // As much as one or two; ten to thirty where all that waits to be sent is moved at each write.
    CHECK(processor_seconds([&] { way.send(live.pool, value); }) < 6 * copied);
  }
}

TEST_CASE("no memory for the result of a statement" * doctest::skip(kOutOfMemoryIsFatal)) {
  live::Database live;
  live.pool.execute("CREATE TABLE log (n int)");
  // Where it runs out: in libpq, which holds the result, and here, where its rows are a second time.
  for (const rlim_t megabytes : {100, 300, 500, 800}) {
    CAPTURE(megabytes);
    CHECK(outcome_of_child(live.database.conninfo(), megabytes << 20U, kHuge) == good);
    CHECK(outcome_of_child(live.database.conninfo(), megabytes << 20U, kHugeWrite) == good);
    CHECK(live::integer(live.pool, "SELECT count(*) FROM log") == 0);
  }
}
