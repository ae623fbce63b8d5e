#include "live_database.hpp"

using namespace pgscribe;
using live::add_movie;
using live::movie_id;

TEST_CASE("errors carry everything the server says, and the name of the query") {
  live::Database live;
  add_movie(live.querier, 1);
  try {
    add_movie(live.querier, 1);
    FAIL("inserted twice");
  } catch (const UniqueViolation& error) {
    CHECK(error.sqlstate() == "23505");
    CHECK(error.constraint() == "movies_pkey");
    CHECK(error.table() == "movies");
    CHECK(error.schema() == "public");
    CHECK(error.severity() == "ERROR");
    CHECK(error.detail().find("already exists") != std::string::npos);
    CHECK(error.query() == "AddMovie");
    CHECK(std::string{error.what()}.starts_with("AddMovie: "));
    CHECK(std::string{error.what()}.ends_with("[23505]"));
  }
}

TEST_CASE("a result that breaks what was generated names query, column and row") {
  live::Database live;
  const auto connection = live.pool.acquire();
  const auto broken = [](const auto& run) -> ErrorFields {
    try {
      run();
    } catch (const UnexpectedResult& error) {
      return error.fields();
    }
    FAIL("it was taken");
    return {};
  };
  live.pool.execute("ALTER TABLE movies ALTER COLUMN title DROP NOT NULL");
  add_movie(live.querier, 1, "a");
  add_movie(live.querier, 2, "b");
  live.pool.execute("UPDATE movies SET title = NULL WHERE title = 'b'");

  const Column column{.name = "title", .codec = &codec::text};
  const std::string sql = "SELECT title FROM movies ORDER BY title NULLS LAST";
  const Statement& statement = live::statement(sql, column);
  const ErrorFields null = broken([&] { (void)many<std::string>(live.pool, statement, {}); });
  CHECK(null.query == "Test");
  CHECK(null.column == "title");
  CHECK(null.row == 2);
  CHECK(UnexpectedNull(null).what() ==
        std::string("Test: column \"title\" is NULL, and its C++ type no std::optional (row 2)"));

  int rows = 0;
  const ErrorFields streamed = broken([&] {
    for (const std::string& title : stream<std::string>(live.pool, statement, {})) rows += title.empty() ? 0 : 1;
  });
  CHECK(streamed.row == 2);
  CHECK(rows == 1);

  live.pool.execute("ALTER TABLE movies ALTER COLUMN year TYPE bigint");
  const Column year{.name = "year", .codec = &codec::int4, .nullable = true};
  const ErrorFields type = broken([&] {
    (void)many<std::optional<std::int32_t>>(live.pool, live::statement("SELECT year FROM movies", year), {});
  });
  CHECK(type.query == "Test");
  CHECK(type.column == "year");
}

TEST_CASE("each kind of error has its class") {
  live::Database live;
  add_movie(live.querier, 1);
  CHECK_THROWS_AS((void)live.querier.add_review({.movie_id = movie_id(9), .stars = 1}), ForeignKeyViolation);
  CHECK_THROWS_AS((void)live.querier.add_review({.movie_id = movie_id(1), .stars = 6}), CheckViolation);
  CHECK_THROWS_AS(live.pool.execute("INSERT INTO reviews (stars) VALUES (1)"), NotNullViolation);
  CHECK_THROWS_AS(live.pool.execute("INSERT INTO movies (id, title, year) VALUES (gen_random_uuid(), 'x', 1)"),
                  CheckViolation);
  CHECK_THROWS_AS(live.pool.execute("SELECT 1 / 0"), DataException);
  CHECK_THROWS_AS(live.pool.execute("CREATE ROLE nobody_special; SET ROLE nobody_special; SELECT * FROM movies"),
                  InsufficientPrivilege);
  CHECK_THROWS_AS(live.pool.execute("SET statement_timeout = 20; SELECT pg_sleep(5)"), QueryCanceled);
  try {
    live.pool.execute("INSERT INTO reviews (stars) VALUES (1)");
  } catch (const IntegrityViolation& error) {
    CHECK(error.column() == "movie_id");
  }
}

TEST_CASE("an error keeps its class when it is copied") {
  live::Database live;
  add_movie(live.querier, 1);
  std::shared_ptr<const Error> copy;
  try {
    add_movie(live.querier, 1);
  } catch (const Error& error) {
    copy = error.clone();
  }
  REQUIRE(copy);
  CHECK_THROWS_AS(copy->raise(), UniqueViolation);
}

TEST_CASE("a bad parameter is refused before anything is sent, without its value") {
  live::Database live;
  const std::string title{"secret\0title", 12};
  try {
    live.querier.add_movie({.id = movie_id(1), .title = title, .year = 1979});
    FAIL("a NUL byte was sent");
  } catch (const ConversionError& error) {
    const std::string text = error.what();
    CHECK(text.find("AddMovie") != std::string::npos);
    CHECK(text.find("\"title\"") != std::string::npos);
    CHECK(text.find("secret") == std::string::npos);
  }
  CHECK(live.querier.count_movies() == 0);
}

TEST_CASE("a label that was added to an enum after generation") {
  live::Database live;
  add_movie(live.querier, 1, "One");
  live.pool.execute("ALTER TYPE mpaa_rating ADD VALUE 'NC-17'");
  live.pool.execute("UPDATE movies SET rating = 'NC-17'");
  try {
    (void)live.querier.get_movie(movie_id(1));
    FAIL("an unknown label was read");
  } catch (const ConversionError& error) {
    CHECK(error.column() == "rating");
    CHECK(error.query() == "GetMovie");
    CHECK(std::string{error.what()}.find("public.mpaa_rating") != std::string::npos);
  }
}

TEST_CASE("NULL where generation ruled it out") {
  live::Database live;
  add_movie(live.querier, 1);
  live.pool.execute("ALTER TABLE movies ALTER tags DROP NOT NULL; UPDATE movies SET tags = NULL");
  try {
    (void)live.querier.get_movie(movie_id(1));
    FAIL("NULL was read");
  } catch (const UnexpectedNull& error) {
    CHECK(error.column() == "tags");
  }
  live.pool.execute("UPDATE movies SET tags = '{NULL}'");
  CHECK_THROWS_AS((void)live.querier.get_movie(movie_id(1)), UnexpectedNull);
}

TEST_CASE("a server that cannot be reached") {
  Pool pool{PoolOptions{.conninfo = "host=/nonexistent port=1", .health_check_period = {}}};
  try {
    pool.ping();
    FAIL("connected");
  } catch (const ConnectionError& error) {
    CHECK(std::string{error.what()}.find("/nonexistent") != std::string::npos);
  }
  CHECK(pool.stats().total_connections == 0);
}

TEST_CASE("notices reach their hook") {
  std::vector<std::string> notices;
  live::Database live{{.on_notice = [&](const ErrorFields& notice) { notices.push_back(notice.message); }}};
  live.pool.execute("DO $$ BEGIN RAISE NOTICE 'hello'; END $$");
  REQUIRE(notices.size() == 1);
  CHECK(notices[0] == "hello");
}
