#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "live_database.hpp"
#include "pgscribe/row_source.hpp"
#include "pgscribe/transaction.hpp"

// The columns of a COPY are compared with what was generated before a row is sent, whatever the table is, with no more
// privileges than the COPY needs, and so that nobody can alter them in between.

using namespace pgscribe;

namespace {

struct Row {
  std::int32_t id{};
  std::string text{};
};
constexpr Parameter kColumns[] = {parameter<std::int32_t>("id", offsetof(Row, id), codec::int4),
                                  parameter<std::string>("some text", offsetof(Row, text), codec::text)};
const std::vector<Row> kRows{{1, "one"}, {2, "two"}};

std::int64_t copy(Executor& executor, const char* table, std::span<const Parameter> columns = kColumns) {
  const CopyStatement statement{.name = "CopyRows", .table = table, .parameters = columns};
  return with_row_source<Row>(kRows, [&](RowSource rows) { return copy_from(executor, statement, rows); });
}

/// The same columns, of which one has no binary form.
constexpr Parameter kAsText[] = {
    parameter<std::int32_t>("id", offsetof(Row, id), codec::int4),
    parameter<std::string>("some text", offsetof(Row, text), codec::for_type<codec::other, codec::text>)};

template <typename Call>
std::string state_of(Call call) {
  try {
    call();
  } catch (const ServerError& error) {
    return error.sqlstate();
  }
  return {};
}

PoolOptions one_connection() { return {.max_connections = 1}; }

}  // namespace

TEST_CASE("COPY into every kind of table that takes one") {
  live::Database live{one_connection()};
  live.pool.execute(R"(
    CREATE TABLE plain (id int, "some text" text);
    CREATE TABLE numbered (id int GENERATED ALWAYS AS IDENTITY, "some text" text, twice int GENERATED ALWAYS AS (id * 2) STORED);
    CREATE TABLE parted (id int, "some text" text) PARTITION BY LIST (id);
    CREATE TABLE parted_1 PARTITION OF parted DEFAULT;
    CREATE TABLE ruled (id int, "some text" text);
    CREATE RULE elsewhere AS ON INSERT TO ruled DO INSTEAD INSERT INTO plain VALUES (new.id);
    CREATE VIEW seen AS SELECT id, "some text" || '' AS "some text" FROM plain;
    CREATE FUNCTION put() RETURNS trigger LANGUAGE plpgsql AS
      $$BEGIN INSERT INTO plain VALUES (new.id, new."some text"); RETURN new; END$$;
    CREATE TRIGGER put INSTEAD OF INSERT ON seen FOR EACH ROW EXECUTE FUNCTION put();
    CREATE TEMP TABLE passing (id int, "some text" text);
  )");
  for (const char* table : {"plain", "numbered", "parted", "ruled", "seen", "passing"}) {
    CAPTURE(std::string{table});
    CHECK(copy(live.pool, table) == 2);
    CHECK(copy(live.pool, table, kAsText) == 2);
  }
  CHECK(live::integer(live.pool, "SELECT count(*) FROM plain") == 8);
  CHECK(live::integer(live.pool, "SELECT sum(id + twice) FROM numbered") == 18);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'pgscribe_copy%'") == 0);
}

TEST_CASE("COPY needs no privilege but INSERT on its columns") {
  live::Database live{one_connection()};
  live.pool.execute(R"(CREATE TABLE t (id int, "some text" text, secret int); CREATE ROLE copier LOGIN;
                       GRANT INSERT (id, "some text") ON t TO copier)");
  PoolOptions options = live::with_conninfo({}, live.database.conninfo() + " user=copier");
  Pool copier{options};
  CHECK(copy(copier, "t") == 2);
  CHECK_THROWS_AS((void)live::integer(copier, "SELECT count(*) FROM t"), InsufficientPrivilege);
  live.pool.execute("REVOKE ALL ON t FROM copier");
  CHECK_THROWS_AS((void)copy(copier, "t"), InsufficientPrivilege);
  copier.close(std::chrono::seconds{5});
  live.pool.execute("DROP ROLE copier");
}

TEST_CASE("COPY into a column that is of another type sends nothing") {
  live::Database live{one_connection()};
  for (const std::span<const Parameter> columns : {std::span<const Parameter>{kColumns}, {kAsText}}) {
    live.pool.execute(R"(DROP TABLE IF EXISTS t; CREATE TABLE t (id int, "some text" xml))");
    try {
      (void)copy(live.pool, "t", columns);
      FAIL("copied");
    } catch (const UnexpectedType& error) {
      CHECK(error.message() == "column \"some text\" is not of type text");
      CHECK(error.column() == "some text");
      CHECK(error.query() == "CopyRows");
    }
    CHECK(live::integer(live.pool, "SELECT count(*) FROM t") == 0);
    live.pool.execute("ALTER TABLE t DROP \"some text\"");
    CHECK(state_of([&] { (void)copy(live.pool, "t", columns); }) == "42703");
    live.pool.execute("DROP TABLE t");
    CHECK(state_of([&] { (void)copy(live.pool, "t", columns); }) == "42P01");
  }
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("in a transaction COPY into another type fails the transaction, and only that") {
  live::Database live{one_connection()};
  live.pool.execute("CREATE TABLE t (id date, \"some text\" text)");
  live.pool.transaction([](Transaction& transaction) {
    CHECK_THROWS_AS(transaction.transaction([](Transaction& nested) { (void)copy(nested, "t"); }), UnexpectedType);
    transaction.execute("ALTER TABLE t ALTER id TYPE int USING 1");
    CHECK(copy(transaction, "t") == 2);
  });
  CHECK(live::integer(live.pool, "SELECT count(*) FROM t") == 2);
}

TEST_CASE("a column that is altered to and fro while others copy gets no value of another type") {
  live::Database live;
  live.pool.execute("CREATE TABLE t (id int, \"some text\" text)");
  std::atomic<bool> done{false};
  std::thread altering{[&] {
    for (int i = 0; i < 60; ++i) {
      live.pool.execute("ALTER TABLE t ALTER id TYPE date USING '2001-01-01'::date + id");
      live.pool.execute("ALTER TABLE t ALTER id TYPE int USING id - '2001-01-01'::date");
    }
    done = true;
  }};
  std::int64_t copied = 0;
  while (!done) {
    try {
      copied += copy(live.pool, "t");
    } catch (const UnexpectedType&) {
      // Now is the time of dates.
    }
  }
  altering.join();
  // The bytes of 1 and 2 are days of the year 2000.
  CHECK(live::integer(live.pool, "SELECT count(*) FROM t WHERE id BETWEEN 1 AND 2") == copied);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM t") == copied);
}
