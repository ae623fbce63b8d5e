#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "live_database.hpp"
#include "pgscribe/observer.hpp"
#include "pgscribe/row_source.hpp"
#include "pgscribe/stream.hpp"

// Statements that were generated with `statement_comments: sqlcommenter`: what the server sees of them.

using namespace pgscribe;

namespace {

constexpr Column kText[] = {column<std::string>("text", 0, codec::text)};
constexpr Parameter kNumber[] = {parameter<std::int32_t>("n", 0, codec::int4)};
constexpr Statement kSeen{
    .name = "Seen", .sql = "SELECT current_query() AS text", .columns = kText, .read_only = true, .tagged = true};
constexpr Statement kKeep{
    .name = "Keep", .sql = "INSERT INTO seen VALUES ($1, current_query())", .parameters = kNumber, .tagged = true};
constexpr Statement kKeepAndTell{.name = "KeepAndTell",
                                 .sql = "INSERT INTO seen VALUES ($1, current_query()) RETURNING text",
                                 .columns = kText,
                                 .parameters = kNumber,
                                 .writes = true,
                                 .tagged = true};
constexpr Statement kPlain{.name = "Plain", .sql = "SELECT current_query() AS text", .columns = kText};
constexpr CopyStatement kCopy{.name = "Copy", .table = "seen", .parameters = kNumber, .tagged = true};

/// The trace of each statement is its number.
class Tracer final : public Observer {
 public:
  void* before_statement(const StatementEvent& event) noexcept override {
    if (strike) std::exchange(strike, nullptr)(event.backend_pid);
    return new int{++statements_};
  }
  void after_statement(const StatementEvent&, const StatementOutcome&, void* context) noexcept override {
    delete static_cast<int*>(context);
  }
  void add_tags(const StatementEvent& event, void* context, StatementTags& tags) noexcept override {
    ++tagged;
    tags["traceparent"] = std::to_string(*static_cast<int*>(context));
    tags["route"] = "*/; DROP TABLE seen; -- " + std::string{event.name};
  }
  std::atomic<int> tagged{0};
  /// Once, before the next statement.
  std::function<void(int pid)> strike;

 private:
  std::atomic<int> statements_{0};
};

/// A pool whose only connection runs the statement after the `before` that came first.
struct Traced {
  std::shared_ptr<Tracer> tracer = std::make_shared<Tracer>();
  live::Database live{{.max_connections = 1, .observers = {tracer}}};

  Traced() {
    live.pool.execute(
        "CREATE TABLE seen (n int, text text);"
        "CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN new.text = current_query(); RETURN new; "
        "END$$;"
        "CREATE TRIGGER see BEFORE INSERT ON seen FOR EACH ROW EXECUTE FUNCTION see()");
  }
  [[nodiscard]] std::string kept(const std::string& where) {
    return live::text(live.pool, "SELECT string_agg(text, '|' ORDER BY n) FROM seen WHERE " + where);
  }
};

std::string comment(const std::string& name, int trace) {
  return " /*name='" + name + "',route='%2A%2F%3B%20DROP%20TABLE%20seen%3B%20--%20" + name + "',traceparent='" +
         std::to_string(trace) + "'*/";
}

}  // namespace

TEST_CASE("each call is sent with its own tags, and without being prepared") {
  Traced traced;
  Pool& pool = traced.live.pool;
  CHECK(one<std::string>(pool, kSeen, {}) == kSeen.sql + comment("Seen", 2));
  CHECK(many<std::string>(pool, kSeen, {}).at(0) == kSeen.sql + comment("Seen", 3));
  const std::int32_t n = 4;
  exec(pool, kKeep, positional(n));
  CHECK(one<std::string>(pool, kKeepAndTell, positional(n)) == kKeepAndTell.sql + comment("KeepAndTell", 5));
  CHECK(traced.kept("n = 4") == kKeep.sql + comment("Keep", 4) + '|' + kKeepAndTell.sql + comment("KeepAndTell", 5));
  CHECK(live::integer(pool,
                      "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'Seen%' OR name LIKE 'Keep%'") == 0);
}

TEST_CASE("streams, batches and COPY are sent with tags") {
  Traced traced;
  Pool& pool = traced.live.pool;
  for (const std::string& text : stream<std::string>(pool, kSeen, {})) CHECK(text == kSeen.sql + comment("Seen", 2));
  const std::vector<std::int32_t> numbers{1, 2};
  batch_exec(pool, kKeep, batch(std::span<const std::int32_t>{numbers})).throw_if_failed();
  CHECK(traced.kept("true") == kKeep.sql + comment("Keep", 3) + '|' + kKeep.sql + comment("Keep", 3));
  pool.execute("TRUNCATE seen");
  CHECK(with_row_source<std::int32_t>(numbers, [&](RowSource rows) { return copy_from(pool, kCopy, rows); }) == 2);
  CHECK(traced.kept("n = 1").ends_with("COPY seen (\"n\") FROM STDIN WITH (FORMAT binary)" + comment("Copy", 6)));
  CHECK(traced.tracer->tagged == 3);
}

TEST_CASE("the tags of one statement are not those of the next") {
  Traced traced;
  Pool& pool = traced.live.pool;
  pool.transaction([](Transaction& transaction) {
    CHECK(one<std::string>(transaction, kSeen, {}) == kSeen.sql + comment("Seen", 2));  // with BEGIN
    CHECK(one<std::string>(transaction, kPlain, {}) == kPlain.sql);
  });
  CHECK(one<std::string>(pool, kPlain, {}) == kPlain.sql);
  CHECK(traced.tracer->tagged == 1);
}

TEST_CASE("without observers a tagged statement says its name") {
  live::Database live;
  CHECK(one<std::string>(live.pool, kSeen, {}) == "SELECT current_query() AS text /*name='Seen'*/");
}

TEST_CASE("the tags go along when the connection turns out to be lost and the statement is sent on another one") {
  Traced traced;
  Pool other{traced.live.database.conninfo()};
  traced.tracer->strike = [&](int pid) {
    other.execute("SELECT pg_terminate_backend(" + std::to_string(pid) + ", 5000)");
  };
  CHECK(one<std::string>(traced.live.pool, kSeen, {}) == kSeen.sql + comment("Seen", 2));
  CHECK(traced.live.pool.stats().new_connections_count == 2);
  CHECK(one<std::string>(traced.live.pool, kPlain, {}) == kPlain.sql);
}
